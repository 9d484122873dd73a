/// Tells what a noun phrase is in its clause: from the tree.
struct RoleReader {
  let document: Document

  /// The token of `tokens` whose head lies outside.
  private func top(_ tokens: Range<Int>) -> Int {
    tokens.last { token in
      document.head(of: token).map { !tokens.contains($0) } ?? true
    } ?? tokens.upperBound - 1
  }

  func role(of tokens: Range<Int>) -> Reference.Role {
    var token = top(tokens)
    // "Lind and Berg said": both are subjects.
    for _ in 0..<4 where document.deprel(of: token) == .conj {
      guard let head = document.head(of: token) else { break }
      token = head
    }
    switch document.deprel(of: token) {
    case .nmodPoss: return .possessor
    case .nsubj, .nsubjPass, .nsubjOuter, .csubj: return .subject
    case .obj, .iobj: return .object
    case .obl, .oblAgent, .nmod: return .oblique
    case .compound, .flat: return .modifier
    default: return .other
    }
  }

  /// Whether two phrases of one sentence, `left` before `right`, are arguments of one verb.
  func shareClause(_ left: Reference, _ right: Reference) -> Bool {
    guard left.sentence == right.sentence else { return false }
    let one = document.head(of: top(left.tokens))
    return one != nil && one == document.head(of: top(right.tokens))
  }
}
