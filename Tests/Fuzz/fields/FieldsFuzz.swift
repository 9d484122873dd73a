#if !FUZZING
  @testable import HTTP
#endif

/// Values of fields that have structure. The first letter of an input says of which field, a line end divides two values.
enum FieldsFuzz {
  static func run(_ input: [UInt8]) throws(Finding) {
    guard let kind = input.first else { return }
    let bytes = Array(input.dropFirst())
    // As a request's fields are made of bytes.
    let text = bytes.span.text(0..<bytes.count)
    switch kind {
    case UInt8(ascii: "a"): try accept(text)
    case UInt8(ascii: "c"): try codings(text)
    case UInt8(ascii: "d"): try date(text)
    case UInt8(ascii: "h"): try host(bytes)
    case UInt8(ascii: "l"): try list(text)
    case UInt8(ascii: "m"): try mediaType(text)
    case UInt8(ascii: "p"): try preconditions(text)
    case UInt8(ascii: "q"): try query(text)
    case UInt8(ascii: "r"): try range(text)
    case UInt8(ascii: "t"): try tags(text)
    case UInt8(ascii: "w"): try weight(text)
    default: break
    }
  }

  // MARK: Negotiation

  private static let offers = ["application/json", "text/html", "text/plain;charset=utf-8"].compactMap {
    MediaType($0)
  }

  private static func accept(_ text: String) throws(Finding) {
    let accept = Accept(text)
    let qualities = offers.map { accept.quality(of: $0) }
    try hold(qualities.allSatisfy { (0...1000).contains($0) }, "\(qualities)")
    if let best = accept.best(of: offers) {
      try hold(accept.quality(of: best) == qualities.max(), "another is liked better than \(best.essence)")
      try hold(
        qualities.firstIndex(of: qualities.max() ?? 0) == offers.firstIndex(of: best),
        "not the first of equals")
    } else {
      try hold(qualities.allSatisfy { $0 == 0 }, "none, though one is acceptable")
    }
    try hold(Accept(", ,\(text),") == accept || text.utf8.contains(0x22), "empty elements change it")
  }

  private static func codings(_ text: String) throws(Finding) {
    let field = AcceptEncoding(text)
    let offers = ["br", "gzip", "identity"]
    let taken = offers.filter { field.takes($0) }
    try hold((field.best(of: offers) == nil) == taken.isEmpty, "none of \(taken)")
    if let best = field.best(of: offers) { try hold(taken.contains(best), "\(best) is not taken") }
    // What is refused once stays refused, whatever is said beside it.
    let refusing = AcceptEncoding(text + ", br;q=0")
    try hold(!refusing.takes("br"), "br is refused and taken")
  }

  private static func weight(_ text: String) throws(Finding) {
    guard let quality = Accept.quality(text) else { return }
    try hold((0...1000).contains(quality) && text.utf8.count <= 5, "\(text) is \(quality)")
    let digits = String(1000 + quality % 1000).dropFirst()
    try hold(Accept.quality("\(quality / 1000).\(digits)") == quality, "\(quality) is not read again")
  }

  // MARK: Values

  private static func date(_ text: String) throws(Finding) {
    guard let seconds = HTTPDate.parse(text) else { return }
    let fixdate = HTTPDate.format(seconds)
    try hold(fixdate.utf8.count == 29 && HTTPDate.parse(fixdate) == seconds, "\(text) becomes \(fixdate)")
    try hold(
      HTTPDate.parse(text + " ") == nil && HTTPDate.parse(" " + text) == nil, "blanks are part of no date")
    try hold(HTTPDate.parse("\(text), \(text)") == nil, "two dates are none")
  }

  private static func mediaType(_ text: String) throws(Finding) {
    guard let type = MediaType(text) else { return }
    var written = type.essence
    for parameter in type.parameters {
      let quoted = parameter.value.unicodeScalars.reduce(into: "") { quoted, scalar in
        if scalar == "\"" || scalar == "\\" { quoted.unicodeScalars.append("\\") }
        quoted.unicodeScalars.append(scalar)
      }
      written += " ; \(parameter.name.uppercased())=\"\(quoted)\""
    }
    guard let again = MediaType(written) else { throw Finding("\(written) is not read") }
    try hold(same(again, type), "\(text) becomes \(written)")
    try hold(type.type == type.type.lowercased() && FieldValues.isToken(type.type), "\(type.type)")
    try hold(FieldValues.isToken(type.subtype) && type.subtype != "*", "\(type.subtype)")
  }

