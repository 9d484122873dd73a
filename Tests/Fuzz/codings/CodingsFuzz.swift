#if !FUZZING
  @testable import Codings
#endif

/// The first byte of an input chooses the coding, the second where the rest is cut in two. Undone at once and in two
/// pieces, it must come to the same, within the limits.
enum CodingsFuzz {
  static func run(_ input: [UInt8]) throws(Finding) {
    guard input.count > 2 else { return }
    let coding = [ContentCoding.gzip, .deflate, .br][Int(input[0]) % 3]
    let bytes = Array(input.dropFirst(2))
    let cut = Int(input[1]) % bytes.count
    var limits = DecodingLimits(bytesMax: 1 << 17)
    limits.ratioFloorBytes = 1 << 16
    let whole = Result { () throws(DecodingFault) in try coding.decode(bytes, limits: limits) }
    let inTwo = Result { () throws(DecodingFault) -> [UInt8] in
      var decoder = BoundedDecoder(coding, limits: limits, sourceBytes: bytes.count)
      try decoder.write(Array(bytes[..<cut]))
      try decoder.write(Array(bytes[cut...]))
      return try decoder.finish()
    }
    switch (whole, inTwo) {
    case (.success(let a), .success(let b)):
      try hold(a == b, "two outputs")
      try hold(a.count <= limits.outputBytesMax(sourceBytes: bytes.count), "more output than is allowed")
    // A decoder that has more before it looks further ahead, so the place may differ.
    case (.failure(.corrupt), .failure(.corrupt)): break
    case (.failure(let a), .failure(let b)): try hold(a == b, "\(a) is not \(b)")
    default: throw Finding("\(whole) is not \(inTwo)")
    }
  }
}
