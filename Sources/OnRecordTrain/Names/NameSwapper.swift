import Text

/// Makes more of a treebank: the same documents with other names, each name changed alike throughout its document.
///
/// GUM names few of the world's people and places. With names drawn from the lists, the labeller learns what the lists
/// and the words around a name tell, rather than the names of GUM.
struct NameSwapper {
  private var given: [String] = []
  private var families: [String] = []
  /// By number of words.
  private var places: [Int: [String]] = [:]
  private var kept: Set<String> = []

  init(_ folder: String) throws {
    func lines(_ name: String) throws -> LineTable { LineTable(try File.read("\(folder)/\(name)")) }
    for fields in try lines("given-names.tsv") { given.append(fields[0]) }
    for fields in try lines("census-names.tsv") where fields.count >= 2 {
      if fields[1] == "given" { given.append(fields[0]) } else { families.append(fields[0]) }
    }
    for fields in try lines("family-first.txt") { families.append(fields[0]) }
    var forms: [String] = []
    for fields in try lines("cities.tsv") { forms.append(String(fields[0].prefix { $0 != "|" })) }
    for fields in try lines("regions.tsv") where fields.count >= 2 {
      // Weighed up: there are few of them beside the cities.
      for form in fields[1].split(separator: "|") { forms.append(contentsOf: repeatElement(String(form), count: 5)) }
    }
    for fields in try lines("countries.tsv") where fields.count >= 7 && fields[0] != "iso3" {
      forms.append(contentsOf: repeatElement(fields[2], count: 5))
    }
    for form in forms { places[form.split(separator: " ").count, default: []].append(form) }
    for name in ["titles.tsv", "organization-words.txt", "place-words.txt"] {
      for fields in try lines(name) { kept.insert(fields[0]) }
    }
  }

  /// `text` with its names exchanged.
  func swapped(_ text: TreebankText, _ random: inout SplitMix) -> TreebankText {
    var sentences = text.sentences
    let mentions = GoldEntities.mentions(text.sentences)
    var changes: [String: [String]] = [:]
    for number in sentences.indices {
      let names = GoldNames.all(text.sentences[number], mentions[number])
      for name in GoldNames.innermost(names) {
        let words = name.words.map { text.sentences[number].words[$0].form }
        let key = words.joined(separator: " ")
        let change = changes[key] ?? self.change(words, name.type, &changes, &random)
        changes[key] = change
        for (place, word) in zip(name.words, change) { sentences[number].words[place].form = word }
      }
    }
    return TreebankText(sentences)
  }

  private func change(
    _ words: [String], _ type: NameType, _ changes: inout [String: [String]], _ random: inout SplitMix
  ) -> [String] {
    if type == .place, Float.random(in: 0..<1, using: &random) < 0.7,
      !words.contains(where: { kept.contains($0.lowercased()) }),
      let place = places[words.count]?.randomElement(using: &random)
    {
      return place.split(separator: " ").map(String.init)
    }
    return words.enumerated().map { index, word in
      guard word.first?.isUppercase ?? false, word.count > 2, !word.contains("."), !kept.contains(word.lowercased())
      else { return word }
      // A body keeps half of its words.
      if type == .organization, Bool.random(using: &random) { return word }
      // "Norton" alone is the Norton of "Joshua Norton".
      if let known = changes["word " + word] { return known[0] }
      let isGiven = type == .person && words.count > 1 && index == 0
      let new = (isGiven ? given : families).randomElement(using: &random) ?? word
      changes["word " + word] = [new]
      return new
    }
  }
}
