/// What this binary is.
enum Build {
  /// Of the program (Semantic Versioning); the extractor has a version of its own.
  static let version = "0.1.0"
}
