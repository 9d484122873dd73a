import Text

/// Makes `gazetteer.bin` of the lists in `Sources/CAssets/files`.
struct GazetteerBuilder {
  private var flags: [UInt32: UInt32] = [:]
  private let folder: String
  private let abbreviations: Abbreviations

  static func write(_ folder: String) throws {
    var builder = try GazetteerBuilder(folder: folder)
    try builder.read()
    try File.write(builder.bytes(), to: folder + "/gazetteer.bin")
    print("gazetteer: \(builder.flags.count) words, phrases and beginnings of phrases")
  }

  private init(folder: String) throws {
    self.folder = folder
    abbreviations = Abbreviations(try File.read(folder + "/abbreviations.tsv"))
  }

  private func lines(_ name: String) throws -> LineTable { LineTable(try File.read("\(folder)/\(name)")) }

  private mutating func read() throws {
    for fields in try lines("countries.tsv") where fields.count >= 7 && fields[0] != "iso3" {
      for form in NameLexicon.split(fields[2], plural: false) { add(form, .country) }
      for form in NameLexicon.split(fields[4], plural: false) { add(form, .capital) }
      for form in NameLexicon.split(fields[5], plural: true) + NameLexicon.split(fields[6], plural: true) {
        add(form, .demonym)
      }
    }
    for fields in try lines("names.tsv") where fields.count >= 5 {
      for form in fields[4].split(separator: "|") {
        add(String(form), Self.flag(kind: fields[1], use: fields[3]))
      }
    }
    for fields in try lines("cities.tsv") where fields.count >= 2 {
      for form in fields[0].split(separator: "|") { add(String(form), fields[1] == "city" ? .city : .town) }
    }
    for fields in try lines("regions.tsv") where fields.count >= 2 {
      for form in fields[1].split(separator: "|") { add(String(form), .region) }
    }
    for fields in try lines("organizations.txt") { add(fields[0], .organization) }
    for fields in try lines("titles.tsv") where fields.count >= 2 {
      add(
        fields[0],
        fields[1] == "head" ? .titleHead : fields[1] == "honorific" ? .honorific : .titleModifier)
    }
    for fields in try lines("organization-words.txt") { add(fields[0], .organizationWord) }
    for fields in try lines("place-words.txt") { add(fields[0], .placeWord) }
    for fields in try lines("given-names.tsv") { add(fields[0], .givenName) }
    for fields in try lines("family-first.txt") { add(fields[0], .familyNameFirst) }
    for fields in try lines("census-names.tsv") where fields.count >= 2 {
      let flag: ListFlags =
        switch fields[1] {
        case "given": .givenName
        case "common": .commonFamilyName
        case "family": .familyName
        default: .rareFamilyName
        }
      add(fields[0], flag)
    }
    for word in Self.calendar { add(word, .calendar) }
  }

  private static func flag(kind: String, use: String) -> ListFlags {
    switch (kind, use) {
    case ("party", _), ("group", _): .party
    case (_, "adjective"): .demonym
    case ("country", "metonym"): .government
    case ("country", _): .country
    case ("government", _): .government
    case ("place", _): .region
    case ("person", _): .person
    default: .organization
    }
  }

  private static let calendar = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
    "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december",
  ]

  private mutating func add(_ form: String, _ flag: ListFlags) {
    let keys = Gazetteer.wordKeys(of: form, abbreviations)
    guard let first = keys.first, keys.count <= Gazetteer.phraseWordsMax else { return }
    var key = first
    for word in keys.dropFirst() {
      flags[key, default: 0] |= ListFlags.beginsPhrase.rawValue
      key = Gazetteer.key(key, then: word)
    }
    flags[key, default: 0] |= flag.rawValue
  }

  private func bytes() -> [UInt8] {
    let keys = flags.keys.sorted()
    let table = HashTable(keys)
    var bytes = Gazetteer.magic + HashTable.little(UInt32(table.keys.count), 4) + table.keyBytes
    for entry in table.entries { bytes += HashTable.little(entry < 0 ? 0 : flags[keys[entry]] ?? 0, 4) }
    return bytes
  }
}
