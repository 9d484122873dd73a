/// What speaks for and against a chain being meant by a reference, as slots of one table of weights.
///
/// Each feature is a template and up to four small values, hashed; training and reading hash alike.
package enum AntecedentFeatures {
  /// Size of the table of weights.
  package static let slots = 1 << 14

  @inline(__always)
  private static func slot(_ template: UInt64, _ a: Int, _ b: Int = 0, _ c: Int = 0, _ d: Int = 0) -> UInt16 {
    var hash = template << 56 | UInt64(a & 0xFFFF) << 40
    hash |= UInt64(b & 0xFF) << 32 | UInt64(c & 0xFF) << 24 | UInt64(d & 0xFF) << 16
    hash = hash &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9
    return UInt16(truncatingIfNeeded: hash >> 50)
  }

  /// `he`, `she`, `they`, `it`, and descriptions by what they describe.
  static func group(_ reference: Reference) -> Int {
    if let pronoun = reference.pronoun {
      if pronoun.isNeuter { return 3 }
      if pronoun.number == .plural { return 2 }
      return pronoun.gender == .female ? 1 : 0
    }
    let base = reference.sort == .person ? 4 : reference.sort == .organization ? 6 : 8
    return base + (reference.number == .plural ? 1 : 0)
  }

  static func finer(_ reference: Reference) -> Int {
    let group = group(reference) * 4
    if let pronoun = reference.pronoun {
      if reference.isModifier { return group + 2 }
      return group + (pronoun.form == .reflexive ? 3 : pronoun.form == .subject ? 0 : 1)
    }
    switch reference.definiteness {
    case .demonstrative: return group + 1
    case .possessive: return group + 2
    case .bare, .none, .indefinite: return group + 3
    case .definite: return group
    }
  }

  static func distance(_ sentences: Int) -> Int {
    sentences < 4 ? sentences : sentences < 7 ? 4 : sentences < 15 ? 5 : 6
  }

  /// Agreement of two values that may be unknown: 0 unknown, 1 the same, 2 different.
  static func agreement<Value: Equatable>(_ one: Value?, _ other: Value?) -> Int {
    guard let one, let other else { return 0 }
    return one == other ? 1 : 2
  }

  struct Pair {
    var rank: Int
    /// Of a description: how its head is met in the chain: 0 not at all, 1 in the last mention, 2 in an earlier one.
    var headMatch: Int
    /// Words of the description that the mention with the same head lacks.
    var newWords: Int
    /// `ChainBuilder.HeadMatch.possessor`.
    var possessor: Int
    var isSpeaker: Bool
    var sharesClause: Bool
    var sameParagraph: Bool
    var namedAgo: Int
    /// How often the whole document names the chain's entity.
    var namings: Int
    /// Mentions of the chain in this sentence and the one before.
    var recent: Int
    /// Its last mention stands in a caption or heading.
    var isFragment: Bool
  }

  static func append(
    _ anaphor: Reference, _ chain: ChainState, _ last: Reference, _ pair: Pair, to features: inout [UInt16]
  ) {
    let fine = finer(anaphor)
    let group = group(anaphor)
    let distance = distance(anaphor.sentence - last.sentence)
    let near = min(distance, 2)
    let kind = last.kind == .name ? 0 : last.kind == .description ? 1 : 2
    let role = Int(anaphor.role.rawValue)
    let lastRole = Int(last.role.rawValue)
    let named = chain.entity == nil ? 0 : 1
    let count = chain.count > 6 ? 4 : chain.count > 3 ? 3 : chain.count
    let gender = agreement(anaphor.gender, chain.gender)
    features.append(slot(1, fine, distance))
    features.append(slot(2, fine, pair.rank))
    features.append(slot(3, group, gender, kind, named))
    features.append(
      slot(4, group, Int(anaphor.number.rawValue), Int(chain.number.rawValue), Int(chain.sort.rawValue)))
    features.append(slot(5, fine, kind, near))
    features.append(slot(6, group, lastRole, role, near))
    features.append(slot(7, group, count, named, near))
    let quotation =
      anaphor.quotation == last.quotation
      ? (anaphor.quotation == nil ? 0 : 1)
      : anaphor.quotation == nil ? 2 : last.quotation == nil ? 3 : 4
    features.append(slot(8, group, quotation, pair.isSpeaker ? 1 : 0))
    features.append(slot(9, group, Int(last.definiteness.rawValue), Int(last.sort.rawValue)))
    features.append(slot(10, group, last.isLeading ? 1 : 0, near, pair.rank == 0 ? 1 : 0))
    features.append(slot(11, group, pair.sameParagraph ? 1 : 0, near))
    features.append(slot(12, fine, pair.sharesClause ? 1 : 0, lastRole, role))
    features.append(slot(13, group, pair.headMatch, named, distance))
    features.append(slot(14, fine, pair.headMatch, min(pair.newWords, 3)))
    if pair.possessor > 0 { features.append(slot(23, group, pair.possessor, pair.headMatch)) }
    features.append(slot(15, group, pair.namedAgo, kind))
    features.append(slot(16, fine, last.isModifier ? 1 : 0, kind))
    features.append(slot(17, fine, role, min(pair.rank, 3), near))
    features.append(slot(18, group, gender, pair.rank, near))
    features.append(slot(19, fine, Int(chain.sort.rawValue), pair.headMatch, kind))
    features.append(slot(20, group, last.quotation == nil ? 0 : 1, count, kind))
    if let before = last.pronoun {
      features.append(slot(21, fine, finer(last), near, before.person == 3 ? 1 : 0))
    }
    // The same for all pronouns and for all descriptions, where one kind was seen too seldom.
    let coarse = anaphor.kind == .pronoun ? 0 : 1
    let definiteness = Int(anaphor.definiteness.rawValue)
    features.append(slot(30, coarse, pair.headMatch, min(pair.newWords, 2), definiteness))
    features.append(slot(31, coarse, distance, pair.headMatch))
    features.append(slot(32, coarse, min(pair.rank, 3), pair.headMatch))
    features.append(slot(33, coarse, lastRole, near, kind))
    features.append(slot(34, coarse, gender, named, near))
    features.append(slot(35, coarse, Int(chain.sort.rawValue), Int(anaphor.sort.rawValue), pair.headMatch))
    let namings = pair.namings > 9 ? 5 : pair.namings > 4 ? 4 : min(pair.namings, 3)
    features.append(slot(24, group, namings, near))
    features.append(slot(25, coarse, namings, kind, min(pair.rank, 3)))
    features.append(slot(26, group, min(pair.recent, 4), near))
    let share = chain.count > 16 ? 6 : chain.count > 8 ? 5 : chain.count > 4 ? 4 : chain.count
    features.append(slot(27, coarse, share, near, kind))
    if pair.isFragment { features.append(slot(28, coarse, near)) }
    features.append(slot(22, group, lastRole, kind, min(pair.rank, 3)))
  }

  struct Alone {
    var candidates: Int
    var anyHeadMatch: Bool
    /// A chain has the same head and all other words.
    var anyExact: Bool
    var isFollowed: Bool
    var modifiers: Int
    var head: Int
    /// What possesses it.
    var possessed: Int
    var next: Int
    /// `it is clear that`
    var isExpletive: Bool
  }

  static func append(_ anaphor: Reference, _ alone: Alone, to features: inout [UInt16]) {
    let fine = finer(anaphor)
    let group = group(anaphor)
    let start = anaphor.sentence < 3 ? anaphor.sentence : anaphor.sentence < 10 ? 3 : 4
    features.append(slot(64, fine))
    features.append(slot(65, fine, Int(anaphor.role.rawValue)))
    features.append(slot(66, group, min(alone.candidates, 6)))
    features.append(slot(67, fine, alone.isFollowed ? 1 : 0, alone.anyHeadMatch ? 1 : 0))
    features.append(slot(68, group, min(alone.modifiers, 3), alone.anyHeadMatch ? 1 : 0))
    features.append(slot(69, group, anaphor.quotation == nil ? 0 : 1))
    features.append(slot(70, group, start))
    features.append(slot(71, fine, alone.isExpletive ? 1 : 0))
    if anaphor.kind == .description {
      let definiteness = Int(anaphor.definiteness.rawValue)
      features.append(slot(75, definiteness, alone.anyHeadMatch ? 1 : 0, alone.anyExact ? 1 : 0))
      features.append(slot(76, alone.isFollowed ? 1 : 0, alone.anyExact ? 1 : 0, min(alone.modifiers, 3)))
      features.append(slot(74, fine, alone.possessed, alone.anyHeadMatch ? 1 : 0))
      features.append(slot(72, alone.head, anaphor.number == .plural ? 1 : 0))
    } else if group == 3 {
      features.append(slot(73, alone.next, group))
    }
  }
}
