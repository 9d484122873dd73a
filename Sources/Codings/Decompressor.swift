/// A decoder of the C libraries, one step at a time. A class, because the libraries keep its state at one address.
protocol Decompressor: AnyObject {
  /// Decodes from `input` into the first `room` bytes of `output`. After anything but `goesOn` the next call is
  /// `restart`, or none.
  func step(_ input: ArraySlice<UInt8>, _ output: inout [UInt8], room: Int) -> DecompressorStep

  /// Begins again behind an end, if the coding lets something that begins with `byte` follow there.
  func restart(before byte: UInt8) -> Bool
}

struct DecompressorStep {
  enum Outcome: Equatable {
    case goesOn
    case ended
    /// What comes would go beyond the bound, which shows before it is there.
    case tooLarge
    case corrupt(String)
  }

  /// Bytes of the input.
  var taken: Int
  /// Bytes of the output.
  var made: Int
  var outcome: Outcome
}
