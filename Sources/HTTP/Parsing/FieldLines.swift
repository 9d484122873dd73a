/// The field lines of one head. Emptying it keeps its memory and costs nothing, which an array's own way does not.
struct FieldLines: Sendable {
  private var storage: [FieldLine] = []
  private(set) var count = 0

  subscript(index: Int) -> FieldLine {
    @inline(__always) get {
      precondition(index < count)
      return storage[index]
    }
  }

  @inline(__always)
  mutating func append(_ line: FieldLine) {
    if count < storage.count { storage[count] = line } else { storage.append(line) }
    count &+= 1
  }

  @inline(__always)
  mutating func removeAll() { count = 0 }
}
