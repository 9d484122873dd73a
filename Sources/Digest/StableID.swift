/// Ids made from content: `b32(x)` is the first 80 bits of SHA-256(x) in Crockford's base 32, lower case.
///
/// 80 bits keep a chance meeting of two ids among a billion below one in two million.
public enum StableID {
  /// 16 characters of `0-9a-z` without `i l o u`, from the UTF-8 bytes of `text`.
  public static func b32(_ text: String) -> String {
    let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    var characters: [UInt8] = []
    characters.reserveCapacity(16)
    var pending: UInt32 = 0
    var pendingBits = 0
    for byte in SHA256.digest(Array(text.utf8)).prefix(10) {
      pending = (pending << 8 | UInt32(byte)) & 0xFFF
      pendingBits += 8
      while pendingBits >= 5 {
        pendingBits -= 5
        characters.append(alphabet[Int(pending >> UInt32(pendingBits)) & 31])
      }
    }
    return String(decoding: characters, as: UTF8.self)
  }
}
