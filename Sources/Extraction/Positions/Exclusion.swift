/// Why a candidate is no position. The rules are those of the guidelines, section 4, and their three questions.
enum Exclusion: String, Sendable {
  /// Who? Nobody nameable holds it.
  case noHolder = "Q1 no nameable holder"
  /// About what? Nothing but a pronoun, or nothing at all.
  case noProposal = "Q2 no proposal"
  /// Inside a relative clause, a modifier or a subordinate clause of background.
  case background = "X4 background"
  /// The aim of another deed ("flew home to urge …").
  case purpose = "X4 purpose of another deed"
  /// Spells out a stance that is a position itself ("vowed to offer help").
  case partOfProposal = "S1 part of another proposal"
  case denial = "X5 denial of fact"
  /// What someone else will do.
  case forecast = "X5 forecast"
  /// What another decided or refused, told by a third.
  case hearsay = "X5 another's deed"
  case question = "X6 question or hypothesis"
  /// Support for a person, votes for a person.
  case horseRace = "X7 horse race"
  /// A company in its own trade.
  case business = "X7 corporate matter"
  /// Neither somebody in public affairs nor a public measure.
  case `private` = "X7 private matter"
  /// A request to a crowd, a husband or a reporter.
  case toNobody = "X7 no public matter"
}

/// A stance with the exclusion that removed it, for `explain`.
struct RemovedCandidate {
  var candidate: StanceCandidate
  var exclusion: Exclusion
}
