import HTTP
import TestSupport
import Testing

/// `Accept-Encoding` against what OnRecord offers (RFC 9110 §12.5.3).
@Suite struct AcceptEncodingTests {
  private static let offers = ["br", "gzip", "identity"]

  @Test(arguments: [
    ("nothing said", String?.none, "identity" as String?),
    ("an empty field", "", "identity"),
    ("commas alone", " , ,", "identity"),
    ("one", "gzip", "gzip"),
    ("case", "GZip", "gzip"),
    ("the old name", "x-gzip", "gzip"),
    ("the old name in capitals", "X-GZIP;Q=0.5", "gzip"),
    ("a browser", "gzip, deflate, br, zstd", "br"),
    ("an old browser", "gzip, deflate", "gzip"),
    ("curl --compressed", "deflate, gzip, br, zstd", "br"),
    ("none of ours", "zstd, compress", "identity"),
    ("deflate is not offered", "deflate", "identity"),
    ("space around", " gzip ;\tq=0.5 , br ; q=0.4 ", "gzip"),
    ("weights", "br;q=0.8, gzip", "gzip"),
    ("weights with three places", "br;q=0.500, gzip;q=0.501", "gzip"),
    ("equals: the server's order", "gzip;q=0.5, br;q=0.5", "br"),
    ("the smallest weight is one", "gzip;q=0.001", "gzip"),
    ("identity named first", "identity, gzip;q=0.5", "identity"),
    ("identity and gzip alike", "identity, gzip", "gzip"),
    ("identity, less", "identity;q=0.5, gzip;q=0.4", "identity"),
    ("refused", "gzip;q=0", "identity"),
    ("refused with places", "gzip;q=0.000, br;q=0.", "identity"),
    ("one refused", "br;q=0, gzip", "gzip"),
    ("anything", "*", "br"),
    ("anything but br", "*, br;q=0", "gzip"),
    ("anything else as a last resort", "identity, *;q=0.1", "identity"),
    ("identity falls under the asterisk", "gzip;q=0.1, *;q=0.5", "br"),
    ("only gzip", "gzip, *;q=0", "gzip"),
    ("only gzip, the other way round", "*;q=0, gzip", "gzip"),
    ("only as it is", "identity, *;q=0", "identity"),
    ("only as it is, by weight", "identity;q=0.1, *;q=0", "identity"),
    ("nothing", "*;q=0", nil),
    ("nothing at all", "*;q=0, gzip;q=0", nil),
    ("no identity and nothing instead", "identity;q=0", nil),
    ("no identity and only what is not offered", "identity;q=0, zstd", nil),
    ("no identity but gzip", "identity;q=0, gzip", "gzip"),
    ("no identity but anything", "identity;q=0, *", "br"),
    ("named twice: the lower weight", "gzip;q=0.9, br;q=0.5, gzip;q=0.1", "br"),
    ("named twice, once refused", "gzip, gzip;q=0", "identity"),
    ("named by both names", "x-gzip;q=0, gzip", "identity"),
    ("an impossible weight", "gzip;q=2, br;q=0.1", "br"),
    ("a weight with four places", "gzip;q=0.1234", "identity"),
    ("a weight that is none", "gzip;q=high", "identity"),
    ("a weight without a value", "gzip;q=", "identity"),
    ("a negative weight", "gzip;q=-1", "identity"),
    ("a quoted weight", "gzip;q=\"1\"", "identity"),
    ("space inside a weight", "gzip;q= 1", "identity"),
    ("another parameter", "gzip;level=9", "identity"),
    ("two weights", "gzip;q=1;q=0", "identity"),
    ("two words", "gzip br", "identity"),
    ("no token", "g@zip, {br}, gzip", "gzip"),
    ("a bad element takes no refusal back", "identity;q=0, br;q=x, gzip", "gzip"),
    ("letters beyond ASCII", "gzíp, é;q=1, br", "br"),
  ])
  func chooses(_ name: String, _ field: String?, _ best: String?) {
    #expect(AcceptEncoding(field).best(of: Self.offers) == best)
  }

  @Test(arguments: [
    ("", true), ("gzip", true), ("identity;q=0", false), ("*;q=0", false), ("*;q=0, identity", true),
    ("*;q=0, identity;q=0.001", true), ("*, identity;q=0", false), ("gzip;q=0", true),
  ])
  func takesIdentity(_ field: String, _ takes: Bool) {
    #expect(AcceptEncoding(field).takes("identity") == takes)
  }

  @Test func theOrderOfOffersDecidesOnlyEquals() {
    let accepted = AcceptEncoding("gzip, br;q=0.9")
    for offers in [["br", "gzip"], ["gzip", "br"], ["identity", "br", "gzip"]] {
      #expect(accepted.best(of: offers) == "gzip")
    }
    #expect(AcceptEncoding("gzip, br").best(of: ["gzip", "br"]) == "gzip")
    #expect(AcceptEncoding("gzip, br").best(of: []) == nil)
  }

  /// A header full of codings takes no longer than its length.
  @Test func manyElements() {
    let many = (0..<5000).map { "c\($0);q=0.5" }.joined(separator: ",")
    let elapsed = ContinuousClock().measure {
      #expect(AcceptEncoding("identity;q=0,\(many),gzip").best(of: Self.offers) == "gzip")
    }
    #expect(elapsed < .milliseconds(500))
  }

  /// Whatever stands in the field, the choice is one that the client takes, and none only if it takes none; and
  /// the order of elements does not matter.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func anyField(_ seed: UInt64) {
    let words = [
      "gzip", "br", "identity", "*", "x-gzip", "zstd", ";q=0", ";q=0.5", ";q=1", " ", "\t", ";", "=", "\"",
      "é",
    ]
    var generator = SeededGenerator(seed: seed)
    for round in 0..<2000 {
      let elements = (0..<Int.random(in: 0...5, using: &generator)).map { _ in
        (0..<Int.random(in: 1...3, using: &generator)).map { _ in words.randomElement(using: &generator) ?? ""
        }.joined()
      }
      let accepted = AcceptEncoding(elements.joined(separator: ","))
      let best = accepted.best(of: Self.offers)
      let taken = Self.offers.filter { accepted.takes($0) }
      #expect(best.map { taken.contains($0) } ?? taken.isEmpty, "seed \(seed), round \(round): \(elements)")
      #expect(AcceptEncoding(elements.reversed().joined(separator: " , ")) == accepted, "\(elements)")
    }
  }
}
