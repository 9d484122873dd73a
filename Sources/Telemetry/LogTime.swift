import Glibc

/// Times as log lines have them.
public enum LogTime {
  /// RFC 3339 in UTC with milliseconds, 24 bytes for years 0…9999: `2024-01-30T09:00:00.123Z`. `milliseconds` count from
  /// 1970-01-01T00:00:00Z.
  public static func rfc3339(milliseconds: Int64) -> String {
    var seconds = time_t(milliseconds / 1000)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func pad(_ value: some BinaryInteger, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    return "\(pad(parts.tm_year + 1900, 4))-\(pad(parts.tm_mon + 1, 2))-\(pad(parts.tm_mday, 2))T"
      + "\(pad(parts.tm_hour, 2)):\(pad(parts.tm_min, 2)):\(pad(parts.tm_sec, 2)).\(pad(milliseconds % 1000, 3))Z"
  }
}
