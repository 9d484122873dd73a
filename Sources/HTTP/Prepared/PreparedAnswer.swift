/// An answer as bytes that are ready to be sent again and again, in one block of memory:
///
///     key · status line · fixed head · content · label
///
/// Only the lines that are new in each answer (`AnswerLines`) are written each time, between status line and fixed head.
struct PreparedAnswer {
  let hash: UInt64
  /// The handler's version it holds for.
  var version: UInt64
  let keyCount, statusLineCount, headCount, contentCount, labelCount: Int
  let timing: Response.Timing
  /// See `PreparedAnswers.keep`.
  let series: Int
  /// When it was used last, in uses of the table.
  var used: UInt64 = 0

  var bytesCount: Int { keyCount + statusLineCount + headCount + contentCount + labelCount }
}

/// Where a prepared answer lies. Whoever made it frees it.
struct PreparedAnswerPointer {
  let entry: UnsafeMutablePointer<PreparedAnswer>

  private static let headerBytes = (MemoryLayout<PreparedAnswer>.size + 15) & ~15

  /// Bytes of memory that `response` will take.
  static func footprint(_ key: [UInt8], _ response: Response, label: [UInt8]) -> Int {
    headerBytes + key.count + response.fixedHeadBytesMax + response.content.count + label.count
  }

  /// Makes the block for what answers requests of this key.
  init(_ key: [UInt8], hash: UInt64, _ response: Response, isHead: Bool, version: UInt64, series: Int, label: [UInt8]) {
    let headMax = response.fixedHeadBytesMax
    let content = response.sendsContent(isHead: isHead) ? response.content : []
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: Self.headerBytes + key.count + headMax + content.count + label.count, alignment: 16)
    // Safe: what follows is written in order, and fits by the reckoning above.
    var next = memory + Self.headerBytes
    func write(_ bytes: [UInt8]) {
      bytes.withUnsafeBytes { bytes in
        if let base = bytes.baseAddress { next.copyMemory(from: base, byteCount: bytes.count) }
      }
      next += bytes.count
    }
    write(key)
    var head = TextWriter(next)
    response.writeStatusLine(to: &head)
    let statusLineCount = head.count
    response.writeFixedHead(to: &head)
    precondition(head.count <= headMax, "a head is no longer than was reckoned")
    next += head.count
    write(content)
    write(label)
    entry = memory.bindMemory(to: PreparedAnswer.self, capacity: 1)
    entry.initialize(
      to: PreparedAnswer(
        hash: hash, version: version, keyCount: key.count, statusLineCount: statusLineCount,
        headCount: head.count - statusLineCount, contentCount: content.count, labelCount: label.count,
        timing: response.timing, series: series))
  }

  func free() { UnsafeMutableRawPointer(entry).deallocate() }

  var footprint: Int { Self.headerBytes + entry.pointee.bytesCount }

  // Safe: the parts lie where `init` has written them.
  private var bytes: UnsafeRawPointer { UnsafeRawPointer(entry) + Self.headerBytes }
  var key: UnsafeRawBufferPointer { part(0, entry.pointee.keyCount) }
  var statusLine: UnsafeRawBufferPointer { part(entry.pointee.keyCount, entry.pointee.statusLineCount) }
  var head: UnsafeRawBufferPointer {
    part(entry.pointee.keyCount &+ entry.pointee.statusLineCount, entry.pointee.headCount)
  }
  var content: UnsafeRawBufferPointer {
    part(entry.pointee.bytesCount &- entry.pointee.contentCount &- entry.pointee.labelCount, entry.pointee.contentCount)
  }
  var label: UnsafeRawBufferPointer {
    part(entry.pointee.bytesCount &- entry.pointee.labelCount, entry.pointee.labelCount)
  }

  @inline(__always)
  private func part(_ offset: Int, _ count: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: bytes + offset, count: count)
  }
}
