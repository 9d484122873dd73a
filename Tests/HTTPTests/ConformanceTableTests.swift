import TestSupport
import Testing

/// The pages of `HTTP.docc` that say which test holds which requirement: what they name is there, and all that could be
/// named is.
@Suite struct ConformanceTableTests {
  private static let catalog = "Sources/HTTP/HTTP.docc"
  static let pages = ["Conformance-9110.md", "Conformance-9111.md", "Conformance-9112.md"]

  /// One requirement.
  struct Row: Sendable, CustomTestStringConvertible {
    var page: String
    var section: String
    var requirement: String
    var level: String
    var holding: String

    var testDescription: String { "\(page) §\(section): \(requirement)" }

    /// What stands between backquotes in the last column.
    var references: [String] {
      holding.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }

    /// Why there is nothing to test, or why we do it otherwise.
    var reason: String? {
      for word in ["not applicable: ", "differs: "] {
        if let range = holding.firstRange(of: word) { return String(holding[range.upperBound...]) }
      }
      return nil
    }
  }

  @Test(arguments: pages) func everyRowIsHeldOrExplained(_ page: String) throws {
    let rows = try Self.rows(of: page)
    #expect(rows.count >= 20)
    for row in rows {
      #expect(["MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "MAY"].contains(row.level), "\(row.testDescription)")
      #expect(row.section.first?.isNumber == true, "\(row.testDescription)")
      if let reason = row.reason {
        #expect(reason.count > 10, "\(row.testDescription)")
      } else {
        #expect(!row.references.isEmpty, "\(row.testDescription)")
      }
    }
    let names = rows.map(\.testDescription)
    #expect(Set(names).count == names.count, "each requirement stands once")
  }

  @Test(arguments: pages) func everythingNamedIsThere(_ page: String) throws {
    let fixtures = Set(Fixture.all.map { "\($0.file.dropLast(".md".count)) › \($0.title)" })
    let tests = try Self.swiftTests()
    for row in try Self.rows(of: page) where row.reason == nil || !row.references.isEmpty {
      for reference in row.references {
        let isThere = reference.contains(" › ") ? fixtures.contains(reference) : tests.contains(reference)
        #expect(isThere, "\(row.testDescription) names \(reference)")
      }
    }
  }

  @Test func everyFixtureFileIsNamed() throws {
    let references = try Self.pages.flatMap { try Self.rows(of: $0) }.flatMap(\.references)
    for file in Set(Fixture.all.map(\.file)) {
      let name = file.dropLast(".md".count)
      #expect(references.contains { $0.hasPrefix("\(name) › ") }, "\(file)")
    }
  }

  /// Rows of four columns, without heads and rules.
  private static func rows(of page: String) throws -> [Row] {
    try SourceTree.text("\(catalog)/\(page)").split(separator: "\n").compactMap { line in
      guard line.hasPrefix("| "), !line.hasPrefix("| ---"), !line.hasPrefix("| §") else { return nil }
      let cells = line.dropFirst().dropLast().split(separator: " | ", omittingEmptySubsequences: false)
        .map { cell in
          var cell = cell
          while cell.first == " " { cell.removeFirst() }
          while cell.last == " " { cell.removeLast() }
          return String(cell)
        }
      #expect(cells.count == 4, "four columns: \(line)")
      guard cells.count == 4 else { return nil }
      return Row(
        page: page, section: cells[0], requirement: cells[1], level: cells[2], holding: cells[3])
    }
  }

  /// `Suite/test` of every function behind an `@Test` below `Tests`. A suite is what the nearest `struct` above is called.
  private static func swiftTests() throws -> Set<String> {
    var tests: Set<String> = []
    for path in try SourceTree.files(below: "Tests") where path.hasSuffix("Tests.swift") {
      var suite = ""
      var isTest = false
      for line in try SourceTree.text(path).split(separator: "\n") {
        let words = line.split { $0 == " " || $0 == "(" || $0 == ":" || $0 == "<" || $0 == ")" }
        if line.contains("@Suite") || line.hasPrefix("struct "), let index = words.firstIndex(of: "struct") {
          suite = String(words[words.index(after: index)])
        }
        isTest = isTest || line.contains("@Test")
        guard isTest, let index = words.firstIndex(of: "func") else { continue }
        tests.insert("\(suite)/\(words[words.index(after: index)])")
        isTest = false
      }
    }
    return tests
  }
}
