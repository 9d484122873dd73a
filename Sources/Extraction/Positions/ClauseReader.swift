import Text

/// Finds the subject of each verb group by looking left. Each look ends after `leftTokensMax` tokens.
struct ClauseReader {
  let reading: StanceReading

  /// Tokens looked at to the left of a verb for its subject.
  static let leftTokensMax = 48
  /// Noun phrases in one coordinate subject.
  static let subjectsMax = 8

  private var document: Document { reading.document }
  private var groups: [VerbGroup] { reading.phrases.verbGroups }

  func read() -> [Clause] {
    var clauses: [Clause] = []
    clauses.reserveCapacity(groups.count)
    var listed: ListSubject?
    for index in groups.indices {
      var clause = clause(index, after: clauses)
      if clause.subjects.isEmpty, groups[index].form == .finite || groups[index].form == .participle,
        let subject = listSubject(of: index, listed, after: clauses)
      {
        listed = subject
        clause = Clause(kind: .main, subjects: subject.subjects, start: groups[index].tokens.lowerBound)
      }
      clauses.append(clause)
    }
    return clauses
  }

  /// Who did all that a list tells, and the paragraph of its latest item.
  private struct ListSubject {
    var subjects: [Range<Int>]
    var paragraph: Int
  }

  /// "The minister has announced:" and then, a paragraph each, "Reduced the fuel tax": the items share that
  /// subject.
  private func listSubject(of index: Int, _ listed: ListSubject?, after earlier: [Clause]) -> ListSubject? {
    let start = groups[index].tokens.lowerBound
    let paragraph = document.paragraph(of: start)
    var first = document.paragraphs[paragraph].lowerBound
    while first < start, reading.upos(first) == .punct || reading.upos(first) == .sym { first += 1 }
    guard first == start, paragraph > 0 else { return nil }
    if let listed, listed.paragraph == paragraph - 1 {
      return ListSubject(subjects: listed.subjects, paragraph: paragraph)
    }
    let last = document.paragraphs[paragraph - 1].upperBound - 1
    guard reading.lowers[last] == ":", let index = earlier.indices.last, earlier[index].kind == .main,
      document.paragraph(of: groups[index].head) == paragraph - 1
    else { return nil }
    return ListSubject(subjects: earlier[index].subjects, paragraph: paragraph)
  }

  private func clause(_ index: Int, after earlier: [Clause]) -> Clause {
    let group = groups[index]
    let sentence = reading.sentence(of: group.head)
    switch group.form {
    case .infinitive: return hanging(index, .infinitive, in: sentence, after: earlier)
    case .gerund:
      var before = group.tokens.lowerBound - 1
      while before > sentence.lowerBound, reading.isAdverb(before) || reading.lowers[before] == "while" {
        before -= 1
      }
      let joins = before >= sentence.lowerBound && (reading.isComma(before) || reading.upos(before) == .cconj)
      guard joins else { return Clause(kind: .bare, start: group.tokens.lowerBound) }
      return hanging(index, .participle, in: sentence, after: earlier)
    case .finite, .participle: return finite(index, in: sentence, after: earlier)
    }
  }

  /// The nearest earlier group of the same voice that can govern this one; its subject is shared.
  private func hanging(_ index: Int, _ kind: Clause.Kind, in sentence: Range<Int>, after earlier: [Clause])
    -> Clause
  {
    let group = groups[index]
    var clause = Clause(kind: kind, start: group.tokens.lowerBound)
    for candidate in earlier.indices.reversed() {
      let other = groups[candidate]
      guard other.head >= sentence.lowerBound, group.head - other.head <= Self.leftTokensMax else { break }
      guard reading.sameVoice(other.head, group.tokens.lowerBound) || kind == .infinitive else { continue }
      if kind == .participle, other.form != .finite || earlier[candidate].kind == .relative { continue }
      guard !earlier[candidate].subjects.isEmpty || kind == .infinitive else { continue }
      clause.governor = candidate
      clause.subjects = earlier[candidate].subjects
      break
    }
    return clause
  }

  private func finite(_ index: Int, in sentence: Range<Int>, after earlier: [Clause]) -> Clause {
    // "more must be done": the chunker takes the quantity for an adverb.
    let first = groups[index].tokens.lowerBound
    if first < groups[index].head, Self.quantities.contains(reading.lowers[first]) {
      return Clause(kind: .main, subjects: [first..<(first + 1)], start: first)
    }
    return finite(from: first - 1, index: index, in: sentence, after: earlier)
  }

