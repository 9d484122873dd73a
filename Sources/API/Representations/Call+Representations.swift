import Codings
import HTTP

/// How an endpoint answers with a representation that is worth keeping.
extension Call {
  /// The representation that `key` names, in the coding the client likes best: at once when it is kept or quickly
  /// rendered, else as work. `isLong`: rendering takes longer than a connection's thread has; encoding always does.
  /// `mayBeCut`: `Range` applies to it.
  func plan(
    _ key: RepresentationKey, isLong: Bool = false, mayBeCut: Bool = false,
    render: @escaping @Sendable () -> Representation
  ) throws(Problem) -> Plan {
    let choice = try codingChoice(mayBeCut: mayBeCut)
    if let plan = try kept(key, choice) { return plan }
    if isLong { return .later { () throws(Problem) in try self.made(key, choice, render) } }
    let whole = render()
    api.representations.keep(whole, for: key)
    return try plan(whole, choice.coding(pays: whole.paysCoded), key, choice)
  }

  /// The same, when there is something under `key`.
  func kept(_ key: RepresentationKey) throws(Problem) -> Plan? {
    try kept(key, codingChoice(mayBeCut: false))
  }

  private func kept(_ key: RepresentationKey, _ choice: CodingChoice) throws(Problem) -> Plan? {
    switch api.representations.find(key, choice) {
    case .ready(let representation): .now(try representation.response(to: request))
    case .uncoded(let whole, let coding): try plan(whole, coding, key, choice)
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
    _ whole: Representation, _ coding: ContentCoding, _ key: RepresentationKey, _ choice: CodingChoice
  ) throws(Problem) -> Plan {
    if coding == .identity { return .now(try whole.response(to: request)) }
    if let response = try whole.conditionalResponse(to: request, in: coding) { return .now(response) }
    return .later { () throws(Problem) in try self.made(key, choice) { whole } }
  }

  /// On a worker: makes what is missing still, for while this waited others may have made it.
  private func made(
    _ key: RepresentationKey, _ choice: CodingChoice, _ render: () -> Representation
  ) throws(Problem) -> Response {
    let whole: Representation
    switch api.representations.find(key, choice) {
    case .ready(let representation): return try representation.response(to: request)
    case .uncoded(let kept, _): whole = kept
    case .missing:
      whole = render()
      api.representations.keep(whole, for: key)
    }
    let coding = choice.coding(pays: whole.paysCoded)
    if coding == .identity { return try whole.response(to: request) }
    if let response = try whole.conditionalResponse(to: request, in: coding) { return response }
    let coded = whole.coded(coding)
    api.representations.keep(coded, for: key)
    return try coded.response(to: request)
  }
}
