/// A persistent ordered map: a copy costs one reference, and a change to one copy leaves the others as they were.
///
/// A B+-tree. A change copies the nodes on the way from the root to one leaf, and those only if another copy of
/// the map can reach them: O(log count) nodes of at most `OrderedMapNode.capacity` entries each. Within one
/// transaction the second change to a leaf copies nothing.
struct OrderedMap<Key: Comparable & Sendable, Value: Sendable>: Sendable {
  private var root: OrderedMapNode<Key, Value>?
  private(set) var count = 0

  init() {}

  var isEmpty: Bool { count == 0 }

  /// O(log count).
  subscript(key: Key) -> Value? {
    guard var node = root else { return nil }
    while !node.isLeaf { node = node.children[node.childIndex(for: key)] }
    let index = node.lowerBound(key)
    return index < node.keys.count && node.keys[index] == key ? node.values[index] : nil
  }

  /// Sets the value of `key` and returns the one it had. O(log count).
  @discardableResult
  mutating func insert(_ key: Key, _ value: Value) -> Value? {
    guard ownRoot() else {
      root = OrderedMapNode(keys: [key], values: [value], children: [])
      count = 1
      return nil
    }
    let node = root.unsafelyUnwrapped  // `ownRoot` has just answered that there is one.
    let (replaced, right) = node.insert(key, value)
    if let right {
      root = OrderedMapNode(keys: [node.keys[0], right.lowest], values: [], children: [node, right.node])
    }
    if replaced == nil { count += 1 }
    return replaced
  }

  /// Takes `key` out and returns its value, `nil` when it was not there. O(log count).
  @discardableResult
  mutating func remove(_ key: Key) -> Value? {
    // Looked up first, so that taking out what is not there copies nothing.
    guard self[key] != nil, ownRoot() else { return nil }
    let node = root.unsafelyUnwrapped
    let removed = node.remove(key)
    count -= 1
    if node.isLeaf {
      if node.keys.isEmpty { root = nil }
    } else if node.children.count == 1 {
      root = node.children[0]
    }
    return removed
  }

  /// Makes sure that no other map can reach the root; `false` when there is none.
  private mutating func ownRoot() -> Bool {
    if root == nil { return false }
    if !isKnownUniquelyReferenced(&root) { root = root?.copy() }
    return true
  }

  /// Visits the entries in order, beginning with the first that is not below `lower`, until `body` answers
  /// `false`. O(log count) and then O(1) an entry.
  func forEach(from lower: Key? = nil, _ body: (Key, Value) -> Bool) {
    _ = root?.forEachLeaf(from: lower) { leaf, entries in
      for index in entries where !body(leaf.keys[index], leaf.values[index]) { return false }
      return true
    }
  }

  /// As `forEach`, without the keys: to hand out a string means to count a reference to it, and that touches
  /// memory all over the store.
  func forEachValue(from lower: Key? = nil, _ body: (Value) -> Bool) {
    _ = root?.forEachLeaf(from: lower) { leaf, entries in
      for index in entries where !body(leaf.values[index]) { return false }
      return true
    }
  }

  var first: (key: Key, value: Value)? {
    var found: (Key, Value)?
    forEach {
      found = ($0, $1)
      return false
    }
    return found
  }

  /// The last entry below `key`. O(log count).
  func last(below key: Key) -> (key: Key, value: Value)? { root?.last(below: key) }

  /// Traps when the tree is not in order; for tests. O(count).
  func checkInvariants() {
    let found = root?.checkInvariants(from: nil, to: nil).entries ?? 0
    precondition(found == count, "the map counts \(count) entries and holds \(found)")
  }
}

/// The value of a map that is used as a set.
struct Nothing: Sendable {}
