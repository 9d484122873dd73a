import Codings
import Glibc
import Testing

/// Content that is small as sent and huge decoded. Each is undone in a process of its own, whose memory tells.
@Suite struct BombTests {
  @Test func gzip() async {
    await #expect(processExitsWith: .success) { Bomb.defuse(.gzip) }
  }

  @Test func deflate() async {
    await #expect(processExitsWith: .success) { Bomb.defuse(.deflate) }
  }

  @Test func br() async {
    await #expect(processExitsWith: .success) { Bomb.defuse(.br) }
  }

  /// `brotli -w 24` of 16 MiB of zeros: fourteen bytes that ask for a window of 16 MiB and fill it before any of it
  /// comes out.
  @Test func brWithTheLargestWindow() async {
    await #expect(processExitsWith: .success) {
      Bomb.defuse(.br, CodedSamples.bytes("cfffff7f002400e2b14072efff07"))
    }
  }

  /// The measure can fail: with a bound that lets the bomb go off, it does.
  @Test func canary() async {
    await #expect(processExitsWith: .failure) {
      var limits = DecodingLimits(bytesMax: 64 << 20)
      limits.ratioMax = 100_000
      Bomb.defuse(.gzip, ContentCoding.gzip.encode([UInt8](repeating: 0, count: 10_000_000)), limits)
    }
  }
}

enum Bomb {
  static func defuse(_ coding: ContentCoding) {
    defuse(coding, coding.encode([UInt8](repeating: 0, count: 10_000_000)))
  }

  /// Traps when undoing `bomb` takes more memory than an output of 1 MiB, while it grows, and the decoder.
  static func defuse(
    _ coding: ContentCoding, _ bomb: [UInt8], _ limits: DecodingLimits = DecodingLimits(bytesMax: 1 << 20)
  ) {
    resetPeak()
    let before = peakKibibytes()
    _ = try? coding.decode(bomb, limits: limits)
    let used = peakKibibytes() - before
    precondition(used <= 4096, "\(used) KiB")
  }

  /// proc(5): 5 sets the peak to what is in use now.
  private static func resetPeak() {
    guard let file = fopen("/proc/self/clear_refs", "w") else { preconditionFailure("no /proc") }
    fputs("5", file)
    fclose(file)
  }

  private static func peakKibibytes() -> Int {
    guard let file = fopen("/proc/self/status", "r") else { preconditionFailure("no /proc") }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, 256, file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if text.hasPrefix("VmHWM:") { return Int(text.filter(\.isNumber)) ?? 0 }
    }
    preconditionFailure("no peak")
  }
}
