import JSON
import TestSupport
import Testing

@Suite struct VersionCommandTests {
  @Test func namesProgramAndExtractor() throws {
    let outcome = try Subprocess.onrecord(["version"])
    #expect(outcome.status == 0)
    #expect(outcome.text.hasPrefix("onrecord "))
    #expect(outcome.text.contains("(extractor "))
  }

  @Test func wrongUsageIs64() throws {
    for arguments in [
      ["extrac"], ["extract", "--from", "pdf"], ["serve", "--port", "many"], ["--nonsense"],
    ] {
      let outcome = try Subprocess.onrecord(arguments)
      #expect(outcome.status == 64, "\(arguments)")
      #expect(outcome.errors.contains("Error:"), "\(arguments): \(outcome.errors)")
    }
  }

  @Test func helpNamesEveryCommand() throws {
    let outcome = try Subprocess.onrecord(["--help"])
    #expect(outcome.status == 0)
    for command in ["serve", "extract", "explain", "version"] { #expect(outcome.text.contains(command)) }
  }
}

@Suite struct ExtractCommandTests {
  private static let sentence =
    "The tax is wrong, said Mara Lind, the mayor of Newport. “We will not pay it,” she added."

  private func object(_ line: String) throws -> [String: JSONValue] {
    guard case .object(let members) = try JSONValue(parsing: Array(line.utf8)) else {
      throw Subprocess.Failure(description: "no object: \(line)")
    }
    return members
  }

  @Test func oneLineADocumentInInputOrder() throws {
    var input = ""
    for number in 0..<200 {
      input += #"{"id":"n\#(number)","title":null,"text":"\#(Self.sentence) \#(number)"}"# + "\n"
    }
    let outcome = try Subprocess.onrecord(["extract", "--from", "ndjson", "-"], input: Array(input.utf8))
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.lines.count == 200)
    for (number, line) in outcome.lines.enumerated() {
      let answer = try object(line)
      #expect(answer["id"] == .string("n\(number)"))
      #expect(Set(answer.keys) == ["id", "article", "quotes", "positions"])
      guard case .object(let article) = answer["article"] else { return #expect(Bool(false), "an article") }
      #expect(article["text"] == .string("\(Self.sentence) \(number)"), "the text is taken as it comes")
    }
  }

  @Test func aBadLineIsAProblemAndTheOthersComeOut() throws {
    let input = """
      {"id":"a","text":"\(Self.sentence)"}
      {"id":"b","text":5}

      {"id":"c" "text":"x"}
      {"id":"d","text":" "}
      {"id":"e","text":"\(Self.sentence)"}
      """
    let outcome = try Subprocess.onrecord(["extract", "--from", "ndjson"], input: Array(input.utf8))
    #expect(outcome.status == 1)
    let answers = try outcome.lines.map(object)
    #expect(answers.count == 5)
    #expect(answers.map { $0["problem"] != nil } == [false, true, true, true, false])
    #expect(answers.map { $0["line"] } == [nil, .number(2), .number(4), .number(5), nil])
    guard case .object(let problem) = answers[1]["problem"] else { return #expect(Bool(false), "a problem") }
    #expect(problem["type"] == .string("/problems/invalid-article"))
    #expect(problem["status"] == .number(422))
  }

  @Test func filesAreToldApart() throws {
    let founding = "\(Samples.root)/config/samples/kyodo-2024-01-30.txt"
    let outcome = try Subprocess.onrecord(["extract", founding])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let answer = try object(outcome.lines[0])
    #expect(answer["id"] == .string("a_2brjxy3cd5rk2mqg"))
    let text = try Subprocess.onrecord(["extract"], input: Array(Self.sentence.utf8))
    #expect(text.lines.count == 1)
    let json = try Subprocess.onrecord(
      ["extract", "-"], input: Array("{\n\"id\":\"x\",\n\"text\":\"\(Self.sentence)\"\n}\n".utf8))
    #expect(try object(json.lines[0])["id"] == .string("x"))
  }

  @Test func prettyIsIndented() throws {
    let outcome = try Subprocess.onrecord(["extract", "--pretty"], input: Array(Self.sentence.utf8))
    #expect(outcome.text.hasPrefix("{\n  \"id\": "))
  }

  @Test func whatCannotBeReadIsNamed() throws {
    let missing = try Subprocess.onrecord(["extract", "/nowhere/at-all.txt"])
    #expect(missing.status == 1)
    #expect(missing.errors.contains("cannot read /nowhere/at-all.txt: No such file or directory"))
    let folder = try Subprocess.onrecord(["extract", Samples.root])
    #expect(folder.status == 1)
    #expect(folder.errors.contains("it is a folder"))
    let undecodable = try Subprocess.onrecord(["extract", "--from", "text"], input: [0x41, 0xFF])
    #expect(undecodable.status == 1)
    #expect(undecodable.text.contains("byte 0xFF at offset 1"))
  }

  @Test func aLineAboveTheBoundIsRefusedAndTheNextIsRead() throws {
    let long =
      Array(#"{"id":"a","text":""#.utf8) + [UInt8](repeating: 0x61, count: 5 * 1024 * 1024)
      + Array("\"}\n".utf8)
    let outcome = try Subprocess.onrecord(
      ["extract", "--from", "ndjson"], input: long + Array(#"{"id":"b","text":"It rained."}"#.utf8))
    #expect(outcome.status == 1)
    #expect(outcome.lines.count == 2)
    #expect(try object(outcome.lines[0])["problem"] != nil)
    #expect(try object(outcome.lines[1])["id"] == .string("b"))
  }

  /// The same input gives the same answer, but for the time it took and the moment it was read.
  @Test func answersDoNotDependOnTheRun() throws {
    func stable(_ text: String) -> String {
      text.replacing(/"(took_ms|created_at|updated_at)":("[^"]*"|[0-9.]+)/, with: "")
    }
    let founding = "\(Samples.root)/config/samples/kyodo-2024-01-30.txt"
    let runs = try (0..<3).map { _ in stable(try Subprocess.onrecord(["extract", founding]).text) }
    #expect(runs[0] == runs[1] && runs[1] == runs[2])
  }
}
