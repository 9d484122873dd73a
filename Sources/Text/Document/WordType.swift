/// One distinct form of a document: `The` and `the` are two. What depends on the spelling alone is known here once,
/// however often the word stands in the text.
public struct WordType: Sendable, Equatable {
  /// First byte, in `Document.utf8`, of the first token of this form.
  public let start: Int32
  /// The byte after its last.
  public let end: Int32
  /// First byte of its lower-case form in `Words.lowerBytes`.
  public let lowerStart: Int32
  /// The byte after its last.
  public let lowerEnd: Int32
  /// FNV-1a of its lower-case form, for the features of models.
  public let lowerHash: UInt32
  public let flags: WordFlags
  /// The runs of like characters, four bits a run from the lowest on, at most eight runs: `Xxx-Xxx` is upper, lower,
  /// punctuation, upper, lower, whatever its length. The values are those of `FormRun`.
  public let shape: UInt32

  /// The form's bytes in `Document.utf8`.
  public var bytes: Range<Int> { Int(start)..<Int(end) }
  /// The bytes of its lower-case form in `Words.lowerBytes`.
  public var lowerBytes: Range<Int> { Int(lowerStart)..<Int(lowerEnd) }
}

/// What a form is made of.
public struct WordFlags: OptionSet, Sendable, Hashable {
  public let rawValue: UInt16

  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The first character is an upper-case letter.
  public static let startsUpper = WordFlags(rawValue: 1 << 0)
  /// An upper-case letter stands anywhere.
  public static let hasUpper = WordFlags(rawValue: 1 << 1)
  /// A lower-case letter stands anywhere.
  public static let hasLower = WordFlags(rawValue: 1 << 2)
  /// An upper-case letter stands behind the first character.
  public static let hasInnerUpper = WordFlags(rawValue: 1 << 3)
  public static let hasDigit = WordFlags(rawValue: 1 << 4)
  /// The first character is a digit.
  public static let startsDigit = WordFlags(rawValue: 1 << 5)
  /// A letter stands anywhere, with case or without.
  public static let hasLetter = WordFlags(rawValue: 1 << 6)
  /// No letter and no digit: a mark or a symbol.
  public static let isMark = WordFlags(rawValue: 1 << 7)
  public static let hasHyphen = WordFlags(rawValue: 1 << 8)
  public static let hasStop = WordFlags(rawValue: 1 << 9)
  public static let hasApostrophe = WordFlags(rawValue: 1 << 10)
  /// A character beyond ASCII stands anywhere.
  public static let isWide = WordFlags(rawValue: 1 << 11)

  /// Two capitals or more and no small letter: `NATO`, `U.S.`.
  public var isAllUpper: Bool { contains(.hasInnerUpper) && !contains(.hasLower) }
}

/// The parts of `WordType.shape`.
public enum FormRun: UInt32, Sendable {
  case upper = 1, lower, letter, digit, mark, punctuation, symbol
}
