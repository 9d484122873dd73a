import API
import ArgumentParser
import Extraction
import Glibc
import HTTP
import Ingestion
import Logging
import Server
import Sockets
import Store
import Telemetry

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve over HTTP, everything in memory.",
    discussion: """
      Prints "Listening on http://HOST:PORT" once requests are answered. SIGTERM or SIGINT ends it: no more connections \
      are accepted, what is in flight is finished, and the exit status is 0. A second signal ends it at once. Events go to \
      standard error, one JSON object a line.
      """)

  @Option(help: "An IPv4 or IPv6 address, or localhost.")
  var host = "127.0.0.1"

  @Option(help: "The port; 0 picks a free one.")
  var port: UInt16 = 8080

  @Option(
    help: ArgumentHelp(
      "A file, or a folder of .txt, .json and .ndjson files, to store before serving. May be repeated.",
      valueName: "path"))
  var load: [String] = []

  @Option(
    help: "The least level of events to log: trace, debug, info, notice, warning, error or critical.",
    transform: {
      guard let level = Logger.Level(rawValue: $0) else { throw ValidationError("\"\($0)\" is not a level.") }
      return level
    })
  var logLevel = Logger.Level.info

  @OptionGroup(title: "Limits")
  var limits: LimitOptions

  func run() throws {
    let signals = SignalWaiter([SIGTERM, SIGINT])
    let log = Self.log(logLevel)
    let ingestion = Ingestion(store: Store(), extractor: try Wiring.extractor(), clock: Wiring.clock)
    do {
      try StoredDocuments(paths: load).store(in: ingestion, log: log)
    } catch {
      StandardError.say("\(error)")
      throw ExitCode(1)
    }

    let configuration = limits.serverConfiguration(host: host, port: port)
    let readiness = Readiness()
    var settings = Settings(version: Build.version, extractorVersion: Extractor.version)
    settings.limits = configuration.limits
    limits.set(in: &settings)
    let api = API(ingestion: ingestion, settings: settings, readiness: readiness)
    let server = Server(configuration: configuration, handler: api) { log.log(level: $0.level, "\($0)") }
    let address: SocketAddress
    do {
      address = try server.start()
    } catch {
      StandardError.say("\(error)")
      throw ExitCode(1)
    }
    Self.say("Listening on http://\(address)")

    Self.log(signals.wait(), log)
    readiness.enter(.draining)
    server.stop()
    // A second signal means "now".
    try Sockets.Thread.start("signals") {
      _ = signals.wait()
      _exit(1)
    }
    server.wait()
  }

  private static func log(_ level: Logger.Level) -> Logger {
    Logger(label: "onrecord") { JSONLinesLogHandler(label: $0, level: level) }
  }

  private static func log(_ signal: Int32, _ log: Logger) {
    log.info("stopping", metadata: ["signal": "\(signal == SIGTERM ? "SIGTERM" : "SIGINT")"])
  }

  /// One line on standard output, at once, also into a pipe.
  private static func say(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    _ = write(STDOUT_FILENO, bytes, bytes.count)
  }
}

extension ServerEvent {
  var level: Logger.Level {
    switch self {
    case .listening, .draining, .stopped: .info
    case .connectionsMaxReached, .descriptorsExhausted, .cut: .warning
    }
  }
}
