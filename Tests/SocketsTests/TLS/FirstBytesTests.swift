import Sockets
import TestSupport
import Testing

/// Who forgot the TLS is told from who speaks it.
@Suite struct FirstBytesTests {
  @Test(
    arguments: [
      ("GET / HTTP/1.1\r\n", .plainText), ("GET ", .plainText), ("M-SEARCH * HTTP/1.1", .plainText),
      ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", .plainText), ("\r\nGET /", .plainText), ("\nPOST /", .plainText),
      ("UPDATEREDIRECTREF /", .plainText), ("ABCDEFGHIJKLMNOPQRSTUVWX /", .plainText),
      ("", .needMore), ("G", .needMore), ("GET", .needMore), ("\r", .needMore), ("\r\n", .needMore),
      ("\r\nPUT", .needMore), ("ABCDEFGHIJKLMNOPQRSTUVWX", .needMore),
      ("ABCDEFGHIJKLMNOPQRSTUVWXY /", .other), (" GET", .other), ("get /", .other), ("GET\t/", .other),
      ("GET/ ", .other), ("\r\n\r\nGET /", .other), ("SSH-2.0-x\r\n", .other), ("\u{0}", .other),
      ("\r\n ", .other),
      ("\u{16}", .tls), ("\u{16}\u{3}\u{1}", .tls), ("\u{15}\u{3}", .other), ("\u{17}", .other),
    ] as [(String, FirstBytes)])
  func beginnings(_ text: String, _ expected: FirstBytes) {
    #expect(Array(text.utf8).withUnsafeBytes { FirstBytes($0) } == expected)
  }

  @Test func aClientsFirstFlightIsTLS() {
    let client = TLSClient()
    _ = client.handshake()
    let flight = client.takeOutput()
    for count in 1...flight.count {
      #expect(flight.prefix(count).withUnsafeBytes { FirstBytes($0) } == .tls)
    }
  }

  /// What has been said holds, however much more comes.
  @Test func aDecisionDoesNotChange() {
    var generator = SeededGenerator(seed: 22)
    let letters = Array("GET / \r\nab-\u{16}\u{3}".utf8)
    for _ in 0..<5_000 {
      let bytes = (0..<40).map { _ in letters.randomElement(using: &generator)! }
      let all = (0...40).map { bytes.prefix($0).withUnsafeBytes { FirstBytes($0) } }
      let decided = all.drop { $0 == .needMore }
      #expect(decided.allSatisfy { $0 == decided.first }, "\(bytes)")
      #expect(all[FirstBytes.wordBytesMax + 3] != .needMore)
    }
  }
}
