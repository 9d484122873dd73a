import HTTP
import Testing

/// Entity tags of coded content, and the conditions that name them.
@Suite struct CodedConditionTests {
  private static let codings = ["br", "gzip", "identity"]
  private static let targets = ["/v1/articles/long", "/v1/articles/long/text"]

  private func house(_ kind: TransportKind) throws -> House {
    let house = try House(kind).fill()
    try house.addLong()
    return house
  }

  private func tags(_ house: House, _ target: String) throws -> [(coding: String, tag: String)] {
    try Self.codings.map { ($0, try #require(try house.get(target, [("Accept-Encoding", $0)])["ETag"])) }
  }

  @Test(arguments: TransportKind.allCases, targets)
  func eachCodingHasItsTag(_ kind: TransportKind, _ target: String) throws {
    let tags = try tags(house(kind), target)
    let identity = tags[2].tag.dropLast()
    #expect(identity.hasPrefix("\"r1-") && identity.utf8.count == 20)
    #expect(tags.map(\.tag) == ["\(identity)-br\"", "\(identity)-gzip\"", "\(identity)\""])
  }

  /// 304 for the tag of the coding that would be sent, and for no other: the client would take other bytes for its own.
  @Test(arguments: TransportKind.allCases, targets)
  func ifNoneMatch(_ kind: TransportKind, _ target: String) throws {
    let house = try house(kind)
    let tags = try tags(house, target)
    for (coding, own) in tags {
      for (_, tag) in tags {
        for method in [HTTP.Method.get, .head] {
          let reply = try house.send(method, target, [("Accept-Encoding", coding), ("If-None-Match", tag)])
          #expect(reply.status == (tag == own ? 304 : 200), "\(coding), \(tag)")
          #expect(reply["ETag"] == own)
          if reply.status == 304 {
            #expect(reply["Content-Encoding"] == nil && reply["Content-Type"] == nil && reply.content.isEmpty)
            #expect(reply["Vary"] == "Accept, Accept-Encoding")
          }
        }
      }
      let weak = try house.get(target, [("Accept-Encoding", coding), ("If-None-Match", "\"x\", W/\(own)")])
      #expect(weak.status == 304)
      #expect(try house.get(target, [("Accept-Encoding", coding), ("If-None-Match", "*")]).status == 304)
    }
  }

  /// A condition is answered without encoding, even when nothing has been coded yet.
  @Test(arguments: targets)
  func conditionsNeedNoEncoding(_ target: String) throws {
    let house = try house(.inMemory)
    let identity = try #require(try house.get(target)["ETag"])
    for (tag, status) in [("\(identity.dropLast())-br\"", 304), ("\"other\"", 412)] {
      let field = status == 304 ? "If-None-Match" : "If-Match"
      let request = Request(
        method: .get, path: target, fields: Fields([("Accept-Encoding", "br"), (field, tag)]))
      guard case .ready(let response) = house.api.answer(request) else {
        Issue.record("\(field) is no work")
        continue
      }
      #expect(response.status.code == status)
    }
  }

  @Test(arguments: TransportKind.allCases, targets)
  func ifMatchOnReads(_ kind: TransportKind, _ target: String) throws {
    let house = try house(kind)
    let tags = try tags(house, target)
    for (coding, own) in tags {
      for (_, tag) in tags {
        let reply = try house.get(target, [("Accept-Encoding", coding), ("If-Match", tag)])
        #expect(reply.status == (tag == own ? 200 : 412), "\(coding), \(tag)")
      }
    }
  }

  /// A client sends back the tag it was given, in whatever coding it read, and says nothing of codings when it writes.
  @Test(
    arguments: TransportKind.allCases,
    [
      ("br", nil), ("gzip", nil), ("identity", nil), ("br", "br"), ("br", "gzip"), ("gzip", "identity"),
      ("identity", "br"),
    ] as [(String, String?)])
  func ifMatchOnWrites(_ kind: TransportKind, _ row: (read: String, write: String?)) throws {
    let house = try house(kind)
    let target = "/v1/articles/long"
    func tag() throws -> String {
      try #require(try house.get(target, [("Accept-Encoding", row.read)])["ETag"])
    }
    let accept = row.write.map { [("Accept-Encoding", $0)] } ?? []

    let stale = try tag()
    try house.addLong("wharf")
    let fresh = try tag()
    #expect(try house.send(.put, target, text: "New.", accept + [("If-Match", stale)]).status == 412)
    #expect(try house.send(.put, target, text: "New.", accept + [("If-Match", "W/\(fresh)")]).status == 412)
    #expect(
      try house.send(.put, target, text: "New.", accept + [("If-Match", "\"x-br\", \(fresh)")]).status == 200)
    try house.addLong()
    let last = try tag()
    #expect(try house.send(.put, target, text: "New.", accept + [("If-None-Match", last)]).status == 412)
    #expect(try house.send(.delete, target, accept + [("If-Match", fresh)]).status == 412)
    #expect(try house.send(.delete, target, accept + [("If-Match", last)]).status == 204)
  }

  /// What makes a tag of ours a coded one does not make one of anything else.
  @Test(arguments: TransportKind.allCases, ["\"-br\"", "\"br\"", "\"-gzip-br\"", "\"\""])
  func oddTags(_ kind: TransportKind, _ tag: String) throws {
    let house = try house(kind)
    #expect(try house.send(.put, "/v1/articles/long", text: "New.", [("If-Match", tag)]).status == 412)
    #expect(try house.get("/v1/articles/long", [("If-None-Match", tag)]).status == 200)
  }

  // MARK: Parts

  @Test(arguments: TransportKind.allCases)
  func partsAreCutFromIdentity(_ kind: TransportKind) throws {
    let house = try house(kind)
    let target = "/v1/articles/long/text"
    let whole = try house.get(target)
    let coded = try house.get(target, [("Accept-Encoding", "br")])
    #expect(coded["Content-Encoding"] == "br" && coded["Accept-Ranges"] == "bytes")
    let range = [("Accept-Encoding", "br"), ("Range", "bytes=4-10")]
    let part = try house.get(target, range)
    #expect(part.status == 206 && part.text == "harbour")
    #expect(part["Content-Encoding"] == nil && part["ETag"] == whole["ETag"])
    #expect(part["Content-Range"] == "bytes 4-10/\(whole.content.count)")
    #expect(try house.get(target, [("Accept-Encoding", "br"), ("Range", "bytes=99999-")]).status == 416)

    // What cannot be read as a range asks for none.
    let odd = try house.get(target, [("Accept-Encoding", "br"), ("Range", "lines=1-2")])
    #expect(odd.status == 200 && odd["Content-Encoding"] == "br")
    let head = try house.send(.head, target, range)
    #expect(head.status == 200 && head["Content-Encoding"] == "br")
    // Who does not take identity gets the whole.
    let refusing = try house.get(target, [("Accept-Encoding", "br, identity;q=0"), ("Range", "bytes=4-10")])
    #expect(refusing.status == 200 && refusing["Content-Encoding"] == "br")
  }

  /// A part of one coding never joins bytes of another.
  @Test(arguments: TransportKind.allCases)
  func ifRange(_ kind: TransportKind) throws {
    let house = try house(kind)
    let target = "/v1/articles/long/text"
    for (coding, tag) in try tags(house, target) {
      let reply = try house.get(
        target, [("Accept-Encoding", "br, gzip"), ("Range", "bytes=0-2"), ("If-Range", tag)])
      #expect(reply.status == (coding == "identity" ? 206 : 200), "\(coding)")
      #expect(try String(decoding: reply.decoded(), as: UTF8.self).hasPrefix("The"))
    }
  }

  /// Lists have weak tags, which stand for what is said, not for its bytes.
  @Test(arguments: TransportKind.allCases)
  func listsShareTheirTag(_ kind: TransportKind) throws {
    let house = try house(kind)
    let tags = try tags(house, "/v1/quotes")
    #expect(Set(tags.map(\.tag)).count == 1)
    for (coding, tag) in tags {
      #expect(
        try house.get("/v1/quotes", [("Accept-Encoding", coding), ("If-None-Match", tag)]).status == 304)
    }
  }
}
