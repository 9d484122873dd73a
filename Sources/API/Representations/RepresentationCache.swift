import Codings
import Synchronization

/// Keeps representations as they are and in the codings they were asked for, so that each is rendered, hashed and
/// compressed once. When they outgrow `bytesMax`, those go that have not been asked for the longest. Safe from any
/// thread; the lock is held for some table steps, never for rendering or encoding. Two threads that miss the same
/// one at the same time both make it, and both make the same bytes.
final class RepresentationCache: Sendable {
  let bytesMax: Int
  private let state = Mutex(State())

  private struct State {
    var kept = RecentlyUsed<RepresentationKey, Forms>()
    var bytes = 0
  }

  /// One representation in each of its codings.
  private struct Forms {
    var identity: Representation
    var coded: [Representation] = []

    subscript(coding: ContentCoding) -> Representation? {
      coding == .identity ? identity : coded.first { $0.coding == coding }
    }
  }

  enum Finding {
    /// In the coding that the choice leads to.
    case ready(Representation)
    /// As it is, but yet to be coded.
    case uncoded(Representation, ContentCoding)
    case missing
  }

  /// Bytes that an entry takes beside its key and contents, roughly: its place in the tables, its tags.
  private static let overheadBytes = 512

  init(bytesMax: Int) {
    precondition(bytesMax >= 0, "a limit is not negative: \(bytesMax)")
    self.bytesMax = bytesMax
  }

  /// Bytes kept, and how many representations they are of.
  var size: (bytes: Int, count: Int) { state.withLock { ($0.bytes, $0.kept.count) } }

  func find(_ key: RepresentationKey, _ choice: CodingChoice) -> Finding {
    state.withLock { state in
      guard let forms = state.kept.use(key) else { return .missing }
      let coding = choice.coding(pays: forms.identity.paysCoded)
      return forms[coding].map { .ready($0) } ?? .uncoded(forms.identity, coding)
    }
  }

  /// What is kept under `key`, as it is; rendered and kept if there is nothing.
  func whole(_ key: RepresentationKey, render: () -> Representation) -> Representation {
    if let kept = state.withLock({ $0.kept.use(key)?.identity }) { return kept }
    let rendered = render()
    keep(rendered, for: key)
    return rendered
  }

  /// Keeps `representation`; a coded one only as long as the one it was made from is kept.
  func keep(_ representation: Representation, for key: RepresentationKey) {
    // What has to go is freed once the lock is.
    let dropped = state.withLock { state -> [Forms] in
      guard var forms = state.kept.use(key) ?? Self.forms(representation) else { return [] }
      if forms[representation.coding] == nil { forms.coded.append(representation) }
      let cost = Self.cost(key, forms)
      if cost > bytesMax { return [] }
      let former = state.kept.set(key, forms)
      state.bytes += cost - (former.map { Self.cost(key, $0) } ?? 0)
      var dropped: [Forms] = []
      while state.bytes > bytesMax, let oldest = state.kept.removeOldest() {
        state.bytes -= Self.cost(oldest.key, oldest.value)
        dropped.append(oldest.value)
      }
      return dropped
    }
    _ = dropped
  }

  private static func forms(_ representation: Representation) -> Forms? {
    representation.coding == .identity ? Forms(identity: representation) : nil
  }

  private static func cost(_ key: RepresentationKey, _ forms: Forms) -> Int {
    forms.coded.reduce(forms.identity.content.count) { $0 + $1.content.count } + key.bytes + overheadBytes
  }
}
