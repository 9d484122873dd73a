import HTTP
import Sockets
import Telemetry

/// The time as a loop sees it: read once a turn, with the texts that change with it. One thread's own.
struct LoopClock: ~Copyable {
  /// Monotonic nanoseconds.
  private(set) var nanoseconds: Int64
  /// Monotonic milliseconds.
  var milliseconds: Int64 { nanoseconds / 1_000_000 }

  /// When the texts are to be renewed.
  private var nextSecond = Int64.min
  /// When the wall clock's second began.
  private var secondStart: Int64 = 0
  /// The second's `Date` line (`AnswerLines.date`), then the beginning of a log line.
  private let texts: UnsafeMutableRawPointer

  /// `{"time":"2024-01-30T09:00:00.123Z","request_id":"`
  static var timeBytes: Int { 49 }
  private static let secondBytes = 29

  init() {
    texts = .allocate(byteCount: AnswerLines.dateBytes + Self.timeBytes, alignment: 8)
    nanoseconds = SystemClock.monotonicNanoseconds()
    renew()
  }

  deinit { texts.deallocate() }

  var date: UnsafeRawPointer { UnsafeRawPointer(texts) }
  var time: UnsafeRawPointer { UnsafeRawPointer(texts + AnswerLines.dateBytes) }

  mutating func read() {
    nanoseconds = SystemClock.monotonicNanoseconds()
    if nanoseconds >= nextSecond { renew() }
    var digits = TextWriter(texts + AnswerLines.dateBytes + Self.secondBytes)
    digits.write(threeDigits: Int(min(999, max(0, (nanoseconds &- secondStart) / 1_000_000))))
  }

  /// The wall clock may be set at any time, so it is read anew each second.
  private mutating func renew() {
    let wall = SystemClock.wallNanoseconds()
    let (second, rest) = wall.quotientAndRemainder(dividingBy: 1_000_000_000)
    secondStart = nanoseconds - rest
    nextSecond = secondStart + 1_000_000_000
    put("Date: \(HTTPDate.format(second))\r\n", AnswerLines.dateBytes, at: 0)
    put(
      "{\"time\":\"\(LogTime.rfc3339(milliseconds: second * 1000))\",\"request_id\":\"", Self.timeBytes,
      at: AnswerLines.dateBytes)
  }

  private func put(_ text: String, _ count: Int, at offset: Int) {
    let bytes = Array(text.utf8)
    precondition(bytes.count >= count, "a time is not shorter than its form: \(text)")
    texts.advanced(by: offset).copyMemory(from: bytes, byteCount: count)
  }
}
