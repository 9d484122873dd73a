extension NameFinder {
  /// Whether a name is a person's beyond doubt: by a title, a known given name, or the words around it. Two capitalised words
  /// alone may be a company.
  func isSurePerson(_ span: NameSpan, _ document: Document) -> Bool {
    if span.gender != nil || !span.title.isEmpty || given.contains(document.form(span.tokens.lowerBound)) {
      return true
    }
    if given.putsFamilyFirst(span.tokens.map(document.form)) { return true }
    return span.tokens.count == 1 || Self.isLabelledPerson(span.tokens, document)
  }

  /// Whether the labeller found a person's name that ends where `tokens` do. O(log n).
  static func isLabelledPerson(_ tokens: Range<Int>, _ document: Document) -> Bool {
    var low = 0
    var high = document.names.count
    while low < high {
      let middle = (low + high) / 2
      if document.names[middle].tokens.upperBound < tokens.upperBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < document.names.count && document.names[low].tokens.upperBound == tokens.upperBound
      && document.names[low].kind == .person
  }
}
