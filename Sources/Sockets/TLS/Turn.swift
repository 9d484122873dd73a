import COpenSSL

/// The bytes of one call of a session: what came in and is read by OpenSSL, and where its output goes. A BIO of ours
/// leads there, so OpenSSL makes no system call and keeps no bytes of its own but a record in part.
struct Turn {
  /// Ciphertext OpenSSL has not taken yet.
  private var input: UnsafeRawBufferPointer
  private let output: UnsafeMutablePointer<ByteBuffer>

  var isExhausted: Bool { input.isEmpty }

  /// Runs `body` with the session's BIO led to `input` and `output`.
  static func run<Result>(
    _ session: OpaquePointer, _ input: UnsafeRawBufferPointer, _ output: inout ByteBuffer,
    _ body: (borrowing Access) -> Result
  ) -> Result {
    withUnsafeMutablePointer(to: &output) { output in
      var turn = Turn(input: input, output: output)
      return withUnsafeMutablePointer(to: &turn) { turn in
        let bio = SSL_get_rbio(session)
        BIO_set_data(bio, turn)
        // After the turn the pointer leads nowhere, and callbacks refuse.
        defer { BIO_set_data(bio, nil) }
        return body(Access(turn: turn))
      }
    }
  }

  struct Access: ~Copyable {
    fileprivate let turn: UnsafeMutablePointer<Turn>
    var isExhausted: Bool { turn.pointee.isExhausted }
  }

  /// A new BIO, to be owned by a session.
  static func makeBIO() -> OpaquePointer? { BIO_new(method) }

  // Safe: made once, and only read afterwards; the process keeps it to its end.
  nonisolated(unsafe) private static let method: OpaquePointer? = {
    let method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "onrecord turn")
    BIO_meth_set_read_ex(method) { bio, bytes, count, taken in
      BIO_clear_flags(bio, BIO_FLAGS_READ | BIO_FLAGS_SHOULD_RETRY)
      // Safe: the data are nil or the turn that is running, see `run`; OpenSSL gives room for `count` bytes.
      guard let turn = Turn.current(bio), let bytes, let taken else { return 0 }
      let count = min(count, turn.pointee.input.count)
      guard count > 0, let start = turn.pointee.input.baseAddress else {
        BIO_set_flags(bio, BIO_FLAGS_READ | BIO_FLAGS_SHOULD_RETRY)
        return 0
      }
      UnsafeMutableRawPointer(bytes).copyMemory(from: start, byteCount: count)
      turn.pointee.input = UnsafeRawBufferPointer(rebasing: turn.pointee.input[count...])
      taken.pointee = count
      return 1
    }
    BIO_meth_set_write_ex(method) { bio, bytes, count, written in
      BIO_clear_flags(bio, BIO_FLAGS_READ | BIO_FLAGS_SHOULD_RETRY)
      guard let turn = Turn.current(bio), let bytes, let written else { return 0 }
      // Memory takes all: OpenSSL never waits for room.
      turn.pointee.output.pointee.append(UnsafeRawBufferPointer(start: bytes, count: count))
      written.pointee = count
      return 1
    }
    BIO_meth_set_ctrl(method) { _, command, _, _ in command == BIO_CTRL_FLUSH ? 1 : 0 }
    return method
  }()

  private static func current(_ bio: OpaquePointer?) -> UnsafeMutablePointer<Turn>? {
    BIO_get_data(bio)?.assumingMemoryBound(to: Turn.self)
  }
}
