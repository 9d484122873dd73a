/// What an answer to GET or HEAD is chosen by: method, target, and every field that the answer may depend on, in the
/// order sent (RFC 9111 §4.1). The same request makes the same key, whether read off its bytes or off a `Request`.
struct AnswerKey {
  /// Bytes of a key; requests with longer ones are always answered anew.
  static let bytesMax = 1024

  private(set) var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(Self.bytesMax + 8) }

  /// `nil` when `request` can have no prepared answer.
  init?(_ request: Request) {
    guard request.method == .get || request.method == .head, request.content.isEmpty else { return nil }
    begin(isHead: request.method == .head)
    bytes += request.target.utf8
    for field in request.fields {
      let known = KnownField(name: field.name)
      guard known.selectsAnswer else { continue }
      bytes += [0, known.rawValue]
      bytes += field.value.utf8
    }
    if bytes.count > Self.bytesMax { return nil }
  }

  private mutating func begin(isHead: Bool) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(isHead ? 0x48 : 0x47)
  }

  /// Makes this the key of a head. `false`: it can have no prepared answer.
  mutating func take(_ request: RequestLine, _ fieldLines: [FieldLine], _ head: UnsafeRawBufferPointer) -> Bool {
    // The authority of an absolute target is left to the common way.
    guard request.method == .get || request.method == .head, request.authority == nil,
      case .path(let path, let query) = request.target
    else { return false }
    begin(isHead: request.method == .head)
    guard append(head, path.lowerBound..<(query?.upperBound ?? path.upperBound)) else { return false }
    for line in fieldLines where line.known.selectsAnswer {
      bytes.append(0)
      bytes.append(line.known.rawValue)
      guard append(head, line.value) else { return false }
    }
    return true
  }

  private mutating func append(_ head: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    guard bytes.count &+ range.count <= Self.bytesMax else { return false }
    bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: head[range]))
    return true
  }

  /// Mixes the bytes with a secret seed, so that nobody outside can choose keys that meet. O(bytes).
  @inline(__always)
  func hash(_ seed: UInt64) -> UInt64 {
    let span = bytes.span
    var hash = seed ^ UInt64(truncatingIfNeeded: span.count)
    var index = 0
    while index &+ 8 <= span.count {
      hash = Self.mix(hash ^ span.word(at: index))
      index &+= 8
    }
    if span.count >= 8 {
      // The last eight bytes, some of which were seen.
      if index < span.count { hash = Self.mix(hash ^ span.word(at: span.count &- 8)) }
    } else {
      while index < span.count {
        hash = Self.mix(hash ^ UInt64(span[index]))
        index &+= 1
      }
    }
    return hash
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }

  func equals(_ other: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count == other.count else { return false }
    let span = bytes.span
    let others = other.assumingMemoryBound(to: UInt8.self).span
    var index = 0
    while index &+ 8 <= span.count {
      if span.word(at: index) != others.word(at: index) { return false }
      index &+= 8
    }
    while index < span.count {
      if span[unchecked: index] != others[unchecked: index] { return false }
      index &+= 1
    }
    return true
  }
}
