import NewsModel
import Text

/// Whose stance it is and who says so (guidelines, section 2, `holder` and `attribution`).
struct StanceAttribution {
  var holders: [HolderResolver.Actor]
  var mode: Position.Mode
  /// `nil` when the outlet speaks, or the speaker is not known.
  var speaker: HolderResolver.Actor?

  /// `nil` when no nameable actor holds the stance.
  init?(_ candidate: StanceCandidate, in reading: StanceReading, _ resolver: HolderResolver) {
    var voice = reading.voices.voice(at: candidate.cue.lowerBound)
    // A quote that this very cue announces, and one without a source, say nothing of who speaks here.
    if let own = voice, own.cueToken.map(candidate.cue.contains) ?? (own.mentionTokens == nil) { voice = nil }
    let speaker = voice.map { Self.speaker($0, reading, resolver) } ?? reading.author.map { ($0, false) }
    switch candidate.holder {
    case .speaker:
      guard let speaker else { return nil }
      self.init(
        holders: [speaker.holder], mode: speaker.isSpokesperson ? .spokesperson : .selfVoice,
        speaker: speaker.holder)
    case .nominals(let heads):
      if let voice {
        if heads.count == 1, Self.meansSpeaker(heads[0], voice, reading, resolver) {
          guard let speaker else { return nil }
          self.init(
            holders: [speaker.holder], mode: speaker.isSpokesperson ? .spokesperson : .selfVoice,
            speaker: speaker.holder)
          return
        }
        var holders = resolver.actors(heads)
        if holders.isEmpty, heads.count == 1, let body = Self.ownBody(heads[0], voice, reading, resolver) {
          self.init(holders: [body], mode: .spokesperson, speaker: speaker?.holder)
          return
        }
        if holders.count > 1, holders.count < heads.count, heads.count <= 2 { holders = [] }
        guard !holders.isEmpty, holders.count == heads.count || heads.count > 2 else { return nil }
        guard let speaker else {
          let isOfficial = holders.contains { Self.isOfficial(voice, of: $0, reading) }
          self.init(holders: holders, mode: isOfficial ? .spokesperson : .thirdParty, speaker: nil)
          return
        }
        if holders.contains(where: { $0.identity == speaker.holder.identity }) {
          self.init(
            holders: holders, mode: speaker.isSpokesperson ? .spokesperson : .selfVoice,
            speaker: speaker.holder)
        } else {
          let speaksFor = holders.contains { Self.speaks(speaker.holder, for: $0, reading) }
          self.init(holders: holders, mode: speaksFor ? .spokesperson : .thirdParty, speaker: speaker.holder)
        }
        return
      }
      if let author = reading.author, heads.count == 1, ["i", "we"].contains(reading.lowers[heads[0]]) {
        self.init(holders: [author], mode: .selfVoice, speaker: author)
        return
      }
      let holders = resolver.actors(heads)
      guard !holders.isEmpty else { return nil }
      if let announcer = resolver.actors(candidate.announcer).first,
        !holders.contains(where: { $0.identity == announcer.identity })
      {
        self.init(
          holders: holders,
          mode: Self.speaks(announcer, for: holders[0], reading) ? .spokesperson : .thirdParty,
          speaker: announcer)
      } else {
        let isSpokesperson = heads.contains { resolver.spokenFor($0) != nil }
        let mode: Position.Mode =
          isSpokesperson ? .spokesperson : candidate.voice == .reporter ? .reporter : .selfVoice
        self.init(holders: holders, mode: mode, speaker: mode == .reporter ? nil : holders[0])
      }
    }
  }

  private init(holders: [HolderResolver.Actor], mode: Position.Mode, speaker: HolderResolver.Actor?) {
    self.holders = holders
    self.mode = mode
    self.speaker = speaker
  }

  /// The one who speaks in `voice`; for a spokesperson without a name, the body spoken for.
  private static func speaker(
    _ voice: Voices.Voice, _ reading: StanceReading, _ resolver: HolderResolver
  ) -> (holder: HolderResolver.Actor, isSpokesperson: Bool)? {
    guard let tokens = voice.mentionTokens, !tokens.isEmpty else { return nil }
    if tokens.count == 1, ["i", "we"].contains(reading.lowers[tokens.lowerBound]) {
      // A quote inside a quote: "We believe that …"
      if let outer = reading.voices.voice(at: tokens.lowerBound), outer.quote != voice.quote {
        return outer.mentionTokens == tokens ? nil : Self.speaker(outer, reading, resolver)
      }
      return reading.author.map { ($0, false) }
    }
    let isSpokesperson = tokens.contains { reading.words.spokesperson.contains(reading.lemmas[$0]) }
    if let entity = resolver.entity(voice.speaker) {
      if let body = institution(of: entity, reading) {
        return (
          HolderResolver.Actor(identity: .entity(body), mention: reading.trimmed(tokens), kind: .name), true
        )
      }
      return (
        HolderResolver.Actor(
          identity: .entity(entity), mention: reading.trimmed(tokens), kind: voice.mention?.kind ?? .name),
        false
      )
    }
    for token in tokens {
      guard let index = reading.document.mention(at: token),
        let entity = reading.document.mentions[index].entity
      else {
        continue
      }
      switch reading.document.entities[entity].kind {
      case .country, .government, .organization, .party, .group:
        guard isSpokesperson || token == tokens.upperBound - 1 else { continue }
        return (
          HolderResolver.Actor(
            identity: .entity(entity), mention: reading.document.mentions[index].tokens, kind: .name),
          isSpokesperson
        )
      case .person, .place: continue
      }
    }
    guard !isSpokesperson,
      let head = tokens.first(where: {
        reading.isNominal($0) && reading.head($0).map { !tokens.contains($0) } ?? true
      })
    else { return nil }
    return resolver.actor(head).map { ($0, false) }
  }

