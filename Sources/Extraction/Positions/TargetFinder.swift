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

  func targets(
    of candidate: StanceCandidate, proposal: Range<Int>, holders: [HolderResolver.Actor]
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
    if let addressee = candidate.addressee {
      for actor in addressees(addressee, anyone: candidate.rule == .verb || candidate.rule == .noun) {
        add(
          actor, target.role,
          target.role == .addressee ? requestPolarity(candidate, target, proposal) : target.polarity)
      }
    }
    switch target.role {
    case .criticized:
      guard found.isEmpty else { break }
      for (actor, link) in mentions(in: proposal) where link != .other { add(actor, .criticized, .negative) }
    case .beneficiary:
      guard found.isEmpty else { break }
      for (actor, link) in mentions(in: proposal) where link != .other { add(actor, .beneficiary, .positive) }
    case .addressee:
      if candidate.act == .advocate {
        for (actor, link) in mentions(in: proposal) where link == .with { add(actor, .partner, .positive) }
      }
      guard found.isEmpty, !candidate.proposalIsVerbal else { break }
      for (actor, link) in mentions(in: proposal) where link == .first || link == .owner || link == .from {
        add(actor, .addressee, requestPolarity(candidate, target, proposal))
      }
    case .partner, .adversary:
      for (actor, link) in mentions(in: proposal) {
        switch link {
        case .with: add(actor, .partner, .positive)
        case .toOrFor:
          add(
            actor, target.role == .adversary ? .adversary : .beneficiary,
            target.role == .adversary ? .negative : .positive)
        case .against: add(actor, .adversary, .negative)
        default: if target.role == .adversary, link == .first { add(actor, .adversary, .negative) }
        }
      }
    }
    return found
  }

  /// A demand to stop or undo is negative toward its addressee, a plain request neutral.
  private func requestPolarity(
    _ candidate: StanceCandidate, _ target: StanceLexicon.Target, _ proposal: Range<Int>
  ) -> PositionTarget.Polarity {
    guard target.polarity == .neutral else { return target.polarity }
    if candidate.proposalIsNegated { return .negative }
    let verb = proposal.first { reading.upos($0) == .verb }
    return verb.map { reading.words.undoing.contains(reading.lemmas[$0]) } ?? false ? .negative : .neutral
  }

  private enum Link { case first, owner, between, with, by, toOrFor, against, from, other }

  /// Those spoken to: each joined noun phrase by name, or by its words ("industrialised nations"). With
  /// `anyone` the frame itself makes it an actor, else its head must be one.
  private func addressees(_ range: Range<Int>, anyone: Bool) -> [HolderResolver.Actor] {
    var found: [HolderResolver.Actor] = []
    var token = range.lowerBound
    while token < range.upperBound, found.count < Self.targetsMax {
      guard let base = reading.phrases.nounPhrase(at: token)?.clamped(to: range), !base.isEmpty else {
        token += 1
        continue
      }
      // What hangs on the phrase belongs to its description.
      var end = base.upperBound
      while end + 1 < range.upperBound, reading.upos(end) == .adp,
        let next = reading.phrases.nounPhrase(at: end + 1)
      {
        end = min(next.upperBound, range.upperBound)
      }
      if let actor = resolver.actor(base, as: base.lowerBound..<end, anyone: anyone) { found.append(actor) }
      token = end
      guard token < range.upperBound, reading.upos(token) == .cconj || reading.isComma(token) else { break }
    }
    return found
  }

  /// Actors in `range` with the word that ties them in; a list carries its first member's tie on.
  private func mentions(in range: Range<Int>) -> [(HolderResolver.Actor, Link)] {
    var found: [(HolderResolver.Actor, Link)] = []
    var token = range.lowerBound
    var last: Link = .other
    var lastEnd = -1
    while token < range.upperBound {
      guard let index = reading.document.mention(at: token) else {
        if let group = describedGroup(at: token, in: range) {
          found.append((group, link(group.mention.lowerBound, group.mention.upperBound, in: range)))
          token = group.mention.upperBound
        } else {
          token += 1
        }
        continue
      }
      let mention = reading.document.mentions[index]
      let next = max(token + 1, mention.tokens.upperBound)
      defer { token = next }
      guard mention.kind != .pronoun, !mention.isModifier || isOwner(mention), let entity = mention.entity,
        reading.document.entities[entity].kind != .place, mention.tokens.upperBound <= range.upperBound
      else { continue }
      let start = mention.tokens.lowerBound
      var link = self.link(start, mention.tokens.upperBound, in: range)
      if lastEnd >= 0, start >= lastEnd, start - lastEnd <= 3,
        (lastEnd..<start).allSatisfy({
          reading.isComma($0) || reading.upos($0) == .cconj || reading.upos($0) == .det
        })
      {
        link = last
      }
      last = link
      lastEnd = mention.tokens.upperBound
      let kind: NewsModel.Mention.Kind = mention.kind == .name ? .name : .role
      found.append(
        (HolderResolver.Actor(identity: .entity(entity), mention: mention.tokens, kind: kind), link))
    }
    return found
  }

  /// "with non-profit associations": a noun phrase that no mention covers and whose head is an actor.
  private func describedGroup(at token: Int, in range: Range<Int>) -> HolderResolver.Actor? {
    guard let phrase = reading.phrases.nounPhrase(at: token), phrase.lowerBound == token,
      phrase.upperBound <= range.upperBound,
      !phrase.contains(where: { reading.document.mention(at: $0) != nil }),
      reading.upos(phrase.upperBound - 1) == .noun
    else { return nil }
    return resolver.actor(phrase)
  }

  private func isOwner(_ mention: Text.Mention) -> Bool {
    let end = mention.tokens.upperBound
    return reading.xpos(end - 1) == .pos || end < reading.lowers.count && reading.xpos(end) == .pos
  }

  private func link(_ start: Int, _ end: Int, in range: Range<Int>) -> Link {
    if end < range.upperBound, reading.xpos(end) == .pos || reading.xpos(end - 1) == .pos { return .owner }
    var before = start - 1
    while before >= range.lowerBound, reading.upos(before) == .det || reading.upos(before) == .adj {
      before -= 1
    }
    guard before >= range.lowerBound else { return .first }
    switch reading.lowers[before] {
    case "with": return .with
    case "between": return .between
    case "by": return .by
    case "to", "for": return .toOrFor
    case "against", "on", "over": return .against
    case "from": return .from
    default: return .other
    }
  }
}
