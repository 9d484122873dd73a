import CCompression

/// Brotli (RFC 7932), by libbrotlidec; windows above 16 MiB, which are no part of the RFC, are refused by it.
///
/// A brotli stream says in its first bytes how large its window and its next block are, and the decoder fills the
/// window before it gives anything out: a dozen bytes could have 16 MiB written. It takes no larger window than what
/// follows needs, though, rounded up to a power of two; so one that asks for more than twice the bound would go beyond
/// it, and gets no memory.
final class BrotliDecompressor: Decompressor {
  /// Ours from `init` to `deinit`.
  private let state: OpaquePointer
  /// The most bytes that one allocation may have; ours likewise, and alive as long as `state` may look at it.
  private let allocationBytesMax: UnsafeMutablePointer<Int>

  /// What the tables of any stream fit in: 256 Huffman trees of each kind at most (RFC 7932 §7).
  private static let tablesBytesMax = 2 * 1024 * 1024

  init(outputBytesMax: Int) {
    allocationBytesMax = .allocate(capacity: 1)
    allocationBytesMax.initialize(to: max(2 * outputBytesMax + 1024, Self.tablesBytesMax))
    guard let state = BrotliDecoderCreateInstance(compression_allocate, compression_free, allocationBytesMax)
    else { preconditionFailure("brotli has memory") }
    self.state = state
  }

  deinit {
    BrotliDecoderDestroyInstance(state)
    allocationBytesMax.deallocate()
  }

  func step(_ input: ArraySlice<UInt8>, _ output: inout [UInt8], room: Int) -> DecompressorStep {
    input.withUnsafeBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        precondition(room <= output.count)
        var inputLeft = input.count
        var outputLeft = room
        var nextInput = input.baseAddress
        var nextOutput = output.baseAddress
        // Both buffers outlive the call, and brotli keeps to the counts.
        let result = BrotliDecoderDecompressStream(
          state, &inputLeft, &nextInput, &outputLeft, &nextOutput, nil)
        return DecompressorStep(
          taken: input.count - inputLeft, made: room - outputLeft, outcome: outcome(result))
      }
    }
  }

  private func outcome(_ result: BrotliDecoderResult) -> DecompressorStep.Outcome {
    switch result {
    case BROTLI_DECODER_RESULT_SUCCESS: .ended
    case BROTLI_DECODER_RESULT_ERROR: isOutOfMemory ? .tooLarge : .corrupt(detail)
    default: .goesOn
    }
  }

  private var isOutOfMemory: Bool {
    let code = BrotliDecoderGetErrorCode(state).rawValue
    return
      (BROTLI_DECODER_ERROR_ALLOC_BLOCK_TYPE_TREES
      .rawValue...BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MODES.rawValue)
      .contains(code)
  }

  /// The library's name for what is wrong, as words: `_ERROR_FORMAT_PADDING_1` becomes `format padding 1`.
  private var detail: String {
    let name = BrotliDecoderErrorString(BrotliDecoderGetErrorCode(state)).map { String(cString: $0) } ?? ""
    return name.lowercased().split(separator: "_").drop { $0 == "error" }.joined(separator: " ")
  }

  /// A brotli stream is one (RFC 7932 §9).
  func restart(before byte: UInt8) -> Bool { false }
}
