/// Major topics of the Comparative Agendas Project by the words of a text, from `cap-topics.txt`.
struct CAPTopics: Sendable {
  static let fileName = "cap-topics.txt"
  static let internationalAffairs = 19

  private let whole: [String: [Int]]
  /// Beginnings of words, by their first `prefixLength` characters at most.
  private let beginnings: [String: [Int]]
  private let lengths: [Int]

  /// Throws `LexiconError` when a line has no topic number.
  init(_ bytes: [UInt8]) throws(LexiconError) {
    var whole: [String: [Int]] = [:]
    var beginnings: [String: [Int]] = [:]
    for (number, line) in LexiconLines(bytes) {
      guard let colon = line.firstIndex(of: ":"), let topic = Int(line[..<colon]), (1...23).contains(topic)
      else {
        throw LexiconError(file: Self.fileName, line: number)
      }
      for word in line[line.index(after: colon)...].split(separator: " ") {
        if word.last == "*" {
          beginnings[String(word.dropLast()), default: []].append(topic)
        } else {
          whole[String(word), default: []].append(topic)
        }
      }
    }
    self.whole = whole
    self.beginnings = beginnings
    lengths = Set(beginnings.keys.map(\.utf8.count)).sorted()
  }

  /// Topics `lemma` points to; often none.
  func topics(of lemma: String) -> [Int] {
    if let topics = whole[lemma] { return topics }
    let bytes = lemma.utf8
    for length in lengths where length <= bytes.count {
      if let topics = beginnings[String(decoding: bytes.prefix(length), as: UTF8.self)] { return topics }
    }
    return []
  }
}

/// Points by topic; index 0 is unused.
struct TopicCount: Sendable {
  private(set) var points = [Int](repeating: 0, count: 24)

  mutating func add(_ topics: [Int], weight: Int) {
    for topic in topics { points[topic] += weight }
  }

  /// Adds the shares of `other`, which are `weight` together.
  mutating func add(sharesOf other: TopicCount, weight: Int) {
    let total = max(1, other.points.reduce(0, +))
    for topic in 1..<24 { points[topic] += other.points[topic] * weight / total }
  }

  /// The topic with most points, the lowest number among equals; `nil` when there is none.
  var best: Int? {
    let most = points.max() ?? 0
    return most == 0 ? nil : points.firstIndex(of: most)
  }
}
