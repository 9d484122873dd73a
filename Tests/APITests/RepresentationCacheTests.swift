import Codings
import HTTP
import NewsModel
import Synchronization
import TestSupport
import Testing

@testable import API

/// Representations that are kept: what is found, what goes, and that nothing is out of date.
@Suite struct RepresentationCacheTests {
  private static func choice(_ field: String) throws -> CodingChoice {
    try CodingChoice(Request(method: .get, path: "/", fields: Fields([("Accept-Encoding", field)])))
  }

  private static func key(_ number: Int) -> RepresentationKey {
    RepresentationKey(.article, "a\(number)", version: number)
  }

  /// 2,000 bytes that compress well, told apart by `number`.
  private static func representation(_ number: Int) -> Representation {
    Representation(Array(String(repeating: "\(number % 10)", count: 2000).utf8), contentType: "text/plain")
  }

  /// `ready br`, `uncoded br` or `missing`.
  private static func found(_ cache: RepresentationCache, _ number: Int, _ field: String) throws -> String {
    switch cache.find(key(number), try choice(field)) {
    case .ready(let representation): "ready \(representation.coding)"
    case .uncoded(_, let coding): "uncoded \(coding)"
    case .missing: "missing"
    }
  }

  @Test func findsWhatIsKept() throws {
    let cache = RepresentationCache(bytesMax: 100_000)
    #expect(try Self.found(cache, 1, "br") == "missing")
    let whole = Self.representation(1)
    cache.keep(whole, for: Self.key(1))
    #expect(try Self.found(cache, 1, "") == "ready identity")
    #expect(try Self.found(cache, 1, "br") == "uncoded br")
    cache.keep(whole.coded(.br), for: Self.key(1))
    #expect(try Self.found(cache, 1, "br") == "ready br")
    #expect(try Self.found(cache, 1, "gzip") == "uncoded gzip")
    #expect(try Self.found(cache, 1, "") == "ready identity")
    #expect(try Self.found(cache, 2, "br") == "missing")
    #expect(cache.size.count == 1)
  }

  @Test func neverHoldsMoreThanItMay() throws {
    let cache = RepresentationCache(bytesMax: 20_000)
    for number in 0..<100 {
      cache.keep(Self.representation(number), for: Self.key(number))
      cache.keep(Self.representation(number).coded(.gzip), for: Self.key(number))
      cache.keep(Self.representation(number).coded(.br), for: Self.key(number))
      // The first is asked for all the time, so it stays.
      #expect(try Self.found(cache, 0, "gzip") == "ready gzip", "at \(number)")
      #expect(cache.size.bytes <= 20_000)
    }
    #expect((5...7).contains(cache.size.count))
    #expect(try Self.found(cache, 50, "") == "missing")
    #expect(try Self.found(cache, 99, "br") == "ready br")
  }

  @Test func whatIsTooLargeIsNotKept() throws {
    let cache = RepresentationCache(bytesMax: 4000)
    cache.keep(Self.representation(1), for: Self.key(1))
    cache.keep(
      Representation([UInt8](repeating: 0x61, count: 4000), contentType: "text/plain"), for: Self.key(2))
    #expect(cache.size.count == 1)
    // Coded alone it has nothing to belong to.
    cache.keep(Self.representation(3).coded(.br), for: Self.key(3))
    #expect(cache.size.count == 1)
    let none = RepresentationCache(bytesMax: 0)
    none.keep(Self.representation(1), for: Self.key(1))
    #expect(none.size == (0, 0))
  }

  /// A key counts what clients put into it.
  @Test func longQueriesCount() {
    let cache = RepresentationCache(bytesMax: 100_000)
    var presentation = Presentation()
    presentation.fields = Array(repeating: String(repeating: "f", count: 100), count: 100)
    cache.keep(Self.representation(1), for: RepresentationKey(.article, "a", version: 1, presentation))
    #expect(cache.size.bytes > 12_000)
  }

  @Test func threads() throws {
    let cache = RepresentationCache(bytesMax: 30_000)
    let wrong = Atomic<Int>(0)
    let choices = try ["", "gzip", "br"].map(Self.choice)
    Threads.run(8) { thread in
      var generator = SeededGenerator(seed: UInt64(thread))
      for _ in 0..<3000 {
        let number = Int.random(in: 0..<20, using: &generator)
        let choice = choices[Int.random(in: 0..<3, using: &generator)]
        let expected = Self.representation(number)
        switch cache.find(Self.key(number), choice) {
        case .ready(let found):
          if found.tag.uncoded != expected.tag { wrong.wrappingAdd(1, ordering: .relaxed) }
          if found.coding != choice.best { wrong.wrappingAdd(1, ordering: .relaxed) }
        case .uncoded(let whole, let coding): cache.keep(whole.coded(coding), for: Self.key(number))
        case .missing: cache.keep(expected, for: Self.key(number))
        }
      }
    }
    #expect(wrong.load(ordering: .relaxed) == 0)
    #expect(cache.size.bytes <= 30_000 && cache.size.count > 3)
  }
}

/// The same through the API.
@Suite struct KeptAnswerTests {
  private func isReady(_ house: House, _ target: String, _ coding: String = "br") -> Bool {
    let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
    let request = Request(
      method: .get, path: parts[0], query: parts.count > 1 ? parts[1] : nil,
      fields: Fields([("Accept-Encoding", coding)]))
    if case .ready = house.api.answer(request) { return true }
    return false
  }

