import NewsModel

/// A stance while it is being found: the same as `Position`, in tokens and before its holder is known.
struct StanceCandidate {
  enum Holder {
    /// Heads of noun phrases.
    case nominals([Int])
    /// Whoever speaks at the cue.
    case speaker
  }

  var rule: StanceRule
  /// Heads the clause or phrase that carries the stance.
  var head: Int
  var cue: Range<Int>
  var lemma: String
  var holder: Holder
  /// Another's stance announced by the clause's subject ("renewed Japan's pledge").
  var announcer: [Int] = []
  var act: Position.Act
  var polarity: Position.Polarity
  var strength: Int
  var commitment: Position.Commitment
  var target: StanceLexicon.Target?
  var cameo: String?
  var voice: StanceLexicon.Voice
  /// Empty for a stance without words for its proposal ("abstained").
  var proposal: Range<Int>
  /// Heads the proposal.
  var proposalHead: Int?
  var proposalIsVerbal: Bool
  var proposalIsNegated = false
  /// Heads of the noun phrases of those spoken to or judged.
  var addressees: [Int] = []
  /// What must lie inside the evidence beside cue and proposal.
  var evidence: Range<Int>
  var force: Modality.Force = .declarative
  var time: Modality.Time = .present
  var continuing = false
  var negated = false
}

/// How a position was found. `rawValue` is what `Position.rule` shows; `confidence` is the share of positions with the
/// right holder on the development set, for holders by name, as if each rule had found eight more of average worth.
enum StanceRule: String, Sendable, CaseIterable {
  /// Norway urged Brazil to lower the tariffs.
  case verb = "verb-frame"
  /// The tariffs were condemned by Norway.
  case passive = "passive-frame"
  /// Norway expressed concern over the build-up.
  case noun = "noun-frame"
  /// Norway is opposed to the tariffs.
  case adjective = "adjective-frame"
  /// Norway called the tariffs a mistake.
  case verdict = "verdict-frame"
  /// Norway will lower the tariffs.
  case will = "will"
  /// Brazil should lower the tariffs, Norway said.
  case obligation = "obligation"
  /// The tariffs are a mistake, Norway said.
  case evaluation = "evaluation"
  /// The council overstepped its powers, Norway said.
  case misconduct
  /// The plan poses a threat, Norway said.
  case effect
  /// There is concern over the plan, Norway said.
  case existence
  /// Talks are needed, Norway said.
  case necessity = "necessity"

  var confidence: Double {
    switch self {
    case .verb: 0.79
    case .passive: 0.81
    case .noun: 0.72
    case .adjective: 0.79
    case .verdict: 0.81
    case .will: 0.80
    case .obligation: 0.78
    case .evaluation: 0.74
    case .necessity: 0.82
    case .misconduct: 0.67
    case .effect: 0.76
    case .existence: 0.66
    }
  }
}
