import COpenSSL

/// The client's side of a TLS connection by OpenSSL, without I/O: for tests in memory, and beneath `TLSClientSocket`.
/// It trusts any certificate unless told otherwise.
public final class TLSClient {
  public enum Version: Int32, Sendable, CaseIterable {
    case tls10 = 0x0301
    case tls11 = 0x0302
    case tls12 = 0x0303
    case tls13 = 0x0304
  }

  public struct Options: Sendable {
    public var minVersion = Version.tls12
    public var maxVersion = Version.tls13
    /// What the client offers by ALPN; `nil`: no such extension.
    public var protocols: [String]? = ["http/1.1"]
    /// TLS 1.2 ciphers by OpenSSL's names.
    public var ciphers: String?
    public var groups: String?
    public var serverName: String? = "localhost"
    /// Whether the server's certificate is taken unchecked.
    public var trustsAny = true

    public init() {}

    public static func only(_ version: Version) -> Options {
      var options = Options()
      options.minVersion = version
      options.maxVersion = version
      return options
    }
  }

  /// A session to resume, with its ticket.
  public final class Resumption: @unchecked Sendable {
    // Sendable is safe: OpenSSL counts references with atomics, and nobody changes it.
    let pointer: OpaquePointer
    init(owning pointer: OpaquePointer) { self.pointer = pointer }
    deinit { SSL_SESSION_free(pointer) }

    public var hasTicket: Bool { SSL_SESSION_has_ticket(pointer) == 1 }
    /// How long the server says the ticket lives.
    public var lifetimeSeconds: Int { Int(SSL_SESSION_get_ticket_lifetime_hint(pointer)) }
    /// The ticket's bytes as the server made them.
    public var ticket: [UInt8] {
      var start: UnsafePointer<UInt8>?
      var count = 0
      SSL_SESSION_get0_ticket(pointer, &start, &count)
      return Array(UnsafeBufferPointer(start: start, count: count))
    }
  }

  public enum Step: Equatable, Sendable {
    case done
    /// Bytes of the server are needed.
    case wait
    case failed(Failure)
  }

  public enum Read: Equatable, Sendable {
    case bytes([UInt8])
    case wait
    /// The server's `close_notify`.
    case end
    case failed(Failure)
  }

  public struct Failure: Error, Equatable, Sendable, CustomStringConvertible {
    /// The server's fatal alert (RFC 8446 §6), if that was the reason.
    public var alert: UInt8?
    public var description: String

    public init(alert: UInt8? = nil, description: String) {
      self.alert = alert
      self.description = description
    }
  }

  private let context: OpaquePointer
  private let session: OpaquePointer
  private let input: OpaquePointer
  private let output: OpaquePointer
  private let tickets = Tickets()

  private final class Tickets {
    var latest: Resumption?
    var count = 0
  }

