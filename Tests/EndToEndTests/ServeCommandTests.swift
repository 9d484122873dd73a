import Glibc
import JSON
import Sockets
import TestSupport
import Testing

/// The built binary, served to over real sockets.
@Suite struct ServeCommandTests {
  /// A running server and its address.
  struct Served: ~Copyable {
    let process: Subprocess
    let address: SocketAddress

    init(_ arguments: [String] = []) throws {
      let process = try Subprocess(BuiltBinary.path, ["serve", "--port", "0"] + arguments)
      let line = process.readLine() ?? ""
      guard let port = line.split(separator: ":").last.flatMap({ UInt16($0) }) else {
        throw Subprocess.Failure(description: "the server does not say where it listens: \(line)")
      }
      address = try SocketAddress(host: "127.0.0.1", port: port)
      self.process = process
    }

    func get(_ target: String, _ method: String = "GET") throws -> ReceivedResponse {
      try exchange("\(method) \(target) HTTP/1.1\r\nHost: test\r\n\r\n", toHead: method == "HEAD")
    }

    func exchange(_ request: String, toHead: Bool = false) throws -> ReceivedResponse {
      let socket = try ClientSocket(address)
      try socket.send(request)
      return try Self.response(from: socket, toHead: toHead)
    }

    static func response(from socket: ClientSocket, toHead: Bool = false) throws -> ReceivedResponse {
      var bytes: [UInt8] = []
      while true {
        if let (response, _) = ReceivedResponse.read(bytes, toHead: toHead) { return response }
        let more = try socket.receive()
        if more.isEmpty {
          throw Subprocess.Failure(
            description: "the answer is whole: \(String(decoding: bytes, as: UTF8.self))")
        }
        bytes += more
      }
    }
  }

  static let samples = "\(Samples.root)/config/samples"

  @Test func samplesAreServedAndSIGTERMEndsIt() throws {
    let served = try Served(["--load", Self.samples])
    #expect(try served.get("/livez").status == 200)
    #expect(try served.get("/readyz").status == 200)
    let article = try served.get("/v1/articles/a_2brjxy3cd5rk2mqg")
    #expect(article.status == 200)
    #expect(article.text.contains(#""id":"a_2brjxy3cd5rk2mqg""#))
    let text = try served.get("/v1/articles/a_2brjxy3cd5rk2mqg/text")
    #expect(text.content.count == 4040)
    #expect(try served.get("/v1/quotes?speaker=kamikawa&limit=1").text.contains("Yoko Kamikawa"))
    served.process.signal(SIGTERM)
    let outcome = try served.process.finish()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains(#""signal":"SIGTERM""#))
  }

  @Test func requestsInFlightAreFinishedBeforeTheEnd() throws {
    // Time enough for a build with a sanitizer on a busy machine.
    let served = try Served(["--drain-time", "120000"])
    let text = String(repeating: "“We will not pay the tax,” said Mara Lind, the mayor. ", count: 1500)
    let idle = try ClientSocket(served.address)
    try idle.send("GET /livez HTTP/1.1\r\nHost: test\r\n\r\n")
    _ = try Served.response(from: idle)
    // Its connection is accepted for sure once it has an answer.
    let busy = try ClientSocket(served.address, timeoutMilliseconds: 120_000)
    try busy.send("GET /livez HTTP/1.1\r\nHost: test\r\n\r\n")
    _ = try Served.response(from: busy)
    try busy.send(
      "POST /v1/extract HTTP/1.1\r\nHost: test\r\nContent-Type: text/plain\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)"
    )
    usleep(300_000)
    served.process.signal(SIGINT)
    let answer = try Served.response(from: busy)
    #expect(answer.status == 200)
    #expect(answer.fields["connection"] == "close")
    #expect(try idle.receive().isEmpty, "an idle connection is closed")
    let outcome = try served.process.finish()
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test func storeReadDeleteOverOneConnection() throws {
    let served = try Served()
    let socket = try ClientSocket(served.address)
    func send(_ head: String, _ content: String = "") throws -> ReceivedResponse {
      try socket.send(
        "\(head) HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: \(content.utf8.count)\r\n\r\n\(content)"
      )
      return try Served.response(from: socket)
    }
    let body = #"{"text":"“We will not pay the tax,” said Mara Lind, the mayor of Newport."}"#
    let stored = try send("PUT /v1/articles/newport", body)
    #expect(stored.status == 201)
    #expect(stored.fields["location"] == "/v1/articles/newport")
    #expect(try send("PUT /v1/articles/newport", body).status == 200)
    #expect(try send("GET /v1/articles/newport/quotes").text.contains("We will not pay the tax"))
    #expect(try send("DELETE /v1/articles/newport").status == 204)
    #expect(try send("GET /v1/articles/newport").status == 410)
  }

  @Test func anAddressInUseIsNamedWithTheRemedy() throws {
    let served = try Served()
    let second = try Subprocess.onrecord(["serve", "--port", String(served.address.port)])
    #expect(second.status == 1)
    #expect(second.errors.contains("address 127.0.0.1, port \(served.address.port)"))
    #expect(second.errors.contains("in use"))
    let host = try Subprocess.onrecord(["serve", "--host", "nowhere.example"])
    #expect(host.status == 1)
    #expect(host.errors.contains("nowhere.example"))
  }

  @Test func whatCannotBeLoadedStopsTheStart() throws {
    let outcome = try Subprocess.onrecord(["serve", "--port", "0", "--load", "/nowhere"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("cannot load /nowhere: No such file or directory"))
  }

  @Test func limitsAreSetAndReported() throws {
    let served = try Served(["--body-bytes-max", "100"])
    #expect(try served.get("/v1/status").text.contains("100"))
    let long = String(repeating: "a", count: 101)
    let answer = try served.exchange(
      "POST /v1/extract HTTP/1.1\r\nHost: test\r\nContent-Type: text/plain\r\nContent-Length: 101\r\n\r\n\(long)"
    )
    #expect(answer.status == 413)
    #expect(answer.fields["content-type"] == "application/problem+json")
    #expect(answer.text.contains("/problems/body-too-large"))
    let refused = try Subprocess.onrecord(["serve", "--workers", "0"])
    #expect(refused.status == 64)
    #expect(refused.errors.contains("--workers is from 1 to 1024, not 0."))
    let vast = try Subprocess.onrecord(["serve", "--header-bytes-max", "9999999999"])
    #expect(vast.status == 64)
    #expect(vast.errors.contains("--header-bytes-max is at most 16777216"))
  }
}
