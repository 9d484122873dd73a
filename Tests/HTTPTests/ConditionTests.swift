import HTTP
import TestSupport
import Testing

@Suite struct EntityTagTests {
  @Test(arguments: ["\"a\"", "W/\"a\"", "\"\"", #""a\b""#, "\"r3-5f2c,x\""])
  func readsWhatItWrites(_ text: String) throws {
    #expect(try #require(EntityTag(text)).field == text)
  }

  @Test(arguments: ["", "a", "\"", "w/\"a\"", "W/a", "\"a\"b\"", "\"a b\"", "'a'"])
  func refuses(_ text: String) {
    #expect(EntityTag(text) == nil)
  }

  /// The table of RFC 9110 §8.8.3.2.
  @Test(arguments: [
    ("W/\"1\"", "W/\"1\"", false, true), ("W/\"1\"", "W/\"2\"", false, false),
    ("W/\"1\"", "\"1\"", false, true),
    ("\"1\"", "\"1\"", true, true),
  ])
  func compares(_ a: String, _ b: String, _ strongly: Bool, _ weakly: Bool) throws {
    let (a, b) = (try #require(EntityTag(a)), try #require(EntityTag(b)))
    #expect(a.stronglyMatches(b) == strongly)
    #expect(a.weaklyMatches(b) == weakly)
  }

  @Test func conditionsAreListsOrAnything() {
    #expect(EntityTagCondition("*") == .any)
    #expect(
      EntityTagCondition(" \"a\" ,, W/\"b,c\"")
        == .tags([
          EntityTag(opaque: "a"), EntityTag(opaque: "b,c", isWeak: true),
        ]))
    #expect(EntityTagCondition("nonsense") == .tags([]))
    #expect(EntityTagCondition("*, \"a\"") == .tags([EntityTag(opaque: "a")]))
    #expect(EntityTagCondition("\ta") == .tags([]))
  }

  /// Blanks belong between elements, not into them.
  @Test(arguments: ["W/ \"a\"", "W /\"a\"", "\"a\" \"b\"", "\"a\"W/", "w/\"a\"", "\"a b\"", "\"a", "* *"])
  func conditionsThatNameNoTag(_ field: String) {
    #expect(EntityTagCondition(field) == .tags([]))
  }

  /// Octet by octet: the Kelvin sign is canonically the letter K.
  @Test func tagsThatLookAlikeAreDifferent() {
    #expect(!EntityTag(opaque: "\u{212A}").weaklyMatches(EntityTag(opaque: "K")))
    #expect(!EntityTag(opaque: "e\u{301}").stronglyMatches(EntityTag(opaque: "\u{E9}")))
  }
}

@Suite struct PreconditionsTests {
  private static let modified: Int64 = 784_111_777
  private static let before = "Sun, 06 Nov 1994 08:49:36 GMT"
  private static let then = "Sun, 06 Nov 1994 08:49:37 GMT"

  @Test(arguments: [
    ("nothing asked", HTTP.Method.get, [], Preconditions.Outcome.proceed),
    ("If-Match, the tag", .put, ["If-Match: \"a\""], .proceed),
    ("If-Match, one of several", .put, ["If-Match: \"x\", \"a\""], .proceed),
    ("If-Match over two lines", .put, ["If-Match: \"x\"", "If-Match: \"a\""], .proceed),
    ("If-Match, another", .put, ["If-Match: \"x\""], .failed),
    ("If-Match compares strongly", .put, ["If-Match: W/\"a\""], .failed),
    ("If-Match, anything", .put, ["If-Match: *"], .proceed),
    ("If-Match on a read", .get, ["If-Match: \"x\""], .failed),
    ("If-None-Match, the tag", .get, ["If-None-Match: \"a\""], .notModified),
    ("If-None-Match on HEAD", .head, ["If-None-Match: \"a\""], .notModified),
    ("If-None-Match compares weakly", .get, ["If-None-Match: W/\"a\""], .notModified),
    ("If-None-Match, another", .get, ["If-None-Match: \"x\""], .proceed),
    ("If-None-Match, anything", .get, ["If-None-Match: *"], .notModified),
    ("If-None-Match on a write", .put, ["If-None-Match: *"], .failed),
    ("If-Modified-Since, the time", .get, ["If-Modified-Since: \(then)"], .notModified),
    ("If-Modified-Since, before", .get, ["If-Modified-Since: \(before)"], .proceed),
    ("If-Modified-Since means nothing to a write", .put, ["If-Modified-Since: \(then)"], .proceed),
    ("If-Modified-Since that is no date", .get, ["If-Modified-Since: yesterday"], .proceed),
    ("If-Modified-Since, two dates", .get, ["If-Modified-Since: \(then), \(then)"], .proceed),
    (
      "If-Modified-Since over two lines", .get, ["If-Modified-Since: \(then)", "If-Modified-Since: \(then)"],
      .proceed
    ),
    ("If-Modified-Since on HEAD", .head, ["If-Modified-Since: \(then)"], .notModified),
    ("If-Unmodified-Since that is no date", .put, ["If-Unmodified-Since: 1"], .proceed),
    (
      "If-Unmodified-Since over two lines", .put,
      ["If-Unmodified-Since: \(before)", "If-Unmodified-Since: \(before)"], .proceed
    ),
    ("If-Unmodified-Since on a read", .get, ["If-Unmodified-Since: \(before)"], .failed),
    (
      "If-Unmodified-Since comes before If-None-Match", .get,
      ["If-Unmodified-Since: \(before)", "If-None-Match: \"a\""], .failed
    ),
    ("If-Unmodified-Since, the time", .put, ["If-Unmodified-Since: \(then)"], .proceed),
    ("If-Unmodified-Since, before", .put, ["If-Unmodified-Since: \(before)"], .failed),
    (
      "If-Match hides If-Unmodified-Since", .put, ["If-Match: \"a\"", "If-Unmodified-Since: \(before)"],
      .proceed
    ),
    (
      "If-None-Match hides If-Modified-Since", .get, ["If-None-Match: \"x\"", "If-Modified-Since: \(then)"],
      .proceed
    ),
    ("If-Match comes first", .get, ["If-None-Match: \"a\"", "If-Match: \"x\""], .failed),
  ])
  func evaluates(_ name: String, _ method: HTTP.Method, _ lines: [String], _ outcome: Preconditions.Outcome) {
    let current = Preconditions.Current(tag: EntityTag(opaque: "a"), lastModified: Self.modified)
    #expect(Preconditions(fields(lines)).evaluate(method, current) == outcome)
  }

  @Test(arguments: [
    ("If-Match, a tag", ["If-Match: \"a\""], Preconditions.Outcome.failed),
    ("If-Match, anything", ["If-Match: *"], .failed),
    ("If-None-Match, anything", ["If-None-Match: *"], .proceed),
    ("If-Unmodified-Since", ["If-Unmodified-Since: \(then)"], .proceed),
  ])
  func evaluatesWhereNothingIs(_ name: String, _ lines: [String], _ outcome: Preconditions.Outcome) {
    #expect(Preconditions(fields(lines)).evaluate(.put, nil) == outcome)
  }

  /// Conditions on a date say nothing about what has none (§13.1.3, §13.1.4).
  @Test(arguments: ["If-Modified-Since: \(then)", "If-Unmodified-Since: \(before)"])
  func datesMeanNothingToWhatHasNone(_ line: String) {
    let current = Preconditions.Current(tag: EntityTag(opaque: "a"))
    #expect(Preconditions(fields([line])).evaluate(.get, current) == .proceed)
  }

  private func fields(_ lines: [String]) -> Fields {
    Fields(
      lines.map { line in
        let colon = line.firstIndex(of: ":") ?? line.endIndex
        return (String(line[..<colon]), String(line[colon...].dropFirst(2)))
      })
  }
}

@Suite struct ByteRangeTests {
  @Test(arguments: [
    ("from the start", "bytes=0-4", ByteRange.part(0..<5)),
    ("one byte", "bytes=9-9", .part(9..<10)),
    ("to the end", "bytes=4-", .part(4..<10)),
    ("beyond the end", "bytes=4-99", .part(4..<10)),
    ("the last", "bytes=-3", .part(7..<10)),
    ("more than all", "bytes=-99", .part(0..<10)),
    ("the unit's case", "BYTES=0-0", .part(0..<1)),
    ("behind the end", "bytes=10-", .unsatisfiable),
    ("behind the end, closed", "bytes=10-20", .unsatisfiable),
    ("nothing", "bytes=-0", .unsatisfiable),
    ("a number beyond numbers", "bytes=99999999999999999999-", .unsatisfiable),
    ("backwards", "bytes=5-4", .whole),
    ("several", "bytes=0-1,3-4", .whole),
    ("another unit", "lines=0-1", .whole),
    ("no dash", "bytes=5", .whole),
    ("no digits", "bytes=-", .whole),
    ("letters", "bytes=a-b", .whole),
    ("signs", "bytes=+1-2", .whole),
    ("nothing asked", "", .whole),
  ])
  func reads(_ name: String, _ field: String, _ range: ByteRange) {
    #expect(ByteRange(field, length: 10) == range)
  }

  @Test func nothingOfNothing() {
    #expect(ByteRange("bytes=0-", length: 0) == .unsatisfiable)
    #expect(ByteRange("bytes=-0", length: 0) == .unsatisfiable)
    // A suffix is satisfiable unless it is zero (RFC 9110 §14.1.2), but there is nothing that a 206 could name.
    #expect(ByteRange("bytes=-1", length: 0) == .whole)
    #expect(ByteRange(nil, length: 0) == .whole)
  }
}

@Suite struct HTTPDateTests {
  @Test(arguments: [
    (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
    (-1, "Wed, 31 Dec 1969 23:59:59 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
    (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
  ])
  func formats(_ seconds: Int64, _ text: String) {
    #expect(HTTPDate.format(seconds) == text)
    #expect(HTTPDate.parse(text) == seconds)
  }

  @Test(arguments: ["Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"])
  func readsObsoleteForms(_ text: String) {
    #expect(HTTPDate.parse(text) == 784_111_777)
  }

  @Test(arguments: [
    ("Wednesday, 31-Dec-69 00:00:00 GMT", 3_155_673_600), ("Thursday, 01-Jan-70 00:00:00 GMT", 0),
    ("Sunday, 31-Jan-99 00:00:00 GMT", 917_740_800), ("Saturday, 01-Jan-00 00:00:00 GMT", 946_684_800),
  ])
  func twoDigitYearsAreNeverFarAhead(_ text: String, _ seconds: Int64) {
    #expect(HTTPDate.parse(text) == seconds)
  }

  @Test func aLeapSecondIsTheOneBefore() {
    #expect(HTTPDate.parse("Sat, 31 Dec 2016 23:59:60 GMT") == 1_483_228_799)
    #expect(
      HTTPDate.parse("Fri, 31 Dec 9999 23:59:60 GMT").map(HTTPDate.format) == "Fri, 31 Dec 9999 23:59:59 GMT")
  }

  @Test(arguments: [
    "", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 PST", "Sun, 31 Feb 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT",
    "Sun, 00 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z", "Sun 06 Nov 1994 08:49:37 GMT",
    "Sun,06 Nov 1994 08:49:37 GMT", "Sun,  06 Nov 1994 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT",
    "Sun, 06-Nov-1994 08:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT", "Sun, 06 Nov 1994 8:49:37 GMT",
    "sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 gmt", "Xyz, 06 Nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 08:49:37 GMT ", " Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT, x",
    "Sun, 06-Nov-94 08:49:37 GMT", "Sunday, 06 Nov 1994 08:49:37 GMT", "Sunday, 6-Nov-94 08:49:37 GMT",
    "Sun Nov 6 08:49:37 1994", "Sun Nov  6 08:49:37 94", "Sun Nov  6 08:49:37 1994 GMT",
    "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 1994 08:49:61 GMT", "Sun, 29 Feb 2100 08:49:37 GMT",
  ])
  func refuses(_ text: String) {
    #expect(HTTPDate.parse(text) == nil)
  }

  @Test func everyTimeComesBack() {
    let seed: UInt64 = 2
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      let seconds = Int64.random(in: -62_135_596_800..<253_402_300_800, using: &random)
      #expect(HTTPDate.parse(HTTPDate.format(seconds)) == seconds, "seed \(seed), \(seconds)")
    }
  }
}
