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
    var references = finder.references(
      spans, table, spanAt, offices: offices.tokens, isSure: { names.isSurePerson(spans[$0], document) })
    if let given { references = GivenMention.restrict(references, to: given, document) }
    let builder = ChainBuilder(
      document, references, entityCount: table.entities.count, entityOfHead: offices.entityOfHead,
      ranker: ranker)
    builder.run(
      office: { reference, last, predicates in
        offices.pending[reference.head].flatMap { holder(of: $0, table, predicates, offices, last) }
      },
      refuses: { reference, entity in
        offices.pending[reference.head].map { refuses($0, entity, table) } ?? false
      })
    ranker = builder.ranker
    for chain in builder.chains {
      guard let entity = chain.entity else { continue }
      if let gender = chain.gender { table.setGender(gender, of: entity) }
      if chain.isIt { table.setBody(entity) }
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
    /// With the possessor: `Norway’s foreign minister`.
    var tokens: [Int: Range<Int>] = [:]
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
      offices.tokens[description.head] = description.tokens
      guard let entity = appositions.name(of: description).flatMap({ table.ofSpan[$0] }) else {
        offices.pending[description.head] = description
        continue
      }
      let owner = appositions.owner(behind: description).flatMap { table.ofSpan[$0] }.map {
        table.entities[$0]
      }
      table.addRole(
        description.title, owner: description.owner ?? owner?.name,
        country: description.country ?? owner?.country, to: entity)
      if let gender = names.titles[description.headWord]?.gender { table.setGender(gender, of: entity) }
      offices.entityOfHead[description.head] = entity
    }
    return offices
  }

  /// Whether a named person cannot hold the office described: one of another office, or of none where it is told closely.
  private func refuses(_ description: Description, _ entity: Int, _ table: EntityTable) -> Bool {
    guard table.entities[entity].kind == .person else { return false }
    guard let titles = table.titles[entity] else {
      return description.title.count > 1 || description.country != nil
    }
    return !titles.contains { names.titles.means(description.headWord, $0) }
  }

  /// The person who holds the office described and was mentioned last; `last` tells an entity's last mention.
  private func holder(
    of description: Description, _ table: EntityTable, _ predicates: [(entity: Int, head: Int)],
    _ offices: Offices,
    _ last: [Int]
  ) -> Int? {
    guard description.isDefinite else { return nil }
    let needed = description.title.filter { $0 != description.headWord && !Self.vague.contains($0) }
    var best: (last: Int, entity: Int)?
    // Copied only when something is added.
    var held = table.titles
    for predicate in predicates {
      guard let office = offices.pending[predicate.head] else { continue }
      held[predicate.entity, default: []].append(office.title)
    }
    for (entity, titles) in held {
      let last = last[entity]
      guard last > best?.last ?? -1 else { continue }
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

  /// Words of a description that its holder's title need not have.
  private static let vague: Set<String> = ["top", "senior", "former", "then", "chief", "acting", "incoming"]

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
          chain: state.map(isActor) ?? false ? reference.chain : nil, phrase: reference.phrase,
          isModifier: reference.isModifier))
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
