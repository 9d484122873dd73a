/// Prefixes after which the treebanks keep a hyphenated word whole: `non-profit`, `co-founder`.
enum HyphenPrefixes {
  private static let all: Set<String> = [
    "anti", "co", "counter", "cross", "e", "ex", "inter", "intra", "mid", "micro", "mini", "multi", "neo",
    "non",
    "over", "post", "pre", "pro", "re", "semi", "sub", "ultra", "un", "pseudo", "quasi", "socio", "trans",
  ]

  static func keeps(_ word: ArraySlice<UInt8>) -> Bool {
    word.count <= 7 && all.contains(String(decoding: word.map { $0 | 0x20 }, as: UTF8.self))
  }
}

/// Words written together that the treebanks take apart, with the length of their first part.
enum FusedWords {
  private static let all: [String: Int] = [
    "cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3, "dont": 2, "didnt": 3,
    "doesnt": 4,
    "cant": 2, "wont": 2, "isnt": 2, "wasnt": 3, "wouldnt": 5, "couldnt": 5,
  ]

  static func firstLength(_ word: ArraySlice<UInt8>) -> Int? {
    guard 4...7 ~= word.count else { return nil }
    return all[String(decoding: word.map { $0 | 0x20 }, as: UTF8.self)]
  }
}

/// Letters that are cut off a number they are written to: `5pm`, `10km`.
enum NumberUnits {
  static let all: Set<String> = [
    "am", "pm", "km", "m", "cm", "mm", "kg", "g", "mg", "lb", "lbs", "ft", "mph", "kph", "bn", "tn", "mn",
    "mw", "gw",
    "kw", "ml", "gb", "mb", "tb", "hz", "khz", "mhz", "ghz", "hrs", "min", "mins", "yr", "yrs", "k",
  ]
}
