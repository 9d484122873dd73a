import Codings
import Glibc
import TestSupport
import Testing

@Suite struct EncodingTests {
  static let made = [ContentCoding.br, .gzip, .deflate, .identity]
  private static let limits = DecodingLimits(bytesMax: 1 << 22)

  @Test(arguments: made)
  func comesBack(_ coding: ContentCoding) throws {
    let samples = [[], [0], Array("a".utf8), Array(CodedSamples.text.utf8)]
    for sample in samples {
      #expect(try coding.decode(coding.encode(sample), limits: Self.limits) == sample)
    }
  }

  /// Prose, noise and runs of all lengths up to some hundred thousand bytes.
  @Test(arguments: made, [1, 2, 3] as [UInt64])
  func anythingComesBack(_ coding: ContentCoding, _ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      let bytes = RandomContent.make(&generator)
      let coded = coding.encode(bytes)
      #expect(coded == coding.encode(bytes), "the same bytes every time; seed \(seed)")
      #expect(try coding.decode(coded, limits: Self.limits) == bytes, "seed \(seed), \(bytes.count) bytes")
    }
  }

  /// No time, no name: an equal representation gives equal bytes on any day.
  @Test func gzipNamesNoTime() {
    let coded = ContentCoding.gzip.encode(Array(CodedSamples.text.utf8))
    #expect(coded.prefix(8) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0])
  }

  @Test(arguments: [(ContentCoding.br, 3), (.gzip, 3)])
  func proseShrinks(_ coding: ContentCoding, _ times: Int) throws {
    let bytes = Array(CodedSamples.text.utf8)
    #expect(coding.encode(bytes).count * times <= bytes.count * 2)
  }

  /// What others make of ours.
  @Test(arguments: [
    ("gzip -dc", ContentCoding.gzip),
    ("python3 -c 'import gzip,sys;sys.stdout.buffer.write(gzip.decompress(sys.stdin.buffer.read()))'", .gzip),
    (
      "python3 -c 'import zlib,sys;sys.stdout.buffer.write(zlib.decompress(sys.stdin.buffer.read()))'",
      .deflate
    ),
  ])
  func othersDecodeIt(_ command: String, _ coding: ContentCoding) throws {
    var generator = SeededGenerator(seed: 7)
    for bytes in [[], Array(CodedSamples.text.utf8), RandomContent.make(&generator)] {
      #expect(try Shell.run(command, input: coding.encode(bytes)) == bytes)
    }
  }

  /// Debian's `brotli` is no package that the tests install; where it is, it agrees.
  @Test(.enabled(if: Shell.has("brotli"))) func brotliDecodesIt() throws {
    let bytes = Array(CodedSamples.text.utf8)
    #expect(try Shell.run("brotli -dc", input: ContentCoding.br.encode(bytes)) == bytes)
  }

  @Test(
    arguments: [
      ("gzip", ContentCoding.gzip), ("GZip", .gzip), ("x-gzip", .gzip), ("X-GZIP", .gzip), ("br", .br),
      ("deflate", .deflate), ("identity", .identity), ("zstd", nil), ("", nil), ("*", nil), ("gzip ", nil),
      ("x-br", nil), ("compress", nil),
    ] as [(String, ContentCoding?)])
  func names(_ name: String, _ coding: ContentCoding?) {
    #expect(ContentCoding(name: name) == coding)
  }
}

/// Content that compresses well, badly and in between.
enum RandomContent {
  static func make(_ generator: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    let count = Int.random(in: 0..<1 << Int.random(in: 1...18, using: &generator), using: &generator)
    let text = Array(CodedSamples.text.utf8)
    while bytes.count < count {
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: bytes += text.prefix(Int.random(in: 1...text.count, using: &generator))
      case 1:
        bytes += (0..<Int.random(in: 1...300, using: &generator)).map { _ in
          UInt8.random(in: 0...255, using: &generator)
        }
      default:
        bytes += Array(
          repeating: UInt8.random(in: 0...255, using: &generator),
          count: Int.random(in: 1...3000, using: &generator))
      }
    }
    return Array(bytes.prefix(count))
  }
}

/// Commands of the system, fed by a file so that neither side waits for the other.
enum Shell {
  static func has(_ command: String) -> Bool { system("command -v \(command) >/dev/null 2>&1") == 0 }

  static func run(_ command: String, input: [UInt8]) throws -> [UInt8] {
    var path = Array("/tmp/onrecord-codings-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    let name = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    try #require(descriptor >= 0)
    defer { unlink(name) }
    let written = input.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
    try #require(written == input.count)
    let stream = try #require(popen("\(command) <\(name)", "r"))
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, stream)
      if count == 0 { break }
      output += buffer[..<count]
    }
    #expect(pclose(stream) == 0, "\(command) succeeds")
    return output
  }
}
