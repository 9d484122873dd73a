import JSON
import Testing

private func text(_ writer: consuming JSONWriter) -> String {
  String(decoding: writer.finish(), as: UTF8.self)
}

private func sample(_ writer: inout JSONWriter) {
  writer.object {
    $0.member("id", "a")
    $0.object("speaker") {
      $0.member("name", "Zoë")
      $0.member("qid", nil as String?)
    }
    $0.array("parts", [1, 2]) { writer, part in
      writer.object {
        $0.member("start", part)
        $0.member("quoted", part == 1)
      }
    }
    $0.array("issues", [String]()) { $0.value($1) }
    $0.member("confidence", 0.9, decimals: 2)
  }
}

@Suite struct JSONWriterTests {
  @Test func compact() {
    var writer = JSONWriter()
    sample(&writer)
    #expect(
      text(writer)
        == #"{"id":"a","speaker":{"name":"Zoë","qid":null},"parts":[{"start":1,"quoted":true},{"start":2,"quoted":false}],"issues":[],"confidence":0.9}"#
        + "\n")
  }

  @Test func pretty() {
    var writer = JSONWriter(pretty: true)
    sample(&writer)
    #expect(
      text(writer) == """
        {
          "id": "a",
          "speaker": {
            "name": "Zoë",
            "qid": null
          },
          "parts": [
            {
              "start": 1,
              "quoted": true
            },
            {
              "start": 2,
              "quoted": false
            }
          ],
          "issues": [],
          "confidence": 0.9
        }

        """)
  }

  @Test(arguments: [
    (["id"], #"{"id":"a"}"#), (["speaker.name"], #"{"speaker":{"name":"Zoë"}}"#),
    (["speaker"], #"{"speaker":{"name":"Zoë","qid":null}}"#),
    (["parts.start", "id"], #"{"id":"a","parts":[{"start":1},{"start":2}]}"#),
    (["speaker", "speaker.name"], #"{"speaker":{"name":"Zoë","qid":null}}"#),
    (["confidence"], #"{"confidence":0.9}"#),
    (["issues"], #"{"issues":[]}"#), ([], "{}"),
  ])
  func selection(_ paths: [String], _ expected: String) {
    var writer = JSONWriter(selection: Selection(paths: paths))
    sample(&writer)
    #expect(text(writer) == expected + "\n")
  }

  @Test func wrappedSelection() {
    var writer = JSONWriter(selection: .wrapping("data", Selection(paths: ["id"]), beside: ["page"]))
    writer.object {
      $0.array("data", [1]) { writer, _ in sample(&writer) }
      $0.object("page") { $0.member("total", 1) }
      $0.member("other", 1)
    }
    #expect(text(writer) == #"{"data":[{"id":"a"}],"page":{"total":1}}"# + "\n")
  }

  @Test(arguments: [
    ("a\"b\\c/d", #""a\"b\\c/d""#), ("\n\r\t\u{8}\u{C}", #""\n\r\t\b\f""#),
    ("\u{0}\u{1F}", #""\u0000\u001f""#),
    ("“é” 👋 \u{2028}", "\"“é” 👋 \u{2028}\""), ("", "\"\""),
  ])
  func strings(_ value: String, _ expected: String) {
    var writer = JSONWriter()
    writer.value(value)
    #expect(text(writer) == expected + "\n")
  }

  @Test(arguments: [
    (0.0, 2, "0.0"), (0.97, 2, "0.97"), (0.5, 2, "0.5"), (1.0, 2, "1.0"), (12.345, 1, "12.3"),
    (-0.05, 2, "-0.05"),
    (0.005, 2, "0.01"), (0.999, 2, "1.0"), (.nan, 2, "null"), (.infinity, 2, "null"),
  ])
  func numbers(_ value: Double, _ decimals: Int, _ expected: String) {
    var writer = JSONWriter()
    writer.number(value, decimals: decimals)
    #expect(text(writer) == expected + "\n")
  }

  @Test(arguments: [0, 7, 10, 1_234_567, -1, -90, Int.max, Int.min])
  func integers(_ value: Int) {
    var writer = JSONWriter()
    writer.value(value)
    #expect(text(writer) == "\(value)\n")
  }

  @Test func misuseTraps() async {
    await #expect(processExitsWith: .failure) {
      var writer = JSONWriter()
      writer.object { $0.value(1) }
    }
    await #expect(processExitsWith: .failure) {
      var writer = JSONWriter()
      writer.object { $0.key("a") }
    }
  }
}