  /// Encoding is work once; from then on the answer is there.
  @Test(arguments: ["/v1/articles/long", "/v1/articles/long?pretty&fields=id,text", "/v1/articles/long/text"])
  func codedOnce(_ target: String) throws {
    let house = House()
    try house.addLong()
    for coding in ["br", "gzip"] {
      #expect(!isReady(house, target, coding))
      let first = try house.get(target, [("Accept-Encoding", coding)])
      #expect(isReady(house, target, coding))
      let second = try house.get(target, [("Accept-Encoding", coding)])
      #expect(first.content == second.content && first["ETag"] == second["ETag"])
    }
    let count = house.api.representations.size.count
    _ = try house.get(target, [("Accept-Encoding", "br")])
    #expect(house.api.representations.size.count == count)
  }

  /// Each way to look at one thing is a representation of its own, and none is mistaken for another.
  @Test(arguments: TransportKind.allCases)
  func looksAreKeptApart(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let quote = try house.get("/v1/quotes?article=harbour").string("data.0.id")
    let position = try house.get("/v1/positions?article=harbour").string("data.0.id")
    let looks = [
      "", "?pretty", "?offsets=utf8", "?offsets=utf16", "?fields=id", "?fields=confidence",
      "?fields=id&pretty",
    ]
    let articleLooks = [
      "", "?pretty", "?include=quotes", "?include=positions", "?include=quotes,positions", "?fields=id",
    ]
    let targets =
      looks.flatMap { ["/v1/quotes/\(quote)\($0)", "/v1/positions/\(position)\($0)"] }
      + articleLooks.map { "/v1/articles/harbour\($0)" }
      + [
        "/v1/articles/harbour/text", "/v1/actors/ann-lee", "/v1/actors/ann-lee?pretty", "/", "/problems/gone",
      ]
    let first = try targets.map { try house.get($0).text }
    #expect(Set(first).count == targets.count)
    for round in 0..<2 {
      for (target, text) in zip(targets, first) {
        #expect(try house.get(target).text == text, "\(target), \(round)")
      }
    }
    // And by type.
    #expect(try house.get("/", [("Accept", "text/html")]).text.hasPrefix("<!DOCTYPE"))
    #expect(try house.get("/").text.hasPrefix("{"))
  }

  @Test(arguments: TransportKind.allCases, ["br", "gzip", "identity"])
  func neverOutOfDate(_ kind: TransportKind, _ coding: String) throws {
    let house = try House(kind).fill()
    let accept = [("Accept-Encoding", coding)]
    func read(_ target: String) throws -> String {
      String(decoding: try house.get(target, accept).decoded(), as: UTF8.self)
    }
    for word in ["harbour", "wharf", "quay", "harbour"] {
      try house.addLong(word)
      for target in ["/v1/articles/long", "/v1/articles/long?include=quotes", "/v1/articles/long/text"] {
        #expect(try read(target).contains("The \(word) is number 7"))
      }
      let items = try house.get("/v1/quotes?article=long&limit=1").string("data.0.id")
      #expect(try house.get("/v1/quotes/\(items)").string("article_id") == "long")
    }
    // Deleted, it is gone; come again, it begins at revision 1, as the one before did.
    #expect(try house.send(.delete, "/v1/articles/long").status == 204)
    #expect(try house.get("/v1/articles/long", accept).status == 410)
    try house.addLong("pier")
    #expect(try read("/v1/articles/long").contains("The pier is number 7"))
    #expect(try read("/v1/articles/long/text").contains("The pier is number 7"))
  }

  /// What an actor's answer counts changes with any article.
  @Test(arguments: TransportKind.allCases)
  func actorsCountEveryArticle(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let before = try house.get("/v1/actors/ann-lee").int("counts.articles")
    _ = try house.get("/v1/actors/ann-lee")
    _ = try house.send(.put, "/v1/articles/more", json: #"{"text":"“More,” Ann Lee said."}"#)
    #expect(try house.get("/v1/actors/ann-lee").int("counts.articles") == before + 1)
    _ = try house.send(.delete, "/v1/articles/more")
    #expect(try house.get("/v1/actors/ann-lee").int("counts.articles") == before)
  }

  @Test func theLimitIsThatOfTheSettings() throws {
    for bytesMax in [0, 10_000] {
      let house = House { $0.representationBytesMax = bytesMax }
      try house.fill(articles: 30)
      for round in 0..<2 {
        for number in 0..<30 {
          let reply = try house.get("/v1/articles/n\(number)", [("Accept-Encoding", "br")])
          #expect(reply.status == 200, "round \(round)")
          #expect(try String(decoding: reply.decoded(), as: UTF8.self).contains("“Number \(number),”"))
        }
      }
      #expect(house.api.representations.size.bytes <= bytesMax)
      #expect(try house.get("/v1/status").int("limits.representation_bytes") == bytesMax)
    }
  }

  /// Readers in every coding while the article is written: each answer is whole, and of a revision that was there.
  @Test(arguments: TransportKind.allCases) func readersAndAWriter(_ kind: TransportKind) throws {
    let house = House(kind) { $0.representationBytesMax = 60_000 }
    try house.addLong("r1")
    let wrong = Atomic<Int>(0)
    Threads.run(5) { thread in
      for round in 0..<60 {
        do {
          if thread == 0 {
            try house.addLong("r\(round + 2)")
            continue
          }
          let coding = ["br", "gzip", "identity"][thread % 3]
          let reply = try house.get("/v1/articles/long", [("Accept-Encoding", coding)])
          let text = String(decoding: try reply.decoded(), as: UTF8.self)
          guard let tag = reply["ETag"], let dash = tag.firstIndex(of: "-"),
            text.contains("The \(tag[tag.index(after: tag.startIndex)..<dash]) is number 59 of sixty")
          else {
            wrong.wrappingAdd(1, ordering: .relaxed)
            continue
          }
        } catch {
          wrong.wrappingAdd(1, ordering: .relaxed)
        }
      }
    }
    #expect(wrong.load(ordering: .relaxed) == 0)
  }
}
