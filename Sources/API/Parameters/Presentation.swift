import HTTP
import JSON

/// The unit in which spans of an answer are counted.
enum OffsetUnit: String, Sendable, CaseIterable { case unicode, utf16, utf8 }

/// What an article shows beside its own members.
enum Inclusion: String, Sendable, CaseIterable { case quotes, positions, text }

/// How an answer is to look.
struct Presentation: Sendable, Hashable {
  var pretty = false
  var offsets = OffsetUnit.unicode
  /// Paths of `fields=`; `nil` shows everything.
  var fields: [String]?
  var inclusions: Set<Inclusion> = []

  init() {}

  /// Reads `pretty`, `offsets`, `fields` and `include` as far as they are allowed where `reader` reads.
  init(_ reader: inout ParameterReader, known: FieldPaths) {
    pretty = reader.flag(.pretty)
    offsets = reader.choice(.offsets, OffsetUnit.self) ?? .unicode
    fields = reader.fields(known)
    let named = reader.filter(.include, allowed: Inclusion.allCases.map(\.rawValue))
    if !named.none.isEmpty { reader.fault(.include, "\"include\" names what to add; it excludes nothing.") }
    inclusions = Set(named.any.compactMap(Inclusion.init))
    // Asking for a member by name includes it.
    for path in fields ?? [] {
      if let first = path.split(separator: ".").first, let inclusion = Inclusion(rawValue: String(first)) {
        inclusions.insert(inclusion)
      }
    }
  }

  var selection: Selection { fields.map { Selection(paths: $0) } ?? .all }

  /// For a list: what `fields` names lies in the rows.
  var rowSelection: Selection {
    fields == nil ? .all : .wrapping("data", selection, beside: ["page", "offset_unit", "links"])
  }

  /// The parameters that change what is shown, sorted values, defaults left out; without `pretty`.
  var canonical: [(Parameter, String)] {
    var pairs: [(Parameter, String)] = []
    if let fields { pairs.append((.fields, fields.joined(separator: ","))) }
    if !inclusions.isEmpty {
      pairs.append((.include, inclusions.map(\.rawValue).sorted().joined(separator: ",")))
    }
    if offsets != .unicode { pairs.append((.offsets, offsets.rawValue)) }
    return pairs
  }
}
