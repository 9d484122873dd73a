import NewsModel
import Text

/// Toward whom a stance is taken: actors named where the frame or the proposal has a place for them.
struct TargetFinder {
  let reading: StanceReading
  let resolver: HolderResolver

  struct Found {
    var actor: HolderResolver.Actor
    var role: PositionTarget.Role
    var polarity: PositionTarget.Polarity
  }

  /// Targets of one position; more are left out.
  static let targetsMax = 8

  /// Targets in the `proposal` that `head` heads.
  func targets(
    of candidate: StanceCandidate, proposal: Range<Int>, head: Int?, holders: [HolderResolver.Actor]
  ) -> [Found] {
    var found: [Found] = []
    func add(_ actor: HolderResolver.Actor, _ role: PositionTarget.Role, _ polarity: PositionTarget.Polarity)
    {
      guard found.count < Self.targetsMax, !holders.contains(where: { $0.identity == actor.identity }),
        !found.contains(where: { $0.actor.identity == actor.identity })
      else { return }
      found.append(Found(actor: actor, role: role, polarity: polarity))
    }
    guard let target = candidate.target else { return [] }
    let isFrame = candidate.rule == .verb || candidate.rule == .noun
    for addressee in candidate.addressees {
      guard let actor = resolver.actor(addressee, anyone: isFrame && candidate.rule != .passive) else {
        continue
      }
      add(
        actor, target.role,
        target.role == .addressee ? requestPolarity(candidate, target, head) : target.polarity)
    }
    let ties = ties(in: proposal, head: head)
    switch target.role {
    case .criticized:
      guard found.isEmpty else { break }
      for tie in ties where tie.link.isAgent || tie.link == .from || tie.link == .modifier {
        add(tie.actor, .criticized, .negative)
      }
      if found.isEmpty { for actor in subjectsBefore(proposal) { add(actor, .criticized, .negative) } }
    case .beneficiary:
      guard found.isEmpty else { break }
      for tie in ties where tie.link.isAgent || tie.link == .with || tie.link == .modifier {
        add(tie.actor, .beneficiary, .positive)
      }
      if candidate.act == .commit {
        for tie in ties where tie.link == .toOrFor { add(tie.actor, .beneficiary, .positive) }
      }
    case .addressee:
      if candidate.act == .advocate {
        for tie in ties where tie.link == .with || tie.link == .relation {
          add(tie.actor, .partner, .positive)
        }
      }
      guard found.isEmpty, !candidate.proposalIsVerbal else { break }
      for tie in ties where tie.link == .agent || tie.link == .owner || tie.link == .from {
        add(tie.actor, .addressee, requestPolarity(candidate, target, head))
      }
    case .partner, .adversary:
      let isAdverse = target.role == .adversary
      for partner in partners(of: candidate) { add(partner, .partner, .positive) }
      for tie in ties {
        switch tie.link {
        case .with, .relation: add(tie.actor, .partner, .positive)
        case .toOrFor, .receiver:
          add(tie.actor, isAdverse ? .adversary : .beneficiary, isAdverse ? .negative : .positive)
        case .against: add(tie.actor, .adversary, .negative)
        case .object where isAdverse: add(tie.actor, .adversary, .negative)
        case .object where head.map { reading.words.meeting.contains(reading.lemmas[$0]) } ?? false:
          add(tie.actor, .partner, .positive)
        default: break
        }
      }
    }
    return found
  }

  /// Whose conduct "this refusal" or "that claim" is: the subject of the sentence before, where it is an actor.
  private func subjectsBefore(_ proposal: Range<Int>) -> [HolderResolver.Actor] {
    guard let first = proposal.first(where: { reading.upos($0) != .punct }),
      ["this", "that", "these", "those", "such"].contains(reading.lowers[first]), first > 0
    else { return [] }
    let sentence = reading.sentence(of: first)
    guard sentence.lowerBound > 0 else { return [] }
    let before = reading.sentence(of: sentence.lowerBound - 1)
    let subjects = reading.predicateOrder.lazy.map { reading.predicates[$0] }.first {
      before.contains($0.token) && $0.hasOwnSubject && $0.kind == .main
        && !reading.words.saying.contains(reading.lemmas[$0.token])
    }?.subjects
    return (subjects ?? []).filter { reading.upos($0) != .pron }.compactMap { resolver.actor($0) }
  }

  /// With whom: "agreed with the Italian minister to share the data".
  private func partners(of candidate: StanceCandidate) -> [HolderResolver.Actor] {
    guard candidate.act == .agree || candidate.act == .commit else { return [] }
    return reading.children(candidate.head).filter {
      reading.deprel($0) == .obl && reading.preposition(of: $0) == "with"
    }.flatMap { reading.conjuncts(of: $0) }.compactMap { resolver.actor($0) }
  }

