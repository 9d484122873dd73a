/// Words that keep their full stop, from `abbreviations.tsv`: the word in lower case without its last stop, a tab, and
/// what may follow: `before` (never ends a sentence: `Gen.`), `number` (keeps the stop before a number only: `No.`),
/// `any` (may end one: `Inc.`). Words of more than `ShortWords.bytesMax` bytes are not looked for.
package struct Abbreviations: Sendable {
  enum Kind: UInt8, Sendable { case before, number, any }

  private let kinds: ShortWords

  package init(_ file: [UInt8]) {
    var kinds: [String: UInt8] = [:]
    for fields in LineTable(file) where fields.count == 2 {
      let kind: Kind = fields[1] == "before" ? .before : fields[1] == "number" ? .number : .any
      kinds[fields[0]] = kind.rawValue
    }
    self.kinds = ShortWords(kinds)
  }

  /// The entry for the word in `range` of `text` (without its last stop), in whatever case.
  subscript(text: [UInt8], range: Range<Int>) -> Kind? { kinds[text, range].flatMap(Kind.init(rawValue:)) }
}
