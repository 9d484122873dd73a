/// What the bytes of a representation depend on, apart from its coding. Equal keys mean equal bytes, for as long as the
/// process runs; so nothing that is kept under a key can be out of date.
struct RepresentationKey: Sendable, Hashable {
  enum Resource: Sendable, Hashable { case article, text, quote, position, actor, index, problem }

  var resource: Resource
  var id: String
  /// The change number of what is shown: that of the article for it and its parts, which are written together; that of
  /// the whole store for actors, whose counts any article can change. Revisions would not do: an article that is
  /// deleted and comes again begins at 1.
  var version: Int
  var presentation: Presentation
  /// The type chosen, where there are several.
  var mediaType: String

  init(
    _ resource: Resource, _ id: String, version: Int, _ presentation: Presentation = Presentation(),
    mediaType: String = ""
  ) {
    self.resource = resource
    self.id = id
    self.version = version
    self.presentation = presentation
    self.mediaType = mediaType
  }

  /// Bytes of memory, roughly: the queries of clients stand in here.
  var bytes: Int {
    id.utf8.count + (presentation.fields ?? []).reduce(0) { $0 + $1.utf8.count + 16 } + 16
  }
}