  /// The ministry or state that a person speaks for by title; a party's spokesman for a field speaks for
  /// himself.
  private static func institution(of person: Int, _ reading: StanceReading) -> Int? {
    let entity = reading.document.entities[person]
    guard entity.kind == .person else { return nil }
    for role in entity.roles {
      guard let last = role.title.split(separator: " ").last,
        ["spokesman", "spokeswoman", "spokesperson"].contains(last),
        let name = role.organization,
        let body = reading.document.entities.firstIndex(where: {
          $0.name == name || $0.aliases.contains(name)
        }),
        [.government, .organization, .country].contains(reading.document.entities[body].kind)
      else { continue }
      return body
    }
    return nil
  }

  /// "we", "I"; in indirect speech also the pronoun that goes back to the speaker ("Hungary has said it
  /// will").
  private static func meansSpeaker(
    _ head: Int, _ voice: Voices.Voice, _ reading: StanceReading, _ resolver: HolderResolver
  ) -> Bool {
    switch reading.lowers[head] {
    case "i", "we": return true
    case "it", "they", "he", "she":
      // "Hungary said it will …": the subject of the first reported clause is the speaker.
      if opensContent(head, voice, reading), agrees(head, voice, reading) { return true }
      if let found = resolver.actor(head) {
        guard case .entity(let entity) = found.identity else { return false }
        return entity == resolver.entity(voice.speaker)
      }
      return !reading.document.isQuoted(head) && agrees(head, voice, reading)
    default: return false
    }
  }

  /// "the party", "the country" in the words of one who speaks for it.
  private static func ownBody(
    _ head: Int, _ voice: Voices.Voice, _ reading: StanceReading, _ resolver: HolderResolver
  ) -> HolderResolver.Actor? {
    guard reading.upos(head) == .noun, reading.words.actor.contains(reading.lemmas[head]),
      reading.children(head).contains(where: { reading.deprel($0) == .det && reading.lowers[$0] == "the" })
    else { return nil }
    for token in voice.mentionTokens ?? 0..<0 {
      guard let body = resolver.spokenFor(token) else { continue }
      return HolderResolver.Actor(identity: body.identity, mention: reading.basePhrase(head), kind: .role)
    }
    return nil
  }

  private static func opensContent(_ token: Int, _ voice: Voices.Voice, _ reading: StanceReading) -> Bool {
    guard !reading.document.isQuoted(token), let part = reading.voices.part(at: token) else { return false }
    return token == part.lowerBound
      || token == part.lowerBound + 1 && reading.lowers[part.lowerBound] == "that"
  }

  /// Persons are he or she; bodies, and speakers of no known kind, it or they.
  private static func agrees(_ pronoun: Int, _ voice: Voices.Voice, _ reading: StanceReading) -> Bool {
    let isPersonal = ["he", "she"].contains(reading.lowers[pronoun])
    guard let speaker = voice.speaker else {
      let isOffice =
        voice.mentionTokens?.contains { HolderResolver.offices.contains(reading.lemmas[$0]) } ?? false
      return isPersonal == isOffice
    }
    return isPersonal == (speaker.kind == .person)
  }

  /// Whether `speaker` holds an office of `holder`, or belongs to the country whose government it is.
  private static func speaks(
    _ speaker: HolderResolver.Actor, for holder: HolderResolver.Actor, _ reading: StanceReading
  ) -> Bool {
    guard case .entity(let one) = speaker.identity, case .entity(let other) = holder.identity else {
      return false
    }
    let person = reading.document.entities[one]
    let body = reading.document.entities[other]
    let names = [body.name] + body.aliases
    if person.roles.contains(where: { role in role.organization.map { names.contains($0) } ?? false }) {
      return true
    }
    switch body.kind {
    case .country, .government:
      return person.country != nil && person.country == body.country
        && (person.kind != .person || !person.roles.isEmpty)
    default: return false
    }
  }

  /// "its president said", "Chilean officials said": an unnamed voice of the state that holds the stance.
  private static func isOfficial(
    _ voice: Voices.Voice, of holder: HolderResolver.Actor, _ reading: StanceReading
  ) -> Bool {
    if let tokens = voice.mentionTokens, tokens.count <= 2,
      tokens.contains(where: { reading.words.spokesperson.contains(reading.lemmas[$0]) })
    {
      return true
    }
    guard case .entity(let entity) = holder.identity, let tokens = voice.mentionTokens,
      [.country, .government].contains(reading.document.entities[entity].kind),
      tokens.contains(where: {
        HolderResolver.offices.contains(reading.lemmas[$0]) || Self.voicesOfState.contains(reading.lemmas[$0])
      })
    else { return false }
    let country = reading.document.entities[entity].country
    let named = tokens.compactMap { token in
      reading.document.mention(at: token).flatMap { reading.document.mentions[$0].entity }
    }
    return named.allSatisfy { reading.document.entities[$0].country == country }
  }

  private static let voicesOfState: Set<String> = [
    "official", "ministry", "government", "embassy", "statement", "authority",
  ]
}
