import Text

/// Counts `lemma-rules.tsv` from treebanks: for each tag and each end of its forms the edit that most forms with that end take,
/// where it differs from that of the shorter end; then whole forms that take another.
struct LemmaRuleTrainer {
  private typealias Rule = LemmaRules.Rule
  /// Forms that must share an end before it is a rule.
  private static let formsMin = 2

  /// By tag and form in lower case: how often each edit.
  private var counts: [XPOS: [String: [Rule: Int]]] = [:]

  static func run(_ out: String, treebanks: [String]) throws {
    var trainer = LemmaRuleTrainer()
    for word in try treebanks.flatMap(Treebank.sentences).flatMap(\.words) where !word.isTypo {
      trainer.add(word)
    }
    var lines = [
      "# Rules from forms to lemmas, counted from EWT and GUM; see LemmaRules.swift for the format."
    ]
    for xpos in XPOS.allCases { lines += trainer.lines(xpos) }
    try File.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: out)
    print("\(lines.count) lines")
  }

  private mutating func add(_ word: TreebankWord) {
    let lower = word.form.lowercased().replacing("’", with: "'")
    guard lower.utf8.count <= LemmaRules.wholeMax, !lower.contains("\t"), !word.lemma.contains("\t") else {
      return
    }
    let rule = Self.rule(word.form.replacing("’", with: "'"), lower, word.lemma.replacing("’", with: "'"))
    counts[word.xpos, default: [:]][lower, default: [:]][rule, default: 0] += 1
  }

  /// The edit from form to lemma, on the form in lower case unless that has less in common with the lemma.
  private static func rule(_ form: String, _ lower: String, _ lemma: String) -> Rule {
    func common(_ word: String) -> Int {
      // Whole characters only.
      var count = 0
      for (one, other) in zip(word.unicodeScalars, lemma.unicodeScalars) {
        guard one == other else { break }
        count += String(one).utf8.count
      }
      return count
    }
    let keepsCase = common(form) > common(lower)
    let base = keepsCase ? form : lower
    let shared = common(base)
    return Rule(
      strip: base.utf8.count - shared, append: String(decoding: lemma.utf8.dropFirst(shared), as: UTF8.self),
      keepsCase: keepsCase)
  }

  private func lines(_ xpos: XPOS) -> [String] {
    guard let forms = counts[xpos] else { return [] }
    var ends: [[UInt8]: [Rule: Int]] = [:]
    for (form, rules) in forms {
      let rule = Self.best(rules)
      let bytes = Array(form.utf8)
      for length in 0...min(LemmaRules.endMax, bytes.count) {
        ends[Array(bytes.suffix(length)), default: [:]][rule, default: 0] += 1
      }
    }
    var chosen: [[UInt8]: Rule] = [:]
    func inherited(_ end: ArraySlice<UInt8>) -> Rule? {
      for length in stride(from: min(end.count, LemmaRules.endMax), through: 0, by: -1) {
        if let rule = chosen[Array(end.suffix(length))] { return rule }
      }
      return nil
    }
    // Rules that keep the form unchanged are the safest for what was never seen: they win ties.
    for end in ends.keys.sorted(by: { ($0.count, Self.text($0)) < ($1.count, Self.text($1)) }) {
      guard let rules = ends[end], end.isEmpty || rules.values.reduce(0, +) >= Self.formsMin else { continue }
      let rule = Self.best(rules)
      guard end.isEmpty || Self.isPlain(end) && inherited(end.dropFirst()) != rule else { continue }
      chosen[end] = rule
    }
    var lines = ["=\t\(xpos.name)"]
    for (end, rule) in chosen.sorted(by: { Self.text($0.key) < Self.text($1.key) }) {
      lines.append(Self.line(Self.text(end), rule))
    }
    for form in forms.keys.sorted() {
      guard let rules = forms[form], Self.isPlain(Array(form.utf8)) else { continue }
      let rule = Self.best(rules)
      if inherited(ArraySlice(form.utf8)) != rule { lines.append(Self.line("^" + form, rule)) }
    }
    return lines
  }

  private static func best(_ rules: [Rule: Int]) -> Rule {
    let ranked = rules.sorted {
      ($1.value, $0.key.strip, $0.key.append, $0.key.keepsCase ? 1 : 0)
        < ($0.value, $1.key.strip, $1.key.append, $1.key.keepsCase ? 1 : 0)
    }
    return ranked.first?.key ?? Rule(strip: 0, append: "", keepsCase: false)
  }

  private static func line(_ end: String, _ rule: Rule) -> String {
    "\(end)\t\(rule.strip)\t\(rule.append)" + (rule.keepsCase ? "\tform" : "")
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func isPlain(_ end: [UInt8]) -> Bool {
    end.allSatisfy {
      0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x27 || $0 == 0x2D || $0 == 0x2E || $0 == 0x2C
    }
  }
}
