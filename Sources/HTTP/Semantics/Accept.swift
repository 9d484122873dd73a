/// What a client takes, by its `Accept` field (RFC 9110 §12.5.1).
public struct Accept: Sendable, Equatable {
  struct Range: Sendable, Equatable {
    /// Lower case; `*` for any.
    var type: String
    var subtype: String
    /// Media type parameters before `q`.
    var parameters: [MediaType.Parameter]
    /// Thousandths.
    var quality: Int

    /// How closely the range names what it matches: `*/*` 0, `text/*` 1, `text/html` 2, with parameters more.
    var specificity: Int { type == "*" ? 0 : subtype == "*" ? 1 : 2 + parameters.count }
  }

  let ranges: [Range]

  /// `nil`, and a field that names nothing we can read, takes anything.
  public init(_ field: String?) {
    ranges = FieldValues.list(field ?? "").compactMap(Self.range)
  }

  /// The offer the client likes best; among equals the earliest. `nil` when it takes none.
  public func best(of offers: [MediaType]) -> MediaType? {
    var best: (offer: MediaType, quality: Int)?
    for offer in offers {
      let quality = quality(of: offer)
      if quality > best?.quality ?? 0 { best = (offer, quality) }
    }
    return best?.offer
  }

  /// 0…1000. The most specific range that matches decides.
  public func quality(of offer: MediaType) -> Int {
    if ranges.isEmpty { return 1000 }
    let matching = ranges.filter { Self.matches($0, offer) }
    return matching.max { $0.specificity < $1.specificity }?.quality ?? 0
  }

  private static func matches(_ range: Range, _ offer: MediaType) -> Bool {
    (range.type == "*" || range.type == offer.type)
      && (range.subtype == "*" || range.subtype == offer.subtype)
      && range.parameters.allSatisfy { wanted in
        // A charset that we always send, or a parameter the offer does not speak of, excludes nothing.
        offer.parameter(wanted.name).map { $0.lowercased() == wanted.value.lowercased() } ?? true
      }
  }

  private static func range(_ text: String) -> Range? {
    var pieces = FieldValues.split(text, at: UInt8(ascii: ";"))
    let names = pieces.removeFirst().lowercased().split(separator: "/", omittingEmptySubsequences: false)
    guard names.count == 2, names.allSatisfy({ FieldValues.isToken(String($0)) }),
      names[0] != "*" || names[1] == "*"
    else { return nil }
    var range = Range(type: String(names[0]), subtype: String(names[1]), parameters: [], quality: 1000)
    for piece in pieces where !piece.isEmpty {
      // What cannot be read may be a weight of 0, so it takes the range with it, as in `AcceptEncoding`.
      guard let (name, value) = FieldValues.parameter(piece) else { return nil }
      if name == "q" {
        // A weight is no parameter, so it is never quoted (RFC 9110 §12.4.2).
        guard let quality = quality(value), piece.utf8.last != UInt8(ascii: "\"") else { return nil }
        range.quality = quality
        break
      }
      range.parameters.append(.init(name: name, value: value))
    }
    return range
  }

  /// `0`, `0.8`, `1.000` (RFC 9110 §12.4.2) in thousandths.
  static func quality(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, first == UInt8(ascii: "0") || first == UInt8(ascii: "1"), bytes.count <= 5,
      bytes.count == 1 || bytes[1] == UInt8(ascii: ".")
    else { return nil }
    var value = Int(first - UInt8(ascii: "0"))
    for place in 2..<5 {
      guard place < bytes.count else {
        value *= 10
        continue
      }
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) else { return nil }
      value = value * 10 + Int(bytes[place] - UInt8(ascii: "0"))
    }
    return value <= 1000 ? value : nil
  }
}
