import CAssets
import Extraction
import Glibc
import Ingestion
import NewsModel
import Text

/// Puts the parts together.
enum Wiring {
  /// A file that is compiled in; `nil` when there is none of that name.
  static func asset(_ name: String) -> [UInt8]? {
    var count = 0
    let assets = onrecord_assets(&count)
    for index in 0..<count where String(cString: assets[index].name) == name {
      return Array(UnsafeBufferPointer(start: assets[index].bytes, count: assets[index].count))
    }
    return nil
  }

  static func extractor() throws -> Extractor { Extractor() }

  /// Now, by the system's wall clock.
  @Sendable static func clock() -> Timestamp { Timestamp(seconds: Int64(time(nil))) }
}
