import Glibc

/// A file, or standard input for `-`, read piece by piece by one thread.
final class InputFile {
  let name: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var consumed = 0
  private var ended = false

  static let pieceBytes = 256 * 1024

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  init(_ name: String) throws(Failure) {
    self.name = name == "-" ? "standard input" : name
    descriptor = name == "-" ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw Failure(description: "cannot read \(name): \(Self.lastError)") }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw Failure(description: "cannot read \(name): it is a folder; name its files")
    }
  }

  deinit {
    if descriptor > STDIN_FILENO { close(descriptor) }
  }

  private static var lastError: String { String(cString: strerror(errno)) }

  /// The first bytes without taking them, to tell the format by.
  func beginning() throws(Failure) -> ArraySlice<UInt8> {
    while !ended && buffer.count - consumed < Self.pieceBytes { try fill() }
    return buffer[consumed...]
  }

  /// All that is left, up to `bytesMax`; `nil` when it is more.
  func rest(bytesMax: Int) throws(Failure) -> [UInt8]? {
    while !ended && buffer.count - consumed <= bytesMax { try fill() }
    defer {
      buffer = []
      consumed = 0
    }
    return buffer.count - consumed <= bytesMax ? Array(buffer[consumed...]) : nil
  }

  /// A line without its LF or CR LF.
  enum Line {
    case bytes([UInt8])
    /// Longer than the bound; its bytes are skipped.
    case tooLong
  }

  /// The next line; `nil` at the end.
  func line(bytesMax: Int) throws(Failure) -> Line? {
    var searched = consumed
    var skipping = false
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { consumed = end + 1 }
        return skipping || end - consumed > bytesMax ? .tooLong : .bytes(trimmed(consumed..<end))
      }
      if ended {
        if buffer.count == consumed { return skipping ? .tooLong : nil }
        defer { consumed = buffer.count }
        return skipping || buffer.count - consumed > bytesMax
          ? .tooLong : .bytes(trimmed(consumed..<buffer.count))
      }
      if buffer.count - consumed > bytesMax {
        skipping = true
        consumed = buffer.count
      }
      let unread = buffer.count - consumed
      try fill()
      searched = consumed + unread
    }
  }

  private func trimmed(_ range: Range<Int>) -> [UInt8] {
    let line = buffer[range]
    return Array(line.last == 0x0D ? line.dropLast() : line)
  }

  private func fill() throws(Failure) {
    if consumed > 0 {
      buffer.removeFirst(consumed)
      consumed = 0
    }
    var piece = [UInt8](repeating: 0, count: Self.pieceBytes)
    var count = 0
    repeat { count = read(descriptor, &piece, piece.count) } while count < 0 && errno == EINTR
    if count < 0 { throw Failure(description: "cannot read \(name): \(Self.lastError)") }
    if count == 0 { ended = true }
    buffer.append(contentsOf: piece[..<count])
  }
}
