import Text

/// A verb group with what the position rules need to know of the clause around it.
struct Clause: Sendable {
  enum Kind: Sendable {
    /// Has a subject of its own, or shares it with a coordinate clause before it.
    case main
    /// `who urged …`; the subject is the antecedent.
    case relative
    /// `, also expressing …`; the subject is the main clause's.
    case participle
    /// `to urge …`; the subject is the governing verb's.
    case infinitive
    /// No subject was found.
    case bare
  }

  var kind: Kind
  /// Base noun phrases; several when joined ("Norway and Sweden"). Empty when none was found.
  var subjects: [Range<Int>] = []
  /// First token of the subject with all that stands before the verb; the verb group's start without a
  /// subject.
  var start: Int
  /// The verb group this one hangs on.
  var governor: Int?
  /// A relative clause behind a comma adds a statement of its own.
  var isAppositive = false
}
