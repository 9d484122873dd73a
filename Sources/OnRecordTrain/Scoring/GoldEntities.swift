import Text

/// A mention of GUM's `Entity=` annotation, within one sentence.
struct GoldMention {
  /// Word indices in the sentence.
  var words: ClosedRange<Int>
  /// GUM's entity type: `person`, `place`, `organization`, `abstract`, …
  var type: String
  /// Words of the minimal span, ascending: head and what belongs to its name.
  var minimal: [Int]
  /// Number of the entity in its document (its coreference cluster).
  var group: String
  /// GUM's information status: `new`, `giv:act`, `acc:inf`, …
  var status: String
  /// The Wikipedia title; empty where none is annotated.
  var identity: String
}

/// Reads the `Entity=` values of the MISC column: bracketed mentions that may nest and cross sentences.
///
/// An opening is `(GRP-etype-infstat-salience-centering-minspan-link-identity`, the last field optional and free to hold
/// hyphens; a closing is `GRP)`, or `)` right behind an opening of one word (`# global.Entity` in each document).
enum GoldEntities {
  /// The mentions of each sentence, in the order of their closing; those that cross sentences are left out.
  static func mentions(_ sentences: [TreebankSentence]) -> [[GoldMention]] {
    var found = [[GoldMention]](repeating: [], count: sentences.count)
    var open: [(sentence: Int, word: Int, fields: [String])] = []
    for (number, sentence) in sentences.enumerated() {
      if sentence.startsDocument { open = [] }
      for (index, word) in sentence.words.enumerated() {
        for piece in pieces(word.misc) {
          var closed: (sentence: Int, word: Int, fields: [String])?
          if piece.hasPrefix("(") {
            let body = piece.dropFirst().prefix { $0 != ")" }
            let fields = body.split(separator: "-", maxSplits: 7, omittingEmptySubsequences: false)
            guard fields.count >= 7 else { continue }
            let opened = (number, index, fields.map(String.init))
            if piece.hasSuffix(")") { closed = opened } else { open.append(opened) }
          } else if let place = open.lastIndex(where: { $0.fields[0] == piece.dropLast() }) {
            closed = open.remove(at: place)
          }
          guard let closed, closed.sentence == number else { continue }
          found[number].append(mention(closed.fields, closed.word...index))
        }
      }
    }
    return found
  }

  private static func mention(_ fields: [String], _ words: ClosedRange<Int>) -> GoldMention {
    let minimal = fields[5].split(separator: ",").compactMap { Int($0) }.map { words.lowerBound + $0 - 1 }
    return GoldMention(
      words: words, type: fields[1], minimal: minimal.filter(words.contains), group: fields[0],
      status: fields[2],
      identity: fields.count > 7 ? fields[7] : "")
  }

  /// `(1-person-…(2-place-…)1)` in pieces: `(1-person-…`, `(2-place-…)`, `1)`.
  private static func pieces(_ misc: String) -> [String] {
    guard let value = misc.split(separator: "|").first(where: { $0.hasPrefix("Entity=") }) else { return [] }
    var pieces: [String] = []
    var piece = ""
    for character in value.dropFirst(7) {
      if character == "(", !piece.isEmpty {
        pieces.append(piece)
        piece = ""
      }
      piece.append(character)
      if character == ")" {
        pieces.append(piece)
        piece = ""
      }
    }
    if !piece.isEmpty { pieces.append(piece) }
    return pieces
  }
}
