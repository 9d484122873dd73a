import HTTP
import Import
import NewsModel

/// The document in a request: its type, its charset, what the query says of it. Read before the work is planned, so
/// that what is wrong with the head is said at once.
struct Document: Sendable {
  private let content: CodedContent
  private let mediaType: String
  private let charset: String?
  private let metadata: DocumentMetadata

  private static let acceptPost = Importer.mediaTypes.joined(separator: ", ")

  /// Takes the metadata parameters from `reader`; its faults are thrown by `reader.check()`.
  init(_ call: Call, _ reader: inout ParameterReader) throws(Problem) {
    let request = call.request
    content = try CodedContent(request, call.api.settings)
    // Combined, so that two lines are no type: which of them would count, nobody can tell (RFC 9110 §8.3).
    guard let field = request.fields.combined("Content-Type") else {
      throw Self.unsupported("The request has no Content-Type; \(Self.acceptPost) are read here.")
    }
    guard let type = MediaType(field), Importer.mediaTypes.contains(type.essence) else {
      throw Self.unsupported("\"\(field.prefix(80))\" is not read here; \(Self.acceptPost) are.")
    }
    mediaType = type.essence
    charset = type.charset
    metadata = Self.metadata(&reader, isText: type.essence == "text/plain")
  }

  /// The article in it. Linear in the content, decoded.
  func draft() throws(Problem) -> ArticleDraft {
    let content = try content.decoded()
    do throws(ImportError) {
      return try Importer.article(
        content: content, mediaType: mediaType, charset: charset, metadata: metadata)
    } catch {
      throw Self.problem(error)
    }
  }

  private static func metadata(_ reader: inout ParameterReader, isText: Bool) -> DocumentMetadata {
    var metadata = DocumentMetadata()
    if !isText {
      for parameter in ParametersOf.metadata where reader.has(parameter) {
        reader.fault(
          parameter, "\"\(parameter.rawValue)\" is for text/plain only; other types say it in the document.")
      }
      return metadata
    }
    metadata.title = text(.title, &reader)
    metadata.url = text(.url, &reader)
    metadata.source = text(.source, &reader)
    metadata.byline = text(.byline, &reader)
    metadata.section = text(.section, &reader)
    metadata.lang = text(.lang, &reader)
    if let lang = metadata.lang, !LanguageTag.isWellFormed(lang) {
      reader.fault(.lang, "\"\(lang.prefix(80))\" is not a language tag (BCP 47), such as en or en-GB.")
    }
    metadata.publishedAt = reader.time(.publishedAt)
    return metadata
  }

  /// Empty names nothing.
  private static func text(_ parameter: Parameter, _ reader: inout ParameterReader) -> String? {
    guard let text = reader.single(parameter), !text.isEmpty else { return nil }
    guard text.utf8.count <= ImportLimits.valueBytesMax else {
      reader.fault(parameter, "\"\(parameter.rawValue)\" is longer than \(ImportLimits.valueBytesMax) bytes.")
      return nil
    }
    return text
  }

  private static func unsupported(_ detail: String) -> Problem {
    Problem(
      .unsupportedMediaType,
      errors: [.init(place: .header("Content-Type"), detail: detail, allowed: Importer.mediaTypes)],
      fields: [("Accept-Post", acceptPost)])
  }

  /// The problem that tells of an import's error.
  static func problem(_ error: ImportError) -> Problem {
    switch error {
    case .unsupportedMediaType(let type): return unsupported("\"\(type.prefix(80))\" is not read here.")
    case .undecodable(let detail): return Problem(.undecodableText, detail)
    case .malformedJSON(let fault):
      return Problem(
        .malformedJSON,
        errors: [.init(place: .pointer(""), detail: "The content is no JSON text: \(fault.detail).")])
    case .invalid(let faults):
      return Problem(
        .invalidArticle, errors: faults.map { .init(place: .pointer($0.pointer), detail: $0.detail) })
    case .noText: return Problem(.noTextFound, "The document holds no text.")
    case .textTooLarge(let bytes):
      return Problem(
        .bodyTooLarge, "The article's text has \(bytes) bytes; at most \(ImportLimits.textBytesMax) are read."
      )
    }
  }
}
