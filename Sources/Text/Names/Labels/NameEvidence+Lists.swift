/// What the lists are sure of, whatever the labeller sees.
extension NameEvidence {
  /// Phrases of two words and more that name a place or a body, in order, not overlapping.
  func listedPhrases() -> [Name] {
    let places: ListFlags = [.country, .capital, .city, .town, .region]
    let bodies: ListFlags = [.organization, .government]
    var found: [Name] = []
    var token = 0
    while token < phrases.count {
      let flags = ListFlags(rawValue: phrases[token] & 0x7FFF)
      guard !flags.isDisjoint(with: places.union(bodies)) else {
        token += 1
        continue
      }
      var end = token + 1
      while end < phrases.count, phrases[end] >> 16 == flags.rawValue, phrases[end] & 0x7FFF == 0 { end += 1 }
      if end - token > 1 {
        found.append(Name(tokens: token..<end, kind: flags.isDisjoint(with: bodies) ? .place : .organization))
      }
      token = end
    }
    return found
  }

  /// Rows of capitals that are titles and up to three words that no list knows for anything but persons, in order:
  /// `Reverend Moomaw`.
  func titledPersons() -> [Name] {
    var found: [Name] = []
    for (number, sentence) in document.sentences.enumerated() where !isTitleCase[number] {
      var token = sentence.lowerBound
      while token < sentence.upperBound {
        let row = rows[token]
        guard row.end > row.start else {
          token += 1
          continue
        }
        let end = Int(row.end)
        var name = token
        while name < end, !lists[document.word(of: name)].isDisjoint(with: Self.titles) { name += 1 }
        if name > token, 1...3 ~= end - name,
          !lists[document.word(of: name - 1)].isDisjoint(with: [.titleHead, .honorific]),
          (name..<end).allSatisfy({ mayBePerson(document.word(of: $0)) })
        {
          found.append(Name(tokens: token..<end, kind: .person))
        }
        token = end
      }
    }
    return found
  }

  private static let titles: ListFlags = [.titleHead, .titleModifier, .honorific]

  private func mayBePerson(_ word: Int) -> Bool {
    let others: ListFlags = [
      .country, .demonym, .region, .organization, .government, .party, .organizationWord, .placeWord,
      .calendar,
    ]
    return !hasLowerTwin[word] && lists[word].isDisjoint(with: others.union(Self.titles))
      && document.words.types[word].flags.contains(.hasLower)
  }

  /// The first of the capitalised titles right before a name; the name's own start where there are none.
  func titleStart(before name: Int) -> Int {
    let sentence = document.sentences[document.sentence(of: name)]
    var start = name
    var token = name - 1
    while token >= sentence.lowerBound {
      let word = document.word(of: token)
      if isCapital[word], !lists[word].isDisjoint(with: [.titleHead, .titleModifier, .honorific]) {
        // A modifier alone ("Former") is no title.
        if start < name || !lists[word].isDisjoint(with: [.titleHead, .honorific]) {
          start = token
        } else {
          break
        }
      } else if start == name || document.tokens[token].xpos != .hyph {
        break
      }
      token -= 1
    }
    return start
  }

  /// One word that is no name alone: the `US` of `US$10`, and what companies are called by their law.
  func isFragment(_ name: Name) -> Bool {
    guard name.tokens.count == 1 else { return false }
    let behind = name.tokens.upperBound
    if behind < document.tokens.count, document.tokens[behind].xpos == .dollar,
      !document.tokens[behind].spaceBefore
    {
      return true
    }
    return Self.companyForms.contains(keys[document.word(of: name.tokens.lowerBound)])
  }

  private static let companyForms = Set(
    ["inc.", "inc", "ltd.", "ltd", "corp.", "co.", "llc", "plc", "gmbh", "ag", "s.a."].map {
      Gazetteer.key($0.utf8)
    })

  /// A word alone with a capital that is not only its sentence's: inside of one, or before what a person does or has.
  func standsAsName(_ token: Int) -> Bool {
    let word = document.word(of: token)
    guard isCapital[word], !hasLowerTwin[word], rows[token].end - rows[token].start == 1 else { return false }
    if token == 0 || document.tokens[token - 1].xpos == .dt { return false }
    guard token + 1 < document.tokens.count else { return false }
    let next = document.tokens[token + 1].xpos
    return next.isFinite || next == .pos
  }

  /// The word type in brackets right behind an organization that is made of the first letters of its capitalised words.
  func abbreviation(of name: Name) -> Int? {
    let open = name.tokens.upperBound
    guard name.kind == .organization, name.tokens.count > 1, open + 2 < document.tokens.count,
      document.tokens[open].xpos == .openBracket, document.tokens[open + 2].xpos == .closeBracket
    else { return nil }
    let word = document.word(of: open + 1)
    let type = document.words.types[word]
    guard type.flags.isAllUpper, type.bytes.count <= 8 else { return nil }
    let letters = document.utf8[type.bytes].filter { $0 != UInt8(ascii: ".") }
    let initials = name.tokens.filter { isCapital[document.word(of: $0)] }.map {
      document.utf8[Int(document.tokens[$0].start)]
    }
    return letters == initials ? word : nil
  }
}
