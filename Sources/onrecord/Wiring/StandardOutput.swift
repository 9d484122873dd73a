import ArgumentParser
import Glibc

/// Where the commands' answers go.
enum StandardOutput {
  /// Writes all of `line`; a reader that went away ends the command quietly, as it does for any filter.
  static func write(_ line: [UInt8]) throws {
    var written = 0
    while written < line.count {
      let count = line[written...].withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EPIPE { throw ExitCode(0) }
      if count < 0 {
        StandardError.say("cannot write to standard output: \(String(cString: strerror(errno)))")
        throw ExitCode(1)
      }
      written += count
    }
  }
}
