/// Lower case for look-ups.
enum Lowercase {
  /// `bytes` in lower case, curly apostrophes made straight. ASCII takes a short way.
  static func form(_ bytes: ArraySlice<UInt8>) -> String {
    if bytes.allSatisfy({ $0 < 0x80 }) {
      return String(unsafeUninitializedCapacity: bytes.count) { buffer in
        var index = 0
        for byte in bytes {
          buffer[index] = 0x41...0x5A ~= byte ? byte | 0x20 : byte
          index += 1
        }
        return index
      }
    }
    let folded = String(decoding: bytes, as: UTF8.self).lowercased()
    guard folded.unicodeScalars.contains("\u{2019}") else { return folded }
    var scalars = String.UnicodeScalarView()
    for scalar in folded.unicodeScalars { scalars.append(scalar == "\u{2019}" ? "'" : scalar) }
    return String(scalars)
  }
}
