import Glibc

/// A system call that failed, and why.
public struct SystemError: Error, Equatable, CustomStringConvertible {
  /// The call's name: `epoll_create1`.
  public let call: String
  /// Its `errno`.
  public let code: Int32

  public init(call: String, code: Int32) {
    self.call = call
    self.code = code
  }

  /// `bind: Address already in use (errno 98)`.
  public var description: String { "\(call): \(Self.text(code)) (errno \(code))" }

  /// The C library's words for an `errno`. Thread-safe.
  public static func text(_ code: Int32) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      // Safe: strerror_r writes at most the size given, with a closing zero, when it returns 0.
      guard let start = buffer.baseAddress, strerror_r(code, start, buffer.count) == 0 else {
        return "Unknown error"
      }
      return String(cString: start)
    }
  }
}
