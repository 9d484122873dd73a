import TestSupport

/// Makes requests that are nearly right: good ones with up to three edits. The same seed makes the same ones.
struct Mutator {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private static let bytes: [UInt8] = [
    0, 9, 10, 13, 32, 34, 44, 45, 47, 48, 58, 59, 61, 63, 92, 127, 128, 255,
  ]
  private static let lineEnds = ["\n", "\r", "\r\r\n", "\n\r", "\r\n\r\n", "\r\n ", " \r\n", ""].map {
    Array($0.utf8)
  }
  private static let lines = [
    "Content-Length: 5", "Content-Length: 5, 6", "Content-Length: +5", "Content-Length: 99999999999999999999",
    "Content-Length: 0x5", "Transfer-Encoding: chunked", "Transfer-Encoding: gzip, chunked",
    "Transfer-Encoding: chunked, identity", "Transfer-Encoding : chunked", "Transfer-Encoding:\tchunked",
    "Host: other",
    "Host: a b", "Host:", "Expect: 200-ok", "Expect: 100-continue", "Connection: close",
    "Connection: content-length",
    " folded: line", ": nameless", "no colon", "Range: bytes=-1,0-,5-4", "If-Match: \"", "Accept: */*;q=2",
    "TE: chunked",
    "Content-Encoding: gzip", "Upgrade: websocket", "Accept-Encoding: *;q=0",
  ].map { Array($0.utf8) }

  mutating func next() -> [UInt8] {
    var request = pick(GoodRequests.all)
    for _ in 0..<Int.random(in: 0...3, using: &generator) { edit(&request) }
    return request
  }

  private mutating func edit(_ request: inout [UInt8]) {
    guard !request.isEmpty else { return }
    let at = Int.random(in: 0..<request.count, using: &generator)
    let end = min(request.count, at + Int.random(in: 1...12, using: &generator))
    switch Int.random(in: 0..<10, using: &generator) {
    case 0: request[at] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1: request[at] = pick(Self.bytes)
    case 2: request.insert(pick(Self.bytes), at: at)
    case 3: request.removeSubrange(at..<end)
    case 4: request.removeSubrange(at...)
    case 5: request.insert(contentsOf: request[at..<end], at: at)
    case 6: doubleLine(at, in: &request)
    case 7: replaceLineEnd(from: at, in: &request)
    case 8: insertLine(from: at, in: &request)
    default:
      let other = pick(GoodRequests.all)
      request = Array(request[..<at]) + other[Int.random(in: 0..<other.count, using: &generator)...]
    }
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &generator)]
  }

  /// Where the next CR of a CRLF is.
  private func lineEnd(from start: Int, in request: [UInt8]) -> Int? {
    request.indices.dropFirst(start).dropLast().first { request[$0] == 13 && request[$0 + 1] == 10 }
  }

  private mutating func replaceLineEnd(from start: Int, in request: inout [UInt8]) {
    guard let end = lineEnd(from: start, in: request) else { return }
    request.replaceSubrange(end...end + 1, with: pick(Self.lineEnds))
  }

  private mutating func insertLine(from start: Int, in request: inout [UInt8]) {
    guard let end = lineEnd(from: start, in: request) else { return }
    request.insert(contentsOf: [13, 10] + pick(Self.lines), at: end)
  }

  private func doubleLine(_ start: Int, in request: inout [UInt8]) {
    guard let first = lineEnd(from: start, in: request), let second = lineEnd(from: first + 2, in: request)
    else {
      return
    }
    request.insert(contentsOf: request[first..<second], at: first)
  }
}
