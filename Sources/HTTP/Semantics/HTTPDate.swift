/// Times in fields (RFC 9110 §5.6.7), in whole seconds since 1970-01-01T00:00:00Z.
public enum HTTPDate {
  private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
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

  /// The same moment as RFC 3339 writes it, without the zone: `1994-11-06T08:49:37`. For years 0…9999.
  public static func rfc3339(_ seconds: Int64) -> String {
    let day = Int((seconds >= 0 ? seconds : seconds - 86_399) / 86_400)
    let rest = Int(seconds) - day * 86_400
    let date = civil(day)
    return "\(pad(date.year, 4))-\(pad(date.month, 2))-\(pad(date.day, 2))T"
      + "\(pad(rest / 3600, 2)):\(pad(rest / 60 % 60, 2)):\(pad(rest % 60, 2))"
  }

  /// Reads an IMF-fixdate and the two obsolete forms (`Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`).
  /// `nil` for anything else. A two-digit year lies between 1970 and 2069.
  public static func parse(_ text: String) -> Int64? {
    let words = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "-" }).map(String.init)
    switch words.count {
    case 6 where words[5] == "GMT":
      return seconds(day: words[1], month: words[2], year: words[3], time: words[4])
    case 5: return seconds(day: words[2], month: words[1], year: words[4], time: words[3])
    default: return nil
    }
  }

  private static func seconds(day: String, month: String, year: String, time: String) -> Int64? {
    let clock = time.split(separator: ":", omittingEmptySubsequences: false).map {
      number(String($0), digits: 2...2)
    }
    guard let day = number(day, digits: 1...2), let month = months.firstIndex(of: month),
      let year = Self.year(year), clock.count == 3, let hour = clock[0], let minute = clock[1],
      let second = clock[2], hour < 24, minute < 60, second <= 60
    else { return nil }
    let days = ordinal(year: year, month: month + 1, day: day)
    guard day >= 1, civil(days) == (year, month + 1, day) else { return nil }
    return Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
  }

  private static func year(_ text: String) -> Int? {
    if let short = number(text, digits: 2...2) { return short < 70 ? short + 2000 : short + 1900 }
    return number(text, digits: 4...4)
  }

  private static func number(_ text: String, digits: ClosedRange<Int>) -> Int? {
    digits.contains(text.utf8.count) && text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) ? Int(text) : nil
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
