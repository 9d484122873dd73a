import HTTP
import NewsModel

/// Reads a query against the parameters a path allows, and collects every fault before it complains.
struct ParameterReader {
  /// Values of one list parameter; more are refused, so that a query cannot make a filter slow.
  static let valuesMax = 100
  /// Faults that one answer lists; more are only counted, so that a bad query costs little.
  static let faultsMax = 20

  private let path: String
  private let allowed: [Parameter]
  private var values: [Parameter: [String]] = [:]
  private var unknown: [Problem.Entry] = []
  private var bad: [Problem.Entry] = []
  private var badCursor: [Problem.Entry] = []
  private var unlisted = 0

  /// `path` is what messages call the place. Throws at once only when the query cannot be decoded.
  init(_ query: String?, allowed: [Parameter], path: String) throws(Problem) {
    self.path = path
    self.allowed = allowed
    let query = try Self.decode(query)
    var unknownNames: Set<String> = []
    for given in query {
      if let parameter = Parameter(rawValue: given.name), allowed.contains(parameter) {
        values[parameter, default: []].append(given.value)
      } else if unknownNames.insert(given.name).inserted {
        if takesFault() { unknown.append(unknownEntry(given.name)) }
      }
    }
  }

  private static func decode(_ query: String?) throws(Problem) -> QueryParameters {
    do throws(QueryParameters.Fault) {
      return try QueryParameters(query)
    } catch {
      let name = error.pair.prefix { $0 != "=" }
      let detail = "The query's \"\(error.pair.prefix(80))\" cannot be decoded: \(error.reason.detail)."
      throw Problem(.badParameter, errors: [.init(place: .parameter(String(name)), detail: detail)])
    }
  }

  private func unknownEntry(_ name: String) -> Problem.Entry {
    let names = allowed.map(\.rawValue)
    let near = NearestNames.nearest(to: name, among: names)
    let detail = "\"\(name.prefix(80))\" is not a parameter of \(path)\(Problem.suggestion(near))"
    return .init(place: .parameter(name), detail: detail, allowed: names)
  }

  /// Throws when anything read so far was wrong, all faults together.
  func check() throws(Problem) {
    let errors = unknown + bad + badCursor
    guard !errors.isEmpty else { return }
    throw Problem(
      !unknown.isEmpty ? .unknownParameter : !bad.isEmpty ? .badParameter : .badCursor, errors: errors,
      unlisted: unlisted)
  }

  // MARK: Faults

  /// Whether one more fault is listed; otherwise it is counted.
  private mutating func takesFault() -> Bool {
    if unknown.count + bad.count + badCursor.count < Self.faultsMax { return true }
    unlisted += 1
    return false
  }

  mutating func fault(_ parameter: Parameter, _ detail: String, allowed: [String] = []) {
    guard takesFault() else { return }
    bad.append(.init(place: .parameter(parameter.rawValue), detail: detail, allowed: allowed))
  }

  mutating func cursorFault(_ detail: String) {
    guard takesFault() else { return }
    badCursor.append(.init(place: .parameter(Parameter.cursor.rawValue), detail: detail))
  }

  /// `what` the value is none of: `a value of act`.
  private mutating func unknownValue(
    _ parameter: Parameter, _ value: String, allowed: [String], what: String? = nil
  ) {
    guard takesFault() else { return }
    let near = NearestNames.nearest(to: value, among: allowed)
    let what = what ?? "a value of \(parameter.rawValue)"
    let detail = "\"\(value.prefix(80))\" is not \(what)\(Problem.suggestion(near))"
    bad.append(.init(place: .parameter(parameter.rawValue), detail: detail, allowed: allowed))
  }

  // MARK: Values

  func has(_ parameter: Parameter) -> Bool { values[parameter] != nil }

  /// The only value of `parameter`; a second one is a fault.
  mutating func single(_ parameter: Parameter) -> String? {
    guard let given = values[parameter] else { return nil }
    if given.count > 1 {
      fault(parameter, "\"\(parameter.rawValue)\" is given \(given.count) times; once is allowed.")
    }
    return given[0]
  }

