import Glibc
import Sockets

/// The access log: one JSON object a line for every request. Loops hand over many lines at a time; a thread of its own
/// writes them, so that a slow disk or a full pipe holds up no request.
public final class AccessLog: Sendable {
  /// Bytes that wait to be written; what comes beyond is dropped and counted.
  public static let waitingBytesMax = 16 * 1024 * 1024

  /// Empty batches kept for the loops' next lines.
  private static let emptyMax = 16

  private struct State {
    var waiting: [LogBatch] = []
    var empty: [LogBatch] = []
    var bytes = 0
    var dropped = 0
    var isToReopen = false
    var isStopping = false
    var hasStopped = false
  }

  /// `nil`: standard output.
  private let path: String?
  private let state = Monitor(State())

  /// Opens `path` to append to it, creating it if need be; `-` is standard output. Throws when it cannot be opened, or
  /// when no thread can be had.
  public init(path: String) throws(SystemError) {
    self.path = path == "-" ? nil : path
    let number = try Self.open(self.path)
    do throws(SystemError) {
      try Thread.start("access-log") { [self] in run(Descriptor(owning: number)) }
    } catch {
      close(number)
      throw error
    }
  }

  /// Opens the path anew before the next line, for whoever renames logs. From any thread.
  public func reopen() { state.change { $0.isToReopen = true } }

  /// Lines dropped so far, because too many waited or the file could not be written.
  public var dropped: Int { state.change { $0.dropped } }

  /// Takes whole lines. Never blocks for long.
  func submit(_ batch: LogBatch) {
    state.changeForOne { state in
      guard state.bytes + batch.count <= Self.waitingBytesMax, !state.isStopping else {
        state.dropped += batch.lines
        return
      }
      state.bytes += batch.count
      state.waiting.append(batch)
    }
  }

  /// A batch for a loop's next lines.
  func emptyBatch() -> LogBatch { state.changeForOne { $0.empty.popLast() } ?? LogBatch() }

  private func takeBack(_ batches: [LogBatch]) {
    state.changeForOne { state in
      for batch in batches where state.empty.count < Self.emptyMax && batch.capacity == LogBatch.bytesMax {
        batch.removeAll()
        state.empty.append(batch)
      }
    }
  }

  /// Writes what waits and ends, at the latest at `deadline` (monotonic milliseconds).
  public func stop(until deadline: Int64) {
    state.change { $0.isStopping = true }
    _ = state.wait(until: deadline) { $0.hasStopped ? () : nil }
  }

  private static func open(_ path: String?) throws(SystemError) -> Int32 {
    guard let path else {
      let number = dup(STDOUT_FILENO)
      guard number >= 0 else { throw SystemError(call: "dup", code: errno) }
      return number
    }
    // Readable by owner and group: addresses and queries are nobody else's business.
    let number = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
    guard number >= 0 else { throw SystemError(call: "open \(path)", code: errno) }
    return number
  }

  private enum Turn {
    case write([LogBatch], isToReopen: Bool)
    case stop
  }

  private func run(_ first: consuming Descriptor) {
    // A pipe whose reader has gone is an error like any other, and not the end of the process.
    _ = SignalWaiter([SIGPIPE])
    var file = first
    // Whether the file ends within a line, of which the rest could not be written.
    var isWithinLine = false
    while true {
      let turn: Turn? = state.wait { state in
        if state.waiting.isEmpty && !state.isToReopen { return state.isStopping ? .stop : nil }
        defer {
          state.waiting = []
          state.bytes = 0
          state.isToReopen = false
        }
        return .write(state.waiting, isToReopen: state.isToReopen)
      }
      guard case .write(let batches, let isToReopen) = turn else { break }
      // What cannot be opened anew is written to where it was.
      if isToReopen, let new = try? Self.open(path) {
        file = Descriptor(owning: new)
        isWithinLine = false
      }
      for batch in batches {
        let bytes = batch.bytes
        if isWithinLine {
          isWithinLine = [Self.lineFeed].withUnsafeBytes { Self.write($0, to: file.number) } == 0
        }
        let written = Self.write(bytes, to: file.number)
        if written == bytes.count { continue }
        if written > 0 { isWithinLine = bytes[written - 1] != Self.lineFeed }
        let lines = bytes[written...].count { $0 == Self.lineFeed }
        state.change { $0.dropped += lines }
      }
      takeBack(batches)
    }
    state.change { $0.hasStopped = true }
  }

  private static let lineFeed = UInt8(ascii: "\n")

  /// How many of `bytes` were written: all of them, if nothing is in the way.
  private static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Int {
    var start = 0
    while start < bytes.count {
      let written = Glibc.write(file, bytes.baseAddress.map { $0 + start }, bytes.count - start)
      if written < 0 && errno == EINTR { continue }
      if written <= 0 { break }
      start += written
    }
    return start
  }
}
