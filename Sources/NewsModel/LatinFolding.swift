/// Folds letters for comparing and for slugs: lower case, without diacritics.
public enum LatinFolding {
  /// The folded letters of `scalar`; empty when it is neither a letter nor a digit.
  /// Latin-1 and Latin Extended-A lose their marks (`é` → `e`, `ß` → `ss`, `ø` → `o`); other letters are only
  /// lower-cased.
  public static func fold(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x30...0x39, 0x61...0x7A: return String(scalar)
    case 0x41...0x5A: return String(Unicode.Scalar(UInt8(scalar.value + 32)))
    case 0..<0x80: return ""
    case 0xC0...0x17F:
      if let plain = latin[Int(scalar.value) - 0xC0] { return plain }
    default: break
    }
    let properties = scalar.properties
    return properties.isAlphabetic || properties.numericType != nil ? properties.lowercaseMapping : ""
  }

  /// `text` folded letter by letter, everything else kept as one space between words: `"Élysée Palace"` →
  /// `"elysee palace"`. For looking names up.
  public static func key(_ text: String) -> String {
    var key = ""
    var gap = false
    for scalar in text.unicodeScalars {
      if scalar == "'" || scalar == "’" || scalar == "."
        || scalar.properties.generalCategory == .nonspacingMark
      {
        continue
      }
      let folded = fold(scalar)
      if folded.isEmpty {
        gap = true
        continue
      }
      if gap && !key.isEmpty { key += " " }
      gap = false
      key += folded
    }
    return key
  }

  /// U+00C0…U+017F in order; `nil` stands for the two signs that are not letters.
  private static let latin: [String?] = {
    let runs: [(String, Int)] = [
      ("a", 6), ("ae", 1), ("c", 1), ("e", 4), ("i", 4), ("d", 1), ("n", 1), ("o", 5), ("*", 1), ("o", 1),
      ("u", 4), ("y", 1), ("th", 1), ("ss", 1),
      ("a", 6), ("ae", 1), ("c", 1), ("e", 4), ("i", 4), ("d", 1), ("n", 1), ("o", 5), ("*", 1), ("o", 1),
      ("u", 4), ("y", 1), ("th", 1), ("y", 1),
      ("a", 6), ("c", 8), ("d", 4), ("e", 10), ("g", 8), ("h", 4), ("i", 10), ("ij", 2), ("j", 2), ("k", 3),
      ("l", 10), ("n", 9), ("o", 6), ("oe", 2), ("r", 6), ("s", 8), ("t", 6), ("u", 12), ("w", 2), ("y", 3),
      ("z", 6), ("s", 1),
    ]
    var table: [String?] = []
    for (plain, count) in runs {
      table += [String?](repeating: plain == "*" ? nil : plain, count: count)
    }
    precondition(table.count == 0x180 - 0xC0, "the table covers U+00C0 to U+017F: \(table.count)")
    return table
  }()
}
