import Digest
import NewsModel
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("2024-01-30", 1_706_572_800), ("2024-02-29T12:34:56Z", 1_709_210_096),
    ("2024-01-30T09:00:00+09:00", 1_706_572_800), ("2024-01-29T19:00:00-05:00", 1_706_572_800),
    ("2024-01-30t00:00:00.999z", 1_706_572_800), ("1969-12-31T23:59:59Z", -1),
    ("0001-01-01", -62_135_596_800),
    ("2016-12-31T23:59:60Z", 1_483_228_799),
  ])
  func reads(_ text: String, _ seconds: Int64) {
    #expect(Timestamp(rfc3339: text)?.seconds == seconds)
  }

  @Test(arguments: [
    "", "2024", "2024-1-3", "2024-13-01", "2024-00-10", "2023-02-29", "2024-04-31", "2024-01-30T",
    "2024-01-30T24:00:00Z",
    "2024-01-30T12:00:00", "2024-01-30T12:60:00Z", "2024-01-30T12:00:00+9:00", "2024-01-30T12:00:00Zx",
    "2024-01-30T12:00:00.Z",
    "2024-01-30T12:00:00.5", "2024-01-30x", "２０２４-01-30", "2024/01/30",
  ])
  func refuses(_ text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test func everyDayOfFourCenturiesComesBack() {
    for day in stride(from: -150_000, to: 150_000, by: 1) {
      let (year, month, dayOfMonth) = Timestamp.civil(days: day)
      if Timestamp.days(year: year, month: month, day: dayOfMonth) != day { Issue.record("day \(day)") }
    }
    #expect(Timestamp(seconds: 1_709_210_096).rfc3339 == "2024-02-29T12:34:56Z")
    #expect(Timestamp(seconds: -1).rfc3339 == "1969-12-31T23:59:59Z")
  }
}

@Suite struct SlugTests {
  @Test(arguments: [
    ("Yoko Kamikawa", "yoko-kamikawa"), ("Gérald Darmanin", "gerald-darmanin"), ("O’Neil", "oneil"),
    ("U.S. State Department", "us-state-department"), ("Côte d'Ivoire", "cote-divoire"),
    ("Łódź & Øresund", "lodz-oresund"),
    ("Straße", "strasse"), ("e\u{301}a", "ea"), ("上川陽子", "上川陽子"), ("—", "unnamed"), ("  The  X ", "the-x"),
  ])
  func slug(_ name: String, _ slug: String) {
    #expect(ActorReference.slug(name) == slug)
  }

  @Test func keysFold() {
    #expect(LatinFolding.key("Élysée  Palace’s") == "elysee palaces")
    #expect(LatinFolding.key("U.N.") == "un")
  }
}

@Suite struct IDTests {
  @Test(arguments: ["a", "a_2brjxy3cd5rk2mqg", "x.y~z-1_2", String(repeating: "a", count: 128)])
  func accepted(_ id: String) { #expect(Article.isID(id)) }

  @Test(arguments: ["", "_a", "-a", ".a", "a/b", "a b", "é", String(repeating: "a", count: 129)])
  func refused(_ id: String) { #expect(!Article.isID(id)) }

  @Test func digests() {
    #expect(
      SHA256.hex(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    // The first 80 bits of that digest, five by five.
    #expect(StableID.b32("abc") == "q9w1dfwf077ymga1")
  }
}
