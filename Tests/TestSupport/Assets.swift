import CAssets
import Text

/// The files embedded in the binary, for tests.
public enum Assets {
  /// The bytes of the embedded file `name`; `nil` when there is none.
  public static func file(_ name: String) -> [UInt8]? {
    guard let asset = onrecord_asset_named(name) else { return nil }
    return Array(UnsafeBufferPointer(start: asset.pointee.bytes, count: asset.pointee.count))
  }
}

extension Reader {
  /// The product's reader, built once.
  public static let shared: Reader = {
    do { return try Reader(file: Assets.file) } catch { preconditionFailure("\(error)") }
  }()

  /// Reads a test's text.
  public func read(_ text: String, title: String? = nil) -> Document { read(Array(text.utf8), title: title) }
}
