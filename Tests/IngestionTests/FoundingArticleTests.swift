import Ingestion
import NewsModel
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// The ids that the API's documentation shows, made from the sample that is loaded by `scripts/run`.
@Suite struct FoundingArticleTests {
  @Test func theSampleGetsTheDocumentedIDs() throws {
    let sample = try #require(Sample.text("kyodo-2024-01-30.txt"))
    let start = try #require(sample.firstRange(of: "TOKYO (Kyodo)")).lowerBound
    let end = try #require(sample.firstRange(of: "supply chains.")).upperBound
    var draft = ArticleDraft(text: String(sample[start..<end]))
    draft.title = "Japan foreign minister wants ‘mutually beneficial’ ties with China"

    let japan = Make.actor("japan", .country, country: "JPN")
    let record = Ingestion.testing { _ in
      Make.analysis(
        [
          Make.quote(
            "“Japan will keep saying what needs to be said and strongly demanding China take responsible "
              + "actions,”")
        ],
        [
          Make.position(
            of: japan, issue: "seafood-import-ban",
            evidence:
              "Japan will continue to ask China to lift a blanket ban it imposed on Japanese seafood imports")
        ])
    }.analyse(draft)
    #expect(record.article.id == "a_2brjxy3cd5rk2mqg")
    #expect(record.quotes[0].id == "q_7atyjtgk45mfxcfm")
    #expect(record.positions[0].id == "p_ax69yf7jzyvfqhc6")
  }
}

enum Sample {
  /// The file's text, found from this source file's place in the repository.
  static func text(_ name: String, from source: String = #filePath) -> String? {
    let root = source.split(separator: "/").dropLast(3).joined(separator: "/")
    guard let file = fopen("/\(root)/config/samples/\(name)", "rb") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(validating: bytes[..<count], as: UTF8.self)
  }
}
