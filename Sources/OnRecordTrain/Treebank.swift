import Text

/// A word of a treebank.
struct TreebankWord {
  var form: String
  var lemma: String
  var upos: UPOS
  var xpos: XPOS
  var spaceAfter: Bool
  var misc: String
  /// Misspelt, by the annotators.
  var isTypo: Bool
  /// Index of its head in the sentence; `nil` for the root.
  var head: Int?
  /// Its relation to the head: `nsubj`, `nmod:poss`.
  var deprel: String
}

/// A sentence of a treebank.
struct TreebankSentence {
  var words: [TreebankWord] = []
  var startsDocument = false
  var startsParagraph = false
}

/// CoNLL-U files (universaldependencies.org/format.html).
enum Treebank {
  /// The sentences of a file, with the tags made alike between EWT and GUM: EWT writes `,` for dashes, semicolons and
  /// ellipses where GUM writes `:`.
  static func sentences(_ path: String) throws -> [TreebankSentence] {
    let bytes = try File.read(path)
    var found: [TreebankSentence] = []
    var sentence = TreebankSentence()
    var fusedEnd = 0
    var fusedGlues = false
    // Bytes are split rather than a String: comparing characters of 12 MB takes minutes.
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      guard let first = line.first else {
        if !sentence.words.isEmpty { found.append(sentence) }
        sentence = TreebankSentence()
        fusedEnd = 0
        continue
      }
      if first == UInt8(ascii: "#") {
        let comment = String(decoding: line.prefix(16), as: UTF8.self)
        if comment.hasPrefix("# newdoc") { sentence.startsDocument = true }
        if comment.hasPrefix("# newpar"), !comment.hasPrefix("# newpar_block") {
          sentence.startsParagraph = true
        }
        continue
      }
      let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard fields.count == 10 else { continue }
      let glues = fields[9].utf8.split(separator: UInt8(ascii: "|")).contains {
        $0.elementsEqual("SpaceAfter=No".utf8)
      }
      let numbers = fields[0].utf8.split(separator: UInt8(ascii: "-")).map {
        Int(String(decoding: $0, as: UTF8.self))
      }
      if numbers.count == 2 {
        fusedEnd = (numbers[1] ?? 0)
        fusedGlues = glues
        continue
      }
      guard let number = Int(fields[0]), let upos = UPOS(name: fields[3]) else { continue }
      var xpos = XPOS(name: fields[4]) ?? .nn
      let form = fields[1]
      if xpos == .comma && form != "," { xpos = form == "/" ? .sym : .colon }
      let inside = number < fusedEnd
      let spaceAfter = number == fusedEnd ? !fusedGlues : !(glues || inside)
      sentence.words.append(
        TreebankWord(
          form: form, lemma: fields[2], upos: upos, xpos: xpos, spaceAfter: spaceAfter, misc: fields[9],
          isTypo: fields[5].contains("Typo=Yes") || fields[9].contains("CorrectForm") || fields[4] == "GW",
          head: Int(fields[6]).flatMap { $0 > 0 ? $0 - 1 : nil }, deprel: fields[7]))
    }
    if !sentence.words.isEmpty { found.append(sentence) }
    return found
  }
}

/// What was wrong with a command or a file.
struct TrainError: Error, CustomStringConvertible {
  var description: String
}
