import COpenSSL

/// The server's side of one TLS connection (RFC 8446, RFC 5246), without I/O: ciphertext goes in, plaintext comes out,
/// and the other way round. What is to be sent is appended to the output of the call; the caller sends it in that order.
/// One thread's at a time.
///
/// Nothing waits and nothing throws: every call does all it can with what it is given.
public struct TLSSession: ~Copyable {
  public enum State: Equatable, Sendable {
    case handshaking
    /// Plaintext both ways.
    case open
    /// The peer has closed its side with `close_notify`; sending goes on.
    case ended
    /// The transport ended without `close_notify`: what the peer last said may have been cut off, which only the
    /// protocol above can tell (RFC 9112 §9.8). Sending goes on.
    case truncated
    /// Over. If the peer can be told why, its alert was the last output.
    case failed(TLSFailure)
  }

  /// How a handshake ended.
  public enum Handshake: Equatable, Sendable {
    case full
    /// With a ticket, so without a signature.
    case resumed
    case failed
  }

  /// What a call came to.
  public struct Received: Equatable, Sendable {
    /// Bytes at the front of the plaintext buffer, to be used whatever `state` says: they came before.
    public var plaintext: Int
    public var state: State
    /// Set in the one call in which the handshake ended, for counting.
    public var handshake: Handshake?
  }

  /// Plaintext in one record (RFC 8446 §5.1).
  public static let recordBytesMax = 16_384
  /// Ciphertext that may come without a byte of plaintext coming of it: endless empty records and key updates make
  /// work and nothing else. Beyond, the session fails.
  public static let unproductiveBytesMax = 128 * 1024

  /// The plaintext buffer that `receive` needs for so much ciphertext: what comes may complete a record whose other
  /// parts came before.
  public static func plaintextBytes(forCiphertext bytes: Int) -> Int { bytes + recordBytesMax }

  private let pointer: OpaquePointer
  /// Kept as long as the session, whatever is loaded meanwhile.
  private let context: TLSContext
  public private(set) var state = State.handshaking
  /// Whether `close` has been called.
  public private(set) var hasClosed = false
  private var hasSentTicket = false
  private var unproductiveBytes: Int32 = 0

  /// `nil`: there is no memory for another session. 14 KB while idle, 44 KB within a
  /// handshake, all OpenSSL's.
  public init?(_ context: TLSContext) {
    guard let pointer = SSL_new(context.pointer), let bio = Turn.makeBIO() else {
      ERR_clear_error()
      return nil
    }
    SSL_set_bio(pointer, bio, bio)
    SSL_set_accept_state(pointer)
    self.pointer = pointer
    self.context = context
  }

  deinit { SSL_free(pointer) }

  /// Takes all of `ciphertext`, which may be cut anywhere, writes its plaintext to the front of `plaintext`, which must
  /// have `plaintextBytes(forCiphertext:)` bytes, and appends what is to be sent to `output`. After the peer's end or a
  /// failure, ciphertext is ignored (RFC 8446 §6.1).
  public mutating func receive(
    _ ciphertext: UnsafeRawBufferPointer, plaintext: UnsafeMutableRawBufferPointer, output: inout ByteBuffer
  ) -> Received {
    precondition(
      plaintext.count >= Self.plaintextBytes(forCiphertext: ciphertext.count), "room for all plaintext")
    guard state == .handshaking || state == .open else { return Received(plaintext: 0, state: state) }
    var received = Received(plaintext: 0, state: state)
    Turn.run(pointer, ciphertext, &output) { turn in
      if state == .handshaking {
        received.handshake = continueHandshake()
        if state != .open { return }
      }
      while !turn.isExhausted || SSL_pending(pointer) > 0 {
        var count = 0
        let room = UnsafeMutableRawBufferPointer(rebasing: plaintext[received.plaintext...])
        if SSL_read_ex(pointer, room.baseAddress, room.count, &count) == 1 {
          received.plaintext += count
          continue
        }
        switch SSL_get_error(pointer, 0) {
        case SSL_ERROR_WANT_READ: return
        case SSL_ERROR_ZERO_RETURN: state = .ended
        default: fail()
        }
        return
      }
      if received.handshake != nil { giveReadBufferBack() }
    }
    boundUnproductive(ciphertext.count, isProductive: received.plaintext > 0 || received.handshake != nil)
    if received.handshake == nil, case .failed = state, received.state == .handshaking {
      received.handshake = .failed
    }
    received.state = state
    return received
  }

  /// How the handshake ended, `nil` while more is needed.
  private mutating func continueHandshake() -> Handshake? {
    // SSL_get_error(3): what a trial of OpenSSL's own (a ticket of nobody's, say) may have left in this thread's queue
    // would be taken for a failure. Afterwards nothing is tried, so reading is spared the 130 ns.
    ERR_clear_error()
    if SSL_do_handshake(pointer) == 1 {
      state = .open
      return isResumed ? .resumed : .full
    }
    if SSL_get_error(pointer, 0) == SSL_ERROR_WANT_READ { return nil }
    fail()
    return .failed
  }

  private mutating func boundUnproductive(_ bytes: Int, isProductive: Bool) {
    if isProductive {
      unproductiveBytes = 0
      return
    }
    unproductiveBytes += Int32(clamping: bytes)
    guard unproductiveBytes > Self.unproductiveBytesMax, state == .handshaking || state == .open else {
      return
    }
    state = .failed(.unproductive)
  }

