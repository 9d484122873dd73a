// Compiled into one module with Sources/HTTP by `scripts/fuzz fields`; it is no target of the package.

/// Field values with a structure of their own, each read from any text: nothing may trap, what is written of what was
/// read must be read as the same again, and what is chosen must be what was allowed.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFields(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  let text = String(decoding: bytes, as: UTF8.self)
  checkAccept(text)
  checkAcceptEncoding(text)
  checkCondition(text)
  for length in [0, 1, 10, 1 << 20] { checkRange(text, length: length) }
  checkMediaType(text)
  checkDate(text)
  checkList(text)
  checkPreconditions(text)
  let host = Array(text.utf8)
  _ = Authority.isValid(host.span, 0..<host.count)
  return 0
}

private let offers = ["application/json; charset=utf-8", "text/html", "text/plain"].compactMap {
  MediaType($0)
}

private func checkAccept(_ value: String) {
  let accept = Accept(value)
  let best = accept.best(of: offers)
  for offer in offers {
    let quality = accept.quality(of: offer)
    precondition((0...1000).contains(quality), "a weight is in thousandths")
    if let best { precondition(accept.quality(of: best) >= quality, "nothing is liked better than the best") }
    if best == nil { precondition(quality == 0, "what is acceptable is chosen") }
  }
  precondition(accept == Accept(" \(value)\t"), "blanks around a value say nothing")
}

private func checkAcceptEncoding(_ value: String) {
  let accept = AcceptEncoding(value)
  let codings = ["br", "gzip", "identity"]
  let best = accept.best(of: codings)
  if let best { precondition(accept.takes(best), "what is chosen is acceptable") }
  if best == nil { precondition(!codings.contains { accept.takes($0) }, "what is acceptable is chosen") }
  // Refusing identity takes it out, whatever else is said: the lower weight counts.
  precondition(!AcceptEncoding("identity;q=0, \(value)").takes("identity"))
}

private func checkCondition(_ value: String) {
  if let tag = EntityTag(value) {
    precondition(EntityTag(tag.field) == tag && tag.field == value, "a tag comes back as it was")
    precondition(tag.weaklyMatches(tag) && tag.stronglyMatches(tag) == !tag.isWeak)
  }
  guard case .tags(let tags) = EntityTagCondition(value) else { return }
  let again = EntityTagCondition(tags.map(\.field).joined(separator: ", "))
  precondition(again == .tags(tags), "a list of tags comes back")
  for tag in tags { precondition(EntityTag(tag.field) == tag) }
}

private func checkRange(_ value: String, length: Int) {
  switch ByteRange(value, length: length) {
  case .whole, .unsatisfiable: break
  case .part(let range): precondition(!range.isEmpty && range.lowerBound >= 0 && range.upperBound <= length)
  }
}

private func checkMediaType(_ value: String) {
  guard let type = MediaType(value) else { return }
  precondition(FieldValues.isToken(type.type) && FieldValues.isToken(type.subtype))
  precondition(type.essence == type.essence.lowercased())
  precondition(MediaType(type.essence)?.essence == type.essence)
}

private func checkDate(_ value: String) {
  guard let seconds = HTTPDate.parse(value) else { return }
  precondition(HTTPDate.parse(HTTPDate.format(seconds)) == seconds, "a date is a date")
}

private func checkList(_ value: String) {
  let elements = FieldValues.list(value)
  precondition(elements.allSatisfy { !$0.isEmpty }, "empty elements are none")
  precondition(elements.reduce(0) { $0 + $1.utf8.count } <= value.utf8.count)
  for element in elements {
    if let (name, _) = FieldValues.parameter(element) { precondition(FieldValues.isToken(name)) }
  }
}

private func checkPreconditions(_ value: String) {
  let tag = EntityTag(opaque: "a")
  for name in ["If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"] {
    let demands = Preconditions(Fields([(name, value)]))
    for method in Method.allCases {
      let outcome = demands.evaluate(method, .init(tag: tag, lastModified: 0))
      if outcome == .notModified { precondition(method == .get || method == .head, "304 is for reads") }
    }
  }
}
