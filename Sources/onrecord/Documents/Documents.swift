import Glibc
import HTTP
import Import
import NewsModel

/// One document of an input, or why it is none.
struct InputDocument: Sendable {
  /// The file it came from.
  var file: String
  /// Counted from 1, for documents that are lines.
  var line: Int?
  var content: Content

  enum Content: Sendable {
    case bytes([UInt8], mediaType: String)
    /// Bytes above the bound.
    case tooLong(bytesMax: Int)
  }

  var byteCount: Int {
    if case .bytes(let bytes, _) = content { bytes.count } else { 0 }
  }

  /// Reads the document. Pure: the file has been read before.
  func draft() -> Result<ArticleDraft, ImportError> {
    switch content {
    case .tooLong(let bytesMax):
      return .failure(.textTooLarge(bytesMax + 1))
    case .bytes(let bytes, let mediaType):
      do {
        return .success(try Importer.article(content: bytes, mediaType: mediaType))
      } catch {
        return .failure(error)
      }
    }
  }
}

/// The documents of a list of files, one after the other.
struct Documents {
  /// Bytes of one document or line; more is refused as a too large body is over HTTP.
  static let bytesMax = Limits().bodyBytesMax

  private let format: DocumentFormat
  private var waiting: [String]
  private var current: InputFile?
  private var line = 0

  /// `-` is standard input.
  init(files: [String], format: DocumentFormat) {
    self.format = format
    waiting = files.reversed()
  }

  /// The next document; `nil` behind the last. Throws when a file cannot be read.
  mutating func next() throws(InputFile.Failure) -> InputDocument? {
    while true {
      if let file = current {
        if let document = try nextLine(of: file) { return document }
        current = nil
      }
      guard let name = waiting.popLast() else { return nil }
      let file = try InputFile(name)
      switch format.decided(name: name, beginning: try file.beginning()) {
      case .ndjson, .auto:
        current = file
        line = 0
      case .json: return try whole(file, "application/json")
      case .text: return try whole(file, "text/plain")
      }
    }
  }

  private func whole(_ file: InputFile, _ mediaType: String) throws(InputFile.Failure) -> InputDocument {
    let bytes = try file.rest(bytesMax: Self.bytesMax)
    return InputDocument(
      file: file.name, line: nil,
      content: bytes.map { .bytes($0, mediaType: mediaType) } ?? .tooLong(bytesMax: Self.bytesMax))
  }

  /// The next line that is not blank.
  private mutating func nextLine(of file: InputFile) throws(InputFile.Failure) -> InputDocument? {
    while let next = try file.line(bytesMax: Self.bytesMax) {
      line += 1
      switch next {
      case .tooLong:
        return InputDocument(file: file.name, line: line, content: .tooLong(bytesMax: Self.bytesMax))
      case .bytes(let bytes):
        if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
        return InputDocument(
          file: file.name, line: line, content: .bytes(bytes, mediaType: "application/json"))
      }
    }
    return nil
  }
}
