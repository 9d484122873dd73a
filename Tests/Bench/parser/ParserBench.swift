// Compiled into one module with Sources/HTTP by `scripts/bench parser`; it is no target of the package.
import Glibc

/// What a browser sends, made to be 703 bytes with nine field lines, and about the least a client can send, 48 bytes
/// with one. Both figures are those of the bars, whose anchor is picohttpparser on requests of these sizes.
private enum Requests {
  static let browser: [UInt8] = {
    let front = """
      GET /v1/articles/a_2brjxy3cd5rk2mqg/quotes?speaker=kamikawa&limit=50 HTTP/1.1\r
      Host: onrecord.example:8080\r
      User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r
      Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r
      Accept-Language: en-GB,en;q=0.7,ja;q=0.3\r
      Accept-Encoding: gzip, deflate, br\r
      Referer: http://onrecord.example:8080/v1/articles?sort=-published_at&limit=20\r
      If-None-Match: W/"1-b59c4dbb926965c5"\r
      Connection: keep-alive\r
      Cookie: theme=dark; session=
      """
    let end = "\r\n\r\n"
    let padding = String(repeating: "0", count: 703 - front.utf8.count - end.utf8.count)
    return Array((front + padding + end).utf8)
  }()
  static let least = Array("GET /v1/ready HTTP/1.1\r\nHost: localhost:8080\r\n\r\n".utf8)
}

/// One way to read a head. A type, so that the loop that measures is made for each and calls nothing in between.
private protocol Reader {
  init()
  static var name: String { get }
  /// Bytes and field lines of the head, which keeps the compiler from leaving work out.
  mutating func read(
    _ bytes: Span<UInt8>, _ fields: UnsafeMutableBufferPointer<FieldLine>, _ limits: Limits
  ) -> (end: Int, fields: Int)?
}

// The only lines that know the parsers' interfaces: adapt these when they change.

private struct Plain: Reader {
  static let name = "PlainHead"

  @inline(__always)
  mutating func read(
    _ bytes: Span<UInt8>, _ fields: UnsafeMutableBufferPointer<FieldLine>, _ limits: Limits
  ) -> (end: Int, fields: Int)? {
    guard let head = PlainHead(bytes, fields, limits) else { return nil }
    return (head.end, head.fieldCount)
  }
}

private struct General: Reader {
  static let name = "HeadParser"
  /// Kept from one head to the next, as a connection does.
  private var lines = FieldLines()

  @inline(__always)
  mutating func read(
    _ bytes: Span<UInt8>, _ fields: UnsafeMutableBufferPointer<FieldLine>, _ limits: Limits
  ) -> (end: Int, fields: Int)? {
    var parser = HeadParser()
    lines.removeAll()
    guard let end = try? parser.parse(bytes, into: &lines, limits) else { return nil }
    return (end, lines.count)
  }
}

@main
enum ParserBench {
  /// Copies of a request, one behind the other, so that no two readings in a row see the same addresses.
  private static let copies = 8

  static func main() {
    let rounds = CommandLine.arguments.count > 1 ? Int(CommandLine.arguments[1]) ?? 0 : 400
    precondition(rounds > 0 && rounds <= 100_000, "1 to 100000 rounds")
    precondition(Requests.browser.count == 703 && Requests.least.count == 48)
    for (bytes, fields, bar) in [(Requests.browser, 9, 150.0), (Requests.least, 1, 15.0)] {
      show(Plain.self, bytes, fields, rounds, bar: bar)
      show(General.self, bytes, fields, rounds, bar: nil)
    }
  }

  private static func show<R: Reader>(
    _ reader: R.Type, _ bytes: [UInt8], _ fields: Int, _ rounds: Int, bar: Double?
  ) {
    let nanoseconds = measure(reader, bytes, fields, rounds)
    let (best, median) = (nanoseconds[0], nanoseconds[rounds / 2])
    let verdict = bar.map { "; bar \(tenths($0)) ns: \(best <= $0 ? "met" : "NOT MET")" } ?? ""
    print(
      "\(bytes.count) bytes, field lines: \(fields), \(R.name): best \(tenths(best)) ns, "
        + "median \(tenths(median)) ns, \(tenths(Double(bytes.count) / best)) GB/s\(verdict)")
  }

  /// Nanoseconds for one reading, a figure a round, sorted.
  private static func measure<R: Reader>(
    _: R.Type, _ request: [UInt8], _ fields: Int, _ rounds: Int
  ) -> [Double] {
    let limits = Limits()
    var reader = R()
    let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: request.count * copies)
    let lines = UnsafeMutableBufferPointer<FieldLine>.allocate(capacity: 128)
    defer {
      input.deallocate()
      lines.deallocate()
    }
    for index in input.indices { input[index] = request[index % request.count] }
    let iterations = 1_000_000 / request.count
    return (0..<rounds).map { _ in
      var right = 0
      let start = nanoseconds()
      for iteration in 0..<iterations {
        let first = iteration % copies * request.count
        // Safe: the bytes lie within `input`, which lives until all rounds are over.
        let bytes = UnsafeBufferPointer(rebasing: input[first..<first + request.count]).span
        guard let head = reader.read(bytes, lines, limits) else { continue }
        if head.end == request.count && head.fields == fields { right += 1 }
      }
      let time = nanoseconds() - start
      precondition(right == iterations, "\(R.name) does not read the request")
      return Double(time) / Double(iterations)
    }.sorted()
  }

  private static func nanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  private static func tenths(_ value: Double) -> String {
    let rounded = Int((value * 10).rounded())
    return "\(rounded / 10).\(rounded % 10)"
  }
}
