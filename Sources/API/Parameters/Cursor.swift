import NewsModel
import Store

/// Where the next page of a list begins, written as `c_` and base64url of its bytes. Clients treat it as opaque.
///
/// Layout: version 1; 8 bytes of hash over the list's path, filters and sort; a flag whether a time follows; the
/// time, 8 bytes; the index, 4 bytes; the length of the id, 4 bytes; the id. Numbers are big-endian.
enum Cursor {
  static let prefix = "c_"
  private static let version: UInt8 = 1

  static func encode(_ key: PageKey, list: [UInt8]) -> String {
    precondition(list.count == 8, "a list is known by eight bytes")
    var bytes = [version] + list
    bytes.append(key.publishedAt == nil ? 0 : 1)
    append(UInt64(bitPattern: key.publishedAt?.seconds ?? 0), 8, to: &bytes)
    append(UInt64(key.index), 4, to: &bytes)
    append(UInt64(key.id.utf8.count), 4, to: &bytes)
    bytes += Array(key.id.utf8)
    return prefix + Base64URL.encode(bytes)
  }

  enum Fault: Error { case malformed, otherList }

  static func decode(_ text: String, list: [UInt8]) throws(Fault) -> PageKey {
    guard text.hasPrefix(prefix), let bytes = Base64URL.decode(text.dropFirst(prefix.count).utf8),
      bytes.count > 26, bytes[0] == version, bytes[9] <= 1, bytes[18] < 0x80,
      number(bytes[22..<26]) == bytes.count - 26, let id = String(validating: bytes[26...], as: UTF8.self)
    else { throw .malformed }
    guard Array(bytes[1..<9]) == list else { throw .otherList }
    let seconds = Int64(bitPattern: number(bytes[10..<18]))
    return PageKey(
      publishedAt: bytes[9] == 1 ? Timestamp(seconds: seconds) : nil, index: Int(number(bytes[18..<22])),
      id: id)
  }

  private static func append(_ value: UInt64, _ count: Int, to bytes: inout [UInt8]) {
    for place in (0..<count).reversed() {
      bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(place * 8)))
    }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
}

/// Base 64 with the URL-safe alphabet, without padding (RFC 4648 §5).
enum Base64URL {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    var pending: UInt32 = 0
    var pendingBits: UInt32 = 0
    for byte in bytes {
      pending = (pending << 8 | UInt32(byte)) & 0xFFFF
      pendingBits += 8
      while pendingBits >= 6 {
        pendingBits -= 6
        text.append(alphabet[Int(pending >> pendingBits & 63)])
      }
    }
    if pendingBits > 0 { text.append(alphabet[Int(pending << (6 - pendingBits) & 63)]) }
    return String(decoding: text, as: UTF8.self)
  }

  /// `nil` for characters outside the alphabet and for texts that `encode` would not have written.
  static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var pending: UInt32 = 0
    var pendingBits: UInt32 = 0
    for character in text {
      guard let value = alphabet.firstIndex(of: character) else { return nil }
      pending = (pending << 6 | UInt32(value)) & 0xFFFF
      pendingBits += 6
      if pendingBits >= 8 {
        pendingBits -= 8
        bytes.append(UInt8(truncatingIfNeeded: pending >> pendingBits))
      }
    }
    let rest = pending & ((1 << pendingBits) - 1)
    return pendingBits < 6 && rest == 0 ? bytes : nil
  }
}
