/// Given names with their gender (`given-names.tsv`) and family names that stand first (`family-first.txt`).
struct GivenNames: Sendable {
  private var genders: [String: Gender?] = [:]
  private var familyFirst: Set<String> = []

  init(given: [UInt8], familyFirst: [UInt8]) {
    for fields in LineTable(given) where fields.count >= 2 {
      genders[fields[0]] = .some(fields[1] == "f" ? .female : fields[1] == "m" ? .male : nil)
    }
    for fields in LineTable(familyFirst) { self.familyFirst.insert(fields[0]) }
  }

  func contains(_ name: String) -> Bool { genders[name] != nil }
  func gender(_ name: String) -> Gender? { genders[name] ?? nil }

  /// Whether in the full name `words` the family name stands first.
  func putsFamilyFirst(_ words: [String]) -> Bool {
    guard words.count == 2 || words.count == 3, familyFirst.contains(words[0]), !contains(words[0]) else {
      return false
    }
    return !contains(words[1])
  }
}
