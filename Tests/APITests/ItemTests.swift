import Testing

/// Single quotes, positions, actors.
@Suite struct ItemTests {
  @Test(arguments: TransportKind.allCases, ["quotes", "positions"])
  func anItemIsItsRow(_ kind: TransportKind, _ list: String) throws {
    let house = try House(kind).fill()
    for row in try #require(try house.get("/v1/\(list)").value("data").array) {
      let id = try #require(row["id"]?.string)
      #expect(try house.get("/v1/\(list)/\(id)").json() == row)
    }
    #expect(try house.get("/v1/\(list)/nothing").problem == "not-found")
  }

  @Test(arguments: TransportKind.allCases, ["lee", "Lee", "Ann%20Lee", "ANN-LEE"])
  func aliasesLeadToTheActor(_ kind: TransportKind, _ alias: String) throws {
    let reply = try House(kind).fill().get("/v1/actors/\(alias)?pretty&fields=id")
    #expect(reply.status == 308)
    #expect(reply["Location"] == "/v1/actors/ann-lee?pretty&fields=id")
  }

  @Test(arguments: TransportKind.allCases)
  func anAliasOfSeveralNamesThem(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    _ = try house.send(.put, "/v1/articles/x", json: #"{"text":"“Me too,” Joe Lee said."}"#)
    let reply = try house.get("/v1/actors/lee")
    #expect(reply.status == 404)
    #expect(
      try reply.value("errors.0.allowed").array?.compactMap(\.string) == [
        "/v1/actors/ann-lee", "/v1/actors/joe-lee",
      ])
    // As a filter it means either.
    #expect(
      try house.get("/v1/quotes?speaker=lee").string("links.self") == "/v1/quotes?speaker=ann-lee,joe-lee")
    #expect(try house.get("/v1/quotes?speaker=lee").int("page.total") == 3)
  }

  @Test(arguments: TransportKind.allCases)
  func unknownActors(_ kind: TransportKind) throws {
    #expect(try House(kind).fill().get("/v1/actors/nobody").problem == "not-found")
    #expect(try House(kind).get("/v1/actors/%20").status == 404)
  }
}
