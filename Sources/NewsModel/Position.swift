/// Who stands where: a holder's stance on a proposal or on another's conduct, with the words that prove it.
/// Meaning and values follow the annotation guidelines for policy positions, version 1.0.
public struct Position: Sendable, Equatable {
  public enum Act: String, Sendable, CaseIterable {
    case commit, agree, advocate, endorse, demand, criticize, reject, threaten, concede, decide, abstain
  }
  public enum Polarity: String, Sendable, CaseIterable { case support, oppose, mixed, neutral }
  public enum Commitment: String, Sendable, CaseIterable {
    case none, preference, intention, pledge, decision, action
  }
  public enum Mode: String, Sendable, CaseIterable {
    /// The holder speaks.
    case selfVoice = "self"
    /// An official speaks for the holder.
    case spokesperson
    /// Someone else says what the holder wants.
    case thirdParty = "third_party"
    /// The outlet says so in its own voice.
    case reporter
  }

  /// `p_` and 16 characters; empty until `Ingestion` names it.
  public var id: String = ""
  /// Never empty.
  public var holders: [Holder]
  public var mode: Mode
  /// Who utters it; `nil` when the outlet does.
  public var speaker: ActorReference?
  /// From the outlet inwards to the innermost source.
  public var chain: [ActorReference]
  public var act: Act
  /// PLOVER 2021 event (`REQUEST`) and CAMEO code (`1054`); `nil` where the guidelines give none.
  public var plover: String?
  public var cameo: String?
  /// Toward the proposal.
  public var polarity: Polarity
  /// 1 hedged, 2 plain, 3 marked.
  public var strength: Int
  public var commitment: Commitment
  public var targets: [PositionTarget]
  public var proposal: Proposal
  public var issue: IssueReference
  public var modality: Modality
  public var cue: Cue
  /// The smallest contiguous span that holds cue and proposal.
  public var evidence: TextSpan
  /// Indices into the article's quotes, of those that carry it.
  public var quotes: [Int] = []
  /// Index into the article's positions of the one this repeats.
  public var sameAs: Int?
  public var confidence: Double
  public var rule: String

  public init(
    holders: [Holder], mode: Mode, speaker: ActorReference?, chain: [ActorReference], act: Act,
    plover: String?, cameo: String?, polarity: Polarity, strength: Int, commitment: Commitment,
    targets: [PositionTarget], proposal: Proposal, issue: IssueReference, modality: Modality, cue: Cue,
    evidence: TextSpan, confidence: Double, rule: String
  ) {
    self.holders = holders
    self.mode = mode
    self.speaker = speaker
    self.chain = chain
    self.act = act
    self.plover = plover
    self.cameo = cameo
    self.polarity = polarity
    self.strength = strength
    self.commitment = commitment
    self.targets = targets
    self.proposal = proposal
    self.issue = issue
    self.modality = modality
    self.cue = cue
    self.evidence = evidence
    self.confidence = confidence
    self.rule = rule
  }
}

/// Whose stance it is.
public struct Holder: Sendable, Hashable {
  public var actor: ActorReference
  /// The country or organisation spoken for.
  public var represents: ActorReference?
  public var mention: Mention

  public init(actor: ActorReference, represents: ActorReference?, mention: Mention) {
    self.actor = actor
    self.represents = represents
    self.mention = mention
  }
}

/// Toward whom.
public struct PositionTarget: Sendable, Hashable {
  public enum Role: String, Sendable, CaseIterable {
    case addressee, criticized, partner, beneficiary, adversary
  }
  public enum Polarity: String, Sendable, CaseIterable { case positive, neutral, negative }

  public var actor: ActorReference
  public var role: Role
  public var polarity: Polarity
  public var mention: Mention

  public init(actor: ActorReference, role: Role, polarity: Polarity, mention: Mention) {
    self.actor = actor
    self.role = role
    self.polarity = polarity
    self.mention = mention
  }
}

/// On what.
public struct Proposal: Sendable, Hashable {
  /// Stands on its own, in the article's words.
  public var text: String
  public var span: TextSpan
  /// What an anaphoric span ("the releases") refers back to.
  public var antecedent: TextSpan?

  public init(text: String, span: TextSpan, antecedent: TextSpan? = nil) {
    self.text = text
    self.span = span
    self.antecedent = antecedent
  }
}

/// The matter a position is about.
public struct IssueReference: Sendable, Hashable {
  /// The head noun of the label, then its other content words by the alphabet, as dictionary forms: one id for one matter.
  public var id: String
  /// Reads well alone: `seafood import ban`.
  public var label: String
  /// Comparative Agendas Project major topic, 1…23.
  public var capMajor: Int?
  public var topics: [Topic]

  public init(id: String, label: String, capMajor: Int?, topics: [Topic] = []) {
    self.id = id
    self.label = label
    self.capMajor = capMajor
    self.topics = topics
  }
}

/// How the stance is worded.
public struct Modality: Sendable, Hashable {
  public enum Force: String, Sendable, CaseIterable {
    case declarative, volition, obligation, prohibition, possibility
  }
  public enum Time: String, Sendable, CaseIterable { case past, present, future }

  public var force: Force
  public var time: Time
  /// "will continue to", "renewed".
  public var continuing: Bool
  public var negated: Bool
  /// Verbatim ("unless the U.N. asks").
  public var condition: String?

  public init(force: Force, time: Time, continuing: Bool, negated: Bool, condition: String?) {
    self.force = force
    self.time = time
    self.continuing = continuing
    self.negated = negated
    self.condition = condition
  }
}
