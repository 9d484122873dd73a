import Codings
import HTTP
import Testing

/// Content of requests in codings.
@Suite struct CodedRequestTests {
  private static let json = #"{"title":"T","text":"“Yes,” Ann Lee said."}"#
  private static let endpoints: [(HTTP.Method, String)] = [
    (.post, "/v1/extract"), (.post, "/v1/articles"), (.put, "/v1/articles/a"),
  ]

  private func send(
    _ house: House, _ endpoint: (HTTP.Method, String), _ coding: String, _ content: [UInt8]
  ) throws -> Reply {
    try house.send(
      endpoint.0, endpoint.1, [("Content-Type", "application/json"), ("Content-Encoding", coding)],
      content: content)
  }

  private static func coded(_ codings: [ContentCoding], _ content: String = json) -> [UInt8] {
    codings.reduce(Array(content.utf8)) { $1.encode($0) }
  }

  @Test(
    arguments: TransportKind.allCases,
    [
      ("gzip", [.gzip]), ("x-gzip", [.gzip]), ("GZIP", [.gzip]), ("deflate", [.deflate]), ("br", [.br]),
      ("identity", []), ("", []), ("gzip, br", [.gzip, .br]), ("br ,, deflate", [.br, .deflate]),
      ("identity, gzip, identity", [.gzip]), ("gzip, gzip", [.gzip, .gzip]),
    ] as [(String, [ContentCoding])])
  func codings(_ kind: TransportKind, _ row: (field: String, codings: [ContentCoding])) throws {
    for endpoint in Self.endpoints {
      let house = House(kind)
      let reply = try send(house, endpoint, row.field, Self.coded(row.codings))
      #expect(reply.status < 300, "\(reply.text)")
      #expect(reply.text.contains("“Yes,” Ann Lee said."))
    }
  }

  /// Two lines make one list, as everywhere.
  @Test(arguments: TransportKind.allCases)
  func twoLines(_ kind: TransportKind) throws {
    let reply = try House(kind).send(
      .post, "/v1/extract",
      [("Content-Type", "application/json"), ("Content-Encoding", "gzip"), ("Content-Encoding", "br")],
      content: Self.coded([.gzip, .br]))
    #expect(reply.status == 200)
  }

  /// curl sends such when it is told `--data-binary @file.deflate`, and so do many libraries.
  @Test(arguments: TransportKind.allCases)
  func bareDeflate(_ kind: TransportKind) throws {
    let zlib = Self.coded([.deflate])
    #expect(
      try send(House(kind), Self.endpoints[0], "deflate", Array(zlib.dropFirst(2).dropLast(4))).status == 200)
  }

  @Test(
    arguments: TransportKind.allCases,
    ["zstd", "compress", "gzip, aes", "gzip;q=1", "*", "gzip br", "br, br, br"])
  func unsupported(_ kind: TransportKind, _ field: String) throws {
    for endpoint in Self.endpoints {
      let reply = try send(House(kind), endpoint, field, Self.coded([.gzip]))
      #expect(reply.status == 415 && reply.problem == "unsupported-media-type")
      #expect(reply["Accept-Encoding"] == "gzip, deflate, br" && reply["Accept-Post"] == nil)
      #expect(try reply.string("errors.0.header") == "Content-Encoding")
    }
  }

  @Test(arguments: TransportKind.allCases, [ContentCoding.gzip, .deflate, .br])
  func damaged(_ kind: TransportKind, _ coding: ContentCoding) throws {
    let house = House(kind)
    let whole = Self.coded([coding])
    for (content, words) in [
      (Array(whole.dropLast()), "ends after \(whole.count - 1) bytes"), ([], "ends after 0 bytes"),
      (whole + Array("more".utf8), "ends at byte \(whole.count), but more follows"),
      (Array(Self.json.utf8), "at or before its byte"),
    ] {
      for endpoint in Self.endpoints {
        let reply = try send(house, endpoint, coding.name, content)
        #expect(reply.status == 400 && reply.problem == "undecodable-text")
        #expect(try reply.string("detail").contains(words), "\(reply.text)")
        #expect(try reply.string("detail").contains(coding.name))
      }
    }
    #expect(try house.get("/").fields["OnRecord-Seq"] == "0")
  }

  /// 10 MB of spaces in some kilobytes, or bytes.
  @Test(
    arguments: TransportKind.allCases,
    [[ContentCoding.gzip], [.deflate], [.br], [.gzip, .gzip], [.br, .gzip]])
  func bombs(_ kind: TransportKind, _ codings: [ContentCoding]) throws {
    let bomb = codings.reduce([UInt8](repeating: 0x20, count: 10_000_000)) { $1.encode($0) }
    for endpoint in Self.endpoints {
      let reply = try send(House(kind), endpoint, codings.map(\.name).joined(separator: ","), bomb)
      #expect(reply.status == 413 && reply.problem == "body-too-large")
      #expect(
        try reply.string("detail").contains("more than 100 times the \(bomb.count) bytes"), "\(reply.text)")
    }
  }

  @Test(arguments: TransportKind.allCases, [ContentCoding.gzip, .deflate, .br])
  func decodedSize(_ kind: TransportKind, _ coding: ContentCoding) throws {
    let house = House(kind) {
      $0.limits.bodyBytesMax = 1000
      $0.decompressionRatioMax = 10_000
    }
    func send(_ count: Int) throws -> Reply {
      let padding = String(repeating: " ", count: count - Self.json.utf8.count)
      return try self.send(house, Self.endpoints[0], coding.name, Self.coded([coding], Self.json + padding))
    }
    #expect(try send(1000).status == 200)
    let reply = try send(1001)
    #expect(reply.status == 413 && reply.problem == "body-too-large")
    #expect(try reply.string("detail").contains("more than 1000 bytes"))
  }

  /// Small content may repeat itself as it likes.
  @Test(arguments: TransportKind.allCases)
  func theRatioHasAFloor(_ kind: TransportKind) throws {
    let text = String(repeating: "Yes. ", count: 10_000)
    let content = Self.coded([.br], #"{"text":"\#(text)"}"#)
    #expect(content.count * 100 < text.utf8.count)
    #expect(try send(House(kind), Self.endpoints[0], "br", content).status == 200)
  }

  /// Undoing a coding is work.
  @Test func decodingIsWork() {
    let house = House()
    let request = Request(
      method: .post, path: "/v1/extract",
      fields: Fields([("Content-Type", "application/json"), ("Content-Encoding", "br")]), content: [0xFF])
    guard case .work(let work) = house.api.answer(request) else {
      Issue.record("it is decoded at once")
      return
    }
    #expect(work().status.code == 400)
  }
}
