/// Which content codings a client takes, by its `Accept-Encoding` field (RFC 9110 §12.5.3).
///
/// Elements are read one by one, as those of `Accept` are: one that cannot be read (no token, an impossible weight, a
/// parameter other than `q`) says nothing, and the others keep their meaning. To drop the whole field for it would turn
/// refusals in the other elements into permissions. Of a coding named twice the lower weight counts: not to send what
/// may be sent is the lesser mistake.
public struct AcceptEncoding: Sendable, Equatable {
  private struct Weight: Sendable, Equatable {
    /// Lower case, `x-gzip` as `gzip`; `*` for all that are not named.
    var coding: String
    /// Thousandths.
    var quality: Int
  }

  /// Each coding once.
  private var weights: [Weight] = []

  /// `nil` when the field is absent. By §12.5.3 any coding may be sent then; but who does not ask for codings seldom
  /// undoes them, so it is read like an empty field, which asks for none.
  public init(_ field: String?) {
    guard let field else { return }
    for element in field.utf8.split(separator: UInt8(ascii: ",")) {
      guard let weight = Self.weight(Substring(element)) else { continue }
      if let place = weights.firstIndex(where: { $0.coding == weight.coding }) {
        weights[place].quality = min(weights[place].quality, weight.quality)
      } else {
        weights.append(weight)
      }
    }
  }

  /// The offer the client likes best; among equals the earliest. Offers are lower-case names, with `identity` for the
  /// content as it is. `nil` when the client takes none of them.
  public func best(of offers: [String]) -> String? {
    var best: (offer: String, rank: Int)?
    for offer in offers {
      let rank = rank(offer)
      if rank > best?.rank ?? 0 { best = (offer, rank) }
    }
    return best?.offer
  }

  /// Whether content in `coding` may be sent.
  public func takes(_ coding: String) -> Bool { rank(coding) > 0 }

  /// 0 for what may not be sent. Identity may be unless `identity;q=0` or `*;q=0` takes it out; unnamed, it comes
  /// behind everything named, since who lists codings wants one of them.
  private func rank(_ coding: String) -> Int {
    if let quality = quality(coding) ?? quality("*") { return 2 * quality }
    return coding == "identity" ? 1 : 0
  }

  private func quality(_ coding: String) -> Int? { weights.first { $0.coding == coding }?.quality }

  /// `codings [ OWS ";" OWS "q=" qvalue ]`; `nil` for anything else.
  private static func weight(_ element: Substring) -> Weight? {
    let pieces = element.split(separator: ";", omittingEmptySubsequences: false).map(trimmed)
    guard pieces.count <= 2, FieldValues.isToken(String(pieces[0])) else { return nil }
    let name = pieces[0].lowercased()
    var weight = Weight(coding: name == "x-gzip" ? "gzip" : name, quality: 1000)
    if pieces.count == 2 {
      guard pieces[1].lowercased().hasPrefix("q="),
        let quality = Accept.quality(String(pieces[1].dropFirst(2)))
      else { return nil }
      weight.quality = quality
    }
    return weight
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let first = text.utf8.first, first == 0x20 || first == 0x09 { text = text.dropFirst() }
    while let last = text.utf8.last, last == 0x20 || last == 0x09 { text = text.dropLast() }
    return text
  }
}
