import CCompression

/// gzip (RFC 1952), the zlib format (RFC 1950) and bare deflate (RFC 1951), by zlib, which also checks their sums.
final class ZlibDecompressor: Decompressor {
  enum Format { case gzip, zlib, bare }

  private let format: Format
  /// Ours from `init` to `deinit`. On the heap, because zlib remembers the address of its stream.
  private let stream: UnsafeMutablePointer<z_stream>

  init(_ format: Format) {
    self.format = format
    stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let windowBits: Int32 =
      switch format {
      case .gzip: 15 + 16
      case .zlib: 15
      case .bare: -15
      }
    let started = inflateInit2_(stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(started == Z_OK, "zlib has memory: \(started)")
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func step(_ input: ArraySlice<UInt8>, _ output: inout [UInt8], room: Int) -> DecompressorStep {
    input.withUnsafeBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        precondition(room <= output.count)
        let inputCount = UInt32(clamping: input.count)
        let outputCount = UInt32(clamping: room)
        // Both buffers outlive the call, and zlib keeps to the counts. It only reads from `next_in`, though the type
        // does not say so.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = inputCount
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = outputCount
        let status = inflate(stream, Z_NO_FLUSH)
        defer {
          stream.pointee.next_in = nil
          stream.pointee.next_out = nil
        }
        return DecompressorStep(
          taken: Int(inputCount - stream.pointee.avail_in), made: Int(outputCount - stream.pointee.avail_out),
          outcome: outcome(status))
      }
    }
  }

  private func outcome(_ status: Int32) -> DecompressorStep.Outcome {
    switch status {
    // Z_BUF_ERROR: nothing could be done without more input or more room.
    case Z_OK, Z_BUF_ERROR: .goesOn
    case Z_STREAM_END: .ended
    case Z_NEED_DICT: .corrupt("it needs a preset dictionary")
    case Z_MEM_ERROR: preconditionFailure("zlib has memory")
    default: .corrupt(stream.pointee.msg.map { String(cString: $0) } ?? "zlib status \(status)")
    }
  }

  /// Only gzip has members that follow each other (RFC 1952 §2.2).
  func restart(before byte: UInt8) -> Bool {
    guard format == .gzip, byte == 0x1F else { return false }
    return inflateReset(stream) == Z_OK
  }
}
