import Codings
import TestSupport
import Testing

@Suite struct DecodingTests {
  private static let limits = DecodingLimits(bytesMax: 1 << 20)
  private static let text = Array(CodedSamples.text.utf8)

  /// Writes `pieces` one after the other.
  private static func decode(
    _ coding: ContentCoding, _ pieces: [ArraySlice<UInt8>], _ limits: DecodingLimits = limits
  ) throws(DecodingFault) -> [UInt8] {
    var decoder = BoundedDecoder(coding, limits: limits, sourceBytes: pieces.reduce(0) { $0 + $1.count })
    for piece in pieces { try decoder.write(Array(piece)) }
    return try decoder.finish()
  }

  private static func fault(
    _ coding: ContentCoding, _ bytes: [UInt8], _ limits: DecodingLimits = limits
  ) -> DecodingFault? {
    do throws(DecodingFault) {
      _ = try coding.decode(bytes, limits: limits)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: CodedSamples.all)
  func whatOthersMade(_ sample: CodedSamples.Sample) throws {
    #expect(try sample.coding.decode(sample.bytes, limits: Self.limits) == Self.text)
  }

  @Test(arguments: CodedSamples.all)
  func atEveryCut(_ sample: CodedSamples.Sample) throws {
    for cut in 0...sample.bytes.count {
      let pieces = [sample.bytes[..<cut], sample.bytes[cut...]]
      #expect(try Self.decode(sample.coding, pieces) == Self.text, "cut at \(cut)")
    }
    let single = sample.bytes.indices.map { sample.bytes[$0...$0] }
    #expect(try Self.decode(sample.coding, single) == Self.text, "byte by byte")
  }

  // MARK: Faults

  /// An end too early, wherever it is; only between two gzip members would it be none.
  @Test(arguments: CodedSamples.all)
  func truncated(_ sample: CodedSamples.Sample) throws {
    for end in 0..<sample.bytes.count {
      let bytes = Array(sample.bytes[..<end])
      if let whole = try? sample.coding.decode(bytes, limits: Self.limits) {
        #expect(sample.name.contains("members") && whole == Array(Self.text.prefix(100)), "end at \(end)")
      } else {
        #expect(Self.fault(sample.coding, bytes) == .truncated(sample.coding, offset: end), "end at \(end)")
      }
    }
  }

  @Test(arguments: CodedSamples.all)
  func trailing(_ sample: CodedSamples.Sample) {
    let end = sample.bytes.count
    for more in [[0], [0x0A], Array("garbage".utf8), Array(repeating: 0, count: 100_000)] as [[UInt8]] {
      #expect(
        Self.fault(sample.coding, sample.bytes + more) == .trailing(sample.coding, offset: end),
        "\(more.prefix(8))")
    }
    let again = Self.fault(sample.coding, sample.bytes + sample.bytes)
    #expect(again == (sample.coding == .gzip ? nil : .trailing(sample.coding, offset: end)))
  }

  @Test(arguments: [
    ("plain text as gzip", ContentCoding.gzip, Array("{\"text\":\"x\"}".utf8)),
    ("plain text as br", .br, Array("{\"text\":\"x\"}".utf8)),
    ("plain text as deflate", .deflate, Array("{\"text\":\"x\"}".utf8)),
    ("a zlib header with a wrong check", .deflate, [0x78, 0x9D, 0, 0, 0, 0]),
    ("a preset dictionary", .deflate, CodedSamples.withDictionary),
    ("a gzip method that is none", .gzip, [0x1F, 0x8B, 7, 0, 0, 0, 0, 0, 0, 3]),
    ("gzip flags that are reserved", .gzip, [0x1F, 0x8B, 8, 0xE0, 0, 0, 0, 0, 0, 3]),
    ("a second member that is none", .gzip, CodedSamples.all[0].bytes + [0x1F, 0x8C, 8]),
    ("a window beyond RFC 7932", .br, [0x11, 0x1E, 0, 0, 0, 0]),
  ])
  func corrupt(_ name: String, _ coding: ContentCoding, _ bytes: [UInt8]) throws {
    guard case .corrupt(coding, let offset, let detail) = Self.fault(coding, bytes) else {
      Issue.record("\(name): \(String(describing: Self.fault(coding, bytes)))")
      return
    }
    #expect((0...bytes.count).contains(offset) && !detail.isEmpty && !detail.contains("_"), "\(detail)")
  }

