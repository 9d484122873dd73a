/// Who is who: names brought together into entities.
///
/// Full names first, over the whole text, so that a surname in front of its full name (as in a lead) is found too;
/// then single words, each to the person of that name most recently spoken of.
struct EntityTable {
  private let document: Document
  private let given: GivenNames
  private(set) var entities: [Entity] = []
  /// For each name span its entity.
  private(set) var ofSpan: [Int?]
  /// Title words of each role of each entity, for descriptions.
  private(set) var titles: [Int: [[String]]] = [:]
  private var byKey: [String: Int] = [:]
  /// The first organisation of each row of initials.
  private var byInitials: [String: Int] = [:]
  /// Persons by each word that may stand for them alone.
  private var byWord: [String: [Int]] = [:]
  /// Words of a person's fullest name.
  private var words: [Int: [String]] = [:]

  /// Full names of persons in the headline, as words; they serve surnames that the text never spells out.
  private let headline: [[String]]

  init(_ document: Document, _ spans: [NameSpan], given: GivenNames, headline: [[String]] = []) {
    self.document = document
    self.given = given
    self.headline = headline
    ofSpan = Array(repeating: nil, count: spans.count)
    for (index, span) in spans.enumerated() { ofSpan[index] = full(span) }
    for (index, span) in spans.enumerated() where ofSpan[index] == nil {
      ofSpan[index] = single(span, index, spans)
    }
    order(spans)
    for (index, span) in spans.enumerated() { note(span, ofSpan[index]) }
  }

  // MARK: Names to entities

  /// The entity of a span that says by itself what it names.
  private mutating func full(_ span: NameSpan) -> Int? {
    switch span.sort {
    case .known(let entry):
      return entity("known \(entry.kind) \(entry.name)", entry.name, entry.kind, entry.country)
    case .organization:
      if span.tokens.count == 1, let longer = organization(acronym: document.form(span.tokens.lowerBound)) {
        return longer
      }
      return entity(
        "name \(document.text(span.tokens).lowercased())", document.text(span.tokens), .organization, nil)
    case .place:
      return entity(
        "name \(document.text(span.tokens).lowercased())", document.text(span.tokens), .place, nil)
    case .person where span.tokens.count > 1: return person(span)
    case .unknown where span.tokens.count > 1:
      let before = span.phrase.lowerBound - 1
      let hasArticle = before >= 0 && document.lowers[before] == "the"
      if span.tokens.count <= 4 && !hasArticle { return person(span) }
      return entity(
        "name \(document.text(span.tokens).lowercased())", document.text(span.tokens), .organization, nil)
    default: return nil
    }
  }

  private mutating func entity(_ key: String, _ name: String, _ kind: EntityKind, _ country: String?) -> Int {
    if let known = byKey[key] { return known }
    byKey[key] = entities.count
    if kind == .organization || kind == .government, let initials = Self.initials(name),
      byInitials[initials] == nil
    {
      byInitials[initials] = entities.count
    }
    entities.append(Entity(name: name, kind: kind, country: country, aliases: [], roles: [], gender: nil))
    return entities.count - 1
  }

  /// An organisation named before whose initials these are.
  private func organization(acronym: String) -> Int? {
    byInitials[acronym.filter { $0 != "." }]
  }

  /// `HWU` of `Harbour Workers Union`; `nil` for fewer than two capitals.
  private static func initials(_ name: String) -> String? {
    let initials = name.split(whereSeparator: { $0 == " " || $0 == "-" }).compactMap(\.first)
      .filter(\.isUppercase)
    return initials.count > 1 ? String(initials) : nil
  }

  private mutating func person(_ span: NameSpan) -> Int {
    let name = span.tokens.map(document.form)
    let family = self.family(name)
    for candidate in byWord[family.lowercased()] ?? [] {
      guard let known = words[candidate], self.family(known).lowercased() == family.lowercased(),
        agree(known, name)
      else {
        continue
      }
      if name.count > known.count {
        words[candidate] = name
        entities[candidate].name = document.text(span.tokens)
      }
      return candidate
    }
    let index = entities.count
    entities.append(
      Entity(
        name: document.text(span.tokens), kind: .person, country: nil, aliases: [], roles: [],
        gender: span.gender ?? given.gender(name[0])))
    words[index] = name
    for word in Set(name.map { $0.lowercased() }) where word.utf8.count > 1 {
      byWord[word, default: []].append(index)
    }
    return index
  }

  /// Two full names of one family name: the same given name, or one an initial of the other.
  private func agree(_ a: [String], _ b: [String]) -> Bool {
    guard let left = a.first?.lowercased(), let right = b.first?.lowercased() else { return false }
    if left == right { return true }
    let isInitial = left.hasSuffix(".") || right.hasSuffix(".")
    return isInitial && left.first == right.first
  }

  private func family(_ name: [String]) -> String {
    if given.putsFamilyFirst(name) { return name[0] }
    let suffixes: Set<String> = ["Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"]
    return name.last { !suffixes.contains($0) } ?? name[0]
  }

