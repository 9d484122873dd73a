/// A response as a client reads it: enough of HTTP/1.1 to test a server with, framed by `Content-Length` alone.
public struct ReceivedResponse: Sendable {
  public var status: Int
  /// Names in lower case.
  public var fields: [String: String]
  /// Field lines as received, in order.
  public var lines: [(String, String)] = []
  public var content: [UInt8]

  public var text: String { String(decoding: content, as: UTF8.self) }

  /// Reads the response at the front of `bytes` and says how many it took; `nil` while it is not whole or is none.
  /// `toHead`: it answers a HEAD, so there is no content whatever its length says.
  public static func read(_ bytes: [UInt8], toHead: Bool = false) -> (response: ReceivedResponse, count: Int)?
  {
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count >= 2, words[0] == "HTTP/1.1", let status = Int(words[1]) else { return nil }
    var fields: [String: String] = [:]
    var fieldLines: [(String, String)] = []
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      fields[line[..<colon].lowercased()] = String(value)
      fieldLines.append((String(line[..<colon]), String(value)))
    }
    let hasContent = !toHead && status >= 200 && status != 204 && status != 304
    let length = hasContent ? Int(fields["content-length"] ?? "0") ?? 0 : 0
    guard bytes.count - end.upperBound >= length else { return nil }
    let content = Array(bytes[end.upperBound..<end.upperBound + length])
    return (
      ReceivedResponse(status: status, fields: fields, lines: fieldLines, content: content),
      end.upperBound + length
    )
  }
}
