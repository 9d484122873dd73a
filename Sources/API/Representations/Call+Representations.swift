import Codings
import HTTP

/// How an endpoint answers with a representation that is worth keeping.
extension Call {
  /// The representation that `key` names, in the coding the client likes best: at once when it is kept or quickly
  /// rendered, else as work. `isLong`: rendering takes longer than a connection's thread has; encoding always does.
  func plan(
    _ key: RepresentationKey, isLong: Bool = false, mayBeCut: Bool = false,
    render: @escaping @Sendable () -> Representation
  ) throws(Problem) -> Plan {
    let choice = try codingChoice(mayBeCut: mayBeCut)
    if let plan = try kept(key, choice) { return plan }
    if isLong {
      return .later { () throws(Problem) in
        // While this waited, another may have made it.
        if case .now(let response)? = try self.kept(key, choice) { return response }
        let whole = self.keep(render(), key)
        return try self.response(whole, choice.coding(pays: whole.paysCoded), key)
      }
    }
    let whole = keep(render(), key)
    return try plan(whole, choice.coding(pays: whole.paysCoded), key)
  }

  /// The same, when there is something under `key`.
  func kept(_ key: RepresentationKey) throws(Problem) -> Plan? {
    try kept(key, codingChoice(mayBeCut: false))
  }

  private func kept(_ key: RepresentationKey, _ choice: CodingChoice) throws(Problem) -> Plan? {
    switch api.representations.find(key, choice) {
    case .ready(let representation): .now(try representation.response(to: request))
    case .uncoded(let whole, let coding): try plan(whole, coding, key)
    case .missing: nil
    }
  }

  /// A part is cut from the content as it is, if the client takes it so; else `Range` is passed over (RFC 9110 §14.2).
  private func codingChoice(mayBeCut: Bool) throws(Problem) -> CodingChoice {
    var choice = try CodingChoice(request)
    if mayBeCut && choice.takesIdentity && PartialContent.isAsked(request) { choice.best = .identity }
    return choice
  }

  /// Encoding is left to a worker. Conditions need only the tag, so they are answered before.
  private func plan(
    _ whole: Representation, _ coding: ContentCoding, _ key: RepresentationKey
  ) throws(Problem) -> Plan {
    if coding == .identity { return .now(try whole.response(to: request)) }
    if let response = try whole.conditionalResponse(to: request, in: coding) { return .now(response) }
    return .later { () throws(Problem) in try self.response(whole, coding, key) }
  }

  private func response(
    _ whole: Representation, _ coding: ContentCoding, _ key: RepresentationKey
  ) throws(Problem) -> Response {
    if coding == .identity { return try whole.response(to: request) }
    return try keep(whole.coded(coding), key).response(to: request)
  }

  private func keep(_ representation: Representation, _ key: RepresentationKey) -> Representation {
    api.representations.keep(representation, for: key)
    return representation
  }
}
