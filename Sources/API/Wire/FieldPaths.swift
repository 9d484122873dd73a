import JSON
import NewsModel
import Store

/// The paths that `fields=` may name in one kind of answer: `id`, `speaker`, `speaker.name`.
///
/// Taken from what the writer writes for a made-up resource that has every member, so they cannot differ from it.
struct FieldPaths: Sendable {
  /// Sorted.
  let all: [String]
  private let set: Set<String>

  func contains(_ path: String) -> Bool { set.contains(path) }

  private init(_ write: (inout JSONWriter) -> Void) {
    var writer = JSONWriter()
    write(&writer)
    var found: Set<String> = []
    do {
      Self.collect(try JSONValue(parsing: writer.finish()), under: "", into: &found)
    } catch {
      preconditionFailure("the writer writes JSON: \(error.detail)")
    }
    set = found
    all = found.sorted()
  }

  private init(joining parts: [FieldPaths]) {
    set = parts.reduce(into: []) { $0.formUnion($1.set) }
    all = set.sorted()
  }

  private static func collect(_ value: JSONValue, under path: String, into found: inout Set<String>) {
    switch value {
    case .object(let members):
      for (name, member) in members {
        let inner = path.isEmpty ? name : "\(path).\(name)"
        found.insert(inner)
        collect(member, under: inner, into: &found)
      }
    case .array(let elements):
      for element in elements { collect(element, under: path, into: &found) }
    default: break
    }
  }

  static let article = FieldPaths {
    $0.article(Specimen.record, unit: .unicode, inclusions: Set(Inclusion.allCases))
  }
  static let createdArticle = FieldPaths(joining: [
    article, FieldPaths { $0.article(Specimen.record, unit: .unicode, inclusions: [], mark: .created(true)) },
  ])
  static let changedArticle = FieldPaths(joining: [
    article, FieldPaths { $0.article(Specimen.record, unit: .unicode, inclusions: [], mark: .changed(true)) },
  ])
  static let quote = FieldPaths { writer in
    let record = Specimen.record
    writer.quote(record.quotes[0], in: record.article, Spans(record.article.content.text, unit: .unicode))
  }
  static let position = FieldPaths { writer in
    let record = Specimen.record
    let spans = Spans(record.article.content.text, unit: .unicode, surroundings: true)
    writer.position(0, of: record, spans)
  }
  static let actor = FieldPaths { $0.actor(Specimen.actor) }
  static let extraction = FieldPaths { $0.extraction(Specimen.record, unit: .utf8) }
  static let reading = FieldPaths { writer in
    writer.reading(Specimen.reading, of: Specimen.record.article.content, unit: .unicode)
  }
  static let none = FieldPaths(joining: [])
}
