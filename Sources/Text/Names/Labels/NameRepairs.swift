/// What leaves no doubt, mended behind the labeller: a hyphen inside a name does not part it, a listed phrase is one name, a
/// title with a capital belongs to the person behind it, who is known by the surname from then on, and an abbreviation in
/// brackets names what its letters stand for.
enum NameRepairs {
  /// `names` in order, mended. Linear in the tokens.
  static func apply(_ names: [Name], _ evidence: NameEvidence) -> [Name] {
    let whole = withHyphens(names.filter { !evidence.isFragment($0) }, evidence)
    return withAbbreviations(
      withSurnames(withTitles(withPersons(withPhrases(whole, evidence), evidence), evidence), evidence),
      evidence)
  }

  /// `Anne-Marie Leroy`, where the labeller sees two.
  private static func withHyphens(_ names: [Name], _ evidence: NameEvidence) -> [Name] {
    var mended: [Name] = []
    for name in names {
      if let last = mended.last, last.tokens.upperBound + 1 == name.tokens.lowerBound,
        last.kind == .person || last.kind == name.kind,
        evidence.document.isHyphenInside(last.tokens.upperBound)
      {
        mended[mended.count - 1] = Name(
          tokens: last.tokens.lowerBound..<name.tokens.upperBound, kind: name.kind)
      } else {
        mended.append(name)
      }
    }
    return mended
  }

  /// The surname of a person of the text, standing alone with a capital, where the labeller sees no name.
  private static func withSurnames(_ names: [Name], _ evidence: NameEvidence) -> [Name] {
    let document = evidence.document
    let surnames = Set(
      names.lazy.filter { $0.kind == .person && $0.tokens.count > 1 }.map {
        document.word(of: $0.tokens.upperBound - 1)
      })
    guard !surnames.isEmpty else { return names }
    var mended: [Name] = []
    var next = 0
    for token in document.tokens.indices where surnames.contains(document.word(of: token)) {
      while next < names.count, names[next].tokens.upperBound <= token {
        mended.append(names[next])
        next += 1
      }
      let isFree = next == names.count || names[next].tokens.lowerBound > token
      if isFree, evidence.standsAsName(token) {
        mended.append(Name(tokens: token..<(token + 1), kind: .person))
      }
    }
    return mended + names[next...]
  }

  /// `Western Australia` is one place where the labeller sees `Australia` or nothing.
  private static func withPhrases(_ names: [Name], _ evidence: NameEvidence) -> [Name] {
    var mended: [Name] = []
    var next = 0
    for phrase in evidence.listedPhrases() {
      while next < names.count, names[next].tokens.upperBound <= phrase.tokens.lowerBound {
        mended.append(names[next])
        next += 1
      }
      if let last = mended.last, last.tokens.overlaps(phrase.tokens) { continue }
      var end = next
      while end < names.count, names[end].tokens.lowerBound < phrase.tokens.upperBound { end += 1 }
      // Longer names keep what they hold; names that cross the phrase stay.
      let isInside = names[next..<end].allSatisfy {
        phrase.tokens.lowerBound <= $0.tokens.lowerBound && $0.tokens.upperBound <= phrase.tokens.upperBound
          && $0.tokens != phrase.tokens
      }
      guard isInside else { continue }
      mended.append(phrase)
      next = end
    }
    return mended + names[next...]
  }

  /// A title and a word that nothing else is known of, where the labeller sees no name at all.
  private static func withPersons(_ names: [Name], _ evidence: NameEvidence) -> [Name] {
    var mended: [Name] = []
    var next = 0
    for person in evidence.titledPersons() {
      while next < names.count, names[next].tokens.upperBound <= person.tokens.lowerBound {
        mended.append(names[next])
        next += 1
      }
      if next == names.count || names[next].tokens.lowerBound >= person.tokens.upperBound {
        mended.append(person)
      }
    }
    return mended + names[next...]
  }

  /// `Secretary Cardona`, `Major-General Scott`.
  private static func withTitles(_ names: [Name], _ evidence: NameEvidence) -> [Name] {
    var mended: [Name] = []
    for name in names {
      var name = name
      if name.kind == .person {
        let start = evidence.titleStart(before: name.tokens.lowerBound)
        while let last = mended.last, last.tokens.upperBound > start, last.tokens.lowerBound >= start {
          mended.removeLast()
        }
        if mended.last.map({ $0.tokens.upperBound <= start }) ?? true {
          name = Name(tokens: start..<name.tokens.upperBound, kind: .person)
        }
      }
      mended.append(name)
    }
    return mended
  }

  /// `Harbour Workers Union (HWU)`: the abbreviation is the body, there and wherever it stands alone.
  private static func withAbbreviations(_ names: [Name], _ evidence: NameEvidence) -> [Name] {
    let words = Set(names.compactMap { evidence.abbreviation(of: $0) })
    guard !words.isEmpty else { return names }
    let document = evidence.document
    var mended: [Name] = []
    var next = 0
    for token in document.tokens.indices where words.contains(document.word(of: token)) {
      while next < names.count, names[next].tokens.upperBound <= token {
        mended.append(names[next])
        next += 1
      }
      let alone = Name(tokens: token..<(token + 1), kind: .organization)
      if next == names.count || names[next].tokens.lowerBound > token {
        mended.append(alone)
      } else if names[next].tokens == alone.tokens {
        mended.append(alone)
        next += 1
      }
    }
    return mended + names[next...]
  }
}
