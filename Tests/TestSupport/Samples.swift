import Glibc

/// Files of the source tree that tests read.
public enum Samples {
  /// The package's folder, found from this file's own place.
  public static let root = String(#filePath.dropLast("/Tests/TestSupport/Samples.swift".count))

  /// A file of `config/samples`.
  public static func bytes(_ name: String) throws -> [UInt8] { try file("config/samples/\(name)") }

  /// A file by its path from the package's folder.
  public static func file(_ path: String) throws -> [UInt8] {
    guard let stream = fopen("\(root)/\(path)", "rb") else { throw Missing(path: path) }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, stream)
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  public struct Missing: Error, CustomStringConvertible {
    let path: String
    public var description: String { "cannot read \(path) below \(root)" }
  }
}
