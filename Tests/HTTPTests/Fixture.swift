import Glibc
import Testing

/// One case of `Tests/Fixtures/http/*.md`, whose README says how they are written.
struct Fixture: Sendable, CustomTestStringConvertible {
  var file: String
  var title: String
  var request: [UInt8]
  /// The client closes its sending side behind the request.
  var isEnded: Bool
  /// Without their offsets.
  var events: [String]
  /// Of the requests and faults among the events: by how many bytes each is known.
  var offsets: [Int] = []

  var testDescription: String { "\(file): \(title)" }

  static let all: [Fixture] = {
    let folder = #filePath.split(separator: "/").dropLast(2).reduce("") { "\($0)/\($1)" } + "/Fixtures/http"
    return names(in: folder).filter { $0.hasSuffix(".md") && $0 != "README.md" }
      .flatMap { cases(in: text(of: "\(folder)/\($0)"), file: $0) }
  }()

  static func cases(in text: String, file: String) -> [Fixture] {
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
  static func escaped(_ text: String) -> String {
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

  private static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { preconditionFailure("no fixtures at \(folder)") }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      // The name is a C string inside the entry, which lives until the next `readdir`.
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names.sorted()
  }

  private static func text(of path: String) -> String {
    guard let file = fopen(path, "r") else { preconditionFailure("no file \(path)") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
