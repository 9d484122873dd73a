/// A name found in the text, before it is known whose it is.
struct NameSpan: Sendable {
  enum Sort: Sendable {
    case known(NameLexicon.Entry)
    case person
    case organization
    case place
    /// Capitalised, and nothing tells what it is.
    case unknown
  }

  var tokens: Range<Int>
  /// With the titles in front.
  var phrase: Range<Int>
  var sort: Sort
  /// Of the titles in front: lower-case words, heads among them.
  var title: [String] = []
  /// Country or body named before the title: `Japanese`, `U.S.`.
  var titleOwner: NameLexicon.Entry?
  var gender: Gender?
  var isModifier = false
}