  /// Looks left from `last` for the subject of group `index`.
  private func finite(from last: Int, index: Int, in sentence: Range<Int>, after earlier: [Clause]) -> Clause
  {
    let group = groups[index]
    let start = group.tokens.lowerBound
    let first = max(sentence.lowerBound, start - Self.leftTokensMax)
    var token = last
    // Past participles are finite only where a subject stands before them and an object behind.
    while token >= first {
      if Self.quantities.contains(reading.lowers[token]), reading.phrases.nounPhrase(at: token) == nil {
        return Clause(kind: .main, subjects: [token..<(token + 1)], start: token)
      } else if reading.isAdverb(token) {
        token -= 1
      } else if reading.isQuotationMark(token) {
        guard reading.sameVoice(token + 1, start) || token == start - 1 else { break }
        token -= 1
      } else if let phrase = reading.phrases.nounPhrase(at: token), phrase.lowerBound >= first {
        if reading.words.temporal.contains(reading.lemmas[phrase.upperBound - 1]) {
          // `Norway on Tuesday pledged`, `the government today pledged`
          let shortened = reading.withoutDay(phrase)
          if shortened.count < phrase.count { return subject(shortened, first: first, group: group) }
          token = phrase.lowerBound - 1
          if token >= first, reading.upos(token) == .adp { token -= 1 }
          continue
        }
        if let name = nameBehindAdjunct(phrase, first: first) {
          return subject(name, first: first, group: group)
        }
        if isRelative(phrase) { return relative(phrase.lowerBound, first: first, group: group) }
        if phrase.lowerBound > first, reading.upos(phrase.lowerBound - 1) == .adp,
          !isClauseOpener(phrase.lowerBound - 1)
        {
          // The phrase hangs on what stands before the preposition.
          let next = phrase.lowerBound - 2
          guard next >= first, !reading.isComma(next) || !hasSubjectBehind(next, group) else { break }
          token = next
          continue
        }
        if let before = behindVerbalPhrase(phrase, first: first) {
          // "Cuba's decision to free the prisoners was": the object of a verb inside the subject.
          var clause = finite(from: before, index: index, in: sentence, after: earlier)
          if clause.subjects.isEmpty || clause.kind == .relative {
            clause = subject(phrase, first: first, group: group)
          }
          clause.start = min(clause.start, before + 1)
          return clause
        }
        return subject(phrase, first: first, group: group)
      } else if isRelativeWord(token) {
        return relative(token, first: first, group: group)
      } else if reading.isComma(token) || reading.lowers[token] == ")" {
        if let before = beforeInsertion(endingAt: token, first: first, group: group) {
          token = before
        } else if let shared = coordinate(index, after: earlier, sentence: sentence, comma: true) {
          return shared
        } else {
          break
        }
      } else if reading.upos(token) == .cconj {
        if let shared = coordinate(index, after: earlier, sentence: sentence, comma: false) { return shared }
        break
      } else if reading.upos(token) == .num || reading.upos(token) == .adj || reading.upos(token) == .sym {
        token -= 1
      } else if let other = reading.phrases.verbGroup(at: token), groups[other].form == .participle,
        groups[other].tokens.lowerBound > first
      {
        // `those detained by the navy demanded`: a reduced relative inside the subject.
        token = groups[other].tokens.lowerBound - 1
      } else {
        break
      }
    }
    return Clause(kind: .bare, start: start)
  }

  /// `Ms Berg` in "In her budget Ms Berg pledged": no comma parts the opening phrase from the subject.
  private func nameBehindAdjunct(_ phrase: Range<Int>, first: Int) -> Range<Int>? {
    var start = phrase.upperBound
    while start > phrase.lowerBound, reading.upos(start - 1) == .propn { start -= 1 }
    guard start < phrase.upperBound, start > phrase.lowerBound + 1, phrase.lowerBound > first,
      reading.upos(start - 1) == .noun, !reading.words.actor.contains(reading.lemmas[start - 1]),
      reading.upos(phrase.lowerBound) == .det || reading.upos(phrase.lowerBound) == .pron,
      reading.upos(phrase.lowerBound - 1) == .adp
    else { return nil }
    return start..<phrase.upperBound
  }

  /// The token before an infinitive or participle whose object `phrase` is; `nil` when there is none.
  private func behindVerbalPhrase(_ phrase: Range<Int>, first: Int) -> Int? {
    guard phrase.lowerBound > first, let verb = reading.phrases.verbGroup(at: phrase.lowerBound - 1),
      groups[verb].form == .infinitive || groups[verb].form == .gerund,
      groups[verb].tokens.lowerBound >= first
    else { return nil }
    return groups[verb].tokens.lowerBound - 1
  }

  /// Words that are a subject alone: "more must be done".
  private static let quantities: Set<String> = ["more", "much", "nothing", "everything", "enough"]

