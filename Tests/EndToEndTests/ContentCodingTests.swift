import TestSupport
import Testing

/// Content codings, with the system's own programs at the other end.
@Suite struct ContentCodingTests {
  private static func shell(_ command: String) throws -> Subprocess.Outcome {
    try Subprocess("/bin/sh", ["-c", command]).finish()
  }

  @Test func curlDecodesWhatIsServed() throws {
    let served = try ServeCommandTests.Served(["--load", ServeCommandTests.samples])
    for target in [
      "/v1/articles/a_2brjxy3cd5rk2mqg", "/v1/articles/a_2brjxy3cd5rk2mqg/text", "/v1/quotes?limit=500",
    ] {
      let address = "'http://127.0.0.1:\(served.address.port)\(target)'"
      let plain = try Self.shell("curl -sS \(address)")
      #expect(plain.status == 0 && plain.output.count > 4000, "\(plain.errors)")
      // Twice: made, and kept.
      for _ in 0..<2 {
        for coding in ["gzip", "br"] {
          let coded = try Self.shell("curl -sS --compressed -H 'Accept-Encoding: \(coding)' \(address)")
          #expect(coded.output == plain.output, "\(target) in \(coding): \(coded.errors)")
        }
        let gzip = try Self.shell("curl -sS -H 'Accept-Encoding: gzip' \(address) | gzip -dc")
        #expect(gzip.output == plain.output, "\(target): \(gzip.errors)")
      }
    }
  }

  @Test func whatGzipMakesIsRead() throws {
    let served = try ServeCommandTests.Served(["--decompression-ratio-max", "20"])
    func post(_ input: String) throws -> String {
      try Self.shell(
        "\(input) | gzip -9 | curl -sS --data-binary @- -H 'Content-Type: text/plain' -H 'Content-Encoding: gzip' "
          + "'http://127.0.0.1:\(served.address.port)/v1/extract'"
      ).text
    }
    #expect(try post("printf '“We will not pay,” said Mara Lind, the mayor.'").contains("We will not pay"))
    #expect(try post("head -c 10000000 /dev/zero").contains("more than 20 times"))
  }
}
