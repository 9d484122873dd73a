import Glibc

/// The name of a file in a new folder, for a log. Both go with the last reference, and a `.1` beside the file.
public final class LogFile: Sendable {
  public let path: String
  private let folder: TemporaryFolder

  public init() throws {
    folder = try TemporaryFolder("log")
    path = folder.path + "/access.log"
  }

  deinit {
    unlink(path)
    unlink(rotatedPath)
  }

  public var rotatedPath: String { path + ".1" }

  /// Renames the file, as a rotation of logs does.
  public func rotate() { rename(path, rotatedPath) }

  public var lines: [String] { Self.lines(path) }
  public var rotatedLines: [String] { Self.lines(rotatedPath) }

  /// Without their LFs; a last line that lacks it counts too. None when there is no such file.
  private static func lines(_ path: String) -> [String] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&part, 1, part.count, file), count > 0 { bytes += part[..<count] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
