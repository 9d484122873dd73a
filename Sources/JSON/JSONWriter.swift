/// Writes one JSON text (RFC 8259) into bytes, member by member, in the caller's order.
///
/// Compact, or indented by two spaces when `pretty`. Commas and colons are the writer's business. Non-ASCII is
/// written as itself and `/` is not escaped. A `selection` leaves out members nobody asked for: `key` says whether
/// the member is wanted, and whatever is written under an unwanted key is dropped.
///
/// A value type for one thread. Unbalanced calls are mistakes of ours and trap.
public struct JSONWriter: Sendable {
  public private(set) var bytes: [UInt8] = []
  private let pretty: Bool
  private var levels: [Level] = []
  /// A key was written and its value is due.
  private var valueDue = false
  /// Open containers inside an unwanted member; -1 when nothing is being dropped, 0 when its value is due.
  private var dropped = -1
  private var selections: [Selection]

  private struct Level {
    let isObject: Bool
    var isEmpty = true
  }

  public init(pretty: Bool = false, selection: Selection = .all, reserving capacity: Int = 0) {
    self.pretty = pretty
    selections = [selection]
    bytes.reserveCapacity(capacity)
  }

  // MARK: Containers

  public mutating func object(_ members: (inout JSONWriter) -> Void) {
    open(0x7B, isObject: true)
    members(&self)
    close(0x7D)
  }

  public mutating func object(_ key: StaticString, _ members: (inout JSONWriter) -> Void) {
    self.key(key)
    object(members)
  }

  public mutating func array(_ elements: (inout JSONWriter) -> Void) {
    open(0x5B, isObject: false)
    elements(&self)
    close(0x5D)
  }

  public mutating func array(_ key: StaticString, _ elements: (inout JSONWriter) -> Void) {
    self.key(key)
    array(elements)
  }

  public mutating func array<Elements: Sequence>(
    _ key: StaticString, _ elements: Elements, _ write: (inout JSONWriter, Elements.Element) -> Void
  ) {
    self.key(key)
    array { writer in
      for element in elements { write(&writer, element) }
    }
  }

  // MARK: Members

  public mutating func key(_ key: StaticString) {
    key.withUTF8Buffer { name in
      beginMember(wanted: { $0.contains(name) }, descend: { $0.under(name) })
      if dropped < 0 {
        string(utf8: name)
        colon()
      }
    }
  }

  /// For members whose names are data.
  public mutating func key(dynamic key: String) {
    var key = key
    key.withUTF8 { name in
      beginMember(wanted: { $0.contains(name) }, descend: { $0.under(name) })
      if dropped < 0 {
        string(utf8: name)
        colon()
      }
    }
  }

  public mutating func member(_ key: StaticString, _ value: String) {
    self.key(key)
    self.value(value)
  }
  public mutating func member(_ key: StaticString, _ value: String?) {
    self.key(key)
    self.value(value)
  }
  public mutating func member(_ key: StaticString, _ value: Int) {
    self.key(key)
    self.value(value)
  }
  public mutating func member(_ key: StaticString, _ value: Int?) {
    self.key(key)
    if let value { self.value(value) } else { null() }
  }
  public mutating func member(_ key: StaticString, _ value: Bool) {
    self.key(key)
    self.value(value)
  }
  public mutating func null(_ key: StaticString) {
    self.key(key)
    null()
  }
  /// `value` with exactly `decimals` places less trailing zeros, at least one: `0.9`, `12.34`, `1.0`.
  public mutating func member(_ key: StaticString, _ value: Double, decimals: Int) {
    self.key(key)
    number(value, decimals: decimals)
  }
  public mutating func member(_ key: StaticString, strings: [String]) {
    array(key, strings) { $0.value($1) }
  }

  // MARK: Values

  public mutating func value(_ text: String) {
    guard beginValue() else { return }
    var text = text
    text.withUTF8 { string(utf8: $0) }
    endValue()
  }

  public mutating func value(_ text: String?) {
    if let text { value(text) } else { null() }
  }

  public mutating func value(_ number: Int) {
    guard beginValue() else { return }
    decimal(number)
    endValue()
  }

  public mutating func value(_ flag: Bool) {
    guard beginValue() else { return }
    bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    endValue()
  }

  public mutating func null() {
    guard beginValue() else { return }
    bytes.append(contentsOf: "null".utf8)
    endValue()
  }

