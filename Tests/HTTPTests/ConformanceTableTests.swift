import TestSupport
import Testing

/// The tables of `HTTP.docc` against the tests they name.
@Suite struct ConformanceTableTests {
  private static let folder = "Sources/HTTP/HTTP.docc"
  private static let pages = ["RFC9110", "RFC9111", "RFC9112"]
  private static let levels: Set<String> = ["MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "MAY", "REQUIRED"]
  /// What a reason begins with.
  private static let reasons = ["Client:", "Proxy:", "Cache:", "Not offered:", "Not kept:", "Open:"]
  /// Rows that say `Open:`, what must be kept and is not yet. The number may only fall.
  private static let openMax = 2

  struct Row: CustomStringConvertible {
    var page: String
    var line: Int
    var cells: [String]

    var section: String { cells[0] }
    var level: String { cells[1] }
    var requirement: String { cells[2] }
    var holder: String { cells[3] }
    /// `file.md › title` and `Suite/test`.
    var names: [String] {
      holder.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
    var description: String { "\(page).md:\(line) § \(section)" }
  }

  static func rows() throws -> [Row] {
    var rows: [Row] = []
    for page in pages {
      let text = try SourceTree.text("\(folder)/\(page).md")
      for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        guard line.hasPrefix("| "), !line.hasPrefix("| §"), !line.hasPrefix("| ---") else { continue }
        let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
          .map { $0.trimmingSpaces }
        rows.append(Row(page: page, line: number + 1, cells: cells))
      }
    }
    return rows
  }

  @Test func everyRowIsWhole() throws {
    let rows = try Self.rows()
    #expect(rows.count >= 300)
    for row in rows {
      guard row.cells.count == 4 else {
        Issue.record("\(row.page).md:\(row.line) has \(row.cells.count) cells instead of 4")
        continue
      }
      #expect(row.section.first?.isNumber == true, "\(row) begins with its section")
      #expect(Self.levels.contains(row.level), "\(row): \(row.level) is no level")
      #expect(!row.requirement.isEmpty, "\(row) says what is required")
    }
    for page in Self.pages { #expect(rows.contains { $0.page == page }, "\(page) has a table") }
  }

  @Test func everyRowHasATestOrAReason() throws {
    for row in try Self.rows() where row.cells.count == 4 {
      if row.names.isEmpty {
        let reason = Self.reasons.first { row.holder.hasPrefix($0) }
        #expect(reason != nil, "\(row) names no test and begins with none of \(Self.reasons)")
        #expect(row.holder.utf8.count > (reason?.utf8.count ?? 0) + 8, "\(row) says why")
        #expect(
          reason != "Not kept:" || !row.level.hasPrefix("MUST"), "\(row): what must be kept is kept")
      }
    }
  }

  @Test func littleIsOpen() throws {
    let open = try Self.rows().filter { $0.cells.count == 4 && $0.holder.hasPrefix("Open:") }
    #expect(open.count <= Self.openMax, "\(open)")
  }

  @Test func everyNameIsThere() throws {
    let fixtures = Set(Fixture.all.map { "\($0.file) › \($0.title)" })
    let tests = try Self.tests()
    #expect(tests.count > 300 && tests.contains("ConformanceTableTests/everyNameIsThere"))
    for row in try Self.rows() where row.cells.count == 4 {
      for name in row.names {
        let isThere = name.contains(" › ") ? fixtures.contains(name) : tests.contains(name)
        #expect(isThere, "\(row) names `\(name)`, which is not there")
      }
    }
  }

  @Test func everyFileOfFixturesIsNamed() throws {
    let named = Set(
      try Self.rows().flatMap(\.names).compactMap { $0.split(separator: " ").first.map(String.init) })
    for file in Set(Fixture.all.map(\.file)) {
      #expect(named.contains(file), "no row names a case of \(file)")
    }
  }

  /// `Suite/test` of every test in the tree, by the lines that declare them.
  static func tests() throws -> Set<String> {
    var tests: Set<String> = []
    for path in try SourceTree.files(below: "Tests") where path.hasSuffix("Tests.swift") {
      var suite = ""
      var isTest = false
      for line in try SourceTree.text(path).split(separator: "\n") {
        if let name = name(after: "struct ", in: line), line.contains("@Suite") { suite = name }
        if line.contains("@Test") { isTest = true }
        if isTest, let name = name(after: "func ", in: line) {
          tests.insert("\(suite)/\(name)")
          isTest = false
        }
      }
    }
    return tests
  }

  private static func name(after keyword: String, in line: Substring) -> String? {
    guard let range = line.firstRange(of: keyword) else { return nil }
    let name = line[range.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return name.isEmpty ? nil : String(name)
  }

  @Test func declarationsAreRead() {
    #expect(Self.name(after: "func ", in: "  @Test(arguments: [1]) func reads(_ a: Int) {") == "reads")
    #expect(Self.name(after: "struct ", in: "@Suite(.serialized) struct ATests {") == "ATests")
    #expect(Self.name(after: "func ", in: "  let x = 1") == nil)
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    var rest = self
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
