import HTTP

/// A loop's lines on their way to the access log. One thread's own.
///
/// A line: `{"time":"2024-01-30T09:00:00.123Z","request_id":"…","microseconds":12,"bytes":5094,"method":"GET",
/// "target":"/v1/status","route":"/v1/status","status":200}`. `bytes` are those of the content sent. What can be known
/// before an answer is sent again, from `"bytes"` on, is its label, made once.
struct AccessLogBuffer: ~Copyable {
  /// Milliseconds that lines may be kept back.
  private static let delayMilliseconds: Int64 = 100
  /// More than a line without its id and label can take.
  private static let ownBytesMax = 160

  private let log: AccessLog?
  private var batch: LogBatch
  // Of the batch being filled, where the next line goes, where the memory ends, and how many lines there are.
  private var next: UnsafeMutableRawPointer
  private var end: UnsafeMutableRawPointer
  private var lines = 0
  private var handedOverAt = Int64.min / 2

  init(_ log: AccessLog?) {
    self.log = log
    batch = log?.emptyBatch() ?? LogBatch(capacity: 0)
    next = batch.memory
    end = next + batch.capacity
  }

  /// When lines must be handed over; `nil` when there are none.
  var due: Int64? { lines == 0 ? nil : handedOverAt + Self.delayMilliseconds }

  /// The end of a line, known as soon as the answer is. `target` is `nil` when there was no request.
  static func label(bytes: Int, method: Method?, target: String?, route: String, status: Int) -> [UInt8] {
    var label = Array(",\"bytes\":\(bytes),\"method\":".utf8)
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
    _ clock: borrowing LoopClock, requestID: UnsafeRawBufferPointer, microseconds: Int,
    label: UnsafeRawBufferPointer
  ) {
    if log == nil { return }
    let room = Self.ownBytesMax &+ requestID.count &+ label.count
    if end - next < room {
      handOver(clock.milliseconds)
      // A target as long as a request line may be can be longer than any batch.
      if end - next < room { begin(LogBatch(capacity: room)) }
    }
    var line = TextWriter(next)
    line.write(clock.time, LoopClock.timeBytes)
    line.write(id: requestID)
    line.write(literal: "\",\"microseconds\":")
    line.write(decimal: microseconds)
    line.write(label)
    next += line.count
    lines &+= 1
  }

  /// Hands over what is due, or much.
  mutating func turnEnds(_ now: Int64) {
    guard let due, now >= due || end - next < batch.capacity / 2 else { return }
    handOver(now)
  }

  /// Hands over everything.
  mutating func handOver(_ now: Int64) {
    handedOverAt = now
    guard let log, lines > 0 else { return }
    batch.count = next - batch.memory
    batch.lines = lines
    log.submit(batch)
    begin(log.emptyBatch())
  }

  private mutating func begin(_ empty: LogBatch) {
    batch = empty
    next = empty.memory
    end = next + empty.capacity
    lines = 0
  }
}