  /// A demand to stop or undo is negative toward its addressee, a plain request neutral.
  private func requestPolarity(
    _ candidate: StanceCandidate, _ target: StanceLexicon.Target, _ head: Int?
  ) -> PositionTarget.Polarity {
    guard target.polarity == .neutral else { return target.polarity }
    if candidate.proposalIsNegated { return .negative }
    return head.map { reading.words.undoing.contains(reading.lemmas[$0]) } ?? false ? .negative : .neutral
  }

  private enum Link {
    /// Does it: subject, "by X".
    case agent
    /// "China's attempts"
    case owner
    /// "cooperation between China and Russia"
    case between
    /// Is done to, or heads the proposal itself.
    case object
    /// "give Norway help"
    case receiver
    /// "the Norway plan"
    case modifier
    /// "closer EU links", "the Norway-Chile alliance"
    case relation
    case with, toOrFor, against, from, other

    var isAgent: Bool { self == .agent || self == .owner || self == .between || self == .object }
  }

  private struct Tie {
    var actor: HolderResolver.Actor
    var link: Link
  }

  /// Actors in `proposal` with what ties them in; a list carries its first member's tie on.
  private func ties(in proposal: Range<Int>, head: Int?) -> [Tie] {
    var found: [Tie] = []
    for token in proposal where reading.isNominal(token) {
      guard let link = link(of: token, head: head, in: proposal), link != .other,
        let actor = actor(token, link)
      else { continue }
      found.append(Tie(actor: actor, link: link))
    }
    return found
  }

  /// Whom `token` means: named, or described by an office or membership; a thing with a name is no actor.
  private func actor(_ token: Int, _ link: Link) -> HolderResolver.Actor? {
    if let index = reading.document.mention(at: token) {
      let mention = reading.document.mentions[index]
      let isPart = mention.head != token && reading.head(token).map { mention.tokens.contains($0) } ?? false
      if isPart { return nil }
    }
    guard let actor = resolver.actor(token, anyone: false), !isLaw(actor) else { return nil }
    if case .described = actor.identity, reading.upos(token) != .pron {
      let isActor =
        reading.words.actor.contains(reading.lemmas[token])
        || reading.words.members.contains(reading.lemmas[token])
      guard isActor, link != .modifier, link != .relation else { return nil }
    }
    return actor
  }

  /// "the Clean Air Act", "the Oslo Accord": a measure by name.
  private func isLaw(_ actor: HolderResolver.Actor) -> Bool {
    guard case .entity(let index) = actor.identity else { return false }
    let entity = reading.document.entities[index]
    guard entity.kind == .organization, let last = entity.name.lowercased().split(separator: " ").last else {
      return false
    }
    return reading.words.measure.contains(String(last)) && !reading.words.actor.contains(String(last))
  }

  private func link(of token: Int, head: Int?, in proposal: Range<Int>) -> Link? {
    if token == head { return .object }
    guard let up = reading.head(token) else { return .other }
    switch reading.deprel(token) {
    case .conj:
      guard proposal.contains(up) else { return nil }
      return link(of: up, head: head, in: proposal)
    case .nmodPoss: return isBackground(up, head) ? .other : .owner
    case .nsubj, .nsubjOuter: return isBackground(up, head) ? .other : .agent
    case .oblAgent: return isBackground(up, head) ? .other : .agent
    case .iobj: return .receiver
    case .obj, .nsubjPass: return isBackground(up, head) ? .other : .object
    case .compound, .nmodDesc, .nmodUnmarked, .amod:
      if reading.words.relation.contains(reading.lemmas[up]) { return .relation }
      return reading.deprel(token) == .compound && up == head ? .modifier : .other
    case .nmod, .obl:
      if isBackground(up, head) { return .other }
      switch reading.preposition(of: token) {
      case "with": return .with
      case "between", "among": return .between
      case "by": return .agent
      case "of": return up == head ? .owner : .other
      case "to", "for", "toward", "towards":
        return reading.words.motion.contains(reading.lemmas[up]) ? .other : .toOrFor
      case "against", "on", "over", "upon": return .against
      case "from": return .from
      default: return .other
      }
    default: return .other
    }
  }

  /// Whether `verb` only tells which thing is meant: "a system backed by the union".
  private func isBackground(_ verb: Int, _ head: Int?) -> Bool {
    guard verb != head else { return false }
    switch reading.deprel(verb) {
    case .aclRelcl: return true
    case .acl: return [.participle, .finite].contains(reading.form(verb))
    default: return false
    }
  }
}
