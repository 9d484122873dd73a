import Digest
import NewsModel

/// Ids made from content: no offsets in them, so that a paragraph put above a quote keeps its id.
enum ItemNaming {
  /// From the URL when there is one, else from title and text.
  static func articleID(_ draft: ArticleDraft) -> String {
    let content = draft.url.map { "uri\n" + $0 } ?? "text\n" + (draft.title ?? "") + "\n" + draft.text
    return "a_" + StableID.b32(content)
  }

  /// Sets the id of each quote.
  static func name(_ quotes: inout [Quote], article: String) {
    var seen: [String: Int] = [:]
    for index in quotes.indices {
      let words = Words.plain(quotes[index].parts.map(\.span.exact))
      quotes[index].id = "q_" + numbered("quote\n\(article)\n\(words)\n", &seen)
    }
  }

  /// Sets the id of each position; its holders must have theirs.
  static func name(_ positions: inout [Position], article: String) {
    var seen: [String: Int] = [:]
    for index in positions.indices {
      let position = positions[index]
      let words = Words.plain(position.evidence.exact)
      let holder = position.holders.first?.actor.id ?? ""
      positions[index].id =
        "p_" + numbered("position\n\(article)\n\(holder)\n\(position.issue.id)\n\(words)\n", &seen)
    }
  }

  /// `n` tells apart what is otherwise equal: 0, 1, … in text order.
  private static func numbered(_ content: String, _ seen: inout [String: Int]) -> String {
    let n = seen[content, default: 0]
    seen[content] = n + 1
    return StableID.b32(content + String(n))
  }
}
