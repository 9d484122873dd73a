/// The dependency trees of a document's sentences, as flat arrays by token.
public struct Parse: Sendable {
  /// Index of the head token; -1 for the root of a sentence (with sentences parsed in parts, of each part).
  public let heads: [Int32]
  /// The relation to the head; `root` where the head is -1.
  public let deprels: [Deprel]
  /// By sentence: whether it was longer than the parser's limit and therefore parsed in parts.
  public let inParts: [Bool]
  /// Compressed rows: the children of token `t`, in text order, are `children[childStarts[t]..<childStarts[t + 1]]`.
  private let childStarts: [Int32]
  private let children: [Int32]

  /// No heads: what a document has before it is parsed.
  static let none = Parse()

  private init() { (heads, deprels, inParts, childStarts, children) = ([], [], [], [0], []) }

  /// `heads` and `deprels` by token, `inParts` by sentence. Each head must be in the token's own sentence, and following heads must
  /// end at -1 (`precondition` for the first, property tests for the second). Linear in the tokens.
  package init(heads: [Int32], deprels: [Deprel], inParts: [Bool]) {
    precondition(heads.count == deprels.count)
    var starts = [Int32](repeating: 0, count: heads.count + 1)
    for head in heads where head >= 0 {
      precondition(Int(head) < heads.count)
      starts[Int(head) + 1] += 1
    }
    for token in heads.indices { starts[token + 1] += starts[token] }
    var children = [Int32](repeating: 0, count: Int(starts[heads.count]))
    var next = starts
    for (token, head) in heads.enumerated() where head >= 0 {
      children[Int(next[Int(head)])] = Int32(token)
      next[Int(head)] += 1
    }
    self.heads = heads
    self.deprels = deprels
    self.inParts = inParts
    childStarts = starts
    self.children = children
  }

  /// Whether there are heads at all.
  public var isEmpty: Bool { heads.isEmpty }

  /// The tokens whose head is `token`, in text order. O(1).
  public func children(of token: Int) -> Children {
    Children(tokens: children[Int(childStarts[token])..<Int(childStarts[token + 1])])
  }

  /// A view of the tokens that depend on one token, in text order.
  public struct Children: RandomAccessCollection, Sendable {
    let tokens: ArraySlice<Int32>
    public var startIndex: Int { tokens.startIndex }
    public var endIndex: Int { tokens.endIndex }
    public subscript(position: Int) -> Int { Int(tokens[position]) }
  }
}
