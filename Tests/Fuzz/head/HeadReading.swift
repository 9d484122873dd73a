#if !FUZZING
  @testable import HTTP
#endif

/// A head as either reader of heads sees it.
struct HeadReading: Equatable {
  var method: Method
  var version: Request.Version
  var originForm: Range<Int>?
  var names: [Range<Int>]
  var values: [Range<Int>]
  var known: [KnownField]
  var persists: Bool
  var hasHost: Bool
  var isAboutTheAnswerAlone: Bool
  var hasRequestID: Bool
  var end: Int

  init(_ line: RequestLine, _ framing: Framing, _ fields: [FieldLine], end: Int) {
    method = line.method
    version = line.version
    originForm = line.originForm
    names = fields.map(\.name)
    values = fields.map(\.value)
    known = fields.map(\.known)
    persists = framing.persists(line.version)
    hasHost = framing.hasHost
    isAboutTheAnswerAlone = framing.isAboutTheAnswerAlone
    hasRequestID = framing.hasRequestID
    self.end = end
  }

  /// By the quick reader; `nil` when it does not take the head.
  static func quick(_ bytes: [UInt8], _ limits: Limits) -> HeadReading? {
    withUnsafeTemporaryAllocation(of: FieldLine.self, capacity: 100) { buffer in
      guard let head = PlainHead(bytes.span, buffer, limits) else { return nil }
      return HeadReading(head.line, head.framing, Array(buffer[..<head.fieldCount]), end: head.end)
    }
  }
}
