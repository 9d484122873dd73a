/// A plain page: a heading, paragraphs, lists of links. No script, no style, nothing that is not escaped.
struct HTMLPage {
  private var text = ""

  /// The UTF-8 bytes of a whole document.
  static func page(title: String, _ body: (inout HTMLPage) -> Void) -> [UInt8] {
    var page = HTMLPage()
    body(&page)
    let head =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>\(escape(title))</title></head>"
    return Array("\(head)\n<body>\n<h1>\(escape(title))</h1>\n\(page.text)</body>\n</html>\n".utf8)
  }

  mutating func paragraph(_ content: String) { text += "<p>\(Self.escape(content))</p>\n" }

  mutating func list(_ items: [String]) {
    text += "<ul>\n" + items.map { "<li>\(Self.escape($0))</li>\n" }.joined() + "</ul>\n"
  }

  /// Addresses with what to call them.
  mutating func links(_ links: [(address: String, label: String)]) {
    text += "<ul>\n"
    for link in links {
      text += "<li><a href=\"\(Self.escape(link.address))\">\(Self.escape(link.label))</a></li>\n"
    }
    text += "</ul>\n"
  }

  /// For element content and attribute values in double quotes.
  static func escape(_ content: String) -> String {
    var escaped = ""
    for scalar in content.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
