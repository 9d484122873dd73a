/// Words that keep their full stop, from `abbreviations.tsv`: the word in lower case without its last stop, a tab, and
/// what may follow: `before` (never ends a sentence: `Gen.`), `number` (keeps the stop before a number only: `No.`),
/// `any` (may end one: `Inc.`).
package struct Abbreviations: Sendable {
  enum Kind: Sendable { case before, number, any }

  private var kinds: [String: Kind] = [:]

  package init(_ file: [UInt8]) {
    for fields in LineTable(file) where fields.count == 2 {
      kinds[fields[0]] = fields[1] == "before" ? .before : fields[1] == "number" ? .number : .any
    }
  }

  /// The entry for `word` (lower case, without the last stop).
  subscript(word: String) -> Kind? { kinds[word] }
}
