import Text

/// What tells whether a candidate is right.
extension QuoteFacts {
  /// Features of candidate `index`; the others tell what stands against it.
  package func writeVerdictFeatures(
    of index: Int, among candidates: [ModelReader.Candidate], to keys: inout FeatureKeys
  ) {
    let candidate = candidates[index]
    let chance = Self.tenth(candidate.cueChance)
    let content = Self.tenth(candidate.certainty.content)
    let edges = Self.tenth(candidate.certainty.edges)
    let source = Self.tenth(candidate.certainty.source)
    let kind = UInt32(candidate.kind)
    let hasSource: UInt32 = candidate.source == nil ? 0 : 1
    let words = candidate.parts.reduce(0) { $0 + $1.count }
    let agreement = agreement(with: candidate)
    let rival = rival(of: index, among: candidates)
    let lemma = lemma[candidate.head]
    keys.add(512, 0)
    keys.add(513, chance)
    keys.add(514, content)
    keys.add(515, edges)
    keys.add(516, source, hasSource)
    keys.add(517, kind)
    keys.add(518, chance, content)
    keys.add(519, chance, kind)
    keys.add(520, content, kind)
    keys.add(521, edges, kind)
    keys.add(522, chance, content, kind)
    keys.add(523, lemma)
    keys.add(524, lemma, kind)
    keys.add(525, Self.bucket(words), kind)
    keys.add(526, agreement)
    keys.add(527, agreement, kind)
    keys.add(528, agreement, chance)
    keys.add(529, agreement, content)
    keys.add(530, rival)
    keys.add(531, rival, kind)
    keys.add(532, rival, chance)
    keys.add(533, hasSource, kind, chance)
    keys.add(534, mark[candidate.head], kind)
    keys.add(535, known[candidate.head], kind)
    keys.add(536, known[candidate.head], chance)
    keys.add(537, UInt32(min(3, candidate.parts.count)), kind, content)
    keys.add(538, source, content)
    keys.add(539, candidate.source.map { mention[$0.upperBound - 1] } ?? 99, kind)
    keys.add(540, role[candidate.head], chance)
    keys.add(541, xpos[candidate.head], kind, chance)
    let isFarQuoted: UInt32 =
      document.sentence(of: candidate.parts[0].lowerBound) == document.sentence(of: candidate.head) ? 0 : 1
    keys.add(542, isFarQuoted, kind, content)
    keys.add(543, cluster[candidate.head], kind)
    keys.add(544, relation[candidate.head], kind)
  }

  /// Steps that are finer near 0 and 1.
  private static func tenth(_ share: Float) -> UInt32 {
    switch share {
    case ..<0.05: 0
    case ..<0.1: 1
    case ..<0.2: 2
    case ..<0.3: 3
    case ..<0.4: 4
    case ..<0.5: 5
    case ..<0.6: 6
    case ..<0.7: 7
    case ..<0.8: 8
    case ..<0.9: 9
    case ..<0.95: 10
    case ..<0.98: 11
    case ..<0.99: 12
    default: 13
    }
  }

  /// 0 indirect, 1 mixed, 2 direct.
  package func kind(of parts: [Range<Int>]) -> Int {
    var (quoted, words) = (0, 0)
    for token in parts.joined() where document.tokens[token].upos != .punct {
      words += 1
      if document.isQuoted(token) { quoted += 1 }
    }
    return quoted == 0 ? 0 : quoted == words ? 2 : 1
  }

  /// What the rules say: nothing, another content, about the same, the same.
  private func agreement(with candidate: ModelReader.Candidate) -> UInt32 {
    let index = ruleOfToken[candidate.head]
    guard index >= 0 else { return 0 }
    let rule = rules[Int(index)]
    guard role[candidate.head] == Role.cue else { return 1 + 16 * rule.number }
    let own = candidate.parts.reduce(0) { $0 + $1.count }
    let other = rule.parts.reduce(0) { $0 + $1.count }
    var shared = 0
    for part in candidate.parts {
      for otherPart in rule.parts { shared += part.clamped(to: otherPart).count }
    }
    let grade: UInt32 =
      shared == own && shared == other ? 5 : shared * 2 >= own + other - shared ? 4 : shared > 0 ? 3 : 2
    return grade + 16 * rule.number
  }

  /// The best other candidate that claims some of the same words, or whose content holds this cue.
  private func rival(of index: Int, among candidates: [ModelReader.Candidate]) -> UInt32 {
    let candidate = candidates[index]
    var best: Float = 0
    let near = max(0, index - Self.rivalsMax)..<min(candidates.count, index + Self.rivalsMax + 1)
    for other in near where other != index {
      let rival = candidates[other]
      let shares = rival.parts.contains { part in
        part.contains(candidate.head)
          || candidate.parts.contains { $0.overlaps(part) || $0.contains(rival.head) }
      }
      if shares { best = max(best, rival.cueChance * rival.certainty.content) }
    }
    let own = candidate.cueChance * candidate.certainty.content
    return best == 0 ? 0 : 1 + Self.tenth(own / (own + best))
  }

  private static let rivalsMax = 8
}
