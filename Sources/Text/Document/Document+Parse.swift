/// The tree of a sentence seen from one of its tokens. All of these need a parsed document.
extension Document {
  /// The token's head; `nil` for a root.
  public func head(of token: Int) -> Int? {
    let head = parse.heads[token]
    return head < 0 ? nil : Int(head)
  }

  /// The token's relation to its head.
  public func deprel(of token: Int) -> Deprel { parse.deprels[token] }

  /// The tokens whose head is `token`, in text order. O(1).
  public func children(of token: Int) -> Parse.Children { parse.children(of: token) }

  /// The first child in one of `relations`. O(children).
  public func child(of token: Int, _ relations: Deprel...) -> Int? {
    children(of: token).first { relations.contains(parse.deprels[$0]) }
  }

  /// `token` and all that depends on it, in text order. O(n log n) in their number.
  public func subtree(of token: Int) -> [Int] {
    var found = [token]
    var next = 0
    while next < found.count {
      found.append(contentsOf: children(of: found[next]))
      next += 1
    }
    return found.sorted()
  }

  /// From the first to the last token of the subtree; others may stand between in a tree with crossing arcs. O(its size).
  public func span(of token: Int) -> Range<Int> {
    var (first, last) = (token, token)
    var open = [token]
    while let next = open.popLast() {
      (first, last) = (min(first, next), max(last, next))
      open.append(contentsOf: children(of: next))
    }
    return first..<(last + 1)
  }

  /// Whether `token` is `ancestor` or depends on it, directly or not. O(depth).
  public func isInside(_ token: Int, subtreeOf ancestor: Int) -> Bool {
    var current: Int? = token
    while let token = current {
      if token == ancestor { return true }
      current = head(of: token)
    }
    return false
  }

  /// The tokens on the way from `start` up to the lowest common ancestor and down to `end`, both included; `nil` where they are in
  /// different trees. O(depth).
  public func path(from start: Int, to end: Int) -> [Int]? {
    var up = [start]
    while let head = head(of: up[up.count - 1]) { up.append(head) }
    var down: [Int] = []
    var current = end
    while true {
      if let meeting = up.firstIndex(of: current) { return up[...meeting] + down.reversed() }
      down.append(current)
      guard let head = head(of: current) else { return nil }
      current = head
    }
  }
}
