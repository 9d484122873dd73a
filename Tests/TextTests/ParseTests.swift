import Testing

@testable import Text

@Suite struct ParseTests {
  /// She(1) saw(-) the(3) man(1) who(5) left(3)
  static let document: Document = {
    let utf8 = Array("She saw the man who left".utf8)
    var tokens: [Token] = []
    for range in [0..<3, 4..<7, 8..<11, 12..<15, 16..<19, 20..<24] {
      tokens.append(Token(start: range.lowerBound, end: range.upperBound, spaceBefore: true))
    }
    let words = Words(utf8, &tokens)
    var document = Document(
      utf8: utf8, tokens: tokens, words: words, sentences: [0..<6], paragraphs: [0..<6], quotations: [])
    document.parse = Parse(
      heads: [1, -1, 3, 1, 5, 3], deprels: [.nsubj, .root, .det, .obj, .nsubj, .aclRelcl], inParts: [false])
    return document
  }()

  @Test func viewsOfTheTree() {
    let document = Self.document
    #expect(document.head(of: 0) == 1 && document.head(of: 1) == nil)
    #expect(Array(document.children(of: 1)) == [0, 3] && document.children(of: 0).isEmpty)
    #expect(Array(document.children(of: 3)) == [2, 5])
    #expect(document.child(of: 1, .obj) == 3 && document.child(of: 1, .iobj) == nil)
    #expect(document.subtree(of: 3) == [2, 3, 4, 5] && document.span(of: 3) == 2..<6)
    #expect(document.path(from: 0, to: 4) == [0, 1, 3, 5, 4])
    #expect(document.path(from: 5, to: 5) == [5])
    #expect(document.isInside(4, subtreeOf: 3) && !document.isInside(0, subtreeOf: 3))
    #expect(document.deprel(of: 5).universal == .acl)
  }

  @Test func relationsKeepTheirNames() {
    for relation in Deprel.allCases { #expect(Deprel(name: relation.name) == relation) }
    #expect(Deprel(name: "nsubj:pass") == .nsubjPass && Deprel.case.name == "case")
    #expect(Deprel(name: "nsubj:no") == nil)
  }
}
