/// An answer as bytes that are ready to be sent again and again, in one block of memory:
///
///     key · status line · fixed head · content · label
///
/// Only the lines that are new in each answer (`AnswerLines`) are written each time, between status line and fixed head.
struct PreparedAnswer {
  /// Different for each that one table has made, from 1 on.
  let id: UInt64
  let hash: UInt64
  /// The handler's version it holds for.
  var version: UInt64
  // The parts, in the block's own memory.
  let key, statusLine, head, content, label: UnsafeRawBufferPointer
  /// Whether the content is sent from where it lies.
  let isBorrowed: Bool
  /// Room for all that is written, besides the request's id.
  let room: Int
  let timing: Response.Timing
  /// See `PreparedAnswers.keep`.
  let series: Int
  /// When it was used last, in uses of the table.
  var used: UInt64 = 0

  /// A block has at least this many bytes from its status line on, because `fixedHeadBytesMax` reckons with much more
  /// than is written; so has the room for an answer.
  static var shortBytes: Int { 32 }

  var bytesCount: Int { key.count + statusLine.count + head.count + content.count + label.count }
}

/// Where a prepared answer lies. Whoever made it frees it.
struct PreparedAnswerPointer {
  let entry: UnsafeMutablePointer<PreparedAnswer>

  private static let headerBytes = (MemoryLayout<PreparedAnswer>.size + 15) & ~15

  /// Bytes of memory that `response` will take.
  static func footprint(_ key: AnswerKey, _ response: Response, label: [UInt8]) -> Int {
    headerBytes + key.bytes.count + response.fixedHeadBytesMax + response.content.count + label.count
  }

  /// Makes the block for what answers requests of this key.
  init(
    _ key: AnswerKey, id: UInt64, _ response: Response, isHead: Bool, version: UInt64, series: Int,
    label: [UInt8]
  ) {
    let headMax = response.fixedHeadBytesMax
    let content = response.sendsContent(isHead: isHead) ? response.content : []
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: Self.headerBytes + key.bytes.count + headMax + content.count + label.count, alignment: 16)
    // Safe: what follows is written in order, and fits by the reckoning above.
    var next = memory + Self.headerBytes
    func take(_ count: Int) -> UnsafeRawBufferPointer {
      defer { next += count }
      return UnsafeRawBufferPointer(start: next, count: count)
    }
    func write(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
      bytes.withUnsafeBytes { bytes in
        if let base = bytes.baseAddress { next.copyMemory(from: base, byteCount: bytes.count) }
      }
      return take(bytes.count)
    }
    let keyPart = write(key.bytes)
    var head = TextWriter(next)
    response.writeStatusLine(to: &head)
    let statusLine = take(head.count)
    response.writeFixedHead(to: &head)
    precondition(head.count <= headMax, "a head is no longer than was reckoned")
    let headPart = take(head.count - statusLine.count)
    let contentPart = write(content)
    let labelPart = write(label)
    let isBorrowed = content.count >= PreparedAnswers.borrowedBytesMin
    entry = memory.bindMemory(to: PreparedAnswer.self, capacity: 1)
    entry.initialize(
      to: PreparedAnswer(
        id: id, hash: key.hash, version: version, key: keyPart, statusLine: statusLine, head: headPart,
        content: contentPart, label: labelPart, isBorrowed: isBorrowed,
        room: statusLine.count + AnswerLines.ownBytesMax + headPart.count
          + (isBorrowed ? 0 : contentPart.count), timing: response.timing, series: series))
  }

  func free() { UnsafeMutableRawPointer(entry).deallocate() }

  var footprint: Int { Self.headerBytes + entry.pointee.bytesCount }
}

extension TextWriter {
  /// The status line of a prepared answer. Most are short, and are then copied with what stands behind them, which is a
  /// few instructions where a copy of just their length is a call. Safe: `shortBytes` says why.
  @inline(__always)
  mutating func write(statusLine: UnsafeRawBufferPointer) {
    let count = statusLine.count
    guard count <= PreparedAnswer.shortBytes, let base = statusLine.baseAddress else {
      return write(statusLine)
    }
    let past = next + count
    write(base, PreparedAnswer.shortBytes)
    next = past
  }
}
