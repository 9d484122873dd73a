import Glibc

/// What a system call came to; the one place where `errno` is read and EINTR is met.
enum SystemResult<Value: FixedWidthInteger & SignedInteger> {
  case value(Value)
  case failed(Int32)
}

/// Runs `body` until it is not interrupted by a signal. Below zero means failure, as system calls have it.
@inline(__always)
func retrying<Value: FixedWidthInteger & SignedInteger>(_ body: () -> Value) -> SystemResult<Value> {
  while true {
    let value = body()
    if value >= 0 { return .value(value) }
    let code = errno
    if code != EINTR { return .failed(code) }
  }
}

/// As `retrying`, for calls that ought not to fail.
@discardableResult
func systemCall<Value: FixedWidthInteger & SignedInteger>(
  _ name: String, _ body: () -> Value
) throws(SystemError) -> Value {
  switch retrying(body) {
  case .value(let value): return value
  case .failed(let code): throw SystemError(call: name, code: code)
  }
}

/// Runs a call of the pthread family, which returns its error, and fails only by a mistake of ours.
func mustSucceed(_ name: StaticString, _ code: Int32) {
  precondition(code == 0, "\(name): \(SystemError.text(code))")
}
