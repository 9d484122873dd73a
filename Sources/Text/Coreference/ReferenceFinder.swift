/// Finds the references of a document: names, pronouns, and noun phrases of all kinds, since `it` may well mean a plan.
struct ReferenceFinder {
  let document: Document
  let nouns: NounLexicon
  let roles: RoleReader
  private let quotationOf: [Int32]
  /// Sense by lemma; 0xFF before it is looked up.
  private var senses: [UInt8]
  private var keys: [UInt32]
  /// Pronoun by word type, as far as looked up.
  private var pronouns: [Pronoun?]

  init(_ document: Document, nouns: NounLexicon) {
    self.document = document
    self.nouns = nouns
    roles = RoleReader(document: document)
    var quotationOf = [Int32](repeating: -1, count: document.tokens.count)
    var group: Int32 = -1
    for (index, quotation) in document.quotations.enumerated() where quotation.depth == 0 {
      // A quotation that goes on in the next paragraph is one.
      if !quotation.continues || group < 0 { group = Int32(index) }
      for token in quotation.tokens { quotationOf[token] = group }
    }
    self.quotationOf = quotationOf
    senses = [UInt8](repeating: 0xFF, count: document.lemmas.count)
    keys = [UInt32](repeating: 0, count: document.lemmas.count)
    pronouns = (0..<document.words.count).map { word in
      document.words.types[word].lowerBytes.count <= 10 ? Pronoun.named(document.words.lower(word)) : nil
    }
  }

  /// In the order of their heads. Linear in the tokens, but for sorting.
  /// `offices` tells by head how far a description reaches; `isSure` whether a name span is a person's beyond doubt.
  mutating func references(
    _ spans: [NameSpan], _ table: EntityTable, _ spanAt: [Int32], offices: [Int: Range<Int>],
    isSure: (Int) -> Bool
  ) -> [Reference] {
    var found: [Reference] = []
    found.reserveCapacity(spans.count + document.nounPhrases.count + 16)
    var isFront = [Bool](repeating: false, count: document.tokens.count)
    for (index, span) in spans.enumerated() {
      for token in span.phrase where !span.tokens.contains(token) { isFront[token] = true }
      var reference = name(span, table.ofSpan[index], table)
      if reference.sort == .person, !isSure(index) { reference.sort = .unknown }
      found.append(reference)
    }
    for phrase in document.nounPhrases where spanAt[phrase.head] < 0 && !isFront[phrase.head] {
      if document.tokens[phrase.head].upos == .pron {
        if let reference = pronoun(phrase.head) { found.append(reference) }
      } else if var reference = description(phrase) {
        if let tokens = offices[phrase.head] {
          (reference.tokens, reference.phrase) = (tokens, tokens)
          if tokens.lowerBound < phrase.tokens.lowerBound { reference.definiteness = .possessive }
        }
        found.append(reference)
      }
    }
    for token in document.tokens.indices where document.tokens[token].xpos == .prpPossessive {
      if let reference = pronoun(token) { found.append(reference) }
    }
    found.sort { ($0.head, $0.tokens.lowerBound) < ($1.head, $1.tokens.lowerBound) }
    var kept: [Reference] = []
    kept.reserveCapacity(found.count)
    var leadingSentence = -1
    for var reference in found where kept.last?.head != reference.head {
      reference.sentence = document.sentence(of: reference.head)
      let quotation = quotationOf[reference.head]
      reference.quotation = quotation < 0 ? nil : Int(quotation)
      if reference.role == .subject, leadingSentence != reference.sentence {
        reference.isLeading = true
        leadingSentence = reference.sentence
      }
      kept.append(reference)
    }
    Self.setPossessors(&kept)
    return kept
  }

  /// Finds the possessors of possessive descriptions among the references right before them.
  static func setPossessors(_ references: inout [Reference]) {
    for index in references.indices.dropFirst()
    where references[index].kind == .description && references[index].definiteness == .possessive {
      references[index].possessor = -1
      let start = references[index].tokens.lowerBound
      for earlier in stride(from: index - 1, through: max(0, index - 3), by: -1) {
        let other = references[earlier].tokens
        // "his father" begins with its possessor, "Lind’s father" with the mark behind it.
        if other.lowerBound == start || other.upperBound == start || other.upperBound == start - 1 {
          references[index].possessor = earlier
          break
        }
      }
    }
  }

