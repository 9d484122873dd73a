/// Names known beforehand: countries with their capitals and demonyms, bodies, parties, places.
///
/// Read from `countries.tsv` (the gazetteer) and `names.tsv`, whose entries win. Forms of the gazetteer that several
/// countries share (`Korean`) name none.
package struct NameLexicon: Sendable {
  enum Use: String, Sendable {
    case name
    /// A seat that stands for a government; a place after `in`, `at`, `near`.
    case metonym
    /// Only modifies: `Japanese`.
    case adjective
  }

  struct Entry: Sendable, Equatable {
    var name: String
    var kind: EntityKind
    var country: String?
    var use: Use
    /// For a demonym that several countries share, all of them; `country` is what it means where none is named.
    var candidates: [String] = []
  }

  private struct Form: Sendable {
    /// Lower-case tokens behind the first.
    var rest: [String]
    /// Where capitals count: the form as written, else empty.
    var written: String
    var entry: Entry
  }

  /// By first token, lower case; longest first.
  private var forms: [String: [Form]] = [:]
  /// English names of countries by ISO code.
  private(set) var countries: [String: String] = [:]

  init(countries file: [UInt8], names: [UInt8], abbreviations: Abbreviations) {
    var gazetteer: [String: (entry: Entry, isShared: Bool)] = [:]
    for fields in LineTable(file) where fields.count >= 7 && fields[0].utf8.count == 3 && fields[0] != "iso3"
    {
      countries[fields[0]] = fields[2]
      let cells: [(String, Use)] = [
        (fields[2], .name), (fields[4], .metonym), (fields[5], .adjective), (fields[6], .adjective),
      ]
      for (cell, use) in cells {
        for form in Self.split(cell, plural: use == .adjective) {
          // "The Gambia" is found as "Gambia", but not "The Valley" as "Valley".
          let form = use == .name && form.hasPrefix("The ") ? String(form.dropFirst(4)) : form
          let entry = Entry(name: fields[2], kind: .country, country: fields[0], use: use)
          let isShared = gazetteer[form].map { $0.entry.country != fields[0] } ?? false
          gazetteer[form] = (entry, isShared || (gazetteer[form]?.isShared ?? false))
        }
      }
    }
    var all: [String: Entry] = gazetteer.compactMapValues { $0.isShared ? nil : $0.entry }
    for fields in LineTable(names) where fields.count >= 5 {
      guard let kind = EntityKind(rawValue: fields[1]), let use = Use(rawValue: fields[3]) else { continue }
      let candidates = fields[2].split(separator: "|").map(String.init)
      let country = fields[0] == "-" ? nil : candidates.first
      let entry = Entry(
        name: fields[0], kind: kind, country: country, use: use,
        candidates: candidates.count > 1 ? candidates : [])
      if kind == .country, let country, use == .name { countries[country] = fields[0] }
      for form in fields[4].split(separator: "|") { all[String(form)] = entry }
    }
    for (form, entry) in all {
      var entry = entry
      if entry.kind == .country, let country = entry.country, let name = countries[country] {
        entry.name = name
      }
      add(form, entry, abbreviations)
    }
    for key in forms.keys {
      // Equal lengths in a fixed order, so that reading does not depend on the run.
      forms[key]?.sort {
        ($1.rest.count, $0.entry.name, $0.written) < ($0.rest.count, $1.entry.name, $1.written)
      }
    }
  }

  private mutating func add(_ form: String, _ entry: Entry, _ abbreviations: Abbreviations) {
    let bytes = Array(form.utf8)
    var tokenizer = Tokenizer(bytes, abbreviations: abbreviations)
    tokenizer.run()
    var lowers = tokenizer.tokens.map { Lowercase.form(bytes[$0.bytes]) }
    // "the Kremlin" is found as "Kremlin".
    if lowers.count > 1, form.hasPrefix("the ") { lowers.removeFirst() }
    guard let first = lowers.first else { return }
    let isCapital = form.utf8.allSatisfy { !(0x61...0x7A ~= $0) }
    forms[first, default: []].append(
      Form(rest: Array(lowers.dropFirst()), written: isCapital ? form : "", entry: entry))
  }

  /// The longest known name at `token`: how many tokens, and what it names. O(forms with that first word).
  func match(_ document: Document, at token: Int, limit: Int) -> (count: Int, entry: Entry)? {
    guard let candidates = forms[document.lowers[token]] else { return nil }
    for form in candidates {
      let end = token + 1 + form.rest.count
      guard end <= limit, zip(form.rest, document.lowers[(token + 1)..<end]).allSatisfy({ $0 == $1 }) else {
        continue
      }
      if form.rest.isEmpty, !form.written.isEmpty, document.form(token) != form.written { continue }
      return (end - token, form.entry)
    }
    return nil
  }

  /// The forms in a cell of the gazetteer: `Chinese/Hong Kong`, `Congolese or Congo`, `Afghan(s)`, `none`.
  package static func split(_ cell: String, plural: Bool) -> [String] {
    var bare = ""
    var depth = 0
    for character in cell {
      if character == "(" { depth += 1 }
      if depth == 0 { bare.append(character == "/" || character == ";" ? "," : character) }
      if character == ")" { depth -= 1 }
    }
    var forms: [String] = []
    for part in bare.replacing(" or ", with: ",").split(separator: ",") {
      let form = part.split(separator: " ").joined(separator: " ")
      guard form.utf8.count > 2, form.utf8.count < 40, form != "none", form.first?.isUppercase ?? false else {
        continue
      }
      forms.append(form)
      if plural, !form.hasSuffix("s"), !form.hasSuffix("ese"), !form.hasSuffix("ish"), !form.hasSuffix("ch") {
        forms.append(form + "s")
      }
    }
    return forms
  }
}
