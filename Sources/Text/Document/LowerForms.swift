/// The lower-case forms of a document's tokens, by token: a view, no copy.
struct LowerForms {
  let tokens: [Token]
  let words: Words

  subscript(token: Int) -> String { words.lower(Int(tokens[token].word)) }

  subscript(range: Range<Int>) -> LazyMapSequence<Range<Int>, String> {
    range.lazy.map { words.lower(Int(tokens[$0].word)) }
  }
}
