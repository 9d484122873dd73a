import Glibc

/// Where the command line tells people what went wrong.
enum StandardError {
  /// One line, with the program's name in front.
  static func say(_ sentence: String) {
    let line = Array("onrecord: \(sentence)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
  }
}
