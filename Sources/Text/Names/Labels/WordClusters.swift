/// Words that are used alike, by number (`word-clusters.bin`): three layers, coarse to fine.
///
/// Format, little endian: `ORW1`; UInt32 slots, a power of two; UInt32 finest clusters; per finest cluster UInt8 coarse,
/// UInt16 middle; per slot UInt32 key (`Gazetteer.key`), 0 when empty; per slot UInt16 finest cluster.
package struct WordClusters: Sendable {
  package static let magic: [UInt8] = Array("ORW1".utf8)

  private let bytes: [UInt8]
  private let mask: Int
  private let keys: Int
  private let count: Int

  package init?(_ bytes: [UInt8]) {
    guard bytes.count > 12, Array(bytes[..<4]) == Self.magic else { return nil }
    let (slots, clusters) = bytes.withUnsafeBytes {
      (
        Int(UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: 4, as: UInt32.self))),
        Int(UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt32.self)))
      )
    }
    guard slots > 0, slots & (slots - 1) == 0, clusters < 65_536, bytes.count == 12 + clusters * 3 + slots * 6
    else {
      return nil
    }
    self.bytes = bytes
    mask = slots - 1
    count = clusters
    keys = 12 + clusters * 3
  }

  /// The clusters of the word with this key; `nil` for words never met. Expected O(1).
  package func clusters(_ key: UInt32) -> (coarse: UInt32, middle: UInt32, fine: UInt32)? {
    bytes.withUnsafeBytes { bytes in
      var slot = Int(key) & mask
      for _ in 0...mask {
        let found = UInt32(
          littleEndian: bytes.loadUnaligned(fromByteOffset: keys + slot * 4, as: UInt32.self))
        if found == 0 { return nil }
        if found == key {
          let at = keys + (mask + 1) * 4 + slot * 2
          let fine = Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt16.self)))
          guard fine < count else { return nil }
          let middle = UInt16(
            littleEndian: bytes.loadUnaligned(fromByteOffset: 13 + fine * 3, as: UInt16.self))
          return (UInt32(bytes[12 + fine * 3]), UInt32(middle), UInt32(fine))
        }
        slot = (slot + 1) & mask
      }
      return nil
    }
  }
}
