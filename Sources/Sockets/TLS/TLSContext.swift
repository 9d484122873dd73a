import COpenSSL

/// What the TLS sessions of a server have in common: certificate, versions, ciphers, tickets (`SSL_CTX`).
///
/// Make one for each loop from the same `Credentials` and `TicketKeys`, and sessions of different loops share no
/// reference count and no lock. To reload certificates, make new contexts and give those to new sessions: a session
/// keeps the context it began with, and the old one goes when its last session does.
public final class TLSContext: @unchecked Sendable {
  // Sendable is safe: the context is not changed after init, and OpenSSL locks what it changes itself.
  let pointer: OpaquePointer
  private let tickets: TicketKeys
  private let ticketCipher: OpaquePointer

  /// TLS 1.2 with forward secrecy and authenticated encryption only (RFC 9325 §4.2). The shorter key first: it is as
  /// safe in practice, and faster.
  private static let ciphersOfTLS12 =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-CHACHA20-POLY1305:"
    + "ECDHE-RSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384"
  private static let ciphersOfTLS13 =
    "TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_256_GCM_SHA384"
  private static let groups = "X25519:P-256:P-384"
  /// The one application protocol (IANA's registry of ALPN protocol ids).
  fileprivate static let protocolName: StaticString = "http/1.1"

  /// Throws when OpenSSL will not serve with the credentials. About 150 µs.
  public init(_ credentials: Credentials, tickets: TicketKeys) throws(TLSSetupError) {
    // The cipher is looked up once here, not once a ticket.
    guard let pointer = SSL_CTX_new(TLS_server_method()),
      let cipher = EVP_CIPHER_fetch(nil, "AES-256-CBC", nil)
    else {
      let reason = ErrorQueue.text(ErrorQueue.take())
      throw TLSSetupError(source: .certificate, file: credentials.certificateFile, problem: .refused(reason))
    }
    // From here on deinit frees both, if init throws too.
    self.pointer = pointer
    self.tickets = tickets
    ticketCipher = cipher
    // Ours, and each is checked by the tests; OpenSSL refuses one only if its own configuration forbids it.
    guard openssl_CTX_set_min_proto_version(pointer, TLS1_2_VERSION) == 1,
      openssl_CTX_set_max_proto_version(pointer, TLS1_3_VERSION) == 1,
      SSL_CTX_set_cipher_list(pointer, Self.ciphersOfTLS12) == 1,
      SSL_CTX_set_ciphersuites(pointer, Self.ciphersOfTLS13) == 1,
      openssl_CTX_set1_groups_list(pointer, Self.groups) == 1
    else {
      let reason = ErrorQueue.text(ErrorQueue.take())
      throw TLSSetupError(source: .certificate, file: credentials.certificateFile, problem: .refused(reason))
    }
    openssl_CTX_set_server_options(pointer)
    // An idle connection holds no record buffers (2 × 17 KB).
    openssl_CTX_set_mode(
      pointer,
      Int(SSL_MODE_RELEASE_BUFFERS) | Int(SSL_MODE_ENABLE_PARTIAL_WRITE)
        | Int(SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER))
    try credentials.install(pointer)

    // Sessions are kept by the clients, in tickets; this side keeps nothing.
    openssl_CTX_set_session_cache_mode(pointer, Int(SSL_SESS_CACHE_OFF))
    SSL_CTX_set_timeout(pointer, tickets.ticketSeconds)
    // TLS 1.3: none with the handshake; `TLSSession` sends one with its first plaintext.
    SSL_CTX_set_num_tickets(pointer, 0)
    // 0-RTT can be replayed (RFC 8446 §8).
    SSL_CTX_set_max_early_data(pointer, 0)
    SSL_CTX_set_recv_max_early_data(pointer, 0)
    // Unretained: this object frees the context, and sessions keep this object.
    SSL_CTX_set_ex_data(pointer, 0, Unmanaged.passUnretained(self).toOpaque())
    SSL_CTX_set_tlsext_ticket_key_evp_cb(pointer, ticketCallback)
    SSL_CTX_set_alpn_select_cb(pointer, protocolCallback, nil)
  }

