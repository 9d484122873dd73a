import Text

/// How many names of a treebank with GUM's entities are found: exact span and kind, outermost names.
enum NameScore {
  /// A name as bytes of a document's text.
  struct Span: Hashable {
    var bytes: Range<Int>
    var type: NameType
  }

  /// On the treebank's own tokens, and on raw text; nothing where the treebank has no entities.
  static func figures(_ texts: [TreebankText], _ reader: Reader) -> [(name: String, value: Double)] {
    guard texts.contains(where: \.hasEntities) else { return [] }
    return figures(texts, reader, isRaw: false, errors: 0)
      + figures(texts, reader, isRaw: true, errors: 0).prefix(3).map { ("raw." + $0.name, $0.value) }
  }

  /// On the treebank's own tokens or on raw text; prints the first `errors` mistakes.
  static func figures(
    _ texts: [TreebankText], _ reader: Reader, isRaw: Bool, errors: Int
  ) -> [(name: String, value: Double)] {
    var flat = SpanScore()
    var nested = SpanScore()
    var byType: [NameType: SpanScore] = [:]
    var left = errors
    for text in texts {
      let document =
        isRaw
        ? reader.read(text.utf8, title: nil)
        : reader.read(text.utf8, words: text.bytes.flatMap { $0 }, sentences: text.ranges)
      let found = Set(names(document))
      let mentions = GoldEntities.mentions(text.sentences)
      var outermost: Set<Span> = []
      var all: Set<Span> = []
      for (number, sentence) in text.sentences.enumerated() {
        let names = GoldNames.all(sentence, mentions[number])
        all.formUnion(names.map { span($0, number, text) })
        outermost.formUnion(GoldNames.outermost(names).map { span($0, number, text) })
      }
      flat.add(found: found, gold: outermost)
      nested.add(found: found, gold: all)
      for type in NameType.allCases {
        byType[type, default: SpanScore()].add(
          found: found.filter { $0.type == type }, gold: outermost.filter { $0.type == type })
      }
      for span in found.symmetricDifference(outermost).sorted(by: {
        $0.bytes.lowerBound < $1.bytes.lowerBound
      })
      where left > 0 {
        left -= 1
        let around = max(0, span.bytes.lowerBound - 40)..<min(text.utf8.count, span.bytes.upperBound + 25)
        print(
          outermost.contains(span) ? "  missed" : "  extra ", span.type.rawValue,
          "[\(String(decoding: text.utf8[span.bytes], as: UTF8.self))]",
          String(decoding: text.utf8[around], as: UTF8.self).split(whereSeparator: \.isNewline)
            .joined(separator: " / "))
      }
    }
    var figures: [(name: String, value: Double)] = [
      ("names.p", flat.precision), ("names.r", flat.recall), ("names.f", flat.f1),
      ("names.nested.f", nested.f1),
    ]
    for type in NameType.allCases { figures.append(("names.\(type).f", byType[type]?.f1 ?? 0)) }
    return figures
  }

  private static func span(_ name: GoldName, _ sentence: Int, _ text: TreebankText) -> Span {
    let first = text.bytes[sentence][name.words.lowerBound]
    let last = text.bytes[sentence][name.words.upperBound - 1]
    return Span(bytes: first.lowerBound..<last.upperBound, type: name.type)
  }

  /// The names that a document has found.
  static func names(_ document: Document) -> [Span] {
    document.names.map { name in
      let first = document.tokens[name.tokens.lowerBound]
      let last = document.tokens[name.tokens.upperBound - 1]
      let type: NameType =
        switch name.kind {
        case .person: .person
        case .organization: .organization
        case .place: .place
        }
      return Span(bytes: Int(first.start)..<Int(last.end), type: type)
    }
  }
}
