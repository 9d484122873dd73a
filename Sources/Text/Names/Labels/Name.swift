/// What a name names, by its words alone.
public enum NameKind: UInt8, Sendable, CaseIterable {
  case person, organization, place
}

/// A name in the text, as long as the words go that belong to it: `Major-General Scott`, `University of Texas`.
public struct Name: Sendable, Hashable {
  public let tokens: Range<Int>
  public let kind: NameKind

  package init(tokens: Range<Int>, kind: NameKind) {
    self.tokens = tokens
    self.kind = kind
  }
}

/// A token's part in a name: outside, or the beginning or inside of one of three kinds. Eight lanes, the last unused.
package enum NameLabel {
  package static let count = 7
  package static let outside = 0

  package static func begin(_ kind: NameKind) -> Int { 1 + 2 * Int(kind.rawValue) }
  package static func inside(_ kind: NameKind) -> Int { 2 + 2 * Int(kind.rawValue) }

  package static func isInside(_ label: Int) -> Bool { label > 0 && label % 2 == 0 }

  /// Whether `next` may stand behind `label`: an inside only behind its own kind.
  package static func allows(_ label: Int, _ next: Int) -> Bool {
    !isInside(next) || label == next || label == next - 1
  }

  /// The names that the labels of `tokens` spell, in order.
  package static func names(_ labels: [UInt8], first: Int) -> [Name] {
    var names: [Name] = []
    var start: Int?
    for index in 0...labels.count {
      let label = index < labels.count ? Int(labels[index]) : outside
      if isInside(label), start != nil { continue }
      if let begun = start, let kind = NameKind(rawValue: (labels[begun] - 1) / 2) {
        names.append(Name(tokens: (first + begun)..<(first + index), kind: kind))
      }
      start = label == outside ? nil : index
    }
    return names
  }
}

extension Document {
  /// Whether the token is a hyphen that both its neighbours are written onto, whatever its tag.
  func isHyphenInside(_ token: Int) -> Bool {
    guard token + 1 < tokens.count, !tokens[token].spaceBefore, !tokens[token + 1].spaceBefore else {
      return false
    }
    let form = utf8[tokens[token].bytes]
    return form.elementsEqual("-".utf8) || form.elementsEqual("\u{2010}".utf8)
  }

  /// The labelled name that holds the token. O(log n) in the names.
  func name(at token: Int) -> Name? {
    var low = 0
    var high = names.count
    while low < high {
      let middle = (low + high) / 2
      if names[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
    }
    return low < names.count && names[low].tokens.contains(token) ? names[low] : nil
  }
}
