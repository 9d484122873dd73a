/// Conditional requests (RFC 9110 §13).
public struct Preconditions: Sendable, Equatable {
  public enum Outcome: Sendable, Equatable {
    /// Do what was asked.
    case proceed
    /// 304; for `GET` and `HEAD` only.
    case notModified
    /// 412
    case failed
  }

  /// What is there at the moment: its tag, and when it changed last (seconds since 1970) if that is known.
  public struct Current: Sendable, Equatable {
    public var tag: EntityTag?
    public var lastModified: Int64?

    public init(tag: EntityTag?, lastModified: Int64? = nil) {
      self.tag = tag
      self.lastModified = lastModified
    }
  }

  public var ifMatch: EntityTagCondition?
  public var ifNoneMatch: EntityTagCondition?
  /// Seconds since 1970. Dates that cannot be read are no condition (§13.1.3, §13.1.4).
  public var ifModifiedSince: Int64?
  public var ifUnmodifiedSince: Int64?

  public init(_ fields: Fields) {
    ifMatch = fields.combined("If-Match").map(EntityTagCondition.init)
    ifNoneMatch = fields.combined("If-None-Match").map(EntityTagCondition.init)
    // Combined, so that two lines are no date, as two dates in one line are none.
    ifModifiedSince = fields.combined("If-Modified-Since").flatMap(HTTPDate.parse)
    ifUnmodifiedSince = fields.combined("If-Unmodified-Since").flatMap(HTTPDate.parse)
  }

  public var isEmpty: Bool {
    ifMatch == nil && ifNoneMatch == nil && ifModifiedSince == nil && ifUnmodifiedSince == nil
  }

  /// Evaluates in the order of §13.2.2. `current` is `nil` when the target has no representation now.
  public func evaluate(_ method: Method, _ current: Current?) -> Outcome {
    let isRead = method == .get || method == .head
    if let ifMatch {
      guard Self.matches(ifMatch, current, { $0.stronglyMatches($1) }) else { return .failed }
    } else if let ifUnmodifiedSince, let lastModified = current?.lastModified {
      if lastModified > ifUnmodifiedSince { return .failed }
    }
    if let ifNoneMatch {
      if Self.matches(ifNoneMatch, current, { $0.weaklyMatches($1) }) {
        return isRead ? .notModified : .failed
      }
    } else if isRead, let ifModifiedSince, let lastModified = current?.lastModified {
      if lastModified <= ifModifiedSince { return .notModified }
    }
    return .proceed
  }

  private static func matches(
    _ condition: EntityTagCondition, _ current: Current?, _ compare: (EntityTag, EntityTag) -> Bool
  ) -> Bool {
    guard let current else { return false }
    switch condition {
    case .any: return true
    case .tags(let tags): return current.tag.map { tag in tags.contains { compare($0, tag) } } ?? false
    }
  }
}