  /// Rounds half away from zero. Not-a-number and infinities, which JSON lacks, become `null`.
  public mutating func number(_ value: Double, decimals: Int) {
    precondition((1...9).contains(decimals), "between 1 and 9 decimals")
    guard value.isFinite, value.magnitude < 1e9 else { return null() }
    guard beginValue() else { return }
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((value * Double(scale)).rounded())
    if scaled < 0 { bytes.append(0x2D) }
    decimal(Int(scaled.magnitude) / scale)
    bytes.append(0x2E)
    var rest = Int(scaled.magnitude) % scale
    var places = decimals
    while places > 1 && rest % 10 == 0 {
      rest /= 10
      places -= 1
    }
    let digits = String(rest).utf8
    bytes.append(contentsOf: repeatElement(0x30, count: places - digits.count))
    bytes.append(contentsOf: digits)
    endValue()
  }

  /// The text and one line feed, so that a terminal prompt does not stick to it.
  public consuming func finish() -> [UInt8] {
    precondition(levels.isEmpty && !valueDue, "every container is closed and every key has its value")
    bytes.append(0x0A)
    return bytes
  }

  // MARK: Punctuation

  private mutating func open(_ bracket: UInt8, isObject: Bool) {
    if dropped >= 0 {
      dropped += 1
      return
    }
    guard beginValue() else { return }
    bytes.append(bracket)
    levels.append(Level(isObject: isObject))
    if !isObject, let last = selections.last { selections.append(last) }
  }

  private mutating func close(_ bracket: UInt8) {
    if dropped > 0 {
      dropped -= 1
      if dropped == 0 { dropped = -1 }
      return
    }
    guard let level = levels.popLast() else { preconditionFailure("nothing is open") }
    precondition(!valueDue, "a key lacks its value")
    if !level.isObject { selections.removeLast() }
    if pretty && !level.isEmpty { newline() }
    bytes.append(bracket)
    endValue()
  }

  private mutating func beginMember(wanted: (Selection) -> Bool, descend: (Selection) -> Selection) {
    if dropped > 0 { return }
    precondition(levels.last?.isObject == true && !valueDue, "keys stand in objects, one a value")
    let selection = selections[selections.count - 1]
    guard wanted(selection) else {
      dropped = 0
      return
    }
    separate()
    selections.append(descend(selection))
    valueDue = true
  }

  /// Whether the value is to be written at all.
  private mutating func beginValue() -> Bool {
    if dropped >= 0 {
      if dropped == 0 { dropped = -1 }
      return false
    }
    if valueDue {
      valueDue = false
    } else if let level = levels.last {
      precondition(!level.isObject, "a value in an object needs a key")
      separate()
    } else {
      precondition(bytes.isEmpty, "one value a text")
    }
    return true
  }

  /// After a member's value its key's selection ends.
  private mutating func endValue() {
    if levels.last?.isObject == true { selections.removeLast() }
  }

  private mutating func separate() {
    let last = levels.count - 1
    if !levels[last].isEmpty { bytes.append(0x2C) }
    levels[last].isEmpty = false
    if pretty { newline() }
  }

  private mutating func colon() {
    bytes.append(0x3A)
    if pretty { bytes.append(0x20) }
  }

  private mutating func newline() {
    bytes.append(0x0A)
    for _ in levels { bytes.append(contentsOf: [0x20, 0x20]) }
  }

  private mutating func decimal(_ number: Int) {
    if number >= 0 && number < 10 {
      bytes.append(0x30 + UInt8(number))
      return
    }
    if number < 0 { bytes.append(0x2D) }
    var rest = number.magnitude
    let first = bytes.count
    repeat {
      bytes.append(0x30 + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    bytes[first...].reverse()
  }

  /// Copies runs without special bytes whole; escapes `"`, `\` and control characters (RFC 8259 §7).
  private mutating func string(utf8 text: UnsafeBufferPointer<UInt8>) {
    bytes.append(0x22)
    var start = 0
    var at = 0
    while at < text.count {
      let byte = text[at]
      if byte >= 0x20 && byte != 0x22 && byte != 0x5C {
        at &+= 1
        continue
      }
      bytes.append(contentsOf: text[start..<at])
      escape(byte)
      at &+= 1
      start = at
    }
    bytes.append(contentsOf: text[start..<at])
    bytes.append(0x22)
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, byte])
    case 0x08: bytes.append(contentsOf: "\\b".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0C: bytes.append(contentsOf: "\\f".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    default:
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: "\\u00".utf8)
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    }
  }
}
