import ArgumentParser

/// How the bytes of a file are read.
enum DocumentFormat: String, ExpressibleByArgument, CaseIterable {
  /// By the file's ending, else by its first bytes.
  case auto
  /// Plain text as people paste it.
  case text
  /// One article object.
  case json
  /// One article object a line.
  case ndjson

  /// `auto` decided: `.txt`, `.json`, `.ndjson`, `.jsonl` by their names; else text, unless the content begins with
  /// `{`: then NDJSON if its first line is closed by `}` and more lines follow, else JSON.
  func decided(name: String, beginning: ArraySlice<UInt8>) -> DocumentFormat {
    guard self == .auto else { return self }
    if let format = Self.byEnding(name) { return format }
    let space: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    guard let first = beginning.firstIndex(where: { !space.contains($0) }),
      beginning[first] == UInt8(ascii: "{")
    else {
      return .text
    }
    guard let end = beginning[first...].firstIndex(of: 0x0A) else { return .json }
    let line = beginning[first..<end].last { !space.contains($0) }
    let follows = beginning[end...].contains { !space.contains($0) }
    return line == UInt8(ascii: "}") && follows ? .ndjson : .json
  }

  static func byEnding(_ name: String) -> DocumentFormat? {
    switch name.split(separator: ".").last?.lowercased() {
    case "txt": .text
    case "json": .json
    case "ndjson", "jsonl": .ndjson
    default: nil
    }
  }
}