  /// Byte by byte, where strings compare by what they look like.
  private static func same(_ a: MediaType, _ b: MediaType) -> Bool {
    a.essence == b.essence && a.parameters.count == b.parameters.count
      && zip(a.parameters, b.parameters).allSatisfy {
        $0.name == $1.name && $0.value.utf8.elementsEqual($1.value.utf8)
      }
  }

  private static func list(_ text: String) throws(Finding) {
    let elements = FieldValues.list(text)
    for element in elements {
      try hold(!element.isEmpty && FieldValues.trimmed(element) == element, "an element has blanks around it")
      _ = FieldValues.parameter(element)
      _ = FieldValues.tokenOrQuoted(element)
    }
    // An element may be a quotation that does not end; it is the last then, and stays as it is.
    try hold(
      FieldValues.list(elements.joined(separator: " ,, ")) == elements, "\(elements) is not read again")
    let bytes = Array(text.utf8)
    var cursor = ListCursor(0..<bytes.count)
    var count = 0
    while let range = cursor.next(in: bytes.span) {
      try hold(range.lowerBound >= 0 && range.upperBound <= bytes.count, "an element lies outside")
      count += 1
    }
    try hold(count == bytes.count(where: { $0 == 0x2C }) + 1, "not an element for each comma")
  }

  private static func tags(_ text: String) throws(Finding) {
    if let tag = EntityTag(text) { try hold(tag.field == text, "\(text) is written \(tag.field)") }
    guard case .tags(let tags) = EntityTagCondition(text) else {
      try hold(text.utf8.contains(UInt8(ascii: "*")), "anything is matched without an asterisk")
      return
    }
    for tag in tags {
      try hold(EntityTag(tag.field) == tag, "\(tag.field) is not read again")
      try hold(
        tag.weaklyMatches(tag) && tag.stronglyMatches(tag) == !tag.isWeak,
        "\(tag.field) does not match itself")
    }
    let joined = tags.map(\.field).joined(separator: ",\t")
    try hold(EntityTagCondition(joined) == .tags(tags), "\(joined) is not read again")
  }

  private static func range(_ text: String) throws(Finding) {
    for length in [0, 1, 10, 1_000_000, Int.max] {
      guard case .part(let part) = ByteRange(text, length: length) else { continue }
      try hold(!part.isEmpty && part.lowerBound >= 0 && part.upperBound <= length, "\(part) of \(length)")
      let written = "bytes=\(part.lowerBound)-\(part.upperBound - 1)"
      try hold(ByteRange(written, length: length) == .part(part), "\(written) is not read again")
    }
  }

  private static func preconditions(_ text: String) throws(Finding) {
    let names = ["If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"]
    let values = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let lines = values.enumerated().map { (names[$0.offset % names.count], $0.element) }
    let conditions = Preconditions(Fields(lines))
    let currents: [Preconditions.Current?] = [
      nil, .init(tag: nil), .init(tag: EntityTag(opaque: "a"), lastModified: 784_111_777),
      .init(tag: EntityTag(opaque: "a", isWeak: true)),
    ]
    for current in currents {
      for method in Method.allCases {
        let outcome = conditions.evaluate(method, current)
        if conditions.isEmpty { try hold(outcome == .proceed, "no condition, but \(outcome)") }
        if outcome == .notModified { try hold(method == .get || method == .head, "304 to \(method)") }
        if current == nil { try hold(outcome != .notModified, "304 for nothing") }
        if case .tags(let tags)? = conditions.ifMatch, tags.isEmpty {
          try hold(outcome == .failed, "a condition that names no tag is met")
        }
      }
    }
  }

  // MARK: Targets

