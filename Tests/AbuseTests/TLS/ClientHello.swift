import TestSupport

/// The first message of a handshake, as OpenSSL's client says it.
enum ClientHello {
  static let bytes: [UInt8] = {
    let client = TLSClient()
    _ = client.handshake()
    return client.takeOutput()
  }()
}
