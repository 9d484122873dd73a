/// Prefixes after which the treebanks keep a hyphenated word whole: `non-profit`, `co-founder`.
enum HyphenPrefixes {
  static let all = ShortWords(
    [
      "anti": 0, "co": 0, "counter": 0, "cross": 0, "e": 0, "ex": 0, "inter": 0, "intra": 0, "mid": 0,
      "micro": 0,
      "mini": 0, "mis": 0, "multi": 0, "neo": 0, "non": 0, "over": 0, "post": 0, "pre": 0, "pro": 0,
      "psycho": 0,
      "re": 0, "semi": 0, "sub": 0, "ultra": 0, "un": 0, "pseudo": 0, "quasi": 0, "socio": 0, "trans": 0,
    ])
}

/// Words written together that the treebanks take apart, with the length of their first part; ten times that of their
/// second, where there is a third.
enum FusedWords {
  static let all = ShortWords([
    "cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3, "dont": 2, "didnt": 3,
    "doesnt": 4,
    "cant": 2, "wont": 2, "isnt": 2, "wasnt": 3, "arent": 3, "havent": 4, "hasnt": 3, "werent": 4,
    "wouldnt": 5,
    "couldnt": 5, "shouldnt": 6, "aint": 2, "im": 1, "ive": 1, "youre": 3, "youve": 3, "youll": 3,
    "theyre": 4,
    "theyve": 4, "thats": 4, "theres": 5, "whats": 4, "alot": 1, "outta": 3, "dunno": 12,
  ])
  /// The bytes of the shortest and the longest of them.
  static let lengths = 2...8
}

/// Letters that are cut off a number they are written to: `5pm`, `10km`.
enum NumberUnits {
  static let all = ShortWords([
    "am": 0, "pm": 0, "km": 0, "m": 0, "cm": 0, "mm": 0, "kg": 0, "mg": 0, "lb": 0, "lbs": 0, "ft": 0,
    "mph": 0,
    "kph": 0, "b": 0, "bn": 0, "tn": 0, "mn": 0, "mw": 0, "gw": 0, "kw": 0, "ml": 0, "gb": 0, "mb": 0,
    "tb": 0, "hz": 0,
    "khz": 0, "mhz": 0, "ghz": 0, "hrs": 0, "min": 0, "mins": 0, "yr": 0, "yrs": 0, "k": 0,
  ])
}

/// What stands behind the last stop of a file or a site: `API.pdf`, `Seattlepi.com`.
enum NameSuffixes {
  static let all = ShortWords([
    "com": 0, "org": 0, "net": 0, "edu": 0, "gov": 0, "info": 0, "biz": 0, "pdf": 0, "doc": 0, "docx": 0,
    "xls": 0,
    "xlsx": 0, "ppt": 0, "txt": 0, "rtf": 0, "csv": 0, "htm": 0, "html": 0, "jpg": 0, "jpeg": 0, "png": 0,
    "gif": 0,
    "zip": 0, "exe": 0, "mp": 0, "wpd": 0,
  ])
}

/// Marks that are one token together.
enum MarkGroups {
  /// Faces, and what is written with a stroke for short.
  static let all = ShortWords([
    ":)": 0, ":-)": 0, ":(": 0, ":-(": 0, ";)": 0, ";-)": 0, ":d": 0, ":-d": 0, ":p": 0, ":-p": 0, "=)": 0,
    "=(": 0,
    ":'(": 0, ":]": 0, "<3": 0, "^_^": 0, ":-/": 0, ":o": 0,
  ])
  static let lengths = 2...5
  /// Abbreviations with a stroke.
  static let strokes = ShortWords(["b/c": 0, "w/o": 0, "w/": 0, "l/c": 0, "i/c": 0])
}