  /// Sums and lengths at the end are checked.
  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8])
  func wrongSums(_ fromEnd: Int) throws {
    var gzip = CodedSamples.all[0].bytes
    gzip[gzip.count - fromEnd] ^= 1
    #expect(Self.isCorrupt(.gzip, gzip))
    guard fromEnd <= 4 else { return }
    var zlib = ContentCoding.deflate.encode(Self.text)
    zlib[zlib.count - fromEnd] ^= 1
    #expect(Self.isCorrupt(.deflate, zlib))
  }

  private static func isCorrupt(_ coding: ContentCoding, _ bytes: [UInt8]) -> Bool {
    if case .corrupt = fault(coding, bytes) { true } else { false }
  }

  // MARK: Limits

  @Test(arguments: CodedSamples.all)
  func sizeToTheByte(_ sample: CodedSamples.Sample) throws {
    for (bytesMax, fits) in [(Self.text.count, true), (Self.text.count - 1, false), (0, false)] {
      let fault = Self.fault(sample.coding, sample.bytes, DecodingLimits(bytesMax: bytesMax))
      #expect(fault == (fits ? nil : .tooLarge(bytesMax: bytesMax)))
    }
  }

  /// The decoder's own memory is bounded by the output's; what is as large as it may be still has enough.
  @Test(arguments: [ContentCoding.gzip, .deflate, .br])
  func asLargeAsAllowed(_ coding: ContentCoding) throws {
    var generator = SeededGenerator(seed: 5)
    var bytes: [UInt8] = []
    while bytes.count < 3_000_000 { bytes += RandomContent.make(&generator) }
    let coded = coding.encode(bytes)
    #expect(try coding.decode(coded, limits: DecodingLimits(bytesMax: bytes.count)) == bytes)
    #expect(Self.fault(coding, coded, DecodingLimits(bytesMax: bytes.count - 1)) != nil)
  }

  @Test(arguments: [ContentCoding.gzip, .deflate, .br])
  func ratio(_ coding: ContentCoding) throws {
    let bytes = coding.encode(Array(repeating: 0x61, count: 200_000))
    var limits = DecodingLimits(bytesMax: 1 << 20)
    #expect(Self.fault(coding, bytes, limits) == .ratioExceeded(ratioMax: 100))
    limits.ratioMax = 200_000 / bytes.count + 1
    #expect(Self.fault(coding, bytes, limits) == nil)
    limits.ratioMax -= 1
    #expect(Self.fault(coding, bytes, limits) == .ratioExceeded(ratioMax: limits.ratioMax))
    // Within the floor any ratio will do, to the byte.
    limits.ratioFloorBytes = 200_000
    #expect(Self.fault(coding, bytes, limits) == nil)
    limits.ratioFloorBytes = 199_999
    #expect(Self.fault(coding, bytes, limits) == .ratioExceeded(ratioMax: limits.ratioMax))
    // Where the size is the narrower bound, it is the one named.
    limits.bytesMax = 1000
    #expect(Self.fault(coding, bytes, limits) == .tooLarge(bytesMax: 1000))
  }

  /// Many members cannot do together what one may not.
  @Test func membersShareTheBounds() {
    let member = ContentCoding.gzip.encode(Array(repeating: 0, count: 60_000))
    let many = Array(repeatElement(member, count: 10).joined())
    #expect(Self.fault(.gzip, many) == .ratioExceeded(ratioMax: 100))
    #expect(
      Self.fault(.gzip, Array(repeatElement(ContentCoding.gzip.encode([]), count: 1000).joined())) == nil)
  }

  @Test func codingsAreUndoneFromTheLast() throws {
    let bytes = ContentCoding.br.encode(ContentCoding.gzip.encode(Self.text))
    #expect(try ContentCoding.decode(bytes, codings: [.gzip, .br], limits: Self.limits) == Self.text)
    #expect(
      try ContentCoding.decode(bytes, codings: [.gzip, .identity, .br], limits: Self.limits) == Self.text)
    #expect(throws: DecodingFault.self) {
      try ContentCoding.decode(bytes, codings: [.br, .gzip], limits: Self.limits)
    }
    #expect(try ContentCoding.decode(Self.text, codings: [], limits: Self.limits) == Self.text)
  }

  /// The ratio is that to what was sent, so two codings together get no more than one.
  @Test func codingsShareTheRatio() {
    let inner = ContentCoding.gzip.encode(Array(repeating: 0, count: 1 << 20))
    let outer = ContentCoding.gzip.encode(inner)
    #expect(throws: DecodingFault.ratioExceeded(ratioMax: 100)) {
      try ContentCoding.decode(outer, codings: [.gzip, .gzip], limits: DecodingLimits(bytesMax: 1 << 22))
    }
  }

  // MARK: Anything at all

  /// Whatever is done to coded content, there is an answer, and it is the same at every cut.
  @Test(arguments: CodedSamples.all.indices, [11, 12, 13] as [UInt64])
  func mutated(_ index: Int, _ seed: UInt64) throws {
    let sample = CodedSamples.all[index]
    var generator = SeededGenerator(seed: seed)
    var limits = DecodingLimits(bytesMax: 5000)
    limits.ratioFloorBytes = 4000
    for round in 0..<400 {
      let bytes = Mutation.apply(to: sample.bytes, &generator)
      let whole = Result { () throws(DecodingFault) in try Self.decode(sample.coding, [bytes[...]], limits) }
      let cut = Int.random(in: 0...bytes.count, using: &generator)
      let inTwo = Result { () throws(DecodingFault) in
        try Self.decode(sample.coding, [bytes[..<cut], bytes[cut...]], limits)
      }
      #expect(Self.same(whole, inTwo), "seed \(seed), round \(round), cut at \(cut): \(whole), \(inTwo)")
      if case .success(let output) = whole { #expect(output.count <= 5000) }
    }
  }

  /// Equal, but for the place where a fault was seen: a decoder that has more before it looks further ahead.
  private static func same(_ a: Result<[UInt8], DecodingFault>, _ b: Result<[UInt8], DecodingFault>) -> Bool {
    switch (a, b) {
    case (.success(let a), .success(let b)): a == b
    case (.failure(.corrupt), .failure(.corrupt)): true
    case (.failure(let a), .failure(let b)): a == b
    default: false
    }
  }
}

enum Mutation {
  /// Bits flipped, bytes replaced, stretches removed, repeated or swapped, one to four times.
  static func apply(to bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) where bytes.count > 2 {
      let at = Int.random(in: 0..<bytes.count, using: &generator)
      let end = Int.random(in: at...min(bytes.count, at + 16), using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 1: bytes[at] = UInt8.random(in: 0...255, using: &generator)
      case 2: bytes.removeSubrange(at..<end)
      case 3:
        bytes.insert(contentsOf: bytes[at..<end], at: Int.random(in: 0...bytes.count, using: &generator))
      default: bytes.swapAt(at, Int.random(in: 0..<bytes.count, using: &generator))
      }
    }
    return bytes
  }
}
