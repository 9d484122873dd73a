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

  @Option(
    help: ArgumentHelp(
      "A file for one JSON object a request, appended to; - is standard output.", valueName: "path"))
  var accessLog: String?

  @OptionGroup(title: "TLS")
  var tls: TLSOptions

  @OptionGroup(title: "Limits")
  var limits: LimitOptions

  func run() throws {
    let signals = SignalWaiter([SIGTERM, SIGINT, SIGHUP])
    let log = Self.log(logLevel)
    // The usual soft limit, 1,024, is far below `--connections-max`. Where it cannot be raised, there is an answer too.
    _ = try? DescriptorLimit.raise()
    Heap.keepLittle()
    let readiness = Readiness(.starting)
    let extractor = LoadingExtractor()
    let startLoading = {
      try extractor.start { if readiness.phase == .starting { readiness.enter(.ready) } }
    }
    // Beside a start that needs no models, loading them would only slow it.
    if !load.isEmpty { try startLoading() }
    let ingestion = Ingestion(
      store: Store(),
      analyser: { extractor.get().analyse(title: $0.title, text: $0.text, source: $0.source) },
      explainer: { extractor.get().explain(title: $0.title, text: $0.text) },
      clock: Wiring.clock)
    try Self.orExit { try StoredDocuments(paths: load).store(in: ingestion, log: log) }

    var configuration = limits.serverConfiguration(host: host, port: port)
    let accessLog = try Self.orExit { try self.accessLog.map { try AccessLog(path: $0) } }
    configuration.tls = try Self.orExit { try tls.configuration() }
    Self.warn(configuration.tls?.credentials, log)

    let serving = Serving()
    var settings = Settings(version: Build.version, extractorVersion: Extractor.version)
    settings.limits = configuration.limits
    limits.set(in: &settings)
    settings.metrics = { writer in
      serving.server?.writeMetrics(to: &writer)
      ProcessMetrics.write(to: &writer)
    }
    let api = API(ingestion: ingestion, settings: settings, readiness: readiness)
    let server = Server(configuration: configuration, handler: api, accessLog: accessLog) {
      log.log(level: $0.level, "\($0)")
    }
    let address = try Self.orExit { try server.start() }
    serving.server = server
    Self.say("Listening on http://\(address)")
    if let tlsAddress = server.tlsAddress { Self.say("Listening on https://\(tlsAddress)") }
    if load.isEmpty { try startLoading() }

    var signal = signals.wait()
    while signal == SIGHUP {
      accessLog?.reopen()
      reload(server, log)
      signal = signals.wait()
    }
    Self.log(signal, log)
    readiness.enter(.draining)
    server.stop()
    // A second signal means "now".
    try Sockets.Thread.start("signals") {
      while signals.wait() == SIGHUP {}
      _exit(1)
    }
    server.wait()
  }

  /// The certificate and key as they are now; what is wrong with them is told, and those in use stay.
  private func reload(_ server: Server, _ log: Logger) {
    do throws(TLSSetupError) {
      guard let credentials = try tls.credentials() else { return }
      try server.reload(credentials)
      Self.warn(credentials, log)
    } catch {
      log.error("the TLS certificate in use stays: \(error)")
    }
  }

  private static func warn(_ credentials: Credentials?, _ log: Logger) {
    for warning in credentials?.warnings(wallSeconds: SystemClock.wallSeconds()) ?? [] {
      log.warning("\(warning)")
    }
  }

  /// Tells an error that describes itself in a sentence, and ends.
  private static func orExit<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch {
      StandardError.say("\(error)")
      throw ExitCode(1)
    }
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
    case .listening, .listeningTLS, .reloaded, .draining, .stopped: .info
    case .connectionsMaxReached, .descriptorsExhausted, .cut: .warning
    }
  }
}
