import Text

/// Makes `nouns.bin`: nouns that mean persons, organizations or places first of all, by WordNet and by GUM's entities.
///
/// WordNet 3.0 tells by its files of noun senses (lexnames: 14 group, 15 location, 18 person), of which the first sense counts;
/// below the synsets of `female person` and `male person` a noun has a gender. A head noun that GUM's training part has seen
/// three times and more with one sense in two thirds of them has that sense instead. Titles and words for bodies have theirs.
enum NounLexiconBuilder {
  /// Heads of mentions seen at least so often overrule WordNet.
  static let seenMin = 3

  static func write(_ out: String, wordnet folder: String, files: String, treebanks: [String]) throws {
    var senses = try wordnetSenses(folder)
    try overrule(&senses, treebanks)
    for line in lines(try File.read(files + "/titles.tsv")) {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count > 1, fields[1] == "head" else { continue }
      senses[fields[0], default: []] = [.person]
      if fields.count > 2, fields[2] == "f" { senses[fields[0], default: []].insert(.female) }
      if fields.count > 2, fields[2] == "m" { senses[fields[0], default: []].insert(.male) }
    }
    for line in lines(try File.read(files + "/organization-words.txt")) where !line.hasPrefix("#") {
      senses[line] = [.organization]
    }
    var rows: [UInt32: NounSense] = [:]
    for (lemma, sense) in senses.sorted(by: { $0.key < $1.key }) where !sense.isEmpty {
      rows[NounLexicon.key(lemma.utf8)] = sense
    }
    let sorted = rows.sorted { $0.key < $1.key }
    var bytes = NounLexicon.magic + little(UInt32(sorted.count))
    for row in sorted { bytes += little(row.key) }
    for row in sorted { bytes.append(row.value.rawValue) }
    try File.write(bytes, to: out)
    print("\(sorted.count) nouns, \(bytes.count) bytes")
  }

  private static func lines(_ bytes: [UInt8]) -> [String] {
    bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func little(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private struct Synset {
    var file: Int
    var hypernyms: [Int]
  }

  private static func wordnetSenses(_ folder: String) throws -> [String: NounSense] {
    var synsets: [Int: Synset] = [:]
    for line in lines(try File.read(folder + "/data.noun")) where !line.hasPrefix(" ") {
      let fields = line.utf8.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
      guard fields.count > 4, let offset = Int(fields[0]), let file = Int(fields[1]),
        let words = Int(fields[3], radix: 16), let pointers = Int(fields[4 + 2 * words])
      else { continue }
      let hypernyms = (0..<pointers).compactMap { index in
        let at = 5 + 2 * words + 4 * index
        return fields[at] == "@" ? Int(fields[at + 1]) : nil
      }
      synsets[offset] = Synset(file: file, hypernyms: hypernyms)
    }
    // The first senses of the words that name these synsets alone.
    var first: [String: Int] = [:]
    for line in lines(try File.read(folder + "/index.noun")) where !line.hasPrefix(" ") {
      let fields = line.split(separator: " ").map(String.init)
      guard let count = Int(fields[2]), let pointers = Int(fields[3]), count > 0 else { continue }
      first[fields[0]] = Int(fields[4 + pointers + 2])
    }
    let female = first["female_person"]
    let male = first["male_person"]
    func isBelow(_ synset: Int, _ top: Int?, depth: Int = 0) -> Bool {
      if synset == top { return true }
      guard depth < 12, let node = synsets[synset] else { return false }
      return node.hypernyms.contains { isBelow($0, top, depth: depth + 1) }
    }
    var senses: [String: NounSense] = [:]
    for (word, synset) in first where word.utf8.allSatisfy({ 0x61...0x7A ~= $0 || $0 == 0x2D }) {
      switch synsets[synset]?.file {
      case 14: senses[word] = [.organization]
      case 15: senses[word] = [.place]
      case 18:
        senses[word] = [.person]
        if isBelow(synset, female) { senses[word]?.insert(.female) }
        if isBelow(synset, male) { senses[word]?.insert(.male) }
      default: break
      }
    }
    return senses
  }

  private static func overrule(_ senses: inout [String: NounSense], _ treebanks: [String]) throws {
    var counts: [String: [String: Int]] = [:]
    for text in try treebanks.flatMap({ TreebankText.documents(try Treebank.sentences($0)) }) {
      let gold = GoldChains(text)
      for mention in gold.mentions where gold.words[mention.head].upos == .noun {
        counts[gold.words[mention.head].lemma.lowercased(), default: [:]][mention.type, default: 0] += 1
      }
    }
    for (lemma, types) in counts {
      let sum = types.values.reduce(0, +)
      guard sum >= seenMin, let best = types.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
        best.value * 3 >= sum * 2
      else { continue }
      let gender = senses[lemma]?.intersection([.female, .male]) ?? []
      switch best.key {
      case "person": senses[lemma] = gender.union(.person)
      case "organization": senses[lemma] = [.organization]
      case "place": senses[lemma] = [.place]
      default: senses[lemma] = []
      }
    }
  }
}