  private func name(_ span: NameSpan, _ entity: Int?, _ table: EntityTable) -> Reference {
    var reference = Reference(
      tokens: span.tokens, head: span.tokens.upperBound - 1, phrase: span.phrase, kind: .name,
      isModifier: span.isModifier)
    reference.entity = entity
    reference.number = .singular
    if span.tokens.count == 1, isNobody(span.tokens.lowerBound) {
      reference.sort = .other
    } else if let entity {
      switch table.entities[entity].kind {
      case .person:
        reference.sort = .person
        reference.gender = table.entities[entity].gender
      case .organization, .government: reference.sort = .organization
      case .party, .group:
        reference.sort = .organization
        reference.number = .unknown
      case .place, .country: reference.sort = .place
      }
    }
    if reference.sort == .organization || reference.sort == .place,
      NameFinder.isLabelledPerson(span.tokens, document)
    {
      // What the words say and what the words around say differ.
      reference.sort = .unknown
    }
    reference.role = span.isModifier ? .modifier : roles.role(of: span.tokens)
    return reference
  }

  /// A month, a weekday, or a letter alone (`(R-Texas)`).
  private func isNobody(_ token: Int) -> Bool {
    let lower = document.lower(token)
    return lower.utf8.count < 2 || Self.calendar.contains(lower)
  }

  private func pronoun(_ token: Int) -> Reference? {
    guard let pronoun = pronouns[document.word(of: token)] else { return nil }
    var reference = Reference(
      tokens: token..<(token + 1), head: token, phrase: token..<(token + 1), kind: .pronoun)
    reference.pronoun = pronoun
    reference.number = pronoun.number
    reference.gender = pronoun.gender
    reference.sort = pronoun.gender != nil || pronoun.person < 3 ? .person : .unknown
    reference.isModifier = document.tokens[token].xpos == .prpPossessive
    reference.role = reference.isModifier ? .possessor : roles.role(of: reference.tokens)
    return reference
  }

  private mutating func description(_ phrase: NounPhrase) -> Reference? {
    let head = phrase.head
    let tag = document.tokens[head].xpos
    guard tag.isNoun || Self.quantities.contains(document.lower(head)) else { return nil }
    var start = phrase.tokens.lowerBound
    let first = document.tokens[start]
    var definiteness = Reference.Definiteness.bare
    switch first.xpos {
    case .pos:
      definiteness = .possessive
      start += 1
    case .prpPossessive: definiteness = .possessive
    case .dt, .pdt:
      switch document.lower(start) {
      case "the": definiteness = .definite
      case "this", "that", "these", "those": definiteness = .demonstrative
      case "all", "both":
        definiteness =
          start + 1 < head && document.lower(start + 1) == "the" ? .definite : .indefinite
      default: definiteness = .indefinite
      }
    case .cd: definiteness = .indefinite
    default: break
    }
    var reference = Reference(
      tokens: start..<phrase.tokens.upperBound, head: head, phrase: start..<phrase.tokens.upperBound,
      kind: .description)
    let sense = sense(of: head, &reference.headKey)
    let isQuantity = !tag.isNoun
    reference.sort =
      sense.contains(.person)
      ? .person
      : sense.contains(.organization)
        ? .organization
        : sense.contains(.place) ? .place : tag.isProperNoun || isQuantity ? .unknown : .other
    reference.gender = sense.contains(.female) ? .female : sense.contains(.male) ? .male : nil
    reference.number = tag == .nns || tag == .nnps || isQuantity ? .plural : .singular
    if tag.isProperNoun, isNobody(head) { reference.sort = .other }
    if Self.anybody.contains(document.lower(head)) {
      (reference.sort, reference.number) = (.person, .unknown)
    }
    reference.definiteness = definiteness
    reference.isModifier =
      head + 1 < document.tokens.count && document.tokens[head + 1].xpos == .hyph
    reference.role = roles.role(of: reference.tokens)
    return reference
  }

  /// `those who …`, `many have …`: several, of whatever sort.
  private static let quantities: Set<String> = [
    "those", "these", "all", "both", "many", "some", "others", "several", "few", "most", "two", "three",
    "four", "none",
  ]
  private static let calendar: Set<String> = [
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
    "december",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]
  private static let anybody: Set<String> = [
    "someone", "anyone", "everyone", "somebody", "anybody", "everybody", "nobody", "whoever",
  ]

  /// The sense of a noun, and its hash.
  private mutating func sense(of token: Int, _ key: inout UInt32) -> NounSense {
    let lemma = Int(document.tokens[token].lemma)
    if senses[lemma] == 0xFF {
      var key = NounLexicon.key(document.lemmas[lemma].utf8)
      if document.tokens[token].xpos.isProperNoun {
        let lower = document.words.lowerUTF8(document.word(of: token))
        key = NounLexicon.key(lower)
        // "Parents of …", taken for a name at the head of a sentence.
        if nouns.sense(key: key).isEmpty, lower.last == UInt8(ascii: "s") {
          key = NounLexicon.key(lower.dropLast())
        }
      }
      keys[lemma] = key
      senses[lemma] = nouns.sense(key: key).rawValue
    }
    key = keys[lemma]
    return NounSense(rawValue: senses[lemma])
  }
}
