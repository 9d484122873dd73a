import HTTP

/// A loop's lines on their way to the access log. One thread's own.
///
/// A line: `{"time":"2024-01-30T09:00:00.123Z","request_id":"…","microseconds":12,"bytes":5512,"method":"GET",
/// "target":"/v1/status","route":"/v1/status","status":200}`. What can be known before an answer is sent again, from
/// `"method"` on, is its label, made once.
struct AccessLogBuffer: ~Copyable {
  /// Bytes gathered before they are handed over at once.
  private static let bytesMax = 64 * 1024
  /// Milliseconds that lines may be kept back.
  private static let delayMilliseconds: Int64 = 100
  /// More than a line without its id and label can take.
  private static let ownBytesMax = 160

  private let log: AccessLog?
  private let memory: UnsafeMutableRawPointer
  private var capacity: Int
  private var count = 0
  private var lines = 0
  private var handedOverAt = Int64.min / 2

  init(_ log: AccessLog?) {
    self.log = log
    capacity = log == nil ? 0 : 2 * Self.bytesMax
    memory = .allocate(byteCount: max(1, capacity), alignment: 16)
  }

  deinit { memory.deallocate() }

  /// When lines must be handed over; `nil` when there are none.
  var due: Int64? { lines == 0 ? nil : handedOverAt + Self.delayMilliseconds }

  /// The end of a line, known as soon as the answer is. `target` is `nil` when there was no request.
  static func label(method: Method?, target: String?, route: String, status: Int) -> [UInt8] {
    var label = Array(",\"method\":".utf8)
    append(method?.rawValue, to: &label)
    label += ",\"target\":".utf8
    append(target, to: &label)
    label += ",\"route\":".utf8
    append(route, to: &label)
    label += ",\"status\":\(status)}\n".utf8
    return label
  }

  /// As a JSON string: targets and routes hold visible ASCII, so quotation mark and backslash are all there is to escape.
  private static func append(_ text: String?, to label: inout [UInt8]) {
    guard let text else {
      label += "null".utf8
      return
    }
    label.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { label.append(UInt8(ascii: "\\")) }
      label.append(byte)
    }
    label.append(UInt8(ascii: "\""))
  }

  /// Adds a line.
  @inline(__always)
  mutating func add(
    _ clock: borrowing LoopClock, requestID: UnsafeRawBufferPointer, microseconds: Int, bytes: Int,
    label: UnsafeRawBufferPointer
  ) {
    if log == nil { return }
    let room = Self.ownBytesMax &+ requestID.count &+ label.count
    if capacity &- count < room {
      handOver(clock.milliseconds)
      // A target as long as a request line may be is longer than any buffer.
      if capacity < room { return addLong(clock, requestID, microseconds, bytes, label, room: room) }
    }
    count &+= Self.write(clock, requestID, microseconds, bytes, label, to: memory + count)
    lines &+= 1
  }

  /// Hands a line over that has no room here.
  @inline(never)
  private func addLong(
    _ clock: borrowing LoopClock, _ requestID: UnsafeRawBufferPointer, _ microseconds: Int, _ bytes: Int,
    _ label: UnsafeRawBufferPointer, room: Int
  ) {
    let line = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 16)
    defer { line.deallocate() }
    guard let base = line.baseAddress else { return }
    // Safe: `room` is what the line takes at most.
    let count = Self.write(clock, requestID, microseconds, bytes, label, to: base)
    log?.submit(Array(line[..<count]), count: 1)
  }

  /// Writes a line and says how many bytes it took.
  @inline(__always)
  private static func write(
    _ clock: borrowing LoopClock, _ requestID: UnsafeRawBufferPointer, _ microseconds: Int, _ bytes: Int,
    _ label: UnsafeRawBufferPointer, to memory: UnsafeMutableRawPointer
  ) -> Int {
    var line = TextWriter(memory)
    line.write(literal: "{\"time\":\"")
    line.write(clock.time, LoopClock.timeBytes)
    line.write(literal: ".")
    line.write(threeDigits: clock.millisecondOfSecond)
    line.write(literal: "Z\",\"request_id\":\"")
    line.write(id: requestID)
    line.write(literal: "\",\"microseconds\":")
    line.write(decimal: microseconds)
    line.write(literal: ",\"bytes\":")
    line.write(decimal: bytes)
    line.write(label)
    return line.count
  }

  /// Hands over what is due, or much.
  mutating func turnEnds(_ now: Int64) {
    guard let due, now >= due || count >= Self.bytesMax else { return }
    handOver(now)
  }

  /// Hands over everything.
  mutating func handOver(_ now: Int64) {
    handedOverAt = now
    guard let log, lines > 0 else { return }
    // Safe: the first `count` bytes are written.
    log.submit(Array(UnsafeRawBufferPointer(start: memory, count: count)), count: lines)
    count = 0
    lines = 0
  }
}
