import Codings
import HTTP

/// Entity tags of coded content. A coded representation is other bytes, so its strong tag must differ
/// (RFC 9110 §8.8.3.3): `"r1-5f2c"` as it is, `"r1-5f2c-br"` and `"r1-5f2c-gzip"` coded.
extension EntityTag {
  /// The tag of the same content in `coding`.
  func coded(_ coding: ContentCoding) -> EntityTag {
    coding == .identity ? self : EntityTag(opaque: "\(opaque)-\(coding.name)", isWeak: isWeak)
  }

  /// The tag without the coding in it. Tags of ours end in a hash, so nothing else can be taken for one.
  var uncoded: EntityTag {
    for coding in [ContentCoding.br, .gzip] where opaque.hasSuffix("-\(coding.name)") {
      return EntityTag(opaque: String(opaque.dropLast(coding.name.utf8.count + 1)), isWeak: isWeak)
    }
    return self
  }
}

extension Preconditions {
  /// The conditions of a write. A write has no representation selected, and a client sends back the tag it was given,
  /// in whatever coding it read: each stands for the state of the article. Servers that code behind the back of what
  /// checks the tags refuse such writes for ever.
  func ignoringCodings() -> Preconditions {
    var conditions = self
    conditions.ifMatch = conditions.ifMatch?.uncoded
    conditions.ifNoneMatch = conditions.ifNoneMatch?.uncoded
    return conditions
  }
}

extension EntityTagCondition {
  fileprivate var uncoded: EntityTagCondition {
    switch self {
    case .any: .any
    case .tags(let tags): .tags(tags.map(\.uncoded))
    }
  }
}
