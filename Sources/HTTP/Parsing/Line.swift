/// The lines of a request that are told apart in faults.
enum Line {
  case request
  /// Counted from 1.
  case field(Int)
  case chunkSize
  case trailer(Int)

  var name: String {
    switch self {
    case .request: "The request line"
    case .field(let number): "Field line \(number)"
    case .chunkSize: "A chunk-size line"
    case .trailer(let number): "Trailer line \(number)"
    }
  }

  /// A 400 whose detail is this line's name followed by `what`.
  func malformed(_ what: String) -> Fault { Fault(.badRequest, "\(name) \(what)") }

  /// The line, or its section up to this line, is longer than `bytesMax`.
  func tooLong(_ bytesMax: Int) -> Fault {
    switch self {
    case .request: Fault(.uriTooLong, "The request line is longer than \(bytesMax) bytes.")
    case .field: Fault(.fieldsTooLarge, "The field lines are longer than \(bytesMax) bytes.")
    case .chunkSize: Fault(.fieldsTooLarge, "The extensions of a chunk are longer than \(bytesMax) bytes.")
    case .trailer: Fault(.fieldsTooLarge, "The trailer lines are longer than \(bytesMax) bytes.")
    }
  }
}

extension Status {
  static let badRequest = Status(400)
  static let requestTimeout = Status(408)
  static let lengthRequired = Status(411)
  static let contentTooLarge = Status(413)
  static let uriTooLong = Status(414)
  static let expectationFailed = Status(417)
  static let misdirected = Status(421)
  static let fieldsTooLarge = Status(431)
  static let notImplemented = Status(501)
  static let versionNotSupported = Status(505)
}
