import Text

/// A paragraph seen from one cue: the tokens looked at, and how each hangs together with the cue in the tree.
package struct CueView {
  let cue: Int
  /// The tokens looked at: the paragraph, or what of it lies near the cue.
  package let window: Range<Int>
  let sentence: Range<Int>
  /// By token of the sentence: how its branch leaves the way from the cue to the root, as a hash.
  private var branches: [UInt32]
  /// The token at which the branch leaves that way; the token itself on it.
  private var roots: [Int32]
  /// Steps from the token to the branch's root, at most 3.
  private var depths: [UInt8]
  /// Whether the token is the cue or above it in the tree.
  private var isOnWay: [Bool]
  /// For all tokens of the window: other likely cues between it and the cue, at most 2.
  private var between: [UInt8]

  /// Tokens of a long paragraph before and behind the cue.
  static let windowBefore = 200
  static let windowBehind = 240
  private static let ancestorsMax = 24

  package init(_ cue: Int, in facts: QuoteFacts) {
    self.cue = cue
    let document = facts.document
    let speech = Self.speech(around: document.paragraph(of: cue), in: facts)
    let near =
      max(speech.lowerBound, cue - Self.windowBefore)..<min(speech.upperBound, cue + Self.windowBehind)
    sentence = document.sentences[document.sentence(of: cue)].clamped(to: near)
    // Without quotation marks all that a cue reports stands in its own sentence.
    window = near.contains { facts.quotation[$0] >= 0 } ? near : sentence
    let start = sentence.lowerBound
    branches = Array(repeating: 0, count: sentence.count)
    roots = Array(repeating: -1, count: sentence.count)
    depths = Array(repeating: 0, count: sentence.count)
    isOnWay = Array(repeating: false, count: sentence.count)
    between = Array(repeating: 0, count: window.count)
    // The way up.
    var ancestor = cue
    var level: UInt32 = 0
    var below: UInt32 = 99
    while ancestor >= 0, level < UInt32(Self.ancestorsMax) {
      if sentence.contains(ancestor) {
        roots[ancestor - start] = Int32(ancestor)
        branches[ancestor - start] = FeatureKeys.mix(1, min(level, 4), below)
        isOnWay[ancestor - start] = true
      }
      below = facts.relation[ancestor]
      ancestor = Int(facts.head[ancestor])
      level += 1
    }
    for token in sentence where roots[token - start] < 0 { follow(token, facts) }
    var seen: UInt8 = 0
    for token in stride(from: cue - 1, through: window.lowerBound, by: -1) {
      between[token - window.lowerBound] = seen
      if facts.cueChance[token] >= 10, seen < 2 { seen += 1 }
    }
    seen = 0
    for token in (cue + 1)..<max(cue + 1, window.upperBound) {
      between[token - window.lowerBound] = seen
      if facts.cueChance[token] >= 10, seen < 2 { seen += 1 }
    }
  }

  /// The paragraph, with those before whose quotation runs on into it and those behind that begin with a quotation.
  private static func speech(around paragraph: Int, in facts: QuoteFacts) -> Range<Int> {
    let paragraphs = facts.document.paragraphs
    var (first, last) = (paragraph, paragraph)
    while first > 0, paragraph - first < paragraphsMax {
      let opening = facts.quotation[paragraphs[first].lowerBound]
      guard opening >= 0, facts.document.quotations[Int(opening)].continues else { break }
      first -= 1
    }
    while last + 1 < paragraphs.count, last - paragraph < paragraphsMax,
      facts.mark[paragraphs[last + 1].lowerBound] == QuoteFacts.Mark.opening
    {
      last += 1
    }
    return paragraphs[first].lowerBound..<paragraphs[last].upperBound
  }

  /// Paragraphs before and behind that one speech may take.
  private static let paragraphsMax = 3

  /// Climbs from `token` until a token whose branch is known, and writes it for all on the way.
  private mutating func follow(_ token: Int, _ facts: QuoteFacts) {
    let start = sentence.lowerBound
    var way: [Int] = []
    var current = token
    while true {
      way.append(current)
      let above = Int(facts.head[current])
      guard above >= 0, sentence.contains(above), way.count < sentence.count else {
        // Another tree.
        for (steps, walked) in way.reversed().enumerated() {
          roots[walked - start] = Int32(current)
          branches[walked - start] = 3
          depths[walked - start] = UInt8(min(3, steps))
        }
        return
      }
      guard roots[above - start] >= 0 else {
        current = above
        continue
      }
      let isOnWay = isOnWay[above - start]
      let root = isOnWay ? current : Int(roots[above - start])
      let branch =
        isOnWay
        ? FeatureKeys.mix(2, branches[above - start], facts.relation[current], current < cue ? 1 : 0)
        : branches[above - start]
      var depth = isOnWay ? 0 : depths[above - start] + 1
      for walked in way.reversed() {
        roots[walked - start] = Int32(root)
        branches[walked - start] = branch
        depths[walked - start] = min(3, depth)
        depth = min(3, depth + 1)
      }
      return
    }
  }

  func branch(_ token: Int, _ facts: QuoteFacts) -> UInt32 {
    guard sentence.contains(token) else {
      guard window.contains(token) else { return 4 }
      let difference = facts.document.sentence(of: token) - facts.document.sentence(of: cue)
      return 16 + UInt32(max(-3, min(3, difference)) + 3)
    }
    return branches[token - sentence.lowerBound]
  }

  func root(_ token: Int) -> Int { sentence.contains(token) ? Int(roots[token - sentence.lowerBound]) : -1 }

  func depth(_ token: Int) -> UInt32 {
    sentence.contains(token) ? UInt32(depths[token - sentence.lowerBound]) : 0
  }

  func cuesBetween(_ token: Int) -> UInt32 {
    window.contains(token) ? UInt32(between[token - window.lowerBound]) : 0
  }
}
