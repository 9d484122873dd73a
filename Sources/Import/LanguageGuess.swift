/// Tells the language of a text from its script and its commonest function words.
///
/// Enough to keep English apart from what the extractor cannot read; `nil` where nothing stands out.
enum LanguageGuess {
  /// Words looked at, from the start of the text.
  static let wordsMax = 2000
  /// The share of words that must be function words of the language.
  static let shareMin = 0.12

  /// A BCP 47 language code. Linear in the part looked at.
  static func language(of text: String) -> String? {
    if let language = script(text) { return language }
    var hits: [String: Int] = [:]
    var count = 0
    var word: [UInt8] = []
    func close() {
      if word.isEmpty { return }
      count += 1
      for language in owners[String(decoding: word, as: UTF8.self)] ?? [] { hits[language, default: 0] += 1 }
      word.removeAll(keepingCapacity: true)
    }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(byte | 0x20)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...0xFF: word.append(byte)
      default: close()
      }
      if count >= wordsMax { break }
    }
    close()
    // Ties go to the code that comes first, so that equal texts get equal answers.
    guard let best = hits.min(by: { ($1.value, $0.key) < ($0.value, $1.key) }), count > 0,
      Double(best.value) / Double(count) >= shareMin
    else { return nil }
    return best.key
  }

  /// Languages with a script of their own, when most letters of the first part are of it.
  private static func script(_ text: String) -> String? {
    var letters = 0
    var counts: [String: Int] = [:]
    for scalar in text.unicodeScalars.prefix(wordsMax) where scalar.properties.isAlphabetic {
      letters += 1
      if let language = language(ofLetter: scalar) { counts[language, default: 0] += 1 }
    }
    // Japanese is written with kana among Chinese characters.
    let kana = counts["ja", default: 0]
    if kana > 0 { counts["ja"] = kana + (counts.removeValue(forKey: "zh") ?? 0) }
    return counts.first { $0.value * 2 > letters }?.key
  }

  private static func language(ofLetter scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x3040...0x30FF: "ja"
    case 0x3400...0x9FFF: "zh"
    case 0xAC00...0xD7AF, 0x1100...0x11FF: "ko"
    case 0x0400...0x052F: "ru"
    case 0x0600...0x06FF: "ar"
    case 0x0590...0x05FF: "he"
    case 0x0370...0x03FF: "el"
    case 0x0E00...0x0E7F: "th"
    case 0x0900...0x097F: "hi"
    default: nil
    }
  }

  private static let functionWords: [(String, String)] = [
    (
      "en",
      "the of and to in that is was for on with as by at from it his he she they be are has have had not but this an said which who will would"
    ),
    (
      "de",
      "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer"
    ),
    (
      "fr",
      "de la le et les des en un une du dans est que pour qui a sur au par pas plus ne il se ce avec son sont aux cette mais ont elle été"
    ),
    (
      "es",
      "de la que el en y a los se del las un por con una su para es al lo como más o pero sus le ha no este sobre fue entre"
    ),
    (
      "it",
      "di e il la che in a per un del è i le una con non da della si al dei nel come più ha alla sono gli anche delle"
    ),
    (
      "pt",
      "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou foi"
    ),
    (
      "nl",
      "de van het een en in is dat op te zijn voor met die niet aan er om ook als dan maar bij uit door naar heeft hij wordt"
    ),
    ("sv", "och att det i en som är på för av med till den har de inte om ett men var sig från vi så"),
    ("pl", "w i na z do się że nie to o jest po jak od przez za dla ale co oraz ich jego był"),
    ("tr", "ve bir bu da de için ile olarak çok daha olan gibi en kadar sonra ise ancak"),
    ("id", "yang dan di dari untuk dengan pada ini itu dalam tidak akan oleh juga ke adalah telah"),
  ]

  private static let owners: [String: [String]] = {
    var owners: [String: [String]] = [:]
    for (language, words) in functionWords {
      for word in words.split(separator: " ") { owners[String(word), default: []].append(language) }
    }
    return owners
  }()
}
