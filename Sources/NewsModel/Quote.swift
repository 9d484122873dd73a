/// Who said what: one reported utterance with the words that prove it.
public struct Quote: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Every word stands inside quotation marks.
    case direct
    /// None does.
    case indirect
    /// Some do.
    case mixed
  }

  /// `q_` and 16 characters; empty until `Ingestion` names it (ids depend on the article's id).
  public var id: String = ""
  public var kind: Kind
  /// The content in text order; several when the cue interrupts it. Never empty, never overlapping.
  public var parts: [QuotePart]
  /// The resolved actor; `nil` is an honest "unknown".
  public var speaker: ActorReference?
  /// The words that name the speaker; may be present where `speaker` is `nil` ("a witness").
  public var mention: Mention?
  public var cue: Cue?
  /// The sentence or sentences around content, cue and mention.
  public var context: SourceRange
  public var issues: [String] = []
  /// 0…1
  public var confidence: Double
  /// Name of the rule or model that found it.
  public var rule: String

  public init(
    kind: Kind, parts: [QuotePart], speaker: ActorReference?, mention: Mention?, cue: Cue?,
    context: SourceRange, confidence: Double, rule: String
  ) {
    self.kind = kind
    self.parts = parts
    self.speaker = speaker
    self.mention = mention
    self.cue = cue
    self.context = context
    self.confidence = confidence
    self.rule = rule
  }
}

/// A contiguous piece of a quote's content.
public struct QuotePart: Sendable, Hashable {
  /// With its quotation marks, if it has any.
  public var span: TextSpan
  /// Whether it stands inside quotation marks from end to end.
  public var quoted: Bool

  public init(span: TextSpan, quoted: Bool) {
    self.span = span
    self.quoted = quoted
  }
}
