/// Conjuncts that grammar moves: the network scores each arc alone, and takes the nearest verb for the first of two.
enum Coordination {
  /// In `said it would open and vowed to stay`, a past form does not go on with an infinitive: it is joined to the past verb above, and is
  /// past itself. Linear in the tokens. `heads` and `deprels` are by token, -1 for a root; trees stay trees, since a token is only moved
  /// to what its head depends on.
  static func settle(_ document: inout Document, _ heads: inout [Int32], _ deprels: [Deprel]) {
    var hasOwn = [Bool]()
    for token in heads.indices where deprels[token] == .conj {
      let xpos = document.tokens[token].xpos
      guard xpos == .vbd || xpos == .vbn, heads[token] >= 0 else { continue }
      let first = Int(heads[token])
      guard document.tokens[first].xpos == .vb, heads[first] >= 0,
        deprels[first] == .ccomp || deprels[first] == .xcomp
      else { continue }
      let above = Int(heads[first])
      guard document.tokens[above].xpos == .vbd, above < token else { continue }
      if hasOwn.isEmpty { hasOwn = Self.hasOwn(heads, deprels) }
      guard !hasOwn[token] else { continue }
      heads[token] = Int32(above)
      document.tokens[token].xpos = .vbd
    }
  }

  /// By token: whether it has an auxiliary or a subject.
  private static func hasOwn(_ heads: [Int32], _ deprels: [Deprel]) -> [Bool] {
    var hasOwn = [Bool](repeating: false, count: heads.count)
    for token in heads.indices where heads[token] >= 0 {
      switch deprels[token] {
      case .aux, .auxPass, .cop, .nsubj, .nsubjPass, .nsubjOuter: hasOwn[Int(heads[token])] = true
      default: break
      }
    }
    return hasOwn
  }
}
