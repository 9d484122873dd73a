import JSON
import TestSupport
import Testing

@Suite struct JSONParserTests {
  @Test(arguments: [
    ("null", JSONValue.null), (" true ", .bool(true)), ("-0.5e+2", .number(-50)), ("0", .number(0)),
    (#""a\u00e9\ud83d\udc4b\/\n""#, .string("aé👋/\n")), ("[]", .array([])), ("{}", .object([:])),
    (#"[1,[2],{"a":null}]"#, .array([.number(1), .array([.number(2)]), .object(["a": .null])])),
    (#"{"a" : {"b":"c"} , "d":[ ]}"#, .object(["a": .object(["b": .string("c")]), "d": .array([])])),
    ("\u{FEFF}1", .number(1)),
  ])
  func reads(_ text: String, _ value: JSONValue) throws {
    #expect(try JSONValue(parsing: Array(text.utf8)) == value)
  }

  @Test(arguments: [
    ("", "the text ends where a value should stand, at line 1, column 1"),
    ("nul", #"expected a value, found "n", at line 1, column 1"#),
    ("{\"a\":1,\n \"b\" 2}", #"expected ":" after a member name, at line 2, column 6"#),
    ("[1,]", #"expected a value, found "]", at line 1, column 4"#),
    ("[1 2]", #"expected "," or "]" after an element, at line 1, column 4"#),
    (#"{"a":1,}"#, "expected a member name in quotation marks, at line 1, column 8"),
    (#"{"a":1,"a":2}"#, #"the member "a" occurs twice, at line 1, column 8"#),
    ("01", "a number with a leading zero, at line 1, column 2"),
    ("-", "expected a digit, at line 1, column 2"),
    ("1.", "expected a digit after the decimal point, at line 1, column 3"),
    ("1e999", "a number out of range, at line 1, column 1"),
    (#""\x""#, "an escape that JSON does not have, at line 1, column 2"),
    (#""\ud800""#, "half of a surrogate pair, at line 1, column 2"),
    (#""\udc00\ud800""#, "half of a surrogate pair, at line 1, column 2"),
    ("\"a\nb\"", "a control character inside a string; write it as an escape, at line 1, column 3"),
    ("\"abc", "a string without its closing quotation mark, at line 1, column 1"),
    ("1 2", "unexpected content after the JSON text, at line 1, column 3"),
    ("{'a':1}", "expected a member name in quotation marks, at line 1, column 2"),
    ("NaN", #"expected a value, found "N", at line 1, column 1"#),
  ])
  func refuses(_ text: String, _ detail: String) {
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: Array(text.utf8)) }
    #expect(error?.detail == detail)
  }

  @Test func invalidUTF8() {
    #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
    #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0xED, 0xA0, 0x80, 0x22]) }
  }

  @Test func nestingIsBounded() throws {
    let deep = { (levels: Int) in
      Array((String(repeating: "[", count: levels) + String(repeating: "]", count: levels)).utf8)
    }
    _ = try JSONValue(parsing: deep(128))
    #expect(throws: JSONError.self) { try JSONValue(parsing: deep(129)) }
    #expect(throws: JSONError.self) { try JSONValue(parsing: deep(1_000_000)) }
  }

  @Test func everyCutIsRefused() {
    let whole = Array(#"{"a":[1.5e3,"x\u00e9\n",true,null,{"b":-0}],"c":"👋"}"#.utf8)
    for cut in whole.indices {
      #expect(throws: JSONError.self) { try JSONValue(parsing: Array(whole[..<cut])) }
    }
  }

  /// What the writer writes, the parser reads back.
  @Test func roundTrip() throws {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let value = JSONValue.random(depth: 4, using: &generator)
      for pretty in [false, true] {
        var writer = JSONWriter(pretty: pretty)
        writer.write(value)
        #expect(try JSONValue(parsing: writer.finish()) == value, "seed \(seed)")
      }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func write(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .bool(let flag): self.value(flag)
    case .number(let number): self.number(number, decimals: 3)
    case .string(let text): self.value(text)
    case .array(let elements): array { writer in for element in elements { writer.write(element) } }
    case .object(let members):
      object { writer in
        for (name, value) in members {
          writer.key(dynamic: name)
          writer.write(value)
        }
      }
    }
  }
}

extension JSONValue {
  fileprivate static func random(depth: Int, using generator: inout SeededGenerator) -> JSONValue {
    func string() -> String {
      let letters = ["a", "é", "👋", "\"", "\\", "\n", "\u{0}", "/", " ", "e\u{301}", "\u{7F}", "\u{FFFF}"]
      return (0..<Int.random(in: 0...6, using: &generator)).map { _ in
        letters.randomElement(using: &generator)!
      }.joined()
    }
    switch Int.random(in: 0...(depth > 0 ? 5 : 3), using: &generator) {
    case 0: return .null
    case 1: return .bool(.random(using: &generator))
    case 2: return .number(Double(Int.random(in: -99_999...99_999, using: &generator)) / 1000)
    case 3: return .string(string())
    case 4:
      return .array(
        (0..<Int.random(in: 0...4, using: &generator)).map { _ in random(depth: depth - 1, using: &generator)
        })
    default:
      var members: [String: JSONValue] = [:]
      for _ in 0..<Int.random(in: 0...4, using: &generator) {
        members[string()] = random(depth: depth - 1, using: &generator)
      }
      return .object(members)
    }
  }
}
