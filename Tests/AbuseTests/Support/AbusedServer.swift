import Glibc
import Sockets
import TestSupport

/// The server process, ended when it goes out of scope.
struct RunningServer: ~Copyable {
  private let process: Subprocess
  let server: AbusedServer

  /// Serves the samples on two free ports, one with TLS. `descriptorsMax`: its limit of open descriptors, soft and hard.
  init(_ options: [String], descriptorsMax: Int? = nil) throws {
    let files = try TestCertificate(name: "first").files()
    let arguments =
      [
        "serve", "--port", "0", "--tls-port", "0", "--tls-certificate", files.certificate, "--tls-key",
        files.key,
        "--load", "\(Samples.root)/config/samples",
      ] + options
    let process =
      if let descriptorsMax {
        try Subprocess(
          "/bin/sh", ["-c", "ulimit -n \(descriptorsMax); exec \"$0\" \"$@\"", BuiltBinary.path] + arguments)
      } else {
        try Subprocess(BuiltBinary.path, arguments)
      }
    let address = try Self.address(process.readLine())
    server = AbusedServer(
      id: process.id, address: address, tlsAddress: try Self.address(process.readLine()), files: files)
    self.process = process
  }

  private static func address(_ line: String?) throws -> SocketAddress {
    guard let port = line?.split(separator: ":").last.flatMap({ UInt16($0) }) else {
      throw Subprocess.Failure(description: "the server does not say where it listens: \(line ?? "")")
    }
    return try SocketAddress(host: "127.0.0.1", port: port)
  }

  consuming func end() throws -> Subprocess.Outcome {
    process.signal(SIGTERM)
    return try process.finish(seconds: 40)
  }
}

/// A running server as an attack sees it, and as the system sees it.
struct AbusedServer: Sendable {
  let id: pid_t
  let address: SocketAddress
  let tlsAddress: SocketAddress
  /// Certificate and key in use.
  let files: TestCertificate.Files

  static let article = "/v1/articles/a_2brjxy3cd5rk2mqg"

  func client(timeoutMilliseconds: Int = 10_000, receiveBufferBytes: Int32? = nil) throws -> ClientSocket {
    try ClientSocket(
      address, timeoutMilliseconds: timeoutMilliseconds, receiveBufferBytes: receiveBufferBytes)
  }

  func tlsClient() throws -> ClientSocket { try ClientSocket(tlsAddress) }

  func get(_ target: String) throws -> ReceivedResponse {
    try client().exchange("GET \(target) HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
  }

  /// What a server that has been of use holds: both loops have met every kind of request.
  func warmUp() throws {
    for _ in 0..<6 {
      for target in [
        "/livez", "/metrics", Self.article, Self.article + "/quotes", Self.article + "/text", "/nowhere",
      ] {
        _ = try get(target)
      }
      _ = try client().exchange(GoodRequests.extract)
      let tls = try TLSClientSocket(tlsAddress)
      try tls.send("GET /livez HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
      _ = try tls.receiveAll()
    }
  }
}

/// What a process holds.
struct Usage {
  var descriptors: Int
  /// `onrecord_http_connections{state="open"}`, without the one that asks.
  var connections: Int
  /// Resident bytes.
  var memory: Int
}

extension AbusedServer {
  func usage() throws -> Usage {
    Usage(
      descriptors: try openDescriptors(),
      connections: try metric(#"onrecord_http_connections{state="open"}"#) - 1, memory: residentMemory())
  }

  /// What is held once it is back to `before`, or after ten seconds.
  func settled(to before: Usage, growthMax: Int) throws -> Usage {
    var now = try usage()
    _ = try eventually(seconds: 10) {
      now = try usage()
      return now.descriptors <= before.descriptors && now.connections <= before.connections
        && now.memory - before.memory <= growthMax
    }
    return now
  }

  func metric(_ series: String) throws -> Int {
    for line in try get("/metrics").text.split(separator: "\n") where line.hasPrefix(series + " ") {
      return Int(line.dropFirst(series.count + 1)) ?? 0
    }
    throw Subprocess.Failure(description: "/metrics has no \(series)")
  }

  func openDescriptors() throws -> Int {
    guard let folder = opendir("/proc/\(id)/fd") else {
      throw Subprocess.Failure(description: "process \(id) is gone")
    }
    defer { closedir(folder) }
    var count = 0
    while readdir(folder) != nil { count += 1 }
    // `.` and `..`
    return count - 2
  }

  /// Resident memory in bytes; 0 when the process is gone.
  func residentMemory() -> Int {
    guard let file = fopen("/proc/\(id)/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard text.hasPrefix("VmRSS:") else { continue }
      return (Int(text.split(whereSeparator: { !$0.isNumber }).first ?? "") ?? 0) << 10
    }
    return 0
  }

  func signal(_ number: Int32) { kill(id, number) }
}
