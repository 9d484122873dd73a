/// A node of `OrderedMap`: a leaf holds keys and values; an inner node holds children and, for each, a key that is
/// not above any key in it and above every key in the child before.
///
/// `@unchecked Sendable`: the writer changes a node only while it alone can reach it (`isKnownUniquelyReferenced`
/// on every step from the root). The published state holds every node that a reader may see, so none of those is
/// unique; a node that readers can reach never changes.
final class OrderedMapNode<Key: Comparable & Sendable, Value: Sendable>: @unchecked Sendable {
  typealias Node = OrderedMapNode<Key, Value>

  /// Entries of a leaf, children of an inner node. Of 16, 32, 64 and 128, with 32 most articles were written a
  /// second; reading hardly differs.
  static var capacity: Int { 32 }

  fileprivate(set) var keys: [Key]
  fileprivate(set) var values: [Value]
  fileprivate(set) var children: [Node]

  init(keys: [Key], values: [Value], children: [Node]) {
    self.keys = keys
    self.values = values
    self.children = children
  }

  var isLeaf: Bool { children.isEmpty }

  /// A node of its own with the same entries and room for one more.
  func copy() -> Node { slice(0..<keys.count) }

  /// Index of the first key that is not below `key`.
  func lowerBound(_ key: Key) -> Int {
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Index of the child that holds `key` if any does.
  func childIndex(for key: Key) -> Int {
    var low = 1
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if key < keys[middle] { high = middle } else { low = middle + 1 }
    }
    return low - 1
  }

  /// The child at `index`, copied first if another map can reach it.
  private func ownChild(_ index: Int) -> Node {
    if !isKnownUniquelyReferenced(&children[index]) { children[index] = children[index].copy() }
    return children[index]
  }

  // MARK: Inserting

  /// What an overfull node gives up: a new right neighbour and its lowest key.
  typealias Split = (lowest: Key, node: Node)

  func insert(_ key: Key, _ value: Value) -> (replaced: Value?, right: Split?) {
    if isLeaf {
      let index = lowerBound(key)
      if index < keys.count, keys[index] == key {
        let replaced = values[index]
        values[index] = value
        return (replaced, nil)
      }
      keys.insert(key, at: index)
      values.insert(value, at: index)
      return (nil, splitIfOverfull(grewAtEnd: index == keys.count - 1))
    }
    let index = childIndex(for: key)
    if key < keys[index] { keys[index] = key }
    let (replaced, right) = ownChild(index).insert(key, value)
    guard let right else { return (replaced, nil) }
    keys.insert(right.lowest, at: index + 1)
    children.insert(right.node, at: index + 1)
    return (replaced, splitIfOverfull(grewAtEnd: index + 1 == keys.count - 1))
  }

  /// Keys that arrive in order leave full nodes behind; others leave halves.
  private func splitIfOverfull(grewAtEnd: Bool) -> Split? {
    guard keys.count > Self.capacity else { return nil }
    let middle = grewAtEnd ? keys.count - 1 : keys.count / 2
    let right = slice(middle..<keys.count)
    keys.removeSubrange(middle...)
    if isLeaf { values.removeSubrange(middle...) } else { children.removeSubrange(middle...) }
    return (right.keys[0], right)
  }

  // The arrays are copied by element on purpose: a buffer shared with a published node would be copied by the
  // next change anyway.
  private func slice(_ range: Range<Int>) -> Node {
    func copied<Element>(_ elements: [Element]) -> [Element] {
      var copy: [Element] = []
      copy.reserveCapacity(range.count + 1)
      copy.append(contentsOf: elements[range])
      return copy
    }
    return Node(
      keys: copied(keys), values: isLeaf ? copied(values) : [], children: isLeaf ? [] : copied(children))
  }

  // MARK: Removing

  /// `key` must be here.
  func remove(_ key: Key) -> Value {
    if isLeaf {
      let index = lowerBound(key)
      keys.remove(at: index)
      return values.remove(at: index)
    }
    let index = childIndex(for: key)
    let child = ownChild(index)
    let removed = child.remove(key)
    if child.keys.count < Self.capacity / 4, children.count > 1 { rebalance(max(index - 1, 0)) }
    return removed
  }

  /// Makes one child of those at `left` and `left + 1`, or two equal ones when one cannot hold all.
  private func rebalance(_ left: Int) {
    let target = ownChild(left)
    let source = children[left + 1]
    target.keys += source.keys
    target.values += source.values
    target.children += source.children
    if target.keys.count <= Self.capacity {
      keys.remove(at: left + 1)
      children.remove(at: left + 1)
      return
    }
    let middle = target.keys.count / 2
    let right = target.slice(middle..<target.keys.count)
    target.keys.removeSubrange(middle...)
    if target.isLeaf {
      target.values.removeSubrange(middle...)
    } else {
      target.children.removeSubrange(middle...)
    }
    keys[left + 1] = right.keys[0]
    children[left + 1] = right
  }

  // MARK: Reading

  /// Visits the leaves in order, and in each the entries that are not below `lower`; `false` when `body` asked to
  /// stop.
  func forEachLeaf(from lower: Key?, _ body: (Node, Range<Int>) -> Bool) -> Bool {
    if isLeaf { return body(self, (lower.map(lowerBound) ?? 0)..<keys.count) }
    let first = lower.map(childIndex) ?? 0
    for index in first..<children.count {
      guard children[index].forEachLeaf(from: index == first ? lower : nil, body) else { return false }
    }
    return true
  }

  func last(below key: Key) -> (key: Key, value: Value)? {
    if isLeaf {
      let index = lowerBound(key) - 1
      return index < 0 ? nil : (keys[index], values[index])
    }
    var index = childIndex(for: key)
    while index >= 0 {
      if let found = children[index].last(below: key) { return found }
      index -= 1
    }
    return nil
  }

  func checkInvariants(from low: Key?, to high: Key?) -> (entries: Int, depth: Int) {
    precondition(!keys.isEmpty && keys.count <= Self.capacity, "a node holds \(keys.count) keys")
    precondition(values.count == (isLeaf ? keys.count : 0) && (isLeaf || children.count == keys.count))
    for index in keys.indices.dropFirst() { precondition(keys[index - 1] < keys[index], "keys out of order") }
    if isLeaf {
      if let low { precondition(!(keys[0] < low), "a key below its separator") }
      if let high { precondition(keys[keys.count - 1] < high, "a key above its separator") }
      return (keys.count, 1)
    }
    var entries = 0
    var depths: Set<Int> = []
    for (index, child) in children.enumerated() {
      let (below, depth) = child.checkInvariants(
        from: keys[index], to: index + 1 < keys.count ? keys[index + 1] : high)
      entries += below
      depths.insert(depth)
    }
    precondition(depths.count == 1, "leaves at different depths")
    return (entries, depths.reduce(1, +))
  }
}