  private static func host(_ bytes: [UInt8]) throws(Finding) {
    let isValid = Authority.isValid(bytes.span, 0..<bytes.count)
    // What stands around it in a head must not matter.
    for (before, behind) in [
      ("", "\r\n"), ("Host: ", "\r\nX: y\r\n\r\n"), ("a:", "a"), ("[", "]:1"), ("1", "2"),
    ] {
      let around = Array(before.utf8) + bytes + Array(behind.utf8)
      let range = before.utf8.count..<before.utf8.count + bytes.count
      try hold(Authority.isValid(around.span, range) == isValid, "what stands around a host matters")
    }
    if isValid {
      try hold(!bytes.isEmpty && bytes.allSatisfy { 0x20 < $0 && $0 < 0x7F }, "no host")
      try hold(!bytes.contains { "/?#@\\\"<>^`{|}".utf8.contains($0) }, "a delimiter in a host")
      try hold(
        Authority.isValid((bytes + [0x40, 0x61]).span, 0..<bytes.count + 2) == false, "user information")
    }
    try hold(isValid == HostGrammar.has(bytes), "the grammar says otherwise")
  }

  private static func query(_ text: String) throws(Finding) {
    let encoded = PercentCoding.encode(text)
    let decoded = try? PercentCoding.decode(encoded)
    try hold(decoded?.utf8.elementsEqual(text.utf8) == true, "\(encoded) is not decoded")
    _ = try? PercentCoding.decode(text, plusIsSpace: true)
    guard let parameters = try? QueryParameters(text) else { return }
    let written = parameters.map { "\(PercentCoding.encode($0.name))=\(PercentCoding.encode($0.value))" }
    guard let again = try? QueryParameters(written.joined(separator: "&")) else {
      throw Finding("\(written)")
    }
    // A name that is empty beside a value that is empty leaves nothing but the equals sign.
    try hold(Array(again) == Array(parameters), "\(text) becomes \(written)")
  }
}

/// `uri-host [ ":" port ]` (RFC 3986 §3.2) once more, by splitting strings.
private enum HostGrammar {
  static func has(_ bytes: [UInt8]) -> Bool {
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return false }
    let text = String(decoding: bytes, as: UTF8.self)
    if text.hasPrefix("[") {
      let parts = text.dropFirst().split(separator: "]", maxSplits: 1, omittingEmptySubsequences: false)
      return parts.count == 2 && isVersion6(String(parts[0])) && isPortPart(parts[1])
    }
    let colon = text.firstIndex(of: ":") ?? text.endIndex
    return isName(text[..<colon]) && isPortPart(text[colon...])
  }

  private static func isPortPart(_ text: Substring) -> Bool {
    if text.isEmpty { return true }
    guard text.hasPrefix(":"), text.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber }) else {
      return false
    }
    return text.count == 1 || text.count <= 6 && (Int(text.dropFirst()) ?? .max) <= 65535
  }

  private static func isName(_ text: Substring) -> Bool {
    var rest = text
    while let character = rest.popFirst() {
      if character == "%" {
        guard rest.prefix(2).count == 2, rest.prefix(2).allSatisfy(\.isHexDigit) else { return false }
        rest = rest.dropFirst(2)
      } else if !character.isLetter && !character.isNumber && !"-._~!$&'()*+,;=".contains(character) {
        return false
      }
    }
    return !text.isEmpty
  }

  /// Both sides of the gap, cut at colons.
  private static func isVersion6(_ text: String) -> Bool {
    guard let gap = text.firstRange(of: "::") else { return groups(text[...], isLast: true) == 8 }
    let (left, right) = (text[..<gap.lowerBound], text[gap.upperBound...])
    guard let before = left.isEmpty ? 0 : groups(left, isLast: false),
      let behind = right.isEmpty ? 0 : groups(right, isLast: true)
    else { return false }
    return before + behind < 8
  }

  private static func groups(_ text: Substring, isLast: Bool) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var count = 0
    for (number, part) in parts.enumerated() {
      if part.contains(".") {
        guard isLast, number == parts.count - 1, isVersion4(part) else { return nil }
        count += 2
      } else {
        guard (1...4).contains(part.count), part.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
          return nil
        }
        count += 1
      }
    }
    return count
  }

  private static func isVersion4(_ text: Substring) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        guard part.allSatisfy({ $0.isASCII && $0.isNumber }), let value = Int(part) else { return false }
        return value < 256 && String(value) == part
      }
  }
}
