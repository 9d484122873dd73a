import TestSupport
import Testing

/// The table of ARCHITECTURE.md is the law; every `import` line is held against it.
@Suite struct ImportTests {
  /// Modules of the toolchain that any target with the matching row may name.
  static let systemModules: Set<String> = ["Glibc", "Synchronization", "FoundationEssentials"]

  let table: [String: Set<String>]

  init() throws { table = try Self.table() }

  @Test func everyImportStandsInTheTable() throws {
    var checked = 0
    for path in try SourceTree.files(below: "Sources") where path.hasSuffix(".swift") {
      let target = String(path.split(separator: "/")[1])
      let allowed = try #require(table[target], "\(path): ARCHITECTURE.md has no row for target \(target)")
      for (number, line) in try SourceTree.text(path).split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        guard let module = Self.importedModule(String(line)) else { continue }
        checked += 1
        #expect(
          allowed.contains(module) || allowed.contains("all"),
          "\(path):\(number + 1): \(target) may not import \(module); its row allows \(allowed.sorted())")
      }
    }
    #expect(checked > 50, "the reader of import lines finds them")
  }

  @Test func everyRowHasItsTarget() throws {
    let folders = Set(try SourceTree.files(below: "Sources").map { String($0.split(separator: "/")[1]) })
    #expect(folders == Set(table.keys))
  }

  @Test(arguments: [
    ("import HTTP", "HTTP"), ("internal import Foundation", "Foundation"), ("@testable import API", "API"),
    ("public import struct NewsModel.Quote", "NewsModel"), ("  import Glibc  // for read", "Glibc"),
    ("@preconcurrency import Glibc", "Glibc"), ("@_exported import NIO", "NIO"), ("important = 1", nil),
    ("// import HTTP", nil), ("let x = import", nil),
  ])
  func importLinesAreRead(_ line: String, _ module: String?) {
    #expect(Self.importedModule(line) == module)
  }

  @Test func nothingNamesFoundationOrNIO() throws {
    for path in try SourceTree.files(below: "Sources") + ["Package.swift"] where path.hasSuffix(".swift") {
      for line in try SourceTree.text(path).split(separator: "\n") {
        let module = Self.importedModule(String(line)) ?? ""
        #expect(module != "Foundation" && !module.hasPrefix("NIO"), "\(path): \(line)")
        #expect(!line.contains("swift-nio"), "\(path): \(line)")
      }
    }
  }

  @Test func topLevelFoldersAreTheFour() throws {
    let folders = try SourceTree.top().filter { !$0.contains(".") && $0 != "LICENSE" }
    #expect(folders == ["Sources", "Tests", "config", "scripts"])
  }

  @Test func noPathOfOneMachine() throws {
    for path in try SourceTree.files(below: "Sources") + SourceTree.files(below: "Tests")
      + SourceTree.files(below: "config")
    where path.hasSuffix(".swift") || path.hasSuffix(".md") || path.hasSuffix(".c") {
      let text = try SourceTree.text(path)
      #expect(
        !text.contains("/" + "work/") && !text.contains("../" + "shared"),
        "\(path) names a path of one machine")
    }
  }

  /// The module of an import line, or nil.
  static func importedModule(_ line: String) -> String? {
    var words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
    let modifiers: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
    while let first = words.first, first.hasPrefix("@") || modifiers.contains(first) { words.removeFirst() }
    guard words.first == "import", words.count > 1 else { return nil }
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
    let name = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
    return name.split(separator: ".").first.map(String.init)
  }

  /// Rows of the table "Targets": `| `HTTP`, … | one line | imports |`.
  static func table() throws -> [String: Set<String>] {
    var table: [String: Set<String>] = [:]
    var inside = false
    for line in try SourceTree.text("ARCHITECTURE.md").split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line.hasPrefix("## ") { inside = line.hasPrefix("## Targets") }
      guard inside, line.hasPrefix("| `") else { continue }
      let cells = line.split(separator: "|").map { String($0) }
      guard cells.count >= 3 else { continue }
      for target in cells[0].codeWords { table[target, default: []].formUnion(cells[2].codeWords) }
    }
    return table
  }
}

extension String {
  /// What stands between back quotes.
  fileprivate var codeWords: [String] {
    split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }.map {
      String($0.element)
    }
  }
}
