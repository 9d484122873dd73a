import Extraction
import Text

/// Counts attributions found and right, by kind: the contents share half their words, and sources and cues meet.
/// The same as `full.half` of the scorer the figures are reported with, but for what a word is.
struct QuoteScore {
  enum Kind: Int, CaseIterable { case direct, mixed, indirect }

  private(set) var found = [0, 0, 0]
  private(set) var foundRight = [0, 0, 0]
  private(set) var gold = [0, 0, 0]
  private(set) var goldRight = [0, 0, 0]
  private(set) var headsFound = 0
  private(set) var headsRight = 0

  /// Which of `candidates` (best first) are right, each against an own gold attribution.
  static func matches(_ candidates: [Attribution], _ article: QuoteArticle) -> [Int?] {
    var taken = Set<Int>()
    let words = article.gold.map { Set(Self.words($0.content, article)) }
    return candidates.map { candidate in
      let own = Set(Self.words(Array(candidate.parts.joined()), article))
      var best: (index: Int, overlap: Double)?
      for (index, gold) in article.gold.enumerated() where !taken.contains(index) {
        let shared = own.intersection(words[index]).count
        guard shared > 0 else { continue }
        let overlap = Double(shared) / Double(own.count + words[index].count - shared)
        guard overlap >= 0.5,
          candidate.cue.map({ cue in gold.cue.contains(where: cue.contains) }) ?? gold.cue.isEmpty
        else { continue }
        let sourcesMeet =
          candidate.source.map { source in gold.source.contains(where: source.contains) }
          ?? gold.source.isEmpty
        if sourcesMeet, overlap > (best?.overlap ?? 0) { best = (index, overlap) }
      }
      if let best { taken.insert(best.index) }
      return best?.index
    }
  }

  static func words(_ tokens: [Int], _ article: QuoteArticle) -> [Int] {
    tokens.filter { article.facts.document.tokens[$0].upos != .punct }
  }

  static func kind(_ tokens: [Int], _ article: QuoteArticle) -> Kind {
    let words = Self.words(tokens, article)
    let quoted = words.filter { article.facts.document.isQuoted($0) }.count
    return quoted == 0 ? .indirect : quoted == words.count ? .direct : .mixed
  }

  mutating func add(_ candidates: [Attribution], _ article: QuoteArticle) {
    let matches = Self.matches(candidates, article)
    for (candidate, match) in zip(candidates, matches) {
      let kind = Self.kind(Array(candidate.parts.joined()), article).rawValue
      found[kind] += 1
      if match != nil { foundRight[kind] += 1 }
    }
    let right = Set(matches.compactMap { $0 })
    for (index, attribution) in article.gold.enumerated() {
      let kind = Self.kind(attribution.content, article).rawValue
      gold[kind] += 1
      if right.contains(index) { goldRight[kind] += 1 }
    }
    let heads = Set(article.gold.map(\.head))
    headsFound += candidates.count
    headsRight += candidates.filter { $0.cue.map { !heads.isDisjoint(with: $0) } ?? false }.count
  }

  private static func measure(_ foundRight: Int, _ found: Int, _ goldRight: Int, _ gold: Int) -> String {
    let (p, r) = (Double(foundRight) / Double(max(1, found)), Double(goldRight) / Double(max(1, gold)))
    let f = p + r > 0 ? 2 * p * r / (p + r) : 0
    func show(_ value: Double) -> String { percent(Int((value * 10_000).rounded()), 10_000) }
    return "P \(show(p)) R \(show(r)) F \(show(f))"
  }

  var f1: Double {
    let (p, r) = (
      Double(foundRight.reduce(0, +)) / Double(max(1, found.reduce(0, +))),
      Double(goldRight.reduce(0, +)) / Double(max(1, gold.reduce(0, +)))
    )
    return p + r > 0 ? 2 * p * r / (p + r) : 0
  }

  /// F1 of one kind.
  func f1(_ kind: Kind) -> Double {
    let index = kind.rawValue
    let (p, r) = (
      Double(foundRight[index]) / Double(max(1, found[index])),
      Double(goldRight[index]) / Double(max(1, gold[index]))
    )
    return p + r > 0 ? 2 * p * r / (p + r) : 0
  }

  var lines: [String] {
    var lines = [
      "all      "
        + Self.measure(
          foundRight.reduce(0, +), found.reduce(0, +), goldRight.reduce(0, +), gold.reduce(0, +))
    ]
    for kind in Kind.allCases {
      let index = kind.rawValue
      lines.append(
        "\(kind)".padded(9) + Self.measure(foundRight[index], found[index], goldRight[index], gold[index]))
    }
    lines.append("heads    " + Self.measure(headsRight, headsFound, headsRight, gold.reduce(0, +)))
    return lines
  }
}

extension String {
  fileprivate func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
