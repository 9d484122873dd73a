/// Finds names: those known beforehand, and runs of capitalised words that look like persons or bodies.
struct NameFinder: Sendable {
  let lexicon: NameLexicon
  let titles: TitleLexicon
  let given: GivenNames
  let organizationWords: Set<String>
  let gazetteer: Gazetteer

  /// Words of a name; longer runs are headlines.
  static let nameTokensMax = 8

  /// In text order, not overlapping. Linear in the tokens.
  func names(in document: Document) -> [NameSpan] {
    var spans: [NameSpan] = []
    let dateline = Dateline.tokens(document)
    for sentence in document.sentences {
      let isTitleCase = isMostlyCapitalised(document, sentence)
      var token = sentence.lowerBound
      while token < sentence.upperBound {
        if dateline.contains(token) {
          token += 1
          continue
        }
        if var span = span(document, at: token, in: sentence, isTitleCase: isTitleCase) {
          span.isModifier = span.isModifier || modifies(document, span.tokens, in: sentence)
          spans.append(span)
          token = span.tokens.upperBound
        } else {
          token += 1
        }
      }
    }
    return settled(spans)
  }

  /// Shared demonyms (`Korean`) settled by the country that the text names elsewhere, if it names just one of them.
  private func settled(_ spans: [NameSpan]) -> [NameSpan] {
    func shared(_ span: NameSpan) -> NameLexicon.Entry? {
      if case .known(let entry) = span.sort, !entry.candidates.isEmpty { return entry }
      return nil
    }
    guard spans.contains(where: { shared($0) != nil }) else { return spans }
    var named: Set<String> = []
    for span in spans {
      if case .known(let entry) = span.sort, entry.candidates.isEmpty, let country = entry.country {
        named.insert(country)
      }
    }
    return spans.compactMap { span in
      guard var entry = shared(span) else { return span }
      let likely = entry.candidates.filter(named.contains)
      if likely.count == 1 { entry.country = likely[0] }
      guard let country = entry.country, let name = lexicon.countries[country] else { return nil }
      entry.name = name
      var span = span
      span.sort = .known(entry)
      return span
    }
  }

  private func span(
    _ document: Document, at token: Int, in sentence: Range<Int>, isTitleCase: Bool
  ) -> NameSpan? {
    let run = run(document, at: token, in: sentence)
    let known =
      isCapitalised(document, token) ? lexicon.match(document, at: token, limit: sentence.upperBound) : nil
    if let known, run.count <= known.count || !isPersonRun(document, run) {
      let tokens = token..<(token + known.count)
      // "Japan Airlines", "Chinese Communist Party": a longer body that begins with a known name.
      if run.upperBound > tokens.upperBound, let body = body(document, run, in: sentence),
        known.entry.use != .metonym,
        titles.head(document.lowers[body.lowerBound + known.count]) == nil
      {
        return NameSpan(tokens: body, phrase: body, sort: .organization)
      }
      return NameSpan(
        tokens: tokens, phrase: tokens, sort: .known(entry(known.entry, document, tokens, in: sentence)),
        isModifier: false)
    }
    guard !run.isEmpty else { return nil }
    return classified(document, run, in: sentence, isTitleCase: isTitleCase)
  }

  /// A seat of government after a preposition of place is only a place.
  private func entry(
    _ entry: NameLexicon.Entry, _ document: Document, _ tokens: Range<Int>, in sentence: Range<Int>
  ) -> NameLexicon.Entry {
    guard entry.use == .metonym, tokens.lowerBound > sentence.lowerBound else { return entry }
    let before = document.lowers[tokens.lowerBound - 1]
    let behind = tokens.upperBound < sentence.upperBound ? document.lowers[tokens.upperBound] : ""
    let isPlace =
      ["in", "at", "near", "outside", "around", "across", "visit", "visited", "visiting", "throughout"]
      .contains(before)
      || (before == "of" && behind == ",")
    guard isPlace, entry.kind == .country else { return entry }
    return NameLexicon.Entry(name: document.text(tokens), kind: .place, country: entry.country, use: .name)
  }

  // MARK: Runs of capitals