  /// The transport has ended: no more ciphertext will come.
  public mutating func receiveEnd() -> Received {
    switch state {
    case .handshaking:
      state = .failed(.truncated)
      return Received(plaintext: 0, state: state, handshake: .failed)
    case .open: state = .truncated
    case .ended, .truncated, .failed: break
    }
    return Received(plaintext: 0, state: state)
  }

  /// Appends `plaintext` to `output` as records. Only after the handshake and before `close`. `false`: the session has
  /// failed, now or before.
  ///
  /// With the first plaintext under TLS 1.3 goes the session's ticket: so it costs no flight of its own, and who gets
  /// no answer gets no ticket.
  @discardableResult
  public mutating func send(_ plaintext: UnsafeRawBufferPointer, output: inout ByteBuffer) -> Bool {
    if case .failed = state { return false }
    precondition(state != .handshaking, "plaintext is sent after the handshake")
    precondition(!hasClosed, "nothing is sent after close_notify")
    if plaintext.isEmpty { return true }
    // A session that ended without close_notify is not to be resumed.
    let isWithTicket = !hasSentTicket && version == .tls13 && state != .truncated
    hasSentTicket = true
    if isWithTicket { SSL_new_session_ticket(pointer) }
    return Turn.run(pointer, UnsafeRawBufferPointer(start: nil, count: 0), &output) { _ in
      var rest = plaintext
      while !rest.isEmpty {
        var count = 0
        guard SSL_write_ex(pointer, rest.baseAddress, rest.count, &count) == 1 else {
          fail()
          return false
        }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
      if isWithTicket { giveReadBufferBack() }
      return true
    }
  }

  /// OpenSSL makes a buffer of 16 KB for reading whenever it begins with a handshake's messages, a ticket's too, and
  /// gives it back only when it has read in vain. Within a turn whose input is exhausted.
  private func giveReadBufferBack() {
    var byte: UInt8 = 0
    var count = 0
    if state == .open { SSL_peek_ex(pointer, &byte, 1, &count) }
  }

  /// Appends `close_notify` to `output`, once: the peer then knows that it has all. Nothing can be sent afterwards,
  /// receiving goes on. Of no effect before the handshake is done and after a failure.
  public mutating func close(output: inout ByteBuffer) {
    if hasClosed || state == .handshaking { return }
    hasClosed = true
    if case .failed = state { return }
    let none = UnsafeRawBufferPointer(start: nil, count: 0)
    if Turn.run(pointer, none, &output, { _ in SSL_shutdown(pointer) }) < 0 { fail() }
  }

  private mutating func fail() {
    let code = ErrorQueue.take()
    state = .failed(TLSFailure(code: code))
  }
}

extension TLSSession {
  public enum Version: Sendable, Equatable {
    case tls12, tls13
  }

  /// Whether the handshake is done, however the session went on.
  public var isEstablished: Bool { SSL_is_init_finished(pointer) == 1 }

  /// Whether the client came with a ticket that was taken.
  public var isResumed: Bool { SSL_session_reused(pointer) == 1 }

  /// The version agreed upon; of meaning after the handshake.
  public var version: Version { SSL_version(pointer) == TLS1_3_VERSION ? .tls13 : .tls12 }

  /// The cipher suite by its standard name: `TLS_AES_128_GCM_SHA256`; `nil` before it is agreed upon.
  public var cipherSuite: String? {
    // Safe: a text of OpenSSL's own tables, with a closing zero.
    SSL_get_current_cipher(pointer).flatMap { SSL_CIPHER_standard_name($0) }.map { String(cString: $0) }
  }
}

/// Why a session failed.
public enum TLSFailure: Error, Equatable, Sendable, CustomStringConvertible {
  /// The peer's fatal alert, by its number (RFC 8446 §6.2).
  case alert(UInt8)
  /// What the peer sent is against the protocol or offers nothing in common; OpenSSL's error code.
  case refused(UInt32)
  /// The transport ended within the handshake.
  case truncated
  /// `TLSSession.unproductiveBytesMax`.
  case unproductive

  init(code: UInt) {
    let reason = ERR_GET_REASON(code)
    // OpenSSL's reasons for alerts received are their numbers from here on.
    let alerts = SSL_AD_REASON_OFFSET...SSL_AD_REASON_OFFSET + 255
    if ERR_GET_LIB(code) == ERR_LIB_SSL && alerts.contains(reason) {
      self = .alert(UInt8(reason - SSL_AD_REASON_OFFSET))
    } else {
      self = .refused(UInt32(truncatingIfNeeded: code))
    }
  }

  /// `tls failed: no shared cipher`.
  public var description: String {
    switch self {
    case .alert(let number):
      // Safe: a text of OpenSSL's own tables, with a closing zero.
      "the peer's alert \(number) (\(String(cString: SSL_alert_desc_string_long(Int32(number)))))"
    case .refused(let code): ErrorQueue.text(UInt(code))
    case .truncated: "the connection ended within the handshake"
    case .unproductive: "more than \(TLSSession.unproductiveBytesMax) bytes came without plaintext"
    }
  }
}
