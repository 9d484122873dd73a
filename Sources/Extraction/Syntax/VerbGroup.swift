/// A verb with its auxiliaries, negation and the adverbs among them: `has also been saying`.
struct VerbGroup: Sendable {
  enum Form: Sendable { case finite, infinitive, gerund, participle }

  /// From the first adverb or auxiliary to the main verb.
  var tokens: Range<Int>
  /// The main verb, or the last auxiliary where there is none.
  var head: Int
  var form: Form
  /// A form of `be` or `get` before a past participle.
  var isPassive: Bool
  var isNegated: Bool
}