  func isCapitalised(_ document: Document, _ token: Int) -> Bool {
    let first = document.utf8.character(at: Int(document.tokens[token].start)).value
    if first < 0x80 { return 0x41...0x5A ~= first }
    return Unicode.Scalar(first)?.properties.isUppercase ?? false
  }

  /// Capitalised words from `token` on that may be one name, with particles and initials between.
  private func run(_ document: Document, at token: Int, in sentence: Range<Int>) -> Range<Int> {
    var end = token
    var last = token
    let limit = min(sentence.upperBound, token + Self.nameTokensMax)
    while end < limit {
      let tag = document.tokens[end].xpos
      let word = document.lowers[end]
      let isNamePart =
        isCapitalised(document, end)
        && (tag.isProperNoun || (end > token && tag != .prp && tag != .dt && tag != .in && tag != .cc)
          || (given.contains(document.form(end)) && tag != .md) || isTitled(document, end, in: sentence)
          || isLabelledNoun(document, end))
        && !(end == token && tag == .prp)
      if isNamePart || isSecondGivenName(document, end, of: token) {
        last = end + 1
      } else if end == token
        || !(Self.particles.contains(word) || (document.isHyphenInside(end) && end + 1 < limit))
      {
        break
      }
      end += 1
      // The possessive mark and punctuation close a name.
      if end < limit, document.tokens[end].upos == .punct, !document.isHyphenInside(end) { break }
    }
    return token..<last
  }

  /// A capital right behind a capitalised title (`King Harald`), whatever its tag.
  private func isTitled(_ document: Document, _ token: Int, in sentence: Range<Int>) -> Bool {
    guard token > sentence.lowerBound, isCapitalised(document, token - 1),
      titles[document.lower(token - 1)].map({ $0.kind != .modifier }) ?? false
    else { return false }
    switch document.tokens[token].xpos {
    case .nn, .jj, .fw, .vb, .rb: return titles[document.lower(token)] == nil
    default: return false
    }
  }

  /// A person's surname that the tags take for a noun (`Stone said`).
  private func isLabelledNoun(_ document: Document, _ token: Int) -> Bool {
    document.tokens[token].xpos.isNoun && document.name(at: token)?.kind == .person
  }

  /// The part behind the hyphen of a Korean or Chinese given name: `in` of `Moon Jae-in`.
  private func isSecondGivenName(_ document: Document, _ token: Int, of first: Int) -> Bool {
    token == first + 3 && document.isHyphenInside(token - 1)
      && isCapitalised(document, first + 1) && document.tokens[token].bytes.count <= 6
      && given.putsFamilyFirst([document.form(first), document.form(first + 1)])
  }

  private static let particles: Set<String> = [
    "de", "da", "di", "del", "della", "la", "le", "van", "von", "der", "den", "bin", "ibn", "al", "el", "ul",
    "dos", "du",
  ]

  private func isPersonRun(_ document: Document, _ run: Range<Int>) -> Bool {
    run.count >= 2
      && (given.contains(document.form(run.lowerBound)) || isLabelledPerson(document, run))
      && titles.head(document.lowers[run.upperBound - 1]) == nil
      && !organizationWords.contains(document.lowers[run.upperBound - 1])
  }

  /// A rare given name before a known place (`Denzel Washington`), where the labeller sees a person.
  private func isLabelledPerson(_ document: Document, _ run: Range<Int>) -> Bool {
    labelled(run, document) == .person
      && gazetteer.flags(Gazetteer.key(document.words.lowerUTF8(document.word(of: run.lowerBound))))
        .contains(.givenName)
  }

