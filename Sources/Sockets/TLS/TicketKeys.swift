import COpenSSL
import Synchronization

/// The secret keys of session tickets (RFC 5077 §4, RFC 8446 §4.6.1): whoever has a key can read the sessions of all
/// tickets made with it, under TLS 1.2 even what was said in them, so a key lives shortly and is erased.
///
/// One key makes tickets for `rotationMilliseconds`; then a new one does, and it reads its tickets for as long again.
/// Tickets live that long too, so none outlives its key, and each key is gone after twice the time. Shared by all
/// contexts of a server, those after a reload of certificates too. Safe from any thread: one uncontended lock a ticket.
public final class TicketKeys: Sendable {
  /// Twelve hours, so that a client may come back the same day, and a key found later opens one day at most.
  public static let rotationMillisecondsDefault: Int64 = 12 * 3600 * 1000
  /// RFC 8446 §4.6.1: a ticket lives seven days at most.
  public static let rotationMillisecondsMax: Int64 = 7 * 24 * 3600 * 1000

  private struct Keys {
    var current: TicketKey
    var previous: TicketKey?
    /// When the current one was made, monotonic milliseconds.
    var since: Int64
    var vectors = InitialVectors()
  }

  /// Initial vectors, which are random but no secret, so many are made at once: OpenSSL asks the kernel for the
  /// process's number each time it is asked for random bytes.
  private struct InitialVectors {
    private static let countMax = 256
    private var random: [UInt64] = []

    /// 16 bytes that nobody had before; `nil` when OpenSSL has no random bytes.
    mutating func next() -> InitialVector? {
      if random.isEmpty {
        random = [UInt64](repeating: 0, count: 2 * Self.countMax)
        let isFilled = random.withUnsafeMutableBytes {
          RAND_bytes($0.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32($0.count)) == 1
        }
        guard isFilled else {
          random = []
          return nil
        }
      }
      return (random.removeLast(), random.removeLast())
    }
  }

  /// As AES-256-CBC takes it.
  typealias InitialVector = (UInt64, UInt64)

  private let rotationMilliseconds: Int64
  private let clock: @Sendable () -> Int64
  private let keys: Mutex<Keys>

  /// `rotationMilliseconds`: 1 s to `rotationMillisecondsMax`. `clock` gives monotonic milliseconds; it is asked when a
  /// ticket is made or read, so keys need no timer.
  public init(
    rotationMilliseconds: Int64 = TicketKeys.rotationMillisecondsDefault,
    clock: @escaping @Sendable () -> Int64 = SystemClock.monotonicMilliseconds
  ) {
    precondition(
      rotationMilliseconds >= 1000 && rotationMilliseconds <= Self.rotationMillisecondsMax,
      "a ticket key serves for 1 second to 7 days: \(rotationMilliseconds) ms")
    self.rotationMilliseconds = rotationMilliseconds
    self.clock = clock
    keys = Mutex(Keys(current: TicketKey(), previous: nil, since: clock()))
  }

  /// How long a ticket may be used.
  var ticketSeconds: Int { Int(rotationMilliseconds / 1000) }

  /// The key to make one ticket with, and the vector; `nil` when there are no random bytes.
  func next() -> (key: TicketKey, vector: InitialVector)? {
    let now = clock()
    return keys.withLock { keys in
      rotate(&keys, now)
      return keys.vectors.next().map { (keys.current, $0) }
    }
  }

  /// The key a ticket names, and whether it is the one that makes tickets now; `nil`: it is not or no longer known.
  func find(_ name: UnsafeRawBufferPointer) -> (key: TicketKey, isCurrent: Bool)? {
    let now = clock()
    return keys.withLock {
      rotate(&$0, now)
      if $0.current.hasName(name) { return ($0.current, true) }
      if let previous = $0.previous, previous.hasName(name) { return (previous, false) }
      return nil
    }
  }

  private func rotate(_ keys: inout Keys, _ now: Int64) {
    let age = now - keys.since
    if age < rotationMilliseconds { return }
    keys.previous = age < 2 * rotationMilliseconds ? keys.current : nil
    keys.current = TicketKey()
    keys.since = now
  }
}

/// One key: a public name that tickets carry, a secret for encryption (AES-256) and one for authentication
/// (HMAC-SHA256), as RFC 5077 §4 recommends. Erased at its end.
final class TicketKey: @unchecked Sendable {
  // Sendable is safe: the memory is written in init only.
  static let nameBytes = 16
  private static let secretBytes = 32
  private let memory: UnsafeMutableRawBufferPointer

  init() {
    let count = Self.nameBytes + 2 * Self.secretBytes
    memory = .allocate(byteCount: count, alignment: 8)
    // Without randomness there is no TLS at all; OpenSSL lacks it only when the kernel does.
    precondition(
      RAND_priv_bytes(memory.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(count)) == 1,
      "the system gives no random bytes")
  }

  deinit {
    OPENSSL_cleanse(memory.baseAddress, memory.count)
    memory.deallocate()
  }

  var name: UnsafeRawBufferPointer { part(0, Self.nameBytes) }
  var encryptionSecret: UnsafeRawBufferPointer { part(Self.nameBytes, Self.secretBytes) }
  var authenticationSecret: UnsafeRawBufferPointer {
    part(Self.nameBytes + Self.secretBytes, Self.secretBytes)
  }

  private func part(_ start: Int, _ count: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory)[start..<start + count])
  }

  /// The name is no secret, so the time the comparison takes tells nothing.
  func hasName(_ other: UnsafeRawBufferPointer) -> Bool { name.elementsEqual(other) }
}
