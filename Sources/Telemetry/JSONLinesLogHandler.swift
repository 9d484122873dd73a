import Glibc
import JSON
public import Logging

/// A swift-log handler that writes one JSON object a line:
/// `{"time":"2024-01-30T09:00:00.123Z","level":"info","label":"server","message":"…","port":"8080"}`.
///
/// Metadata become members behind the fixed ones, in the order of their names. Each line is handed to `write` whole,
/// from the thread that logs.
public struct JSONLinesLogHandler: LogHandler {
  public var logLevel: Logger.Level
  public var metadata: Logger.Metadata = [:]
  private let label: String
  /// Milliseconds since 1970-01-01T00:00:00Z.
  private let clock: @Sendable () -> Int64
  private let write: @Sendable ([UInt8]) -> Void

  public init(
    label: String, level: Logger.Level = .info, clock: @escaping @Sendable () -> Int64 = Self.now,
    write: @escaping @Sendable ([UInt8]) -> Void = Self.standardError
  ) {
    self.label = label
    logLevel = level
    self.clock = clock
    self.write = write
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    var line = JSONWriter()
    line.object {
      $0.member("time", LogTime.rfc3339(milliseconds: clock()))
      $0.member("level", event.level.rawValue)
      $0.member("label", label)
      $0.member("message", event.message.description)
      var all = metadata
      if let own = event.metadata { all.merge(own) { _, new in new } }
      for (name, value) in all.sorted(by: { $0.key < $1.key }) where !Self.fixed.contains(name) {
        $0.key(dynamic: name)
        $0.value(value.description)
      }
    }
    write(line.finish())
  }

  /// Names that metadata may not take.
  private static let fixed: Set<String> = ["time", "level", "label", "message"]

  /// The system's wall clock.
  @Sendable public static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// One `write` call a line, so that lines of several threads do not mix. A log that cannot be written is given up
  /// on: there is nobody left to tell.
  @Sendable public static func standardError(_ line: [UInt8]) {
    _ = Glibc.write(STDERR_FILENO, line, line.count)
  }
}
