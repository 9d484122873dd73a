/// Takes the chunked transfer coding off (RFC 9112 §7.1) as its bytes come.
struct ChunkedDecoder {
  private enum State {
    case size
    case data(remaining: Int)
    /// The CRLF behind a chunk's data.
    case dataEnd
    case trailers
  }

  /// All chunks' extensions together may have this many times the bytes of one chunk's; more are a 431. Otherwise
  /// chunks of one byte each could make a body cost a thousand times its size.
  static let extensionsFactor = 16

  private var state = State.size
  private var lines = LineScanner()
  private var extensionBytes = 0
  private var trailerBytes = 0
  private var trailerLines = 0

  /// Appends what content `bytes` hold to `content`. Says how many bytes are done with, which the caller takes away
  /// before the next call, and whether the body ended with them.
  mutating func decode(
    _ bytes: Span<UInt8>, into content: inout [UInt8], _ limits: Limits
  ) throws(Fault) -> (consumed: Int, isWhole: Bool) {
    var isWhole = false
    while !isWhole, try advance(bytes, &content, limits, &isWhole) {}
    let consumed = lines.start
    lines.rebase()
    return (consumed, isWhole)
  }

  /// One step; `false` when bytes are lacking for it.
  private mutating func advance(
    _ bytes: Span<UInt8>, _ content: inout [UInt8], _ limits: Limits, _ isWhole: inout Bool
  ) throws(Fault) -> Bool {
    switch state {
    case .size: return try readSize(bytes, contentBytes: content.count, limits)
    case .data(let remaining):
      let part = min(remaining, bytes.count &- lines.start)
      content.append(contentsOf: bytes.extracting(lines.start..<lines.start &+ part))
      lines.skip(to: lines.start &+ part)
      state = part == remaining ? .dataEnd : .data(remaining: remaining &- part)
      return part == remaining
    case .dataEnd: return try readDataEnd(bytes)
    case .trailers: return try readTrailer(bytes, limits, &isWhole)
    }
  }

  private mutating func readSize(
    _ bytes: Span<UInt8>, contentBytes: Int, _ limits: Limits
  ) throws(Fault) -> Bool {
    let extensionsMax = limits.chunkExtensionBytesMax
    let limit = lines.start &+ ChunkSizeLine.digitsMax &+ extensionsMax
    guard let range = try lines.next(in: bytes, .chunkSize, limit: limit, bytesMax: extensionsMax) else {
      return false
    }
    let (size, extensions) = try ChunkSizeLine.parse(bytes, range)
    extensionBytes &+= extensions.count
    guard extensions.count <= extensionsMax else { throw Line.chunkSize.tooLong(extensionsMax) }
    let allExtensionsMax = extensionsMax * Self.extensionsFactor
    guard extensionBytes <= allExtensionsMax else {
      throw Fault(.fieldsTooLarge, "The extensions of all chunks are longer than \(allExtensionsMax) bytes.")
    }
    guard size <= limits.bodyBytesMax &- contentBytes else {
      throw Fault(.contentTooLarge, "The content is longer than \(limits.bodyBytesMax) bytes.")
    }
    state = size == 0 ? .trailers : .data(remaining: size)
    return true
  }

  private mutating func readDataEnd(_ bytes: Span<UInt8>) throws(Fault) -> Bool {
    let start = lines.start
    guard start < bytes.count else { return false }
    let isReturn = bytes[start] == ASCII.carriageReturn
    if isReturn, start &+ 1 == bytes.count { return false }
    guard isReturn, bytes[start &+ 1] == ASCII.lineFeed else {
      throw Fault(.badRequest, "The data of a chunk is not followed by CRLF.")
    }
    lines.skip(to: start &+ 2)
    state = .size
    return true
  }

  /// Trailer fields (RFC 9112 §7.1.2) are checked like fields and dropped: nothing here knows one it could merge.
  private mutating func readTrailer(
    _ bytes: Span<UInt8>, _ limits: Limits, _ isWhole: inout Bool
  ) throws(Fault) -> Bool {
    let start = lines.start
    let line = Line.trailer(trailerLines &+ 1)
    let limit = start &+ limits.trailerBytesMax &- trailerBytes
    let range = try lines.next(in: bytes, line, limit: limit, bytesMax: limits.trailerBytesMax)
    guard let range else { return false }
    isWhole = range.isEmpty
    if isWhole { return true }
    guard lines.start <= limit else { throw line.tooLong(limits.trailerBytesMax) }
    trailerBytes &+= lines.start &- start
    trailerLines &+= 1
    guard trailerLines <= limits.headerFieldsMax else {
      throw Fault(.fieldsTooLarge, "The request has more than \(limits.headerFieldsMax) trailer lines.")
    }
    _ = try FieldLine(bytes, range, line)
    return true
  }
}
