/// A moment in UTC, in whole seconds since 1970-01-01T00:00:00Z (leap seconds are not counted, RFC 3339 §5.6).
public struct Timestamp: Sendable, Hashable, Comparable {
  public var seconds: Int64

  public init(seconds: Int64) { self.seconds = seconds }

  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.seconds < b.seconds }

  /// Reads an RFC 3339 date-time (`2024-01-30T09:00:00+09:00`, fractions dropped, `24:00` refused) or a bare
  /// day (`2024-01-30`, midnight UTC). `nil` for anything else, also for days that do not exist.
  public init?(rfc3339 text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = Self.number(bytes, 0, 4), let month = Self.number(bytes, 5, 7),
      let day = Self.number(bytes, 8, 10), (1...12).contains(month),
      day >= 1, day <= Self.daysInMonth(month, year: year)
    else { return nil }
    seconds = Int64(Self.days(year: year, month: month, day: day)) * 86_400
    if bytes.count == 10 { return }

    guard bytes.count >= 20, bytes[10] | 0x20 == UInt8(ascii: "t") || bytes[10] == UInt8(ascii: " "),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let hour = Self.number(bytes, 11, 13), let minute = Self.number(bytes, 14, 16),
      let second = Self.number(bytes, 17, 19), hour < 24, minute < 60, second <= 60
    else { return nil }
    var at = 19
    if bytes[at] == UInt8(ascii: ".") {
      at += 1
      let first = at
      while at < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]) { at += 1 }
      if at == first || at == bytes.count { return nil }
    }
    seconds += Int64(hour * 3600 + minute * 60 + min(second, 59))
    if bytes[at] | 0x20 == UInt8(ascii: "z") {
      if at + 1 != bytes.count { return nil }
      return
    }
    guard bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-"), bytes.count == at + 6,
      bytes[at + 3] == UInt8(ascii: ":"), let hours = Self.number(bytes, at + 1, at + 3),
      let minutes = Self.number(bytes, at + 4, at + 6), hours < 24, minutes < 60
    else { return nil }
    let east = Int64(hours * 3600 + minutes * 60)
    seconds -= bytes[at] == UInt8(ascii: "+") ? east : -east
  }

  /// `2024-01-30T00:00:00Z`. Years outside 0…9999 do not occur: nothing reads or makes them.
  public var rfc3339: String {
    let days = Int(seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
    let rest = Int(seconds) - days * 86_400
    let (year, month, day) = Self.civil(days: days)
    return "\(Self.pad(year, 4))-\(Self.pad(month, 2))-\(Self.pad(day, 2))T"
      + "\(Self.pad(rest / 3600, 2)):\(Self.pad(rest / 60 % 60, 2)):\(Self.pad(rest % 60, 2))Z"
  }

  // MARK: The proleptic Gregorian calendar, by eras of 400 years that begin on 1 March.

  public static func days(year: Int, month: Int, day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  public static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  static func daysInMonth(_ month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func number(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
    guard end <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[start..<end] {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }

  private static func pad(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
