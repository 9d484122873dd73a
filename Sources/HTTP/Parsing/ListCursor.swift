/// Walks the elements of a comma-separated list (RFC 9110 §5.6.1). Elements come out trimmed; empty ones as empty
/// ranges, because whether they are harmless is for the field to say.
struct ListCursor {
  private var start: Int?
  private let end: Int

  init(_ list: Range<Int>) {
    start = list.lowerBound
    end = list.upperBound
  }

  mutating func next(in bytes: Span<UInt8>) -> Range<Int>? {
    guard let start else { return nil }
    var comma = start
    while comma < end, bytes[comma] != ASCII.comma { comma &+= 1 }
    self.start = comma < end ? comma &+ 1 : nil
    return bytes.trimmingBlanks(start..<comma)
  }
}
