import API
import ArgumentParser
import Server

/// The limits of serving that can be set. Defaults and what happens at each stand with `Limits` and
/// `ServerConfiguration`; `/v1/status` reports those in force.
struct LimitOptions: ParsableArguments {
  private static let defaults = ServerConfiguration()

  @Option(help: "Event loops, a thread each.")
  var loops = Self.defaults.loops

  @Option(help: "Threads that import and extract.")
  var workers = Self.defaults.workers

  @Option(help: "Requests that wait for a worker; beyond, 503.")
  var workQueueMax = Self.defaults.workQueueMax

  @Option(help: "Open connections; beyond, 503.")
  var connectionsMax = Self.defaults.connectionsMax

  @Option(help: "Bytes of a request line; beyond, 414.")
  var requestLineBytesMax = Self.defaults.limits.requestLineBytesMax

  @Option(help: "Bytes of a header; beyond, 431.")
  var headerBytesMax = Self.defaults.limits.headerBytesMax

  @Option(help: "Field lines of a header; beyond, 431.")
  var headerFieldsMax = Self.defaults.limits.headerFieldsMax

  @Option(help: "Bytes of a body; beyond, 413.")
  var bodyBytesMax = Self.defaults.limits.bodyBytesMax

  @Option(help: "Bytes that coded content may decode to for each byte sent; beyond, 413.")
  var decompressionRatioMax = APILimits.decompressionRatioMax

  @Option(help: "Bytes of answers kept ready, in their codings; beyond, those unused the longest go.")
  var representationBytesMax = APILimits.representationBytesMax

  @Option(help: "Milliseconds for a whole header; later, 408.")
  var headerTime = Self.defaults.limits.headerTimeMilliseconds

  @Option(help: "Milliseconds without a byte of a body; longer, 408.")
  var bodyIdle = Self.defaults.limits.bodyIdleMilliseconds

  @Option(help: "Milliseconds for a whole body; later, 408.")
  var bodyTime = Self.defaults.limits.bodyTimeMilliseconds

  @Option(help: "Milliseconds an idle connection is kept.")
  var keepAlive = Self.defaults.limits.keepAliveMilliseconds

  @Option(help: "Milliseconds an unread answer is kept; longer, the connection is reset.")
  var writeIdle = Self.defaults.limits.writeIdleMilliseconds

  @Option(help: "Milliseconds that stopping waits for what is in flight.")
  var drainTime = Self.defaults.drainMilliseconds

  /// What one may ask for: a header is held in memory whole, by anybody who connects.
  private static let lineBytesMax = 16 * 1024 * 1024

  func validate() throws {
    let positive: [(String, Int)] = [
      ("--work-queue-max", workQueueMax), ("--connections-max", connectionsMax),
      ("--request-line-bytes-max", requestLineBytesMax), ("--header-bytes-max", headerBytesMax),
      ("--header-fields-max", headerFieldsMax), ("--header-time", Int(headerTime)),
      ("--body-idle", Int(bodyIdle)), ("--body-time", Int(bodyTime)),
      ("--decompression-ratio-max", decompressionRatioMax),
      ("--keep-alive", Int(keepAlive)), ("--write-idle", Int(writeIdle)),
    ]
    for (name, value) in positive where value < 1 {
      throw ValidationError("\(name) is at least 1, not \(value).")
    }
    for (name, value) in [
      ("--request-line-bytes-max", requestLineBytesMax), ("--header-bytes-max", headerBytesMax),
      ("--header-fields-max", headerFieldsMax),
    ] where value > Self.lineBytesMax {
      throw ValidationError("\(name) is at most \(Self.lineBytesMax), not \(value).")
    }
    for (name, value) in [("--loops", loops), ("--workers", workers)] where !(1...1024).contains(value) {
      throw ValidationError("\(name) is from 1 to 1024, not \(value).")
    }
    for (name, value) in [
      ("--body-bytes-max", bodyBytesMax), ("--drain-time", Int(drainTime)),
      ("--representation-bytes-max", representationBytesMax),
    ] where value < 0 {
      throw ValidationError("\(name) is not negative: \(value).")
    }
  }

  func serverConfiguration(host: String, port: UInt16) -> ServerConfiguration {
    var configuration = ServerConfiguration()
    configuration.host = host
    configuration.port = port
    configuration.loops = loops
    configuration.workers = workers
    configuration.workQueueMax = workQueueMax
    configuration.connectionsMax = connectionsMax
    configuration.drainMilliseconds = drainTime
    configuration.limits.requestLineBytesMax = requestLineBytesMax
    configuration.limits.headerBytesMax = headerBytesMax
    configuration.limits.headerFieldsMax = headerFieldsMax
    configuration.limits.bodyBytesMax = bodyBytesMax
    configuration.limits.headerTimeMilliseconds = headerTime
    configuration.limits.bodyIdleMilliseconds = bodyIdle
    configuration.limits.bodyTimeMilliseconds = bodyTime
    configuration.limits.keepAliveMilliseconds = keepAlive
    configuration.limits.writeIdleMilliseconds = writeIdle
    return configuration
  }

  /// Sets those that are the API's own.
  func set(in settings: inout Settings) {
    settings.decompressionRatioMax = decompressionRatioMax
    settings.representationBytesMax = representationBytesMax
  }
}
