/// One case of `Tests/Fixtures/http/*.md`, whose README says how they are written.
public struct Fixture: Sendable, CustomStringConvertible {
  public var file: String
  public var title: String
  public var request: [UInt8]
  /// The client closes its sending side behind the request.
  public var isEnded: Bool
  /// Without their offsets.
  public var events: [String]
  /// Of the requests and faults among the events: by how many bytes each is known.
  public var offsets: [Int] = []

  public var description: String { "\(file): \(title)" }

  /// Every case. Traps when the files cannot be read: then no test that is made of them says anything.
  public static let all: [Fixture] = {
    do {
      return try SourceTree.files(below: "Tests/Fixtures/http").flatMap { path -> [Fixture] in
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasSuffix(".md") && name != "README.md"
          ? cases(in: try SourceTree.text(path), file: name) : []
      }
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  public static func cases(in text: String, file: String) -> [Fixture] {
    var fixtures: [Fixture] = []
    var block: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```" {
        block = nil
      } else if line.hasPrefix("```") {
        block = String(line.dropFirst(3))
        if block == "http ended" { fixtures[fixtures.count - 1].isEnded = true }
      } else if let block {
        if block == "events" {
          fixtures[fixtures.count - 1].append(event: line)
        } else {
          fixtures[fixtures.count - 1].request += unescaped(line)
        }
      } else if line.hasPrefix("## ") {
        fixtures.append(
          Fixture(file: file, title: String(line.dropFirst(3)), request: [], isEnded: false, events: []))
      }
    }
    return fixtures
  }

  private mutating func append(event line: Substring) {
    let digits = line.prefix { $0.isNumber }
    guard let offset = Int(digits) else { return events.append(String(line)) }
    offsets.append(offset)
    events.append(String(line[digits.endIndex...].dropFirst()))
  }

  private static func unescaped(_ line: Substring) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = line.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "t"): bytes.append(0x09)
      case UInt8(ascii: "\\"): bytes.append(0x5C)
      case UInt8(ascii: "x"):
        let digits = Substring(rest.prefix(2))
        guard let value = UInt8(digits, radix: 16) else { preconditionFailure("not an escape: \(line)") }
        rest = rest.dropFirst(2)
        bytes.append(value)
      default: preconditionFailure("not an escape: \(line)")
      }
    }
    return bytes
  }

  /// The opposite of `unescaped`, for what is printed in events.
  public static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "\r": result += "\\r"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        result += "\\x\(String(scalar.value, radix: 16))"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}
