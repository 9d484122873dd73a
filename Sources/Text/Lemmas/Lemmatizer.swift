/// Dictionary forms: exceptions first, then the rules of English inflection.
///
/// `lemmas.tsv`: form, word class (`N` plural nouns, `V` inflected verbs, `A` comparatives and superlatives, `O` others),
/// lemma. `verbs.txt`: base forms of verbs, which decide between `hop` and `hope` for `hoping`. `adjectives.txt`: words that are
/// hardly ever anything else.
package struct Lemmatizer: Sendable {
  private let rules: LemmaRules?
  private var exceptions: [String: String] = [:]
  private var verbs: Set<String> = []
  private var adjectives: Set<String> = []

  /// Later lists win. A lemmatiser without lists knows the rules only.
  package init(
    rules: LemmaRules? = nil, lemmas: [[UInt8]] = [], verbs: [[UInt8]] = [], adjectives: [[UInt8]] = []
  ) {
    self.rules = rules
    for fields in lemmas.flatMap({ Array(LineTable($0)) }) where fields.count == 3 {
      exceptions[fields[1] + fields[0]] = fields[2]
    }
    for fields in verbs.flatMap({ Array(LineTable($0)) }) { self.verbs.insert(fields[0]) }
    for fields in adjectives.flatMap({ Array(LineTable($0)) }) { self.adjectives.insert(fields[0]) }
  }

  /// Whether `word` is hardly ever anything but an adjective.
  func isAdjective(_ word: String) -> Bool { adjectives.contains(word) }

  /// Whether `lemma` is the base form of a verb of the treebanks.
  func isVerb(_ lemma: String) -> Bool { verbs.contains(lemma) }

  package static func wordClass(_ xpos: XPOS) -> String {
    switch xpos {
    case .nns, .nnps: "N"
    case .vbd, .vbn, .vbg, .vbz, .vbp: "V"
    case .jjr, .jjs, .rbr, .rbs: "A"
    default: "O"
    }
  }

  /// The lemma of a word written `form`, in lower case `lower`: forms the treebanks know, then irregular ones of the lists,
  /// then regular ones of known verbs, then by the end of the word.
  package func lemma(_ form: String, lower: String, xpos: XPOS) -> String {
    let learned = rules?.rule(ArraySlice(lower.utf8), xpos)
    if let learned, learned.isWhole, let lemma = learned.rule.lemma(form: form, lower: lower) { return lemma }
    if lower.utf8.count <= 24, !exceptions.isEmpty, Self.wordClass(xpos) != "O",
      let known = exceptions[Self.wordClass(xpos) + lower], !xpos.isProperNoun
    {
      return known
    }
    if xpos.isVerb, xpos != .vb, xpos != .vbp {
      let lemma = rule(lower, xpos)
      if isVerb(lemma) { return lemma }
    }
    if let learned, let lemma = learned.rule.lemma(form: form, lower: lower) { return lemma }
    return xpos.isProperNoun ? form : rule(lower, xpos)
  }

  /// Sets the lemmas of all tokens: one look-up for each word type and tag that go together.
  func lemmatize(_ document: inout Document) {
    var lemmas: [String] = []
    var known = LemmaCache(words: document.words.count)
    for index in document.tokens.indices {
      let token = document.tokens[index]
      let lemma = known.lemma(word: Int(token.word), xpos: token.xpos) {
        lemmas.append(
          self.lemma(
            document.words.form(Int(token.word)), lower: document.words.lower(Int(token.word)),
            xpos: token.xpos))
        return lemmas.count - 1
      }
      document.tokens[index].lemma = Int32(lemma)
    }
    document.lemmas = lemmas
  }

  /// What the rules give.
  package func rule(_ lower: String, _ xpos: XPOS) -> String {
    guard lower.utf8.count > 3 else { return lower }
    switch xpos {
    case .nns: return singular(lower)
    case .vbz: return singular(lower)
    case .vbd, .vbn: return stripped(lower, "ed")
    case .vbg: return stripped(lower, "ing")
    case .jjr, .rbr: return comparison(lower, "er")
    case .jjs, .rbs: return comparison(lower, "est")
    default: return lower
    }
  }

  private func singular(_ word: String) -> String {
    if word.hasSuffix("ies"), word.utf8.count > 4 { return word.dropLast(3) + "y" }
    for ending in ["sses", "shes", "ches", "xes", "zzes", "oes"] where word.hasSuffix(ending) {
      return String(word.dropLast(2))
    }
    if word.hasSuffix("ss") || !word.hasSuffix("s") || word.hasSuffix("us") { return word }
    return String(word.dropLast())
  }

  private func stripped(_ word: String, _ ending: String) -> String {
    guard word.hasSuffix(ending), word.utf8.count > ending.utf8.count + 1 else { return word }
    let stem = String(word.dropLast(ending.utf8.count))
    if ending == "ed", stem.hasSuffix("i"), stem.utf8.count > 2 { return stem.dropLast() + "y" }
    let bytes = Array(stem.utf8)
    let last = bytes[bytes.count - 1]
    let isDoubled = bytes.count > 2 && last == bytes[bytes.count - 2] && !Self.isVowel(last)
    if isDoubled, verbs.contains(String(stem.dropLast())), !verbs.contains(stem) {
      return String(stem.dropLast())
    }
    if verbs.contains(stem + "e"), !verbs.contains(stem) { return stem + "e" }
    if verbs.contains(stem) { return Self.needsE(bytes) && verbs.contains(stem + "e") ? stem + "e" : stem }
    if isDoubled { return "lsfz".utf8.contains(last) ? stem : String(stem.dropLast()) }
    return Self.needsE(bytes) ? stem + "e" : stem
  }

  private static func isVowel(_ byte: UInt8) -> Bool { "aeiou".utf8.contains(byte) }

  /// Whether a stem looks as if it had lost an e: `announc`, `argu`, `urg`, `hop`, `negotiat`.
  private static func needsE(_ stem: [UInt8]) -> Bool {
    guard stem.count >= 2 else { return false }
    let last = stem[stem.count - 1]
    let before = stem[stem.count - 2]
    switch last {
    case UInt8(ascii: "c"), UInt8(ascii: "v"), UInt8(ascii: "z"), UInt8(ascii: "u"): return true
    case UInt8(ascii: "s"): return before != last && before != UInt8(ascii: "u") || isVowel(before)
    case UInt8(ascii: "g"): return before != UInt8(ascii: "n") || stem.suffix(3).elementsEqual("ang".utf8)
    case UInt8(ascii: "l"):
      return !isVowel(before) && before != UInt8(ascii: "r") && before != UInt8(ascii: "w")
    case UInt8(ascii: "t"):
      return before == UInt8(ascii: "a") || before == UInt8(ascii: "u") || before == UInt8(ascii: "o")
    default: break
    }
    // One vowel and one consonant in a stem of one syllable: "hop" would have been doubled.
    let vowels = stem.filter(isVowel).count
    guard vowels == 1, isVowel(before), !isVowel(last) else {
      return vowels > 1 && !isVowel(last) && isVowel(before) && stem.count > 3
        && !isVowel(stem[stem.count - 3])
        && (last == UInt8(ascii: "r") && before != UInt8(ascii: "e") && before != UInt8(ascii: "o")
          || last == UInt8(ascii: "n") && before == UInt8(ascii: "i") || last == UInt8(ascii: "d"))
    }
    return !"wxy".utf8.contains(last)
  }

  private func comparison(_ word: String, _ ending: String) -> String {
    guard word.hasSuffix(ending), word.utf8.count > ending.utf8.count + 2 else { return word }
    let stem = String(word.dropLast(ending.utf8.count))
    if stem.hasSuffix("i") { return stem.dropLast() + "y" }
    let bytes = Array(stem.utf8)
    if bytes.count > 2, bytes[bytes.count - 1] == bytes[bytes.count - 2],
      !"lsf".utf8.contains(bytes[bytes.count - 1])
    {
      return String(stem.dropLast())
    }
    return Self.needsE(bytes) && !stem.hasSuffix("t") ? stem + "e" : stem
  }
}
