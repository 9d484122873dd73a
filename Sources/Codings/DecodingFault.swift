/// Why coded content is not undone. Offsets count the bytes of the coded content that the decoder had taken, so the
/// fault lies there or within some bytes before.
public enum DecodingFault: Error, Sendable, Equatable {
  /// Decoded, it has more bytes than the limit.
  case tooLarge(bytesMax: Int)
  /// Decoded, it has more than this many times the bytes it was sent in.
  case ratioExceeded(ratioMax: Int)
  /// Not what its coding allows; `detail` in the decoder's words.
  case corrupt(ContentCoding, offset: Int, detail: String)
  /// Ends before the coding says it does.
  case truncated(ContentCoding, offset: Int)
  /// More bytes follow the end.
  case trailing(ContentCoding, offset: Int)
}

/// What undoing codings may cost.
public struct DecodingLimits: Sendable, Equatable {
  /// Bytes of the decoded content; more is `tooLarge`.
  public var bytesMax: Int
  /// Decoded bytes for one byte sent, over all codings together; more is `ratioExceeded`. JSON and prose reach 10,
  /// deflate can be made to reach 1,032, brotli far more.
  public var ratioMax = 100
  /// Decoded bytes that are never refused for their ratio, so that small content may repeat itself as it likes.
  public var ratioFloorBytes = 64 * 1024

  public init(bytesMax: Int) { self.bytesMax = bytesMax }

  /// The bytes that content sent in `sourceBytes` may decode to.
  func outputBytesMax(sourceBytes: Int) -> Int {
    precondition(bytesMax >= 0 && ratioMax > 0, "limits that nothing can keep")
    let byRatio = sourceBytes > bytesMax / ratioMax ? bytesMax : sourceBytes * ratioMax
    return min(bytesMax, max(ratioFloorBytes, byRatio))
  }

  /// The fault of content that decodes to more than that.
  func excess(sourceBytes: Int) -> DecodingFault {
    outputBytesMax(sourceBytes: sourceBytes) < bytesMax
      ? .ratioExceeded(ratioMax: ratioMax) : .tooLarge(bytesMax: bytesMax)
  }
}
