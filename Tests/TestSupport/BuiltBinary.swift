import Glibc

/// The `onrecord` binary that was built beside the tests.
public enum BuiltBinary {
  /// `ONRECORD_BINARY` names another.
  public static let path: String = {
    if let named = getenv("ONRECORD_BINARY") { return String(cString: named) }
    for argument in CommandLine.arguments {
      guard let range = argument.firstRange(of: "/OnRecordPackageTests.xctest") else { continue }
      return argument[..<range.lowerBound] + "/onrecord"
    }
    return "\(Samples.root)/.build/debug/onrecord"
  }()
}

/// A program that runs beside the test, with pipes on its standard streams. Ended when it goes out of scope.
public struct Subprocess: ~Copyable {
  public let id: pid_t
  private let input: Int32
  private let output: Int32
  private let errors: Int32
  private var reaped = false

  public struct Failure: Error, CustomStringConvertible {
    public let description: String

    public init(description: String) { self.description = description }
  }

  public struct Outcome: Sendable {
    /// The exit status; negative: the signal that ended it.
    public var status: Int32
    public var output: [UInt8]
    public var errors: String
    public var text: String { String(decoding: output, as: UTF8.self) }
    public var lines: [String] { text.split(separator: "\n").map(String.init) }
  }

  public init(_ program: String, _ arguments: [String]) throws {
    let inputs = try Self.channel()
    let outputs = try Self.channel()
    let errorOutputs = try Self.channel()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, inputs.child, 0)
    posix_spawn_file_actions_adddup2(&actions, outputs.child, 1)
    posix_spawn_file_actions_adddup2(&actions, errorOutputs.child, 2)
    // Signals that the test process may have blocked are the child's to decide on.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var child: pid_t = 0
    let code = posix_spawn(&child, program, &actions, &attributes, words, environ)
    for descriptor in [inputs.child, outputs.child, errorOutputs.child] { close(descriptor) }
    guard code == 0 else {
      throw Failure(description: "cannot start \(program): \(String(cString: strerror(code)))")
    }
    id = child
    input = inputs.test
    output = outputs.test
    errors = errorOutputs.test
  }

  /// A pair of connected sockets that no other child inherits. Sockets, because one direction of a socket can be shut
  /// while its descriptor stays open.
  private static func channel() throws -> (test: Int32, child: Int32) {
    var ends: [Int32] = [0, 0]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw Failure(description: "socketpair: \(String(cString: strerror(errno)))")
    }
    return (ends[0], ends[1])
  }

  deinit {
    if !reaped {
      kill(id, SIGKILL)
      var status: Int32 = 0
      waitpid(id, &status, 0)
    }
    for descriptor in [input, output, errors] { close(descriptor) }
  }

  public func signal(_ number: Int32) { kill(id, number) }

  /// One line of standard output without its LF; `nil` at the end or after `seconds`.
  public func readLine(seconds: Int = 30) -> String? {
    var line: [UInt8] = []
    while true {
      var wait = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      guard poll(&wait, 1, Int32(seconds * 1000)) > 0 else { return nil }
      var byte: UInt8 = 0
      guard read(output, &byte, 1) == 1 else {
        return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
      }
      if byte == 0x0A { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
  }

  /// Feeds `bytes` to standard input, closes it, collects everything and waits for the end, at most `seconds`.
  public consuming func finish(input bytes: [UInt8] = [], seconds: Int = 120) throws -> Outcome {
    var outcome = Outcome(status: 0, output: [], errors: "")
    var errorBytes: [UInt8] = []
    var written = 0
    var open: Set<Int32> = [output, errors]
    var inputIsOpen = true
    let deadline = time(nil) + seconds
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while !open.isEmpty {
      if inputIsOpen && written == bytes.count {
        shutdown(input, Int32(SHUT_WR))
        inputIsOpen = false
      }
      var waits = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      if inputIsOpen { waits.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0)) }
      guard time(nil) < deadline else {
        throw Failure(description: "process \(id) did not end within \(seconds) s")
      }
      guard poll(&waits, UInt(waits.count), 1000) >= 0 else { continue }
      for ready in waits where ready.revents != 0 {
        if ready.fd == input {
          let count = bytes[written...].withUnsafeBytes {
            send(input, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
          }
          written = count > 0 ? written + count : errno == EAGAIN ? written : bytes.count
          continue
        }
        let count = read(ready.fd, &buffer, buffer.count)
        if count <= 0 {
          open.remove(ready.fd)
        } else if ready.fd == output {
          outcome.output.append(contentsOf: buffer[..<count])
        } else {
          errorBytes.append(contentsOf: buffer[..<count])
        }
      }
    }
    var status: Int32 = 0
    waitpid(id, &status, 0)
    reaped = true
    outcome.status = status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
    outcome.errors = String(decoding: errorBytes, as: UTF8.self)
    return outcome
  }

  /// Runs `onrecord` with `arguments` to its end.
  public static func onrecord(_ arguments: [String], input: [UInt8] = []) throws -> Outcome {
    try Subprocess(BuiltBinary.path, arguments).finish(input: input)
  }
}
