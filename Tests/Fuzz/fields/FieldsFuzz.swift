// Compiled into one module with Sources/HTTP by `scripts/fuzz fields`; it is no target of the package.

/// The first byte of an input chooses the field, the rest is its value, as a head that was read would have it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFields(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 0 else { return 0 }
  let input = UnsafeBufferPointer(start: start, count: count)
  // No field value has other control characters than tabs (RFC 9110 §5.5).
  let bytes = input.dropFirst().filter { $0 == 0x09 || $0 >= 0x20 && $0 != 0x7F }
  let value = String(decoding: bytes, as: UTF8.self)
  switch input[0] % 8 {
  case 0: checkAccept(value)
  case 1: checkAcceptEncoding(value)
  case 2: checkCondition(value)
  case 3: checkRange(value, length: Int(bytes.first ?? 0))
  case 4: checkMediaType(value)
  case 5: checkDate(value)
  case 6: checkList(value)
  default: checkPreconditions(value)
  }
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
