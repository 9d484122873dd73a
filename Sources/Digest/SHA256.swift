import COpenSSL

/// SHA-256 (FIPS 180-4) by the system's OpenSSL.
public enum SHA256 {
  /// The 32 bytes of the digest of `bytes`. Linear in their count; safe from any thread.
  public static func digest(_ bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    _ = COpenSSL.SHA256(bytes, bytes.count, &digest)
    return digest
  }

  /// The digest as 64 lower-case hexadecimal digits.
  public static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in digest(bytes) {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
