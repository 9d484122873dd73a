/// What a token is to one cue. Eight lanes, the last unused.
package enum SpanLabel {
  package static let count = 7
  package static let outside = 0
  package static let sourceBegin = 1
  package static let sourceInside = 2
  package static let contentBegin = 3
  package static let contentInside = 4
  /// The last token of a part of two tokens and more.
  package static let contentEnd = 5
  package static let cue = 6

  package static func isSource(_ label: Int) -> Bool { label == sourceBegin || label == sourceInside }
  package static func isContent(_ label: Int) -> Bool { label >= contentBegin && label <= contentEnd }

  /// Whether `next` may stand behind `label` (`nil`: begin).
  package static func allows(_ label: Int?, _ next: Int) -> Bool {
    switch next {
    case sourceInside: return label == sourceBegin || label == sourceInside
    case contentInside, contentEnd: return label == contentBegin || label == contentInside
    default: return label != contentInside
    }
  }
}
