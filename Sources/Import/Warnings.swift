/// What an import tells of what it cut or could not use.
enum Warnings {
  /// Bounded by `ImportLimits.warningsMax`; the last then counts the rest.
  static func bounded(_ warnings: [String]) -> [String] {
    guard warnings.count > ImportLimits.warningsMax else { return warnings }
    let kept = warnings.prefix(ImportLimits.warningsMax - 1)
    return kept + ["And \(warnings.count - kept.count) more of this kind."]
  }

  /// One line of `text` to show in a warning, at most 80 scalars.
  static func excerpt(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " / ")
    let scalars = line.unicodeScalars
    return scalars.count <= 80 ? line : String(String.UnicodeScalarView(scalars.prefix(79))) + "…"
  }
}
