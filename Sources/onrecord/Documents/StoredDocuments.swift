import Glibc
import Ingestion
import Logging

/// Files that are stored before serving begins.
struct StoredDocuments {
  let paths: [String]

  /// One document that cannot be stored stops the start: it was asked for by name.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  func store(in ingestion: Ingestion, log: Logger) throws {
    var documents = Documents(files: try paths.flatMap(Self.files), format: .auto)
    while let document = try documents.next() {
      switch document.draft() {
      case .success(let draft):
        let result = ingestion.create(draft)
        log.info(
          "loaded",
          metadata: [
            "file": "\(document.file)", "article": "\(result.record.article.id)",
            "quotes": "\(result.record.quotes.count)", "positions": "\(result.record.positions.count)",
          ])
      case .failure(let error):
        let place = document.line.map { "\(document.file), line \($0)" } ?? document.file
        throw Failure(description: "cannot load \(place): \(error)")
      }
    }
  }

  /// The file itself, or the documents of a folder by name, in order.
  private static func files(_ path: String) throws -> [String] {
    guard let folder = opendir(path) else {
      if errno == ENOTDIR { return [path] }
      throw Failure(description: "cannot load \(path): \(String(cString: strerror(errno)))")
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        // d_name is a C string inside the entry, which lives until the next readdir.
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix("."), DocumentFormat.byEnding(name) != nil { names.append("\(path)/\(name)") }
    }
    return names.sorted()
  }
}
