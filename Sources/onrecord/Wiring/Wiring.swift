import CAssets
import CLinux
import Extraction
import Glibc
import NewsModel
import Text
import WideVectors

/// Puts the parts together.
enum Wiring {
  /// A file that is compiled in; `nil` when there is none of that name.
  static func asset(_ name: String) -> [UInt8]? {
    guard let asset = onrecord_asset_named(name) else { return nil }
    return Array(UnsafeBufferPointer(start: asset.pointee.bytes, count: asset.pointee.count))
  }

  /// The extractor over the embedded models and word lists. Throws when one of them does not read: then the binary was
  /// built wrong.
  static func extractor() throws -> Extractor {
    try Extractor(reader: try Reader(file: asset, arithmetic: arithmetic), file: asset)
  }

  /// The fastest that this processor has.
  private static var arithmetic: NetworkArithmetic {
    linux_has_wide_vectors() == 1
      ? NetworkArithmetic(product: WideProduct.multiply, recurrence: WideRecurrence.run) : .plain
  }

  /// Now, by the system's wall clock.
  @Sendable static func clock() -> Timestamp { Timestamp(seconds: Int64(time(nil))) }
}
