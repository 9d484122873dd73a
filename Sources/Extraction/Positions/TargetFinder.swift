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
    func add(_ actor: HolderResolver.Actor, _ role: PositionTarget.Role, _ polarity: PositionTarget.Polarity) {
      guard found.count < Self.targetsMax, !holders.contains(where: { $0.identity == actor.identity }),
        !found.contains(where: { $0.actor.identity == actor.identity })
      else { return }
      found.append(Found(actor: actor, role: role, polarity: polarity))
    }
    guard let target = candidate.target else { return [] }
    let isFrame = candidate.rule == .verb || candidate.rule == .noun || candidate.rule == .passive
    for addressee in candidate.addressees {
      guard let actor = resolver.actor(addressee, anyone: isFrame && candidate.rule != .passive) else { continue }
      add(
        actor, target.role,
        target.role == .addressee ? requestPolarity(candidate, target, head) : target.polarity)
    }
    let ties = ties(in: proposal, head: head)
    switch target.role {
    case .criticized:
      guard found.isEmpty else { break }
      for tie in ties where tie.link.isAgent { add(tie.actor, .criticized, .negative) }
    case .beneficiary:
      guard found.isEmpty else { break }
      for tie in ties where tie.link.isAgent || tie.link == .toOrFor || tie.link == .with {
        add(tie.actor, .beneficiary, .positive)
      }
    case .addressee:
      if candidate.act == .advocate {
        for tie in ties where tie.link == .with { add(tie.actor, .partner, .positive) }
      }
      guard found.isEmpty, !candidate.proposalIsVerbal else { break }
      for tie in ties where tie.link == .agent || tie.link == .owner || tie.link == .from {
        add(tie.actor, .addressee, requestPolarity(candidate, target, head))
      }
    case .partner, .adversary:
      for tie in ties {
        switch tie.link {
        case .with: add(tie.actor, .partner, .positive)
        case .toOrFor:
          let isAdverse = target.role == .adversary
          add(tie.actor, isAdverse ? .adversary : .beneficiary, isAdverse ? .negative : .positive)
        case .against: add(tie.actor, .adversary, .negative)
        case .object where target.role == .adversary: add(tie.actor, .adversary, .negative)
        default: break
        }
      }
    }
    return found
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
    for token in proposal where isActorHead(token) {
      guard let link = link(of: token, head: head, in: proposal) else { continue }
      let actor = resolver.actor(token) ?? (link == .owner ? resolver.actor(token, anyone: false) : nil)
      guard let actor else { continue }
      found.append(Tie(actor: actor, link: link))
    }
    return found
  }

  /// Heads of noun phrases that may name an actor; parts of names and modifiers are none.
  private func isActorHead(_ token: Int) -> Bool {
    guard reading.isNominal(token) else { return false }
    switch reading.deprel(token) {
    case .flat, .compound, .amod, .nummod, .nmodDesc, .det, .fixed, .goeswith, .appos: return false
    default: return true
    }
  }

  private func link(of token: Int, head: Int?, in proposal: Range<Int>) -> Link? {
    if token == head { return .object }
    switch reading.deprel(token) {
    case .conj:
      guard let first = reading.head(token), proposal.contains(first) else { return nil }
      return link(of: first, head: head, in: proposal)
    case .nmodPoss: return .owner
    case .nsubj, .nsubjOuter: return .agent
    case .oblAgent: return .agent
    case .obj, .iobj, .nsubjPass: return .object
    case .nmod, .obl:
      switch reading.preposition(of: token) {
      case "with": return .with
      case "between", "among": return .between
      case "by": return .agent
      case "of": return reading.head(token) == head ? .owner : .other
      case "to", "for", "toward", "towards": return .toOrFor
      case "against", "on", "over", "upon": return .against
      case "from": return .from
      default: return .other
      }
    default: return .other
    }
  }
}
