import NewsModel

/// Days as articles print them.
enum DateLine {
  /// The day of a line that holds a date and nothing of a sentence: `Published January 30, 2024`, `30 January 2024
  /// 9:15 am`, `2024-01-30`, `Tuesday, Jan. 30, 2024`. Times of day are left out: their zone is unknown. `nil` for
  /// other lines and for lines that only tell of an update.
  static func published(_ line: String) -> Timestamp? {
    let words = Words(line).list
    guard (1...12).contains(words.count), words.first != "updated", words.first != "modified" else {
      return nil
    }
    if let time = Timestamp(rfc3339: line) { return time }
    guard words.allSatisfy({ isDateWord($0) }) else { return nil }
    return day(line)
  }

  /// The day that `text` names with month and year; `nil` when one of them is missing.
  static func day(_ text: String) -> Timestamp? {
    let words = Words(text).list
    for (index, word) in words.enumerated() {
      guard let month = month(word) else { continue }
      let before = index > 0 ? number(words[index - 1]) : nil
      let after = index + 1 < words.count ? number(words[index + 1]) : nil
      let second = index + 2 < words.count ? number(words[index + 2]) : nil
      if let day = before, let year = after, year > 31 { return timestamp(year, month, day) }
      if let day = after, day <= 31, let year = second { return timestamp(year, month, day) }
    }
    // 2024-01-30, 2024/01/30
    if words.count >= 3, let year = number(words[0]), let month = number(words[1]),
      let day = number(words[2]), year > 31
    {
      return timestamp(year, month, day)
    }
    return nil
  }

  /// `Jan 30`, `Jan. 30, 2024`, `30 January`: a day, with or without its year.
  static func isDay(_ text: String) -> Bool {
    let words = Words(text).list
    if words.count == 1, let year = number(words[0]) { return (1900...2200).contains(year) }
    guard (1...3).contains(words.count) else { return false }
    return words.contains { month($0) != nil || weekdays.contains($0) }
      && words.allSatisfy { month($0) != nil || number($0) != nil || weekdays.contains($0) }
  }

  private static func timestamp(_ year: Int, _ month: Int, _ day: Int) -> Timestamp? {
    func pad(_ value: Int, _ width: Int) -> String {
      String(repeating: "0", count: max(0, width - String(value).utf8.count)) + String(value)
    }
    guard (1600...2200).contains(year) else { return nil }
    return Timestamp(rfc3339: "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))")
  }

  private static func isDateWord(_ word: String) -> Bool {
    month(word) != nil || number(word) != nil || weekdays.contains(word) || glue.contains(word)
  }

  /// Digits, with or without an ordinal ending.
  private static func number(_ word: String) -> Int? {
    var digits = word
    for ending in ["st", "nd", "rd", "th"] where word.hasSuffix(ending) { digits = String(word.dropLast(2)) }
    return digits.utf8.count <= 4 ? Int(digits) : nil
  }

  private static func month(_ word: String) -> Int? {
    months.firstIndex { $0.hasPrefix(word) && (word.utf8.count == 3 || word == $0 || word == "sept") }.map {
      $0 + 1
    }
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november",
    "december",
  ]
  private static let weekdays: Set<String> = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed",
    "thu",
    "thur", "thurs", "fri", "sat", "sun",
  ]
  private static let glue: Set<String> = [
    "published", "posted", "on", "at", "first", "date", "am", "pm", "gmt", "utc", "et", "est", "edt", "cet",
    "bst", "jst",
    "pst", "pdt", "p", "a", "m", "of",
  ]
}
