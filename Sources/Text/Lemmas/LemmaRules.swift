/// Learned rules from an inflected form and its tag to the lemma, as they lie in `lemma-rules.tsv`.
///
/// Format: a line `= XPOS` begins the rules of a tag; a rule is the end of the form in lower case (`^` before it: the whole
/// form), how many bytes to strip, what to append, and `form` where the lemma keeps the capitals of the form. The longest
/// end that is listed decides.
package struct LemmaRules: Sendable {
  package struct Rule: Sendable, Hashable {
    package var strip: Int
    package var append: String
    package var keepsCase: Bool

    package init(strip: Int, append: String, keepsCase: Bool) {
      self.strip = strip
      self.append = append
      self.keepsCase = keepsCase
    }
  }

  /// The longest end of a form that rules look at, in bytes.
  package static let endMax = 7
  /// Longer forms are looked at by their ends alone.
  package static let wholeMax = 32

  /// Open addressing by the hash of tag and end, half full at most; 0 is empty.
  private var keys: [UInt32]
  private var ids: [UInt16]
  private var rules: [Rule] = []

  /// `nil` for a file in another format.
  package init?(_ file: [UInt8]) {
    var entries: [(key: UInt32, id: UInt16)] = []
    var known: [Rule: UInt16] = [:]
    var xpos: XPOS?
    for fields in LineTable(file) {
      if fields.count == 2, fields[0] == "=" {
        xpos = XPOS(name: fields[1])
        continue
      }
      guard fields.count >= 3, let xpos, let strip = Int(fields[1]), 0...64 ~= strip else { return nil }
      let rule = Rule(strip: strip, append: fields[2], keepsCase: fields.count > 3)
      let id = known[rule] ?? UInt16(truncatingIfNeeded: rules.count)
      if known[rule] == nil {
        guard rules.count < Int(UInt16.max) else { return nil }
        known[rule] = id
        rules.append(rule)
      }
      entries.append((Self.key(fields[0], xpos), id))
    }
    var capacity = 64
    while capacity < entries.count * 2 { capacity *= 2 }
    keys = [UInt32](repeating: 0, count: capacity)
    ids = [UInt16](repeating: 0, count: capacity)
    for entry in entries {
      var slot = Int(entry.key) & (capacity - 1)
      while keys[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
      keys[slot] = entry.key
      ids[slot] = entry.id
    }
  }

  /// The rule for a form given in lower case, and whether it is listed as a whole. O(its length).
  func rule(_ lower: ArraySlice<UInt8>, _ xpos: XPOS) -> (rule: Rule, isWhole: Bool)? {
    var hash = Self.seed(xpos)
    var best = find(hash)
    var length = 0
    for byte in lower.reversed() {
      hash = FeatureHash.step(hash, byte)
      length += 1
      if length <= Self.endMax, let id = find(hash) { best = id }
      if length == Self.wholeMax { break }
    }
    if length == lower.count, let whole = find(FeatureHash.step(hash, UInt8(ascii: "^"))) {
      return (rules[Int(whole)], true)
    }
    return best.map { (rules[Int($0)], false) }
  }

  private func find(_ hash: UInt32) -> UInt16? {
    let key = hash | 1
    var slot = Int(key) & (keys.count - 1)
    while keys[slot] != 0 {
      if keys[slot] == key { return ids[slot] }
      slot = (slot + 1) & (keys.count - 1)
    }
    return nil
  }

  private static func key(_ end: String, _ xpos: XPOS) -> UInt32 {
    end.utf8.reversed().reduce(seed(xpos), FeatureHash.step) | 1
  }

  private static func seed(_ xpos: XPOS) -> UInt32 { FeatureHash.step(FeatureHash.seed, xpos.rawValue) }
}

extension LemmaRules.Rule {
  /// The lemma of a form; `nil` where the form is too short for the rule.
  package func lemma(form: String, lower: String) -> String? {
    if strip == 0, append.isEmpty { return keepsCase ? form : lower }
    let base = keepsCase ? form : lower
    guard strip < base.utf8.count || strip == base.utf8.count && !append.isEmpty else { return nil }
    // Bytes: characters would cost ten times as much. A cut inside a character gives a replacement character, no trap.
    return String(decoding: base.utf8.dropLast(strip), as: UTF8.self) + append
  }
}
