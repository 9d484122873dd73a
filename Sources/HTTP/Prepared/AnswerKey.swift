/// What an answer to GET or HEAD is chosen by: method, target, and every field that the answer may depend on, in the
/// order sent (RFC 9111 §4.1). The same request has the same key, whether it is read off its bytes, in place, or off a
/// `Request`, as bytes of its own.
///
/// As bytes: `G` or `H`, the target, and for each field a zero, its number and its value. No target or value has a zero in
/// it, so parts cannot be mistaken for each other.
struct AnswerKey {
  /// Bytes of a key; requests with longer ones are always answered anew.
  static let bytesMax = 1024

  private(set) var bytes: [UInt8] = []
  let hash: UInt64

  /// `nil` when `request` can have no prepared answer.
  init?(_ request: Request, seed: UInt64) {
    guard request.method == .get || request.method == .head, request.content.isEmpty else { return nil }
    bytes.append(Self.letter(request.method))
    bytes += request.target.utf8
    var hash = Hash(seed, request.method)
    Array(request.target.utf8).withUnsafeBytes { hash.add($0) }
    for field in request.fields {
      let known = KnownField(name: field.name)
      guard known.selectsAnswer else { continue }
      bytes += [0, known.rawValue]
      bytes += field.value.utf8
      Array(field.value.utf8).withUnsafeBytes { hash.add($0) }
    }
    if bytes.count > Self.bytesMax { return nil }
    self.hash = hash.value
  }

  fileprivate static func letter(_ method: Method) -> UInt8 { method == .head ? 0x48 : 0x47 }

  /// Mixes bytes with a secret seed, so that nobody outside can choose keys that meet.
  fileprivate struct Hash {
    private(set) var value: UInt64

    init(_ seed: UInt64, _ method: Method) { value = seed ^ UInt64(AnswerKey.letter(method)) }

    /// O(bytes).
    @inline(__always)
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
      guard let base = bytes.baseAddress else { return }
      let count = bytes.count
      value ^= UInt64(truncatingIfNeeded: count)
      guard count >= 8 else {
        var short: UInt64 = 0
        for index in 0..<count {
          short = short &<< 8 | UInt64(base.load(fromByteOffset: index, as: UInt8.self))
        }
        value = Self.mix(value ^ short)
        return
      }
      var index = 0
      while index &+ 8 < count {
        value = Self.mix(value ^ base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        index &+= 8
      }
      // The last eight bytes, some of which were seen.
      value = Self.mix(value ^ base.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
    }

    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
      let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      return product.high ^ product.low
    }
  }
}

/// A key read off a head where it lies.
struct HeadKey {
  private let method: Method
  private let target: Range<Int>
  private let fields: UnsafeBufferPointer<FieldLine>
  private let head: UnsafeRawPointer
  let hash: UInt64

  /// `nil` when the request can have no prepared answer. Of `fields`, those that select an answer are looked at.
  @inline(__always)
  init?(_ line: RequestLine, _ fields: UnsafeBufferPointer<FieldLine>, _ head: UnsafeRawPointer, seed: UInt64)
  {
    // The authority of an absolute target is left to the common way.
    guard line.method == .get || line.method == .head, let target = line.originForm else { return nil }
    method = line.method
    self.target = target
    self.fields = fields
    self.head = head
    var hash = AnswerKey.Hash(seed, line.method)
    hash.add(UnsafeRawBufferPointer(start: head + target.lowerBound, count: target.count))
    for field in fields where field.known.selectsAnswer {
      hash.add(UnsafeRawBufferPointer(start: head + field.value.lowerBound, count: field.value.count))
    }
    self.hash = hash.value
  }

  /// Whether `key`, the bytes of an `AnswerKey`, are the same key.
  @inline(__always)
  func equals(_ key: UnsafeRawBufferPointer) -> Bool {
    guard var next = key.baseAddress else { return false }
    let end = next + key.count
    guard next.load(as: UInt8.self) == AnswerKey.letter(method) else { return false }
    next += 1
    guard Self.take(head + target.lowerBound, target.count, &next, end) else { return false }
    for field in fields where field.known.selectsAnswer {
      guard end - next >= 2, next.load(as: UInt8.self) == 0,
        next.load(fromByteOffset: 1, as: UInt8.self) == field.known.rawValue
      else { return false }
      next += 2
      guard Self.take(head + field.value.lowerBound, field.value.count, &next, end) else { return false }
    }
    return next == end
  }

  /// Moves `next` over `count` bytes that are those at `bytes`.
  @inline(__always)
  private static func take(
    _ bytes: UnsafeRawPointer, _ count: Int, _ next: inout UnsafeRawPointer, _ end: UnsafeRawPointer
  ) -> Bool {
    guard end - next >= count, bytes.isEqual(to: next, count) else { return false }
    next += count
    return true
  }
}
