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

/// Ids and words beyond ASCII stand escaped in addresses and as themselves in JSON.
@Suite struct OtherScriptsTests {
  @Test(arguments: TransportKind.allCases)
  func actors(_ kind: TransportKind) throws {
    let house = House(kind)
    let text = "“Ano,” Petra Žižková said. “да” Анна Лиева said."
    _ = try house.send(.put, "/v1/articles/x", json: #"{"text":"\#(text)"}"#)
    #expect(try house.get("/v1/actors").value("data").strings("id") == ["petra-zizkova", "анна-лиева"])
    let escaped = "%D0%B0%D0%BD%D0%BD%D0%B0-%D0%BB%D0%B8%D0%B5%D0%B2%D0%B0"
    let actor = try house.get("/v1/actors/\(escaped)")
    #expect(try actor.string("name") == "Анна Лиева")
    #expect(try actor.string("links.self") == "/v1/actors/\(escaped)")
    #expect(try house.get(actor.string("links.quotes")).string("data.0.text") == "да")
    #expect(try house.get("/v1/actors/zizkova")["Location"] == "/v1/actors/petra-zizkova")
    #expect(try house.get("/v1/actors/%C5%BDi%C5%BEkov%C3%A1")["Location"] == "/v1/actors/petra-zizkova")
  }
}
