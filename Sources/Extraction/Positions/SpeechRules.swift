import NewsModel
import Text

/// Stances without a word of the lexicon: what a speaker says should be done, is wrong, or will happen by the
/// speaker's own hand. Only inside reported speech, but for "will" with a body that can decide.
struct SpeechRules {
  let reading: StanceReading
  let matcher: FrameMatcher
  let resolver: HolderResolver

  init(_ reading: StanceReading) {
    self.reading = reading
    resolver = HolderResolver(reading)
    matcher = FrameMatcher(reading: reading)
  }

  func candidate(_ predicate: Predicate) -> StanceCandidate? {
    let modality = VerbModality(predicate, in: reading)
    let isSpeech = reading.isSpoken(predicate.token)
    if isSpeech,
      let found = exhortation(predicate) ?? obligation(predicate, modality) ?? verdict(predicate, modality)
        ?? misconduct(
          predicate, modality)
        ?? effect(predicate, modality) ?? manner(predicate, modality)
    {
      return found
    }
    return will(predicate, modality, isSpeech: isSpeech)
  }

  /// "I", "we"
  func isFirstPerson(_ subject: Int) -> Bool { ["i", "we"].contains(reading.lowers[subject]) }

  /// "I don't think we should": the denial belongs to what follows.
  func isDeniedFromAbove(_ predicate: Predicate) -> Bool {
    guard let index = reading.governor(of: predicate), reading.deprel(predicate.token) == .ccomp else {
      return false
    }
    let above = reading.predicates[index]
    return Self.thinking.contains(reading.lemmas[above.token])
      && reading.children(above.token).contains { reading.isNegator($0) && $0 < above.token }
  }

  private static let thinking: Set<String> = ["think", "believe", "feel", "consider"]

  /// The complement of a verb from its first adverb to its end.
  func complement(of predicate: Predicate, behind start: Int) -> Range<Int> {
    var first = predicate.token
    for child in reading.children(predicate.token) where child < predicate.token && child > start {
      switch reading.deprel(child) {
      case .advmod, .auxPass, .cop, .det, .amod, .compound, .case, .nmodPoss, .nummod:
        first = min(first, reading.document.span(of: child).lowerBound)
      case .aux where reading.lemmas[child] == "have" || reading.lemmas[child] == "be":
        first = min(first, child)
      default: break
      }
    }
    while first < predicate.token, reading.isNegator(first) || reading.lowers[first] == "to" { first += 1 }
    return first..<reading.extent(of: predicate.token, from: first, cue: predicate.token)
  }
}
