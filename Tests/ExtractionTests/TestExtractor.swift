import Extraction
import TestSupport
import Text

/// The product's extractor with its embedded word lists, built once.
enum TestExtractor {
  static let shared: Extractor = {
    do { return try Extractor(reader: .shared, file: Assets.file) } catch { preconditionFailure("\(error)") }
  }()
}
