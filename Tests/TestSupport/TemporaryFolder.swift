import Glibc

/// A new folder under `/tmp`. It goes with the last reference, if it is empty by then.
final class TemporaryFolder: Sendable {
  let path: String

  /// `name` tells what it is for, should it ever be left behind.
  init(_ name: String) throws {
    var pattern = Array("/tmp/onrecord-\(name)-XXXXXX".utf8CString)
    guard mkdtemp(&pattern) != nil else { throw Samples.Missing(path: "/tmp") }
    path = String(decoding: pattern.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { rmdir(path) }
}
