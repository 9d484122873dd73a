import CCompression

/// How hard the encoders try. Measured on the founding article's JSON (5,093 bytes) and that of its quotes (15,529
/// bytes) with zlib 1.2.13 and brotli 1.0.9, best of 15 runs, bytes and microseconds:
///
/// | level | article | | quotes | |
/// | --- | --- | --- | --- | --- |
/// | gzip 1 | 2,577 | 100 | 3,292 | 53 |
/// | gzip 6 | 2,466 | 114 | 2,975 | 143 |
/// | gzip 9 | 2,466 | 116 | 2,960 | 168 |
/// | br 4 | 2,397 | 111 | 2,900 | 150 |
/// | br 5 | 2,238 | 119 | 2,733 | 187 |
/// | br 9 | 2,244 | 5,603 | 2,728 | 5,835 |
/// | br 11 | 1,796 | 5,897 | 2,252 | 18,998 |
enum EncodingLevel {
  /// What follows costs time and saves nothing worth it.
  static let gzip: Int32 = 6
  /// The last that takes no longer than gzip. 11 would save a fifth more for fifty to a hundred times the time; as
  /// anyone can ask for representations that nobody has asked for yet (`fields=`), a miss has to stay about as cheap
  /// as the rendering before it.
  static let br: Int32 = 5
  /// Sliding window of brotli, as a power of two: its default. Smaller ones save nothing measurable.
  static let brWindowBits: Int32 = 22
}

extension ContentCoding {
  /// `bytes` in this coding: the same bytes every time, since they carry no time and no name. Linear; for a worker's
  /// thread. Traps when the encoder has no memory, as all of Swift does.
  public func encode(_ bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .identity: bytes
    case .br: Self.brotli(bytes)
    case .gzip: Self.zlib(bytes, windowBits: 15 + 16)
    case .deflate: Self.zlib(bytes, windowBits: 15)
    }
  }

  /// `windowBits` as zlib has them: 15 for the zlib format, 16 more for gzip, whose header then says mtime 0.
  private static func zlib(_ bytes: [UInt8], windowBits: Int32) -> [UInt8] {
    precondition(bytes.count <= Int(UInt32.max), "zlib counts in 32 bits: \(bytes.count) bytes")
    // On the heap, because zlib remembers the address of its stream.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    let started = deflateInit2_(
      stream, EncodingLevel.gzip, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    precondition(started == Z_OK, "zlib has memory: \(started)")
    defer { deflateEnd(stream) }
    let bound = Int(deflateBound(stream, UInt(bytes.count)))
    return [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      bytes.withUnsafeBufferPointer { input in
        // Both buffers outlive the call. zlib only reads from `next_in`, though the type does not say so, and writes
        // within `avail_out`.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = UInt32(input.count)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(clamping: output.count)
        let ended = CCompression.deflate(stream, Z_FINISH)
        precondition(ended == Z_STREAM_END, "deflateBound gives room for all: \(ended)")
        count = Int(stream.pointee.total_out)
      }
    }
  }

  private static func brotli(_ bytes: [UInt8]) -> [UInt8] {
    let bound = max(BrotliEncoderMaxCompressedSize(bytes.count), 64)
    return [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      bytes.withUnsafeBufferPointer { input in
        count = output.count
        // Both buffers outlive the call, which reads `input.count` bytes and writes at most `count`.
        let succeeded = BrotliEncoderCompress(
          EncodingLevel.br, EncodingLevel.brWindowBits, BROTLI_MODE_TEXT, input.count, input.baseAddress,
          &count,
          output.baseAddress)
        precondition(succeeded != 0, "brotli has memory, and its bound gives room for all")
      }
    }
  }
}
