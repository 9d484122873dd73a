/// Writes text into memory that is known to be large enough. Nothing is checked here: callers reckon the room before.
///
/// Inlinable, because a line of text is a dozen calls, and one line is written for each request.
public struct TextWriter {
  @usableFromInline let start: UnsafeMutableRawPointer
  @usableFromInline var next: UnsafeMutableRawPointer

  /// Safe as long as all that is written fits behind `start`.
  @inlinable
  public init(_ start: UnsafeMutableRawPointer) {
    self.start = start
    next = start
  }

  /// Bytes written.
  @inlinable
  public var count: Int { next - start }

  @inlinable @inline(__always)
  public mutating func write(literal text: StaticString) {
    write(UnsafeRawPointer(text.utf8Start), text.utf8CodeUnitCount)
  }

  @inlinable @inline(__always)
  public mutating func write(_ bytes: UnsafeRawPointer, _ count: Int) {
    next.copyMemory(from: bytes, byteCount: count)
    next += count
  }

  @inlinable @inline(__always)
  public mutating func write(_ bytes: UnsafeRawBufferPointer) {
    if let base = bytes.baseAddress { write(base, bytes.count) }
  }

  /// A request's id: mostly of the length of our own, which is then known beforehand.
  @inlinable @inline(__always)
  public mutating func write(id: UnsafeRawBufferPointer) {
    guard let base = id.baseAddress else { return }
    if id.count == RequestIDs.length { write(base, RequestIDs.length) } else { write(base, id.count) }
  }

  @inlinable @inline(__always)
  public mutating func write(byte: UInt8) {
    next.storeBytes(of: byte, as: UInt8.self)
    next += 1
  }

  public mutating func write(_ text: String) {
    var text = text
    text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
  }

  /// `number`, which must not be negative, in decimal digits.
  @inlinable @inline(__always)
  public mutating func write(decimal number: Int) {
    precondition(number >= 0)
    // Most numbers here are small.
    if number < 10 { return write(byte: 0x30 &+ UInt8(truncatingIfNeeded: number)) }
    if number < 100 {
      write(byte: 0x30 &+ UInt8(truncatingIfNeeded: number / 10))
      write(byte: 0x30 &+ UInt8(truncatingIfNeeded: number % 10))
      return
    }
    if number < 1000 { return write(threeDigits: number) }
    write(long: number)
  }

  /// Of four digits or more: three at a time.
  @usableFromInline
  mutating func write(long number: Int) {
    write(decimal: number / 1000)
    write(threeDigits: number % 1000)
  }

  /// Microseconds as milliseconds with three decimals: `0.012`.
  @inlinable @inline(__always)
  public mutating func write(milliseconds microseconds: Int) {
    if microseconds < 1000 {
      write(literal: "0.")
      write(threeDigits: microseconds)
      return
    }
    write(decimal: microseconds / 1000)
    write(literal: ".")
    write(threeDigits: microseconds % 1000)
  }

  /// 0 to 999 with leading zeros.
  @inlinable @inline(__always)
  public mutating func write(threeDigits number: Int) {
    write(byte: 0x30 &+ UInt8(truncatingIfNeeded: number / 100))
    write(byte: 0x30 &+ UInt8(truncatingIfNeeded: number / 10 % 10))
    write(byte: 0x30 &+ UInt8(truncatingIfNeeded: number % 10))
  }
}