  /// `?pretty`, `pretty=1`, `pretty=true`; `0` and `false` say no.
  mutating func flag(_ parameter: Parameter) -> Bool {
    guard let value = single(parameter) else { return false }
    switch value {
    case "", "1", "true": return true
    case "0", "false": return false
    default:
      unknownValue(parameter, value, allowed: ["1", "true", "0", "false"])
      return false
    }
  }

  mutating func choice<Value>(_ parameter: Parameter, _ type: Value.Type) -> Value?
  where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    guard let given = single(parameter) else { return nil }
    if let value = Value(rawValue: given) { return value }
    unknownValue(parameter, given, allowed: Value.allCases.map(\.rawValue))
    return nil
  }

  /// All values, those separated by commas too, in order.
  mutating func list(_ parameter: Parameter) -> [String] {
    guard let given = values[parameter] else { return [] }
    let all = given.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    if all.contains("") { fault(parameter, "\"\(parameter.rawValue)\" has an empty value.") }
    if all.count > Self.valuesMax {
      fault(
        parameter, "\"\(parameter.rawValue)\" has \(all.count) values; at most \(Self.valuesMax) are allowed."
      )
    }
    return all.prefix(Self.valuesMax).filter { !$0.isEmpty }
  }

  /// Values of a filter; one that begins with `-` excludes. With `allowed`, others are faults.
  mutating func filter(_ parameter: Parameter, allowed: [String]? = nil) -> FilterTerms {
    var terms = FilterTerms()
    for text in list(parameter) {
      let excludes = text.hasPrefix("-")
      let value = excludes ? String(text.dropFirst()) : text
      if let allowed, !allowed.contains(value) {
        unknownValue(parameter, value, allowed: allowed)
      } else if value.isEmpty {
        fault(parameter, "\"\(parameter.rawValue)\" has a \"-\" without a value.")
      } else if excludes {
        terms.none.append(value)
      } else {
        terms.any.append(value)
      }
    }
    return terms
  }

  mutating func time(_ parameter: Parameter) -> Timestamp? {
    guard let text = single(parameter) else { return nil }
    if let time = Timestamp(rfc3339: text) { return time }
    let hint = text.contains(" ") ? " In a query \"+\" is written %2B." : ""
    fault(
      parameter,
      "\"\(text.prefix(80))\" is no RFC 3339 time (2024-01-30T09:00:00Z) or day (2024-01-30).\(hint)")
    return nil
  }

  mutating func integer(_ parameter: Parameter, in range: ClosedRange<Int>) -> Int? {
    guard let text = single(parameter) else { return nil }
    if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text), range.contains(number) {
      return number
    }
    fault(
      parameter,
      "\"\(text.prefix(80))\" is not a value of \(parameter.rawValue): a whole number from \(range.lowerBound) to "
        + "\(range.upperBound).")
    return nil
  }

  /// 0…1 in decimal digits, at most nine of them.
  mutating func fraction(_ parameter: Parameter) -> Double? {
    guard let text = single(parameter) else { return nil }
    let isDecimal = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
    if isDecimal, text.utf8.count <= 11, let number = Double(text), (0...1).contains(number) { return number }
    fault(parameter, "\"\(text.prefix(80))\" is not a value of \(parameter.rawValue): a number from 0 to 1.")
    return nil
  }

  /// Paths of `fields`, checked against those the resource has.
  mutating func fields(_ known: FieldPaths) -> [String]? {
    guard has(.fields) else { return nil }
    let paths = list(.fields)
    for path in paths where !known.contains(path) {
      unknownValue(.fields, path, allowed: known.all, what: "a field of this answer")
    }
    return paths
  }
}

/// Values of one filter as given: wanted ones and excluded ones.
struct FilterTerms: Sendable, Equatable {
  var any: [String] = []
  var none: [String] = []

  /// One text for equal filters: sorted, the excluded ones with `-`; `nil` when there is nothing.
  var canonical: String? {
    any.isEmpty && none.isEmpty
      ? nil : (Set(any).sorted() + Set(none).sorted().map { "-" + $0 }).joined(separator: ",")
  }
}