  /// What a run names, without the titles in front of it.
  private func classified(
    _ document: Document, _ run: Range<Int>, in sentence: Range<Int>, isTitleCase: Bool
  ) -> NameSpan? {
    if let body = body(document, run, in: sentence) {
      return NameSpan(tokens: body, phrase: body, sort: .organization)
    }
    var start = run.lowerBound
    start = afterTitles(document, run, in: sentence)
    guard start < run.upperBound else { return nil }
    // A known name inside ends the run: "President Obama Tuesday" never, "Secretary Kerry Iran" rarely.
    var name = start..<run.upperBound
    let front = Front(document, before: start, in: sentence, titles: titles, lexicon: lexicon)
    if let match = lexicon.match(document, at: start, limit: run.upperBound), match.count == name.count {
      return NameSpan(tokens: name, phrase: name, sort: .known(match.entry))
    }
    name = withoutCalendar(document, name)
    guard let last = name.last else { return nil }
    if titles.head(document.lowers[last]) != nil {
      // "the Wells Fargo CEO": the name in front only says whose; "MPs" alone names nobody.
      let owner = name.lowerBound..<last
      return owner.isEmpty
        ? nil : NameSpan(tokens: owner, phrase: owner, sort: .organization, isModifier: true)
    }
    var span = NameSpan(tokens: name, phrase: name, sort: .unknown)
    if !front.words.isEmpty {
      span.sort = .person
      span.phrase = front.start..<name.upperBound
      span.title = front.words
      span.titleOwner = front.owner
      span.gender = front.gender
    } else if isTitleCase && name.count > 3 {
      return nil
    } else if given.contains(document.form(name.lowerBound)) && (name.count > 1 || !isTitleCase) {
      span.sort = .person
    } else if name.count == 1, isAcronym(document, name.lowerBound) {
      span.sort = .organization
    } else if given.putsFamilyFirst(name.map(document.form)) {
      span.sort = .person
    } else if let kind = labelled(name, document) {
      switch kind {
      case .place where isGivenName(name, document): span.sort = .person
      case .place: span.sort = .place
      case .organization: span.sort = .organization
      case .person:
        name = withoutTitles(name, document)
        span.tokens = name
        // A word alone is a person's only if it is known as a name; several people ("Muslims") are none.
        if name.count > 1 || isPersonName(name.lowerBound, document) { span.sort = .person }
      }
    } else if isAfterPlacePreposition(document, name, in: sentence) {
      span.sort = .place
    }
    return span
  }

