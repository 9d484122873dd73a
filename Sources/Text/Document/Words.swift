/// The word types of one document: a table of its distinct forms.
///
/// Made once a document in time linear in its bytes. Forms are told apart by their bytes. A hashing attack cannot make it
/// slow: a form that finds no place within `probesMax` slots gets a type of its own at each occurrence.
public struct Words: Sendable {
  /// In order of first occurrence.
  public private(set) var types: [WordType] = []
  /// The lower-case forms of all types one behind the other, curly apostrophes made straight.
  public private(set) var lowerBytes: [UInt8] = []
  /// By type.
  private var forms: [String] = []
  private var lowers: [String] = []

  /// Slots looked at for one form.
  static let probesMax = 32

  /// The number of types.
  public var count: Int { types.count }

  /// The form as written in the text. Made once a type.
  public func form(_ word: Int) -> String { forms[word] }

  /// The form in lower case, curly apostrophes made straight. Made once a type.
  public func lower(_ word: Int) -> String { lowers[word] }

  /// The bytes of the form in lower case.
  public func lowerUTF8(_ word: Int) -> ArraySlice<UInt8> { lowerBytes[types[word].lowerBytes] }

  /// The types of `tokens` over `utf8`; sets `word` of each token.
  package init(_ utf8: [UInt8], _ tokens: inout [Token]) {
    var table = FormTable()
    for index in tokens.indices {
      let bytes = tokens[index].bytes
      let place = utf8.withUnsafeBytes { table.place(of: bytes, in: $0, among: types) }
      if place.word < types.count {
        tokens[index].word = Int32(place.word)
        continue
      }
      tokens[index].word = Int32(types.count)
      append(bytes, of: utf8)
      table.fill(place)
    }
  }

  private mutating func append(_ bytes: Range<Int>, of utf8: [UInt8]) {
    let (flags, shape) = FormReader.read(bytes, of: utf8)
    let lowerStart = lowerBytes.count
    let changes = flags.contains(.hasUpper) || flags.contains(.isWide)
    let form = String(decoding: utf8[bytes], as: UTF8.self)
    forms.append(form)
    if changes {
      let lower = Lowercase.form(utf8[bytes])
      lowerBytes.append(contentsOf: lower.utf8)
      lowers.append(lower)
    } else {
      lowerBytes.append(contentsOf: utf8[bytes])
      lowers.append(form)
    }
    types.append(
      WordType(
        start: Int32(bytes.lowerBound), end: Int32(bytes.upperBound), lowerStart: Int32(lowerStart),
        lowerEnd: Int32(lowerBytes.count),
        lowerHash: lowerBytes[lowerStart...].reduce(FeatureHash.seed, FeatureHash.step),
        flags: flags, shape: shape))
  }
}
