/// The lines of a data file: UTF-8, one entry a line, fields divided by tabs, `#` begins a comment line.
package struct LineTable: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var position = 0

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The fields of the next entry.
  package mutating func next() -> [String]? {
    while position < bytes.count {
      let start = position
      while position < bytes.count && bytes[position] != 0x0A { position += 1 }
      let end = position
      position += 1
      if start == end || bytes[start] == UInt8(ascii: "#") { continue }
      return bytes[start..<end].split(separator: 0x09, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    return nil
  }
}