  deinit {
    SSL_CTX_free(pointer)
    EVP_CIPHER_free(ticketCipher)
  }

  /// RFC 5077 §4: keys for one ticket. 1: go on; 2: go on and renew the ticket; 0: a ticket of nobody's, so a full
  /// handshake; -1: fail.
  fileprivate func prepareTicket(
    isMaking: Bool, name: UnsafeMutablePointer<UInt8>, iv: UnsafeMutablePointer<UInt8>,
    cipher: OpaquePointer?,
    mac: OpaquePointer?
  ) -> Int32 {
    let key: TicketKey
    var result: Int32 = 1
    if isMaking {
      guard let (current, vector) = tickets.next() else { return -1 }
      key = current
      // Safe: OpenSSL gives room for the vector of any cipher, 16 bytes, which is what this one's takes.
      UnsafeMutableRawPointer(iv).storeBytes(of: vector, as: TicketKeys.InitialVector.self)
      // Safe: OpenSSL gives room for 16 bytes (TLSEXT_KEYNAME_LENGTH) of name.
      UnsafeMutableRawBufferPointer(start: name, count: TicketKey.nameBytes).copyMemory(from: key.name)
    } else {
      let name = UnsafeRawBufferPointer(start: name, count: TicketKey.nameBytes)
      guard let (found, isCurrent) = tickets.find(name) else { return 0 }
      key = found
      result = isCurrent ? 1 : 2
    }
    // Safe: `key` and with it the secrets live to the end of this function; OpenSSL copies them.
    return withExtendedLifetime(key) {
      let secret = key.encryptionSecret.assumingMemoryBound(to: UInt8.self).baseAddress
      let isReady =
        isMaking
        ? EVP_EncryptInit_ex2(cipher, ticketCipher, secret, iv, nil)
        : EVP_DecryptInit_ex2(cipher, ticketCipher, secret, iv, nil)
      let authentication = key.authenticationSecret
      guard isReady == 1, openssl_set_hmac_sha256(mac, authentication.baseAddress, authentication.count) == 1
      else { return -1 }
      return result
    }
  }
}

private let ticketCallback:
  @convention(c) (
    OpaquePointer?, UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<UInt8>?, OpaquePointer?,
    OpaquePointer?, Int32
  ) -> Int32 = { session, name, iv, cipher, mac, isMaking in
    guard let session, let name, let iv, let data = SSL_CTX_get_ex_data(SSL_get_SSL_CTX(session), 0) else {
      return -1
    }
    // Safe: the pointer was set by the context's init, and the session's owner keeps the context.
    let context = Unmanaged<TLSContext>.fromOpaque(data).takeUnretainedValue()
    return context.prepareTicket(isMaking: isMaking == 1, name: name, iv: iv, cipher: cipher, mac: mac)
  }

/// RFC 7301 §3.2: picks the protocol spoken from the client's list; if it is not there, the handshake ends with the
/// alert `no_application_protocol`. Not called for clients that send no list.
private let protocolCallback:
  @convention(c) (
    OpaquePointer?, UnsafeMutablePointer<UnsafePointer<UInt8>?>?, UnsafeMutablePointer<UInt8>?,
    UnsafePointer<UInt8>?, UInt32, UnsafeMutableRawPointer?
  ) -> Int32 = { _, selected, selectedBytes, list, listBytes, _ in
    let list = UnsafeBufferPointer(start: list, count: Int(listBytes))
    let wanted = TLSContext.protocolName
    var index = 0
    while index < list.count {
      let count = Int(list[index])
      let end = index + 1 + count
      guard end <= list.count else { break }
      let name = UnsafeBufferPointer(rebasing: list[index + 1..<end])
      if name.elementsEqual(UnsafeBufferPointer(start: wanted.utf8Start, count: wanted.utf8CodeUnitCount)) {
        // Points into the client's list, which OpenSSL copies from at once.
        selected?.pointee = name.baseAddress
        selectedBytes?.pointee = UInt8(count)
        return SSL_TLSEXT_ERR_OK
      }
      index = end
    }
    return SSL_TLSEXT_ERR_ALERT_FATAL
  }
