import Text

/// Writes `verbs.txt`, `lemmas.tsv` (what the rules of the lemmatiser get wrong in the treebanks) and `adjectives.txt`.
enum LemmaLists {
  /// A word counts when it was seen in this way at least once and more often than in any other.
  static func write(_ paths: [String], to folder: String) throws {
    var lemmas: [String: [String: Int]] = [:]
    var verbs: [String: Int] = [:]
    for path in paths {
      for word in try Treebank.sentences(path).flatMap(\.words) {
        // "I" alone is written so.
        let lemma = word.xpos == .prp ? word.lemma : word.lemma.lowercased()
        guard isInflected(word.xpos), !word.isTypo, isPlain(lemma.lowercased()),
          isPlain(word.form.lowercased())
        else {
          continue
        }
        if word.xpos.isVerb || word.xpos == .md { verbs[lemma, default: 0] += 1 }
        let form = word.form.lowercased().replacing("’", with: "'")
        lemmas["\(form)\t\(word.xpos.name)", default: [:]][lemma, default: 0] += 1
      }
    }
    let verbLines = verbs.keys.sorted()
    try File.write(Array((verbLines.joined(separator: "\n") + "\n").utf8), to: folder + "/verbs.txt")
    let rules = Lemmatizer(verbs: [Array(verbLines.joined(separator: "\n").utf8)])
    var lines: [String] = []
    for (key, counts) in lemmas {
      let parts = key.split(separator: "\t").map(String.init)
      guard parts.count == 2, let xpos = XPOS(name: parts[1]) else { continue }
      guard let (lemma, _) = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { continue }
      guard rules.rule(parts[0], xpos) != lemma else { continue }
      lines.append("\(key)\t\(lemma)")
    }
    let text = lines.sorted().joined(separator: "\n") + "\n"
    try File.write(Array(text.utf8), to: folder + "/lemmas.tsv")
    print("\(verbLines.count) verbs, \(lines.count) exceptions")
    try writeAdjectives(paths, to: folder)
  }

  /// Words that are hardly ever anything but adjectives: seen twice or more, nine times in ten as JJ.
  private static func writeAdjectives(_ paths: [String], to folder: String) throws {
    var counts: [String: (all: Int, adjective: Int)] = [:]
    for word in try paths.flatMap(Treebank.sentences).flatMap(\.words) where !word.isTypo {
      let form = word.form.lowercased()
      guard isPlain(form), form.utf8.count > 3 else { continue }
      counts[form, default: (0, 0)].all += 1
      if word.xpos == .jj { counts[form, default: (0, 0)].adjective += 1 }
    }
    let adjectives = counts.filter { $0.value.adjective >= 2 && $0.value.adjective * 10 >= $0.value.all * 9 }
    let lines = adjectives.keys.sorted()
    try File.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: folder + "/adjectives.txt")
    print("\(lines.count) adjectives")
  }

  /// Proper nouns keep their form, and marks and numbers are their own.
  private static func isInflected(_ xpos: XPOS) -> Bool {
    !xpos.isProperNoun && (xpos.isVerb || xpos.isNoun || xpos.rawValue <= XPOS.wrb.rawValue) && xpos != .cd
      && xpos != .fw
  }

  private static func isPlain(_ word: String) -> Bool {
    word.utf8.allSatisfy { 0x61...0x7A ~= $0 || $0 == 0x27 || $0 == 0x2D }
  }
}