  /// One word: the person of that family (or given) name named last before it, else the only one after it.
  private mutating func single(_ span: NameSpan, _ index: Int, _ spans: [NameSpan]) -> Int {
    let form = document.form(span.tokens.lowerBound)
    let candidates = (byWord[form.lowercased()] ?? []).filter { fits(span, $0) }
    if !candidates.isEmpty {
      let families = candidates.filter { words[$0].map { family($0).lowercased() } == form.lowercased() }
      let choice = families.isEmpty ? candidates : families
      if let named = last(of: choice, before: index, spans, skipsPossessors: choice.count > 1) {
        return named
      }
      if let named = last(of: choice, before: index, spans, skipsPossessors: false) { return named }
      if choice.count == 1 || !families.isEmpty { return choice[0] }
    }
    if let full = headline.first(where: { family($0).lowercased() == form.lowercased() }) {
      return headlined(full, span)
    }
    let isPerson: Bool
    if case .person = span.sort { isPerson = true } else { isPerson = false }
    let kind: EntityKind = isPerson ? .person : .organization
    let entity = entity("name \(form.lowercased())", form, kind, nil)
    if isPerson {
      entities[entity].kind = .person
      entities[entity].gender = entities[entity].gender ?? span.gender ?? given.gender(form)
      if words[entity] == nil { byWord[form.lowercased(), default: []].append(entity) }
      words[entity] = [form]
    }
    return entity
  }

  /// The person whose full name stands in the headline alone.
  private mutating func headlined(_ name: [String], _ span: NameSpan) -> Int {
    let text = name.joined(separator: " ")
    let index = entity("headline \(text.lowercased())", text, .person, nil)
    entities[index].gender = entities[index].gender ?? span.gender ?? given.gender(name[0])
    if words[index] == nil { byWord[family(name).lowercased(), default: []].append(index) }
    words[index] = name
    return index
  }

  /// The one of `choice` named last before span `index`. Of two people of one name, the possessor of something
  /// ("Hillary Clinton’s plan") is less likely to be spoken of next.
  private func last(of choice: [Int], before index: Int, _ spans: [NameSpan], skipsPossessors: Bool) -> Int? {
    for before in spans[..<index].indices.reversed() {
      guard let named = ofSpan[before], choice.contains(named) else { continue }
      let next = spans[before].tokens.upperBound
      let isPossessor = next < document.tokens.count && document.tokens[next].xpos == .pos
      if !skipsPossessors || !(isPossessor || spans[before].isModifier) { return named }
    }
    return nil
  }

  private func fits(_ span: NameSpan, _ person: Int) -> Bool {
    guard let gender = span.gender, let known = entities[person].gender else { return true }
    return gender == known
  }

  // MARK: What the names say of their bearers

  /// Entities in the order of their first mention.
  private mutating func order(_ spans: [NameSpan]) {
    var newIndex = [Int?](repeating: nil, count: entities.count)
    var sorted: [Entity] = []
    for old in ofSpan.compactMap({ $0 }) where newIndex[old] == nil {
      newIndex[old] = sorted.count
      sorted.append(entities[old])
    }
    ofSpan = ofSpan.map { $0.flatMap { newIndex[$0] } }
    entities = sorted
    words = [:]
    byWord = [:]
    byKey = [:]
    byInitials = [:]
  }

  private mutating func note(_ span: NameSpan, _ entity: Int?) {
    guard let entity else { return }
    if !span.isModifier {
      let alias = document.text(span.tokens)
      if !entities[entity].aliases.contains(alias) { entities[entity].aliases.append(alias) }
    }
    if !span.title.isEmpty {
      addRole(span.title, owner: span.titleOwner?.name, country: span.titleOwner?.country, to: entity)
    }
    if entities[entity].gender == nil { entities[entity].gender = span.gender }
  }

  /// Adds an office; `owner` is the body or country it belongs to.
  mutating func addRole(_ title: [String], owner: String?, country: String?, to entity: Int) {
    guard entities[entity].kind == .person else { return }
    let honorifics: Set<String> = [
      "mr.", "mrs.", "ms.", "mr", "mrs", "ms", "dr.", "dr", "sir", "dame", "lord", "lady", "miss", "rev.",
    ]
    if title.allSatisfy({ honorifics.contains($0) }) { return }
    let role = Role(title: title.joined(separator: " "), organization: owner)
    if !entities[entity].roles.contains(where: { $0.title == role.title }) {
      entities[entity].roles.append(role)
    }
    titles[entity, default: []].append(title)
    if entities[entity].country == nil { entities[entity].country = country }
  }

  /// What `it` was said of is no person, unless something else told so.
  mutating func setBody(_ entity: Int) {
    if entities[entity].kind == .person, entities[entity].gender == nil, titles[entity] == nil {
      entities[entity].kind = .organization
    }
  }

  mutating func setGender(_ gender: Gender, of entity: Int) {
    if entities[entity].kind == .person, entities[entity].gender == nil { entities[entity].gender = gender }
  }
}
