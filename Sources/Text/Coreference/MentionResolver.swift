/// From names, descriptions and pronouns to mentions with their entities.
struct MentionResolver: Sendable {
  let names: NameFinder

  /// Full names of persons in a headline, as words; none from one in title case, whose capitals tell nothing.
  func persons(inHeadline headline: Document) -> [[String]] {
    guard let sentence = headline.sentences.first, !names.isMostlyCapitalised(headline, sentence) else {
      return []
    }
    return names.names(in: headline).compactMap { span in
      guard case .person = span.sort, (2...3).contains(span.tokens.count) else { return nil }
      return span.tokens.map(headline.form)
    }
  }

  func resolve(_ document: inout Document, headline: [[String]], given: [GivenMention]? = nil) {
    let spans = names.names(in: document)
    var table = EntityTable(document, spans, given: names.given, headline: headline)
    var spanAt = [Int32](repeating: -1, count: document.tokens.count)
    for (index, span) in spans.enumerated() {
      for token in span.tokens { spanAt[token] = Int32(index) }
    }
    let descriptions = DescriptionFinder(
      document: document, titles: names.titles, spans: spans, table: table, spanAt: spanAt
    ).descriptions()
    let appositions = Appositions(document: document, titles: names.titles, spans: spans, spanAt: spanAt)

    var mentions: [Mention] = []
    for (index, span) in spans.enumerated() {
      mentions.append(
        Mention(
          tokens: span.tokens, head: span.tokens.upperBound - 1, kind: .name, entity: table.ofSpan[index],
          phrase: span.phrase, isModifier: span.isModifier))
    }
    var pending: [Int: Description] = [:]
    for description in descriptions {
      let entity = appositions.name(of: description).flatMap { table.ofSpan[$0] }
      if let entity {
        let owner = appositions.owner(behind: description).flatMap { table.ofSpan[$0] }.map {
          table.entities[$0]
        }
        table.addRole(
          description.title, owner: description.owner ?? owner?.name,
          country: description.country ?? owner?.country,
          to: entity)
        if let gender = names.titles[description.headWord]?.gender { table.setGender(gender, of: entity) }
      } else {
        pending[description.head] = description
      }
      mentions.append(
        Mention(
          tokens: description.tokens, head: description.head, kind: .description, entity: entity,
          phrase: description.tokens, isModifier: false))
    }
    for phrase in document.nounPhrases
    where document.tokens[phrase.head].upos == .pron && spanAt[phrase.head] < 0 {
      mentions.append(
        Mention(
          tokens: phrase.head..<(phrase.head + 1), head: phrase.head, kind: .pronoun, entity: nil,
          phrase: phrase.head..<(phrase.head + 1), isModifier: false))
    }
    for token in document.tokens.indices where document.tokens[token].xpos == .prpPossessive {
      mentions.append(
        Mention(
          tokens: token..<(token + 1), head: token, kind: .pronoun, entity: nil, phrase: token..<(token + 1),
          isModifier: true))
    }
    mentions.sort {
      ($0.tokens.lowerBound, $1.tokens.upperBound) < ($1.tokens.lowerBound, $0.tokens.upperBound)
    }
    mentions = mentions.enumerated().filter {
      $0.offset == 0 || $0.element.tokens != mentions[$0.offset - 1].tokens
    }
    .map(\.element)
    walk(&mentions, pending, &table, document)
    document.entities = table.entities
    document.setMentions(mentions)
    chain(&document)
  }

  /// Chains of what has an entity.
  private func chain(_ document: inout Document) {
    var chainOf: [Int: Int] = [:]
    var members: [[Int]] = []
    for (index, mention) in document.mentions.enumerated() {
      guard let entity = mention.entity else { continue }
      let chain = chainOf[entity] ?? members.count
      if chain == members.count {
        members.append([])
        chainOf[entity] = chain
      }
      document.mentions[index].chain = chain
      members[chain].append(index)
    }
    document.chains = members.map { list in
      let entity = document.mentions[list[0]].entity
      return Chain(
        entity: entity, kind: entity.map { document.entities[$0].kind }, first: list[0],
        last: list[list.count - 1], count: list.count)
    }
  }

  /// Left to right: what a description or pronoun means depends on who was mentioned before it.
  private func walk(
    _ mentions: inout [Mention], _ pending: [Int: Description], _ table: inout EntityTable,
    _ document: Document
  ) {
    var pronouns = Pronouns(document)
    var lastMention: [Int: Int] = [:]
    for index in mentions.indices {
      if mentions[index].entity == nil {
        switch mentions[index].kind {
        case .pronoun:
          if let gender = Pronouns.gender(document.lowers[mentions[index].head]) {
            mentions[index].entity = pronouns.entity(at: mentions[index].head, gender, table.entities)
            if let entity = mentions[index].entity { table.setGender(gender, of: entity) }
          }
        case .description:
          mentions[index].entity = pending[mentions[index].head].flatMap { person($0, table, lastMention) }
        case .name: break
        }
      }
      if let entity = mentions[index].entity {
        lastMention[entity] = mentions[index].head
        if table.entities[entity].kind == .person { pronouns.note(mentions[index], entity) }
      } else if mentions[index].kind == .description {
        pronouns.note(mentions[index], nil)
      }
    }
  }

  /// The person who holds the office described and was mentioned last.
  private func person(_ description: Description, _ table: EntityTable, _ lastMention: [Int: Int]) -> Int? {
    guard description.isDefinite else { return nil }
    let vague: Set<String> = ["top", "senior", "former", "then", "chief", "acting", "incoming"]
    let needed = description.title.filter { $0 != description.headWord && !vague.contains($0) }
    var best: (last: Int, entity: Int)?
    for (entity, last) in lastMention {
      guard let titles = table.titles[entity], last > best?.last ?? -1 else { continue }
      let fits = titles.contains { title in
        names.titles.means(description.headWord, title) && needed.allSatisfy(title.contains)
      }
      guard fits else { continue }
      if let country = description.country, let own = table.entities[entity].country, own != country {
        continue
      }
      if let gender = names.titles[description.headWord]?.gender, let own = table.entities[entity].gender,
        own != gender
      {
        continue
      }
      best = (last, entity)
    }
    return best?.entity
  }
}