  public init(_ options: Options = Options(), resuming: Resumption? = nil) {
    guard let context = SSL_CTX_new(TLS_client_method()) else {
      preconditionFailure("OpenSSL makes a context")
    }
    self.context = context
    let isOld = options.minVersion.rawValue < Version.tls12.rawValue
    SSL_CTX_set_cipher_list(context, options.ciphers ?? (isOld ? "ALL:@SECLEVEL=0" : "DEFAULT"))
    openssl_CTX_set_min_proto_version(context, options.minVersion.rawValue)
    openssl_CTX_set_max_proto_version(context, options.maxVersion.rawValue)
    if !options.trustsAny { SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nil) }
    if let groups = options.groups { openssl_CTX_set1_groups_list(context, groups) }
    openssl_CTX_set_session_cache_mode(context, Int(SSL_SESS_CACHE_CLIENT) | Int(SSL_SESS_CACHE_NO_INTERNAL))
    SSL_CTX_set_ex_data(context, 0, Unmanaged.passUnretained(tickets).toOpaque())
    SSL_CTX_sess_set_new_cb(context) { session, resumption in
      // Safe: the client owns `tickets` as long as its session.
      let data = SSL_CTX_get_ex_data(SSL_get_SSL_CTX(session), 0)
      guard let data, let resumption else { return 0 }
      let tickets = Unmanaged<Tickets>.fromOpaque(data).takeUnretainedValue()
      tickets.latest = Resumption(owning: resumption)
      tickets.count += 1
      return 1
    }
    if let protocols = options.protocols {
      let list = protocols.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
      SSL_CTX_set_alpn_protos(context, list, UInt32(list.count))
    }
    guard let session = SSL_new(context), let input = BIO_new(BIO_s_mem()), let output = BIO_new(BIO_s_mem())
    else {
      preconditionFailure("OpenSSL makes a session")
    }
    self.session = session
    self.input = input
    self.output = output
    SSL_set_bio(session, input, output)
    SSL_set_connect_state(session)
    if let name = options.serverName { openssl_set_tlsext_host_name(session, name) }
    if let resuming { SSL_set_session(session, resuming.pointer) }
  }

  deinit {
    // Else OpenSSL would mark the session as not to be resumed, as it was not closed; here that is the tests' choice.
    SSL_set_shutdown(session, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN)
    SSL_free(session)
    SSL_CTX_free(context)
  }

  /// Hands in what the server sent.
  public func receive(_ bytes: [UInt8]) {
    if bytes.isEmpty { return }
    let count = BIO_write(input, bytes, Int32(bytes.count))
    precondition(Int(count) == bytes.count, "a memory BIO takes all")
  }

  /// What is to be sent to the server.
  public func takeOutput() -> [UInt8] { output.takeAll() }

  public func handshake() -> Step {
    let result = SSL_do_handshake(session)
    if result == 1 { return .done }
    if SSL_get_error(session, result) == SSL_ERROR_WANT_READ { return .wait }
    return .failed(Self.takeFailure())
  }

  /// Encrypts; only after the handshake.
  public func send(_ bytes: [UInt8]) {
    if bytes.isEmpty { return }
    let count = SSL_write(session, bytes, Int32(bytes.count))
    precondition(Int(count) == bytes.count, "a memory BIO takes all: \(Self.takeFailure())")
  }

  /// Everything that can be decrypted now.
  public func read() -> Read {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = SSL_read(session, &buffer, Int32(buffer.count))
      if count > 0 {
        all += buffer[..<Int(count)]
        continue
      }
      if !all.isEmpty { return .bytes(all) }
      switch SSL_get_error(session, count) {
      case SSL_ERROR_WANT_READ: return .wait
      case SSL_ERROR_ZERO_RETURN: return .end
      default: return .failed(Self.takeFailure())
      }
    }
  }

  /// Says `close_notify`.
  public func close() {
    SSL_shutdown(session)
    ERR_clear_error()
  }

  /// Changes the keys of both sides (RFC 8446 §4.6.3) with the next bytes sent.
  public func updateKeys() { SSL_key_update(session, SSL_KEY_UPDATE_REQUESTED) }

  /// Asks for a new handshake within the session (TLS 1.2).
  public func renegotiate() -> Step {
    SSL_renegotiate(session)
    return handshake()
  }

  private static func takeFailure() -> Failure {
    let code = ERR_peek_error()
    ERR_clear_error()
    let reason = Int(ERR_GET_REASON(code))
    let text = ERR_reason_error_string(code).map { String(cString: $0) } ?? "no reason given"
    return Failure(alert: reason >= 1000 ? UInt8(clamping: reason - 1000) : nil, description: text)
  }
}

/// What was agreed upon.
extension TLSClient {
  public var version: Version? { Version(rawValue: SSL_version(session)) }

  public var isResumed: Bool { SSL_session_reused(session) == 1 }

  /// The protocol chosen by ALPN.
  public var applicationProtocol: String? {
    var start: UnsafePointer<UInt8>?
    var count: UInt32 = 0
    SSL_get0_alpn_selected(session, &start, &count)
    return count == 0
      ? nil : String(decoding: UnsafeBufferPointer(start: start, count: Int(count)), as: UTF8.self)
  }

  /// By its standard name: `TLS_AES_128_GCM_SHA256`.
  public var cipherSuite: String? {
    SSL_get_current_cipher(session).flatMap { SSL_CIPHER_standard_name($0) }.map { String(cString: $0) }
  }

  /// The common name of the server's certificate.
  public var serverCommonName: String? {
    guard let certificate = SSL_get1_peer_certificate(session) else { return nil }
    defer { X509_free(certificate) }
    var text = [CChar](repeating: 0, count: 256)
    let count = X509_NAME_get_text_by_NID(
      X509_get_subject_name(certificate), NID_commonName, &text, Int32(text.count))
    return count < 0
      ? nil : String(decoding: text.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Certificates the server sent, its own included.
  public var serverChainCount: Int { Int(openssl_X509_count(SSL_get_peer_cert_chain(session))) }

  /// The latest session the server gave a ticket for. Under TLS 1.3 it comes with the first bytes read, and is good for
  /// one use: OpenSSL's client resumes none twice (RFC 8446 §C.4).
  public var resumption: Resumption? {
    if version == .tls13 { return tickets.latest }
    // A renewed ticket of TLS 1.2 is not told by the callback.
    return SSL_get1_session(session).map { Resumption(owning: $0) }.flatMap { $0.hasTicket ? $0 : nil }
  }

  /// Tickets received.
  public var ticketCount: Int { tickets.count }
}
