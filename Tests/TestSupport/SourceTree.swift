import Glibc

/// Lists the source tree for tests about the tree itself.
public enum SourceTree {
  /// Paths of all files below `folder` (relative to the package), sorted; build folders and dot files are left out.
  public static func files(below folder: String) throws -> [String] {
    var found: [String] = []
    guard let directory = opendir("\(Samples.root)/\(folder)") else { throw Samples.Missing(path: folder) }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") { continue }
      let path = "\(folder)/\(name)"
      if entry.pointee.d_type == UInt8(DT_DIR) {
        found += try files(below: path)
      } else {
        found.append(path)
      }
    }
    return found.sorted()
  }

  /// Names of the entries of the package's folder itself, without dot files.
  public static func top() throws -> [String] {
    guard let directory = opendir(Samples.root) else { throw Samples.Missing(path: ".") }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  public static func text(_ path: String) throws -> String {
    String(decoding: try Samples.file(path), as: UTF8.self)
  }
}