  /// A noun phrase before its verb, with the phrases joined to it on the left.
  private func subject(_ phrase: Range<Int>, first: Int, group: VerbGroup) -> Clause {
    var subjects = [phrase]
    var start = phrase.lowerBound
    while start > first, subjects.count < Self.subjectsMax {
      var link = start - 1
      if reading.upos(link) == .cconj, reading.lowers[link] != "but" {
        link -= 1
        if link > first, reading.isComma(link) { link -= 1 }
      } else if subjects.count > 1, reading.isComma(link) {
        link -= 1
      } else {
        break
      }
      guard link >= first, let earlier = reading.phrases.nounPhrase(at: link), earlier.upperBound == link + 1,
        reading.upos(phrase.lowerBound) != .pron
      else { break }
      // `X attacked Y and Z resigned`: an object of the clause before is no part of this subject.
      if earlier.lowerBound > first, let verb = reading.phrases.verbGroup(at: earlier.lowerBound - 1),
        groups[verb].form != .participle
      {
        break
      }
      subjects.insert(earlier, at: 0)
      start = earlier.lowerBound
    }
    return Clause(kind: .main, subjects: subjects, start: start)
  }

  private func relative(_ word: Int, first: Int, group: VerbGroup) -> Clause {
    var clause = Clause(kind: .relative, start: word)
    var token = word - 1
    if token >= first, reading.upos(token) == .adp { token -= 1 }
    if token >= first, reading.isComma(token) {
      clause.isAppositive = true
      token -= 1
    }
    if token >= first, let phrase = reading.phrases.nounPhrase(at: token) {
      clause.subjects = subject(phrase, first: first, group: group).subjects
    }
    return clause
  }

  /// The subject of the nearest earlier finite group of the same voice.
  private func coordinate(_ index: Int, after earlier: [Clause], sentence: Range<Int>, comma: Bool) -> Clause?
  {
    let group = groups[index]
    for candidate in earlier.indices.reversed() {
      let other = groups[candidate]
      guard other.head >= sentence.lowerBound, group.head - other.head <= Self.leftTokensMax else {
        return nil
      }
      guard other.form == .finite, reading.sameVoice(other.head, group.head),
        !earlier[candidate].subjects.isEmpty
      else { continue }
      var clause = earlier[candidate]
      clause.start = group.tokens.lowerBound
      clause.governor = candidate
      // `who met X and urged Y` stays inside the relative clause; after a comma it may be the main clause
      // again.
      if clause.kind == .relative, comma { continue }
      return clause
    }
    return nil
  }

  /// The token before `, the shadow minister,` or `, who resigned,` or `(Lab)`; `nil` when `end` closes no
  /// insertion.
  private func beforeInsertion(endingAt end: Int, first: Int, group: VerbGroup) -> Int? {
    if reading.lowers[end] == ")" {
      var open = end - 1
      while open > first, reading.lowers[open] != "(" { open -= 1 }
      return open > first ? open - 1 : nil
    }
    var open = end - 1
    while open > first {
      if reading.isBreak(open) { return nil }
      if reading.isComma(open), reading.sameVoice(open, group.head) || open == end - 1 {
        // An insertion has no finite verb of its own but in a relative clause.
        let opensRelative = isRelativeWord(open + 1) || reading.lowers[open + 1] == "whose"
        let hasFinite = (open + 1..<end).contains { token in
          guard let verb = reading.phrases.verbGroup(at: token) else { return false }
          return groups[verb].form == .finite
        }
        if !hasFinite || opensRelative { return open - 1 }
        // `X, the minister, who …,`: look one comma further.
      }
      open -= 1
    }
    return nil
  }

  /// `In Oslo, Norway pledged`: a subject stands between this comma and the verb.
  private func hasSubjectBehind(_ comma: Int, _ group: VerbGroup) -> Bool {
    reading.phrases.nounPhrase(at: comma + 1).map { $0.upperBound == group.tokens.lowerBound } ?? false
  }

  private func isRelative(_ phrase: Range<Int>) -> Bool {
    phrase.count == 1 && isRelativeWord(phrase.lowerBound)
  }

  private func isRelativeWord(_ token: Int) -> Bool {
    switch reading.lowers[token] {
    case "who", "which", "what", "whatever", "whoever", "whom": true
    case "that": reading.xpos(token) == .wdt || reading.xpos(token) == .wp
    default: false
    }
  }

  /// Words tagged as prepositions that open a clause: `after Norway pledged`.
  private func isClauseOpener(_ token: Int) -> Bool {
    switch reading.lowers[token] {
    case "that", "if", "because", "while", "although", "though", "as", "after", "before", "since", "unless",
      "until",
      "whether", "than":
      true
    default: false
    }
  }
}
