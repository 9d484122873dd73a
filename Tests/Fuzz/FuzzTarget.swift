/// What can be fuzzed. The same code is run by libFuzzer (`scripts/fuzz` compiles this folder into one module with the
/// sources it tests) and by `ReplayTests`, which gives it every input kept.
enum FuzzTarget: String, CaseIterable, Sendable {
  /// A whole connection.
  case http
  /// One request head, by every reader there is.
  case head
  /// One chunked body.
  case chunked
  /// Values of fields that have structure.
  case fields
  /// Content codings.
  case codings
  /// A whole text.
  case text

  /// Does with `input` what the target is about. Throws when something does not hold that must, whatever the bytes are.
  func run(_ input: [UInt8]) throws(Finding) {
    switch self {
    case .http: try HTTPFuzz.run(input)
    case .head: try HeadFuzz.run(input)
    case .chunked: try ChunkedFuzz.run(input)
    case .fields: try FieldsFuzz.run(input)
    case .codings: try CodingsFuzz.run(input)
    case .text: try TextFuzz.run(input)
    }
  }
}

/// What an input showed.
struct Finding: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}

/// Throws unless `condition` holds.
func hold(_ condition: Bool, _ what: @autoclosure () -> String) throws(Finding) {
  if !condition { throw Finding(what()) }
}

/// The pieces of `input` when it is cut at places that follow from its bytes, each piece at most `longest` bytes.
func pieces(of input: [UInt8], longest: Int = 16) -> [ArraySlice<UInt8>] {
  var state = input.reduce(UInt32(truncatingIfNeeded: input.count)) { $0 &* 31 &+ UInt32($1) }
  var pieces: [ArraySlice<UInt8>] = []
  var start = 0
  while start < input.count {
    state = state &* 1_664_525 &+ 1_013_904_223
    let end = min(input.count, start + 1 + Int(state >> 8) % longest)
    pieces.append(input[start..<end])
    start = end
  }
  return pieces
}
