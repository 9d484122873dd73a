struct CountryNames: Sendable {
  private var names: [String: (iso: String, name: String, adjective: Bool)] = [:]

  init(_ file: [UInt8]) {
    for fields in LineTable(file) where fields.count >= 6 {
      names[fields[2].lowercased()] = (fields[0], fields[2], false)
      names[fields[4].lowercased()] = (fields[0], fields[2], false)
      names[fields[5].lowercased()] = (fields[0], fields[2], true)
    }
  }

  func mark(_ document: inout Document) {
    var mentions: [Mention] = []
    var entities: [String: Int] = [:]
    for token in document.tokens.indices {
      for length in [3, 2, 1] where token + length <= document.tokens.count {
        let key = document.text(token..<(token + length)).lowercased()
        guard let (iso, name, adjective) = names[key] else { continue }
        let index = entities[iso] ?? document.entities.count
        if index == document.entities.count {
          document.entities.append(
            Entity(name: name, kind: .country, country: iso, aliases: [], roles: [], gender: nil))
          entities[iso] = index
        }
        mentions.append(
          Mention(
            tokens: token..<(token + length), head: token + length - 1, kind: .name, entity: index,
            phrase: token..<(token + length), isModifier: adjective))
        break
      }
    }
    document.setMentions(mentions)
  }
}
