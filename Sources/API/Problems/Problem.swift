import HTTP
import JSON

/// An answer that something is wrong (RFC 9457).
struct Problem: Error, Sendable {
  /// One fault of several. All that are found are listed, not only the first.
  struct Entry: Sendable {
    enum Place: Sendable {
      /// In the query, by name.
      case parameter(String)
      /// In the content, a JSON Pointer (RFC 6901).
      case pointer(String)
      /// A header field, by name.
      case header(String)
      case target
    }
    var place: Place
    var detail: String
    /// What may stand there instead; written only when there is a list of it.
    var allowed: [String] = []
  }

  var kind: ProblemKind
  /// One sentence or two about this occurrence.
  var detail: String
  var errors: [Entry] = []
  /// Fields that belong to the status: `Allow`, `Retry-After`, `Accept-Post`.
  var fields = Fields()

  init(_ kind: ProblemKind, _ detail: String, errors: [Entry] = [], fields: [(String, String)] = []) {
    self.kind = kind
    self.detail = detail
    self.errors = errors
    self.fields = Fields(fields)
  }

  /// The kind with every entry's detail; the first is the problem's own. `unlisted`: how many more there were.
  init(_ kind: ProblemKind, errors: [Entry], unlisted: Int = 0, fields: [(String, String)] = []) {
    let others = errors.count - 1 + unlisted
    let more = others > 0 ? " (and \(others) more; see \"errors\")" : ""
    self.init(kind, (errors.first?.detail ?? kind.title) + more, errors: errors, fields: fields)
  }

  /// Writes the object of RFC 9457 §3.1 with our extension members.
  func write(to writer: inout JSONWriter, instance: String?, requestID: String?) {
    writer.object { writer in
      writer.member("type", kind.type)
      writer.member("title", kind.title)
      writer.member("status", kind.status.code)
      writer.member("detail", detail)
      writer.member("instance", instance)
      writer.member("request_id", requestID)
      writer.array("errors", errors) { writer, entry in
        writer.object { writer in
          switch entry.place {
          case .parameter(let name): writer.member("parameter", name)
          case .pointer(let pointer): writer.member("pointer", pointer)
          case .header(let name): writer.member("header", name)
          case .target: break
          }
          writer.member("detail", entry.detail)
          if !entry.allowed.isEmpty { writer.member("allowed", strings: entry.allowed) }
        }
      }
    }
  }

  /// `. Did you mean "speaker"?`, or only the full stop.
  static func suggestion(_ near: [String]) -> String {
    guard let nearest = near.first else { return "." }
    return ". Did you mean \"\(nearest)\"?"
  }
}
