/// The weights of the tagger as they lie in `tagger.bin`.
///
/// Format, little endian: `ORT1`; UInt16 labels; per label UInt8 XPOS, UInt8 UPOS; UInt32 features; per feature, in
/// ascending order of key, UInt32 key; per feature UInt8 entries; per entry UInt8 label, Int8 weight.
package struct TaggerModel: Sendable {
  package static let magic: [UInt8] = Array("ORT1".utf8)
  package static let labelsMax = 255

  package let labels: [(xpos: XPOS, upos: UPOS)]
  /// Open addressing: key and place of its first entry; key 0 is empty.
  private let keys: [UInt32]
  private let firsts: [UInt32]
  private let mask: Int
  /// Count of entries, then label and weight of each.
  private let entries: [UInt8]

  package init?(_ bytes: [UInt8]) {
    var position = 4
    func little(_ offset: Int, _ size: Int) -> UInt32 {
      var value: UInt32 = 0
      for index in 0..<size { value |= UInt32(bytes[offset + index]) << (8 * UInt32(index)) }
      return value
    }
    guard bytes.count > 10, Array(bytes[..<4]) == Self.magic else { return nil }
    let labelCount = Int(little(position, 2))
    position += 2
    guard 0 < labelCount, labelCount <= Self.labelsMax, position + labelCount * 2 + 4 < bytes.count else {
      return nil
    }
    var labels: [(xpos: XPOS, upos: UPOS)] = []
    for _ in 0..<labelCount {
      guard let xpos = XPOS(rawValue: bytes[position]), let upos = UPOS(rawValue: bytes[position + 1]) else {
        return nil
      }
      labels.append((xpos, upos))
      position += 2
    }
    let featureCount = Int(little(position, 4))
    position += 4
    let counts = position + featureCount * 4
    var entry = counts + featureCount
    guard featureCount >= 0, entry <= bytes.count else { return nil }
    var capacity = 1024
    while capacity < featureCount * 2 { capacity *= 2 }
    var keys = [UInt32](repeating: 0, count: capacity)
    var firsts = [UInt32](repeating: 0, count: capacity)
    var entries: [UInt8] = []
    entries.reserveCapacity(bytes.count - counts)
    for feature in 0..<featureCount {
      let key = little(position + feature * 4, 4)
      var slot = Int(key) & (capacity - 1)
      while keys[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
      keys[slot] = key
      firsts[slot] = UInt32(entries.count)
      let count = Int(bytes[counts + feature])
      guard entry + count * 2 <= bytes.count else { return nil }
      entries.append(UInt8(count))
      for index in 0..<count {
        guard bytes[entry + index * 2] < labelCount else { return nil }
      }
      entries.append(contentsOf: bytes[entry..<(entry + count * 2)])
      entry += count * 2
    }
    self.labels = labels
    self.keys = keys
    self.firsts = firsts
    self.entries = entries
    mask = capacity - 1
  }

  /// The best label under the features `features`; among open classes alone where `open`. `scores` is scratch of at
  /// least `labels.count`.
  func best(
    _ features: UnsafeBufferPointer<UInt32>, scores: UnsafeMutableBufferPointer<Int32>, open: Bool
  ) -> UInt8 {
    for label in labels.indices { scores[label] = 0 }
    keys.withUnsafeBufferPointer { keys in
      entries.withUnsafeBufferPointer { entries in
        for key in features {
          var slot = Int(key) & mask
          while keys[slot] != key && keys[slot] != 0 { slot = (slot + 1) & mask }
          guard keys[slot] == key else { continue }
          var place = Int(firsts[slot])
          let end = place + 1 + Int(entries[place]) * 2
          place += 1
          while place < end {
            scores[Int(entries[place])] &+= Int32(Int8(bitPattern: entries[place + 1]))
            place += 2
          }
        }
      }
    }
    if open {
      for label in labels.indices where Tagger.isClosed(labels[label].xpos) { scores[label] = Int32.min }
    }
    var best = 0
    for label in labels.indices where scores[label] > scores[best] { best = label }
    return UInt8(best)
  }
}
