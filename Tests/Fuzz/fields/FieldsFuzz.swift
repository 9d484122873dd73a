// Compiled into one module with Sources/HTTP by `scripts/fuzz fields`; it is no target of the package.

/// Field values with a structure of their own, each read from any text: nothing may trap, and what is written of what
/// was read must be read as the same again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFields(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  let text = String(decoding: bytes, as: UTF8.self)

  if let tag = EntityTag(text) { precondition(EntityTag(tag.field) == tag, "a tag written is the tag read") }
  if case .tags(let tags) = EntityTagCondition(text) {
    let written = tags.map(\.field).joined(separator: ", ")
    if !tags.isEmpty { precondition(EntityTagCondition(written) == .tags(tags), "so is a list of them") }
  }
  for length in [0, 1, 10, 1 << 20] {
    if case .part(let range) = ByteRange(text, length: length) {
      precondition(
        !range.isEmpty && range.lowerBound >= 0 && range.upperBound <= length, "a part lies within the whole")
    }
  }
  if let seconds = HTTPDate.parse(text) {
    precondition(HTTPDate.parse(HTTPDate.format(seconds)) == seconds, "a date written is the date read")
  }
  if let type = MediaType(text) { precondition(MediaType(type.essence)?.essence == type.essence) }
  let offers = ["application/json", "text/html", "text/plain"].compactMap { MediaType($0) }
  if let best = Accept(text).best(of: offers) { precondition(offers.contains { $0.essence == best.essence }) }
  _ = AcceptEncoding(text)
  _ = QueryParameters.self
  _ = Preconditions(Fields([("If-Match", text), ("If-None-Match", text), ("If-Modified-Since", text)]))
  precondition(FieldValues.list(text).allSatisfy { !$0.isEmpty }, "empty elements are none")
  let host = Array(text.utf8)
  _ = Authority.isValid(host.span, 0..<host.count)
  return 0
}
