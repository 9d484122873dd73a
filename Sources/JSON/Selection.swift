/// Which members of a resource a client asked for: `fields=id,speaker.name`.
///
/// A tree of names. A name without names below it selects everything under it.
public struct Selection: Sendable, Equatable {
  private var names: [String: Selection]
  private var isWhole: Bool

  public static let all = Selection(names: [:], isWhole: true)
  public static let none = Selection(names: [:], isWhole: false)

  private init(names: [String: Selection], isWhole: Bool) {
    self.names = names
    self.isWhole = isWhole
  }

  /// From paths with dots; the empty list selects nothing.
  public init(paths: [String]) {
    self = .none
    for path in paths { add(path.split(separator: ".").map(String.init)[...]) }
  }

  /// Selects `path` below a new root member, as a list's `data` wraps its rows.
  public static func wrapping(_ name: String, _ inner: Selection, beside others: [String]) -> Selection {
    var names = [name: inner]
    for other in others { names[other] = .all }
    return Selection(names: names, isWhole: false)
  }

  public var isAll: Bool { isWhole }

  private mutating func add(_ path: ArraySlice<String>) {
    guard let name = path.first else {
      self = .all
      return
    }
    if isWhole { return }
    names[name, default: .none].add(path.dropFirst())
  }

  func contains(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    isWhole || names[String(decoding: name, as: UTF8.self)] != nil
  }

  func under(_ name: UnsafeBufferPointer<UInt8>) -> Selection {
    isWhole ? .all : names[String(decoding: name, as: UTF8.self)] ?? .none
  }
}
