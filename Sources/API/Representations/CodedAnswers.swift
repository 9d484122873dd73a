import Codings
import HTTP

/// Codes answers that are no kept representation: lists, what writes and analyses say, problems. Encoding is work, so
/// it leaves the connection's thread.
extension Call {
  /// What `plan` plans, with its answer in the coding chosen.
  func coded(_ choice: CodingChoice, _ plan: () throws(Problem) -> Plan) throws(Problem) -> Plan {
    if choice.best == .identity { return try plan() }
    do throws(Problem) {
      switch try plan() {
      case .now(let response): return self.plan(response, choice) ?? .now(response)
      case .later(let make):
        return .later { () throws(Problem) in
          var response: Response
          do throws(Problem) { response = try make() } catch { response = error.response(to: self) }
          return response.coded(response.coding(choice))
        }
      }
    } catch {
      guard let plan = self.plan(error.response(to: self), choice) else { throw error }
      return plan
    }
  }

  /// `nil` when `response` stays as it is.
  private func plan(_ response: Response, _ choice: CodingChoice) -> Plan? {
    let coding = response.coding(choice)
    return coding == .identity ? nil : .later { response.coded(coding) }
  }
}

extension Response {
  /// What `choice` makes of the content; identity when there is none, when it is a part, and when it is coded already.
  fileprivate func coding(_ choice: CodingChoice) -> ContentCoding {
    if content.isEmpty || status.forbidsContent || fields["Content-Encoding"] != nil { return .identity }
    if fields["Content-Range"] != nil { return .identity }
    return choice.coding(pays: CodingChoice.pays(content, fields["Content-Type"] ?? ""))
  }

  fileprivate func coded(_ coding: ContentCoding) -> Response {
    if coding == .identity { return self }
    var response = self
    response.content = coding.encode(content)
    response.fields.append("Content-Encoding", coding.name)
    return response
  }
}
