/// Undoes one content coding, piece by piece, and never makes more than it may.
///
/// The bound is known before the first byte: the limit in bytes, or the ratio times what was sent. Beside its output it
/// keeps the coding's state, which is some 50 KiB for gzip and deflate, and for brotli twice the bound or 2 MiB.
/// Wherever the content is cut, the outcome is the same. For one thread; not to be copied, because the state of the C
/// library would not be.
public struct BoundedDecoder: ~Copyable {
  private let coding: ContentCoding
  private let outputBytesMax: Int
  private let excess: DecodingFault
  /// `nil` before the first byte, which tells the two kinds of deflate apart, and for identity.
  private var decompressor: (any Decompressor)?
  private var output: [UInt8] = []
  private var scratch: [UInt8] = []
  /// Bytes taken so far.
  private var offset = 0
  private var hasEnded = false

  /// `sourceBytes`: how long the content is as it was sent, for the ratio.
  public init(_ coding: ContentCoding, limits: DecodingLimits, sourceBytes: Int) {
    self.coding = coding
    outputBytesMax = limits.outputBytesMax(sourceBytes: sourceBytes)
    excess = limits.excess(sourceBytes: sourceBytes)
  }

  /// Takes the next piece. After a throw nothing may be written any more.
  public mutating func write(_ piece: [UInt8]) throws(DecodingFault) {
    guard let first = piece.first else { return }
    if coding == .identity { return try append(piece[...]) }
    let decompressor = decompressor ?? start(first)
    var taken = 0
    var waits = false
    // Once the piece is taken, what the decoder still holds is fetched until it asks for more.
    while taken < piece.count || !waits {
      if hasEnded {
        if taken == piece.count { return }
        guard decompressor.restart(before: piece[taken]) else {
          throw .trailing(coding, offset: offset)
        }
        hasEnded = false
      }
      // Room for one byte too many is enough to see that there are too many.
      let room = min(scratch.count, outputBytesMax - output.count + 1)
      let step = decompressor.step(piece[taken...], &scratch, room: room)
      taken += step.taken
      offset += step.taken
      try append(scratch[..<step.made])
      hasEnded = step.outcome == .ended
      waits = step.outcome == .goesOn && step.made < room
      if step.outcome == .tooLarge { throw excess }
      if case .corrupt(let detail) = step.outcome {
        throw .corrupt(coding, offset: offset, detail: detail)
      }
      // Neither decoder does this; if one did, it would do so for ever.
      if waits && taken < piece.count && step.taken == 0 && step.made == 0 {
        throw .corrupt(coding, offset: offset, detail: "it leads nowhere")
      }
    }
  }

  /// What was decoded, at the end of the content.
  public consuming func finish() throws(DecodingFault) -> [UInt8] {
    guard hasEnded || coding == .identity else { throw .truncated(coding, offset: offset) }
    return output
  }

  private mutating func start(_ first: UInt8) -> any Decompressor {
    let decompressor: any Decompressor =
      switch coding {
      case .br: BrotliDecompressor(outputBytesMax: outputBytesMax)
      case .gzip: ZlibDecompressor(.gzip)
      // A zlib header begins with the method 8 and a window of at most 2^15 (RFC 1950 §2.2). A bare stream that
      // begins so would be a stored block with padding that is not zero, which nobody makes.
      case .deflate: ZlibDecompressor(first & 0x0F == 8 && first >> 4 <= 7 ? .zlib : .bare)
      case .identity: preconditionFailure("there is nothing to undo")
      }
    self.decompressor = decompressor
    scratch = [UInt8](repeating: 0, count: 32 * 1024)
    return decompressor
  }

  private mutating func append(_ piece: ArraySlice<UInt8>) throws(DecodingFault) {
    let count = output.count + piece.count
    if count > outputBytesMax { throw excess }
    // Doubling, but not beyond what may come.
    if count > output.capacity {
      output.reserveCapacity(min(max(count, 2 * output.capacity), outputBytesMax))
    }
    output.append(contentsOf: piece)
  }
}

extension ContentCoding {
  /// `bytes` without this coding. Linear in what comes out; for a worker's thread.
  public func decode(_ bytes: [UInt8], limits: DecodingLimits) throws(DecodingFault) -> [UInt8] {
    try Self.decode(bytes, codings: [self], limits: limits)
  }

  /// `bytes` without `codings`, which stand in the order in which they were applied, as in `Content-Encoding`. Each
  /// step is held to the limits, and the ratio is that to what was sent.
  public static func decode(
    _ bytes: [UInt8], codings: [ContentCoding], limits: DecodingLimits
  ) throws(DecodingFault) -> [UInt8] {
    var content = bytes
    for coding in codings.reversed() where coding != .identity {
      var decoder = BoundedDecoder(coding, limits: limits, sourceBytes: bytes.count)
      try decoder.write(content)
      content = try decoder.finish()
    }
    return content
  }
}
