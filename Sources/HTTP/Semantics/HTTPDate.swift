/// Times in fields (RFC 9110 §5.6.7), in whole seconds since 1970-01-01T00:00:00Z.
public enum HTTPDate {
  private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let longDays = [
    "Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday",
  ]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The IMF-fixdate, 29 bytes: `Sun, 06 Nov 1994 08:49:37 GMT`. For years 0…9999.
  public static func format(_ seconds: Int64) -> String {
    let day = Int((seconds >= 0 ? seconds : seconds - 86_399) / 86_400)
    let rest = Int(seconds) - day * 86_400
    let date = civil(day)
    return "\(days[((day % 7) + 7) % 7]), \(pad(date.day, 2)) \(months[date.month - 1]) \(pad(date.year, 4)) "
      + "\(pad(rest / 3600, 2)):\(pad(rest / 60 % 60, 2)):\(pad(rest % 60, 2)) GMT"
  }

  /// Reads the three forms that RFC 9110 §5.6.7 has, each exactly as its grammar is: an IMF-fixdate, and the obsolete
  /// `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`. `nil` for anything else. Names are compared with
  /// their case; whether the day of the week is that of the date is not asked.
  ///
  /// A two-digit year lies between 1970 and 2069, so one that seems more than 50 years ahead is in the past, as it must
  /// be, and no clock is needed for it.
  public static func parse(_ text: String) -> Int64? {
    var text = Scanner(rest: text.utf8[...])
    // The long names first: they begin with the short ones.
    if text.take(anyOf: longDays) != nil { return rfc850(&text) }
    guard text.take(anyOf: days) != nil else { return nil }
    return text.take(",") ? fixdate(&text) : asctime(&text)
  }

  private static func fixdate(_ text: inout Scanner) -> Int64? {
    guard text.take(" "), let day = text.number(2), text.take(" "), let month = text.take(anyOf: months),
      text.take(" "), let year = text.number(4), text.take(" "), let time = text.timeOfDay(),
      text.take(" GMT")
    else { return nil }
    return seconds(text, year, month, day, time)
  }

  private static func rfc850(_ text: inout Scanner) -> Int64? {
    guard text.take(", "), let day = text.number(2), text.take("-"), let month = text.take(anyOf: months),
      text.take("-"), let year = text.number(2), text.take(" "), let time = text.timeOfDay(),
      text.take(" GMT")
    else { return nil }
    return seconds(text, year < 70 ? year + 2000 : year + 1900, month, day, time)
  }

  private static func asctime(_ text: inout Scanner) -> Int64? {
    guard text.take(" "), let month = text.take(anyOf: months), text.take(" "),
      let day = text.take(" ") ? text.number(1) : text.number(2), text.take(" "), let time = text.timeOfDay(),
      text.take(" "), let year = text.number(4)
    else { return nil }
    return seconds(text, year, month, day, time)
  }

  /// `nil` for a day that is not in the calendar, and when something is left of the text. `month` from 0.
  private static func seconds(_ text: Scanner, _ year: Int, _ month: Int, _ day: Int, _ time: Int) -> Int64? {
    let days = ordinal(year: year, month: month + 1, day: day)
    guard text.rest.isEmpty, day >= 1, civil(days) == (year, month + 1, day) else { return nil }
    return Int64(days) * 86_400 + Int64(time)
  }

  /// Takes a text apart from its front.
  private struct Scanner {
    var rest: Substring.UTF8View

    mutating func take(_ literal: String) -> Bool {
      guard rest.starts(with: literal.utf8) else { return false }
      rest = rest.dropFirst(literal.utf8.count)
      return true
    }

    mutating func take(anyOf literals: [String]) -> Int? { literals.firstIndex { take($0) } }

    /// A number of so many digits.
    mutating func number(_ digits: Int) -> Int? {
      var value = 0
      for _ in 0..<digits {
        guard let byte = rest.popFirst(), ASCII.isDigit(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }

    /// Seconds since midnight; a leap second counts as the one before, so that the last day of 9999 has no year beyond.
    mutating func timeOfDay() -> Int? {
      guard let hour = number(2), take(":"), let minute = number(2), take(":"), let second = number(2),
        hour < 24, minute < 60, second <= 60
      else { return nil }
      return hour * 3600 + minute * 60 + min(second, 59)
    }
  }

  private static func pad(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  // The proleptic Gregorian calendar, by years that begin on 1 March, so that the leap day comes last.

  private static func ordinal(year: Int, month: Int, day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let monthFromMarch = (month + 9) % 12
    let leapDays = y.quotientFloor(4) - y.quotientFloor(100) + y.quotientFloor(400)
    return y * 365 + leapDays + (monthFromMarch * 153 + 2) / 5 + day - 1 - 719_468
  }

  private static func civil(_ ordinal: Int) -> (year: Int, month: Int, day: Int) {
    let days = ordinal + 719_468
    var year = (days * 400).quotientFloor(146_097)
    func firstDay(_ y: Int) -> Int {
      y * 365 + y.quotientFloor(4) - y.quotientFloor(100) + y.quotientFloor(400)
    }
    while firstDay(year + 1) <= days { year += 1 }
    while firstDay(year) > days { year -= 1 }
    let dayOfYear = days - firstDay(year)
    let monthFromMarch = (dayOfYear * 5 + 2) / 153
    let day = dayOfYear - (monthFromMarch * 153 + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (month <= 2 ? year + 1 : year, month, day)
  }
}

extension Int {
  /// Division that rounds toward minus infinity.
  fileprivate func quotientFloor(_ divisor: Int) -> Int {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
