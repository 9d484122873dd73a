import Digest
import HTTP

/// A query in its one normal form: sorted by name, values sorted, defaults left out.
struct CanonicalQuery: Sendable {
  private var pairs: [(name: String, value: String)] = []

  mutating func set(_ parameter: Parameter, _ value: String?) {
    pairs.removeAll { $0.name == parameter.rawValue }
    if let value { pairs.append((parameter.rawValue, value)) }
  }

  mutating func add(_ more: [(Parameter, String)]) {
    for (parameter, value) in more { set(parameter, value) }
  }

  /// `path` with the query behind it, ready for a link.
  func address(_ path: String) -> String {
    let query = pairs.sorted { $0.name < $1.name }
      .map { "\($0.name)=\(PercentCoding.encode($0.value, allowed: ",:"))" }
      .joined(separator: "&")
    return query.isEmpty ? path : "\(path)?\(query)"
  }

  /// The first `bytes` bytes of the SHA-256 of `path`, the query and whatever else shapes the answer.
  func hash(_ path: String, _ more: String = "", bytes: Int = 8) -> [UInt8] {
    Array(SHA256.digest(Array("\(address(path))\n\(more)".utf8)).prefix(bytes))
  }
}