  /// The kind of the labelled name that ends where `span` does, titles in front of it or not.
  private func labelled(_ span: Range<Int>, _ document: Document) -> NameKind? {
    var low = 0
    var high = document.names.count
    while low < high {
      let middle = (low + high) / 2
      if document.names[middle].tokens.upperBound < span.upperBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < document.names.count, document.names[low].tokens.upperBound == span.upperBound,
      document.names[low].tokens.lowerBound <= span.lowerBound
    else { return nil }
    return document.names[low].kind
  }

  /// Two words of which the first is a person's given name and nothing else.
  private func isGivenName(_ name: Range<Int>, _ document: Document) -> Bool {
    guard name.count == 2 else { return false }
    let flags = gazetteer.flags(Gazetteer.key(document.words.lowerUTF8(document.word(of: name.lowerBound))))
    return flags.contains(.givenName)
      && flags.isDisjoint(with: [.country, .capital, .city, .town, .region, .placeWord, .organizationWord])
  }

  /// What follows the last title in a labelled name: `New Home Secretary Anna Berg`.
  private func withoutTitles(_ name: Range<Int>, _ document: Document) -> Range<Int> {
    let title = name.dropLast().last { titles[document.lower($0)].map { $0.kind != .modifier } ?? false }
    return (title.map { $0 + 1 } ?? name.lowerBound)..<name.upperBound
  }

  private func isPersonName(_ token: Int, _ document: Document) -> Bool {
    document.tokens[token].xpos != .nnps
      && !gazetteer.flags(Gazetteer.key(document.words.lowerUTF8(document.word(of: token))))
        .isDisjoint(with: [.givenName, .commonFamilyName, .familyName, .rareFamilyName, .familyNameFirst])
  }

  /// The first token of a run behind the titles that open it: `Secretary-General`, `State` behind `Secretary of`.
  private func afterTitles(_ document: Document, _ run: Range<Int>, in sentence: Range<Int>) -> Int {
    var start = run.lowerBound
    if start - 1 > sentence.lowerBound, document.lower(start - 1) == "of",
      titles.head(document.lower(start - 2)) != nil
    {
      while start + 1 < run.upperBound, titles[document.lower(start)]?.kind == .modifier { start += 1 }
    }
    while start < run.upperBound {
      if isTitleWord(document, start, in: run) {
        start += 1
      } else if start > run.lowerBound, document.tokens[start].xpos == .hyph, start + 1 < run.upperBound,
        titles[document.lower(start + 1)] != nil
      {
        start += 2
      } else {
        break
      }
    }
    return start
  }

  private func isTitleWord(_ document: Document, _ token: Int, in run: Range<Int>) -> Bool {
    guard let word = titles[document.lowers[token]], token + 1 < run.upperBound else { return false }
    // "Chief Justice Roberts", but "Major Smith" and "King Abdullah" too; "Judge" alone is no name.
    return word.kind != .modifier || titles[document.lowers[token + 1]] != nil
      || document.lowers[token] == "former"
  }

  private func isAcronym(_ document: Document, _ token: Int) -> Bool {
    let form = document.form(token)
    return form.utf8.count >= 2 && form.utf8.count <= 7
      && form.utf8.allSatisfy { 0x41...0x5A ~= $0 || $0 == 0x2E }
  }

  private func isAfterPlacePreposition(_ document: Document, _ name: Range<Int>, in sentence: Range<Int>)
    -> Bool
  {
    name.lowerBound > sentence.lowerBound
      && ["in", "at", "near", "outside"].contains(document.lowers[name.lowerBound - 1])
  }

  /// The name of a body: a run that ends in (or holds, before `of`) a word for bodies.
  private func body(_ document: Document, _ run: Range<Int>, in sentence: Range<Int>) -> Range<Int>? {
    guard let last = run.last(where: { organizationWords.contains(document.lowers[$0]) }),
      run.count > 1 || (last + 1 < sentence.upperBound && document.lowers[last + 1] == "of")
    else { return nil }
    var end = last + 1
    guard end == run.upperBound || run.count > 1 else { return nil }
    if end < run.upperBound {
      // "the director of the Port Authority Anna Hayes"
      return run.upperBound - end > 1 && run.count > 2 && given.contains(document.form(end))
        ? run.lowerBound..<end : nil
    }
    if end + 1 < sentence.upperBound, document.lowers[end] == "of" || document.lowers[end] == "for" {
      var next = end + 1
      if document.lowers[next] == "the", next + 1 < sentence.upperBound { next += 1 }
      let tail = self.run(document, at: next, in: sentence)
      if !tail.isEmpty, document.tokens[next].xpos.isProperNoun {
        end = tail.upperBound
      } else if ["ministry", "department", "office"].contains(document.lower(last)) {
        // "Ministry of Foreign Affairs": what it is for, whatever the tags.
        while next < sentence.upperBound, isCapitalised(document, next) { next += 1 }
        end = max(end, document.lower(next - 1) == "of" || document.lower(next - 1) == "the" ? end : next)
      }
    }
    return run.lowerBound..<end
  }

  /// Months and weekdays are no part of a name.
  private func withoutCalendar(_ document: Document, _ name: Range<Int>) -> Range<Int> {
    var name = name
    while let last = name.last, Self.calendar.contains(document.lowers[last]) {
      name = name.lowerBound..<last
    }
    while let first = name.first, Self.calendar.contains(document.lowers[first]) {
      name = (first + 1)..<name.upperBound
    }
    return name
  }

  private static let calendar: Set<String> = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
    "march", "april",
    "may", "june", "july", "august", "september", "october", "november", "december", "jan.", "feb.", "mar.",
    "apr.",
    "jun.", "jul.", "aug.", "sept.", "sep.", "oct.", "nov.", "dec.", "christmas", "easter", "god", "internet",
    "i",
  ]

  // MARK: The sentence around

  /// A headline in title case tells nothing by its capitals.
  func isMostlyCapitalised(_ document: Document, _ sentence: Range<Int>) -> Bool {
    var words = 0
    var capitals = 0
    for token in sentence where document.tokens[token].upos != .punct && document.lowers[token].utf8.count > 3
    {
      words += 1
      if isCapitalised(document, token) { capitals += 1 }
    }
    return words >= 4 && capitals * 10 >= words * 8
  }

  /// Whether the name only modifies the noun behind it.
  private func modifies(_ document: Document, _ tokens: Range<Int>, in sentence: Range<Int>) -> Bool {
    guard tokens.upperBound < sentence.upperBound else { return false }
    let next = document.tokens[tokens.upperBound]
    if next.xpos == .hyph { return true }
    return (next.xpos.isNoun || next.xpos == .jj) && next.spaceBefore
  }
}
