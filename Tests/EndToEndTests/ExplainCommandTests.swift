import JSON
import TestSupport
import Testing

@Suite struct ExplainCommandTests {
  private static let text = "Foreign Minister Anna Berg spoke. “I will not sign it,” she said."

  @Test func tablesForPeople() throws {
    let outcome = try Subprocess.onrecord(["explain"], input: Array(Self.text.utf8))
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.lines.first == "Sentence 1")
    #expect(outcome.text.contains("Sentence 2\n"))
    for column in ["form", "lemma", "upos", "xpos", "head", "relation", "name", "chain"] {
      #expect(outcome.lines[1].contains(column))
    }
    #expect(
      outcome.text.contains(
        "\nChains\n1. Anna Berg [person, female]: foreign minister\n   Anna Berg · I · she\n"))
    #expect(outcome.lines.allSatisfy { !$0.hasSuffix(" ") })
  }

  @Test func jsonIsThatOfTheAPI() throws {
    let outcome = try Subprocess.onrecord(["explain", "--json"], input: Array(Self.text.utf8))
    #expect(outcome.status == 0, "\(outcome.errors)")
    guard case .object(let members) = try JSONValue(parsing: Array(outcome.text.utf8)) else {
      Issue.record("no object: \(outcome.text)")
      return
    }
    #expect(
      Set(members.keys) == [
        "title", "text", "offset_unit", "paragraphs", "sentences", "tokens", "names", "entities", "mentions",
        "chains", "quote_candidates", "position_candidates",
      ])
    #expect(outcome.lines.count == 1)
    let pretty = try Subprocess.onrecord(["explain", "--json", "--pretty"], input: Array(Self.text.utf8))
    #expect(try JSONValue(parsing: Array(pretty.text.utf8)) == .object(members))
  }

  @Test func badDocumentsAreToldAndTheOthersComeOut() throws {
    let input =
      #"{"text":"\#(Self.text)"}"# + "\n" + #"{"text":5}"# + "\n" + #"{"text":"Anna Berg left."}"# + "\n"
    let outcome = try Subprocess.onrecord(
      ["explain", "--json", "--from", "ndjson"], input: Array(input.utf8))
    #expect(outcome.status == 1)
    #expect(outcome.lines.count == 3)
    #expect(outcome.lines[1].contains("\"problem\""))
    let missing = try Subprocess.onrecord(["explain", "/nowhere/article.txt"])
    #expect(missing.status == 1)
    #expect(missing.errors.contains("/nowhere/article.txt"))
  }
}
