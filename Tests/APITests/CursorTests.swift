import NewsModel
import Store
import TestSupport
import Testing

@testable import API

@Suite struct CursorTests {
  private static let list: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]

  @Test(arguments: [
    PageKey(publishedAt: nil, index: 0, id: "ann-lee"),
    PageKey(publishedAt: Timestamp(seconds: 1_706_572_800), index: 12, id: "a_2brjxy3cd5rk2mqg"),
    PageKey(publishedAt: Timestamp(seconds: -62_135_596_800), index: Int(Int32.max), id: "é"),
  ])
  func comesBack(_ key: PageKey) throws {
    let text = Cursor.encode(key, list: Self.list)
    #expect(text.hasPrefix("c_"))
    #expect(text.utf8.dropFirst(2).allSatisfy { Base64URL.decode([$0, 0x41]) != nil })
    #expect(try Cursor.decode(text, list: Self.list) == key)
    #expect(throws: Cursor.Fault.otherList) { try Cursor.decode(text, list: Self.list.reversed()) }
  }

  @Test func everyCutIsMalformed() {
    let text = Cursor.encode(PageKey(publishedAt: nil, index: 1, id: "ab"), list: Self.list)
    for length in 0..<text.utf8.count {
      #expect(throws: Cursor.Fault.malformed, "cut at \(length)") {
        try Cursor.decode(String(text.prefix(length)), list: Self.list)
      }
    }
  }

  /// No text makes it trap.
  @Test func randomTexts() {
    let seed: UInt64 = 3
    var random = SeededGenerator(seed: seed)
    let valid = Array(Cursor.encode(PageKey(publishedAt: nil, index: 7, id: "abc"), list: Self.list).utf8)
    for _ in 0..<5000 {
      var bytes = valid
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0x20...0x7E, using: &random)
      }
      let key = try? Cursor.decode(String(decoding: bytes, as: UTF8.self), list: Self.list)
      #expect(key.map { $0.index >= 0 } ?? true, "seed \(seed)")
    }
  }

  @Test func base64() {
    let seed: UInt64 = 4
    var random = SeededGenerator(seed: seed)
    for length in 0..<50 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      #expect(Base64URL.decode(Base64URL.encode(bytes).utf8) == bytes, "seed \(seed)")
    }
    #expect(Base64URL.encode(Array("any carnal pleas".utf8)) == "YW55IGNhcm5hbCBwbGVhcw")
    for broken in ["A", "AB=", "A+", "AR", "AAAAA"] {
      #expect(Base64URL.decode(broken.utf8) == nil, "\(broken)")
    }
  }
}

@Suite struct QuoteTextTests {
  @Test(arguments: [
    (["“Japan will act,”"], true, "Japan will act"), (["“Will it?”"], true, "Will it?"),
    (["“We go,”", "“tomorrow.”"], true, "We go, tomorrow."),
    (["that it would act,"], false, "that it would act"),
    (["‘Yes’"], true, "Yes"), (["“”"], true, ""), (["“open to the end"], true, "open to the end"),
  ])
  func words(_ parts: [String], _ quoted: Bool, _ text: String) {
    let spans = parts.map { TextSpan(SourceRange(0, $0.unicodeScalars.count), exact: $0) }
    let quote = Quote(
      kind: .direct, parts: spans.map { QuotePart(span: $0, quoted: quoted) }, speaker: nil, mention: nil,
      cue: nil,
      context: SourceRange(0, 1), confidence: 1, rule: "test")
    #expect(quote.words == text)
  }
}
