/// Which content codings a client takes, by its `Accept-Encoding` field (RFC 9110 §12.5.3).
///
/// Elements are read one by one, as those of `Accept` are: one that cannot be read (no token, an impossible weight, a
/// parameter other than `q`) says nothing, and the others keep their meaning. To drop the whole field for it would turn
/// refusals in the other elements into permissions. Of a coding named twice the lower weight counts: not to send what
/// may be sent is the lesser mistake.
public struct AcceptEncoding: Sendable, Equatable {
  /// Thousandths by coding: lower case, `x-gzip` as `gzip`; `*` for all that are not named.
  private var weights: [String: Int] = [:]

  /// `nil` when the field is absent. By §12.5.3 any coding may be sent then; but who does not ask for codings seldom
  /// undoes them, so it is read like an empty field, which asks for none. Linear in the field.
  public init(_ field: String?) {
    guard let field, !field.isEmpty else { return }
    let bytes = Array(field.utf8)
    var list = ListCursor(0..<bytes.count)
    while let element = list.next(in: bytes.span) {
      guard let (coding, quality) = Self.weight(bytes.span, element) else { continue }
      weights[coding] = min(weights[coding] ?? quality, quality)
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
    if let quality = weights[coding] ?? weights["*"] { return 2 * quality }
    return coding == "identity" ? 1 : 0
  }

  /// `codings [ OWS ";" OWS "q=" qvalue ]`; `nil` for anything else.
  private static func weight(_ bytes: Span<UInt8>, _ element: Range<Int>) -> (coding: String, quality: Int)? {
    var semicolon = element.lowerBound
    while semicolon < element.upperBound, bytes[semicolon] != ASCII.semicolon { semicolon += 1 }
    let name = bytes.trimmingBlanks(element.lowerBound..<semicolon)
    guard bytes.isToken(name) else { return nil }
    let coding = bytes.equals("x-gzip", in: name) ? "gzip" : bytes.text(name).lowercased()
    if semicolon == element.upperBound { return (coding, 1000) }
    let parameter = bytes.trimmingBlanks(semicolon + 1..<element.upperBound)
    guard parameter.count > 2, bytes.equals("q=", in: parameter.lowerBound..<parameter.lowerBound + 2),
      let quality = Accept.quality(bytes.text(parameter.lowerBound + 2..<parameter.upperBound))
    else { return nil }
    return (coding, quality)
  }
}
