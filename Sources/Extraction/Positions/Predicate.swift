import Text

/// The head of a clause with what the position rules need to know of it.
struct Predicate: Sendable {
  enum Kind: Sendable {
    /// A clause of its own, or the complement of a verb of saying.
    case main
    /// `who urged …`
    case relative
    /// `, urging …`: shares the subject of the clause it hangs on.
    case participle
    /// `to urge …`: the subject is the governing verb's subject or object.
    case infinitive
    /// `a speech urging …`, `the ban imposed by …`: inside a noun phrase.
    case modifier
  }

  var token: Int
  var kind: Kind
  /// Heads of noun phrases; several when joined ("Norway and Sweden"). Empty when none was found.
  var subjects: [Int] = []
  /// The subject stands in this clause, not in the one it shares it with.
  var hasOwnSubject = false
  /// The predicate that this one hangs on or is joined to.
  var governor: Int?
  var isCoordinate = false
  var isPassive = false
  /// A relative clause behind a comma adds a statement of its own.
  var isAppositive = false
  /// "if", "because": the word that ties the clause in, its own or that of the clause it is joined to.
  var mark: String?
}
