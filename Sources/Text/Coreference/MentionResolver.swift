/// From names, noun phrases and pronouns to mentions with their chains and entities.
struct MentionResolver: Sendable {
  let names: NameFinder
  let nouns: NounLexicon
  let model: AntecedentModel

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
    var ranker = LinearRanker(model: model)
    resolve(&document, headline: headline, given: given, ranker: &ranker)
  }

  /// Linear in the tokens, but for the table of entities.
  func resolve<Ranker: AntecedentRanker>(
    _ document: inout Document, headline: [[String]], given: [GivenMention]? = nil, ranker: inout Ranker
  ) {
    let spans = names.names(in: document)
    var table = EntityTable(document, spans, given: names.given, headline: headline)
    var spanAt = [Int32](repeating: -1, count: document.tokens.count)
    for (index, span) in spans.enumerated() {
      for token in span.tokens { spanAt[token] = Int32(index) }
    }
    let offices = offices(document, spans, spanAt, &table)
    var finder = ReferenceFinder(document, nouns: nouns)
    var references = finder.references(spans, table, spanAt)
    if let given { references = GivenMention.restrict(references, to: given, document) }
    var builder = ChainBuilder(document, references, entityOfHead: offices.entityOfHead, ranker: ranker)
    builder.run { reference, last in
      offices.pending[reference.head].flatMap { holder(of: $0, table, last) }
    }
    ranker = builder.ranker
    for chain in builder.chains {
      if let entity = chain.entity, let gender = chain.gender { table.setGender(gender, of: entity) }
    }
    document.entities = table.entities
    document.setMentions(mentions(document, builder, isOffice: { offices.heads.contains($0) }))
    document.setChains(builder.chains)
  }

  // MARK: Offices

  /// Descriptions of offices: those that stand beside a name, and those whose holder is to be found.
  private struct Offices {
    /// By head token.
    var entityOfHead: [Int: Int] = [:]
    var pending: [Int: Description] = [:]
    var heads: Set<Int> = []
  }

  private func offices(
    _ document: Document, _ spans: [NameSpan], _ spanAt: [Int32], _ table: inout EntityTable
  ) -> Offices {
    let descriptions = DescriptionFinder(
      document: document, titles: names.titles, spans: spans, table: table, spanAt: spanAt
    ).descriptions()
    let appositions = Appositions(document: document, titles: names.titles, spans: spans, spanAt: spanAt)
    var offices = Offices()
    for description in descriptions {
      offices.heads.insert(description.head)
      guard let entity = appositions.name(of: description).flatMap({ table.ofSpan[$0] }) else {
        offices.pending[description.head] = description
        continue
      }
      let owner = appositions.owner(behind: description).flatMap { table.ofSpan[$0] }.map { table.entities[$0] }
      table.addRole(
        description.title, owner: description.owner ?? owner?.name,
        country: description.country ?? owner?.country, to: entity)
      if let gender = names.titles[description.headWord]?.gender { table.setGender(gender, of: entity) }
      offices.entityOfHead[description.head] = entity
    }
    return offices
  }

  /// The person who holds the office described and was mentioned last; `last` tells an entity's last mention.
  private func holder(of description: Description, _ table: EntityTable, _ last: (Int) -> Int?) -> Int? {
    guard description.isDefinite else { return nil }
    let vague: Set<String> = ["top", "senior", "former", "then", "chief", "acting", "incoming"]
    let needed = description.title.filter { $0 != description.headWord && !vague.contains($0) }
    var best: (last: Int, entity: Int)?
    for (entity, titles) in table.titles {
      guard let last = last(entity), last > best?.last ?? -1 else { continue }
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

  // MARK: Mentions

  /// Whether a chain is worth telling: named, or several mentions of what may act. Of `they` that is taken for granted.
  private func isActor(_ chain: ChainState) -> Bool {
    if chain.entity != nil { return true }
    guard chain.count > 1 else { return false }
    return chain.sort == .unknown ? chain.number == .plural : chain.sort != .other
  }

  /// Names, pronouns, and descriptions of persons and bodies; other noun phrases only served to tell what `it` is not.
  private func mentions<Ranker: AntecedentRanker>(
    _ document: Document, _ builder: ChainBuilder<Ranker>, isOffice: (Int) -> Bool
  ) -> [Mention] {
    var found: [Mention] = []
    found.reserveCapacity(builder.references.count)
    var isPronoun = [Bool](repeating: false, count: document.tokens.count)
    for reference in builder.references {
      let state = reference.chain < 0 ? nil : builder.chains[reference.chain]
      switch reference.kind {
      case .name: break
      case .pronoun: isPronoun[reference.head] = true
      case .description:
        guard
          reference.sort == .person || reference.sort == .organization || isOffice(reference.head)
            || state.map(isActor) ?? false
        else { continue }
      }
      found.append(
        Mention(
          tokens: reference.tokens, head: reference.head, kind: reference.kind, entity: state?.entity,
          chain: state.map(isActor) ?? false ? reference.chain : nil, phrase: reference.phrase, isModifier: reference.isModifier))
    }
    for phrase in document.nounPhrases
    where document.tokens[phrase.head].upos == .pron && !isPronoun[phrase.head] {
      // `who`, `there`, `one`: nobody in particular.
      found.append(
        Mention(
          tokens: phrase.head..<(phrase.head + 1), head: phrase.head, kind: .pronoun, entity: nil, chain: nil,
          phrase: phrase.head..<(phrase.head + 1), isModifier: false))
    }
    return found
  }
}
