import CCompression

/// Brotli (RFC 7932), by libbrotlidec; windows above 16 MiB, which are no part of the RFC, are refused by it.
final class BrotliDecompressor: Decompressor {
  /// Ours from `init` to `deinit`.
  private let state: OpaquePointer

  init() {
    guard let state = BrotliDecoderCreateInstance(nil, nil, nil) else {
      preconditionFailure("brotli has memory")
    }
    self.state = state
  }

  deinit { BrotliDecoderDestroyInstance(state) }

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
    case BROTLI_DECODER_RESULT_ERROR: .corrupt(detail)
    default: .goesOn
    }
  }

  /// The library's name for what is wrong, as words: `_ERROR_FORMAT_PADDING_1` becomes `format padding 1`.
  private var detail: String {
    let name = BrotliDecoderErrorString(BrotliDecoderGetErrorCode(state)).map { String(cString: $0) } ?? ""
    return name.lowercased().split(separator: "_").drop { $0 == "error" }.joined(separator: " ")
  }

  /// A brotli stream is one (RFC 7932 §9).
  func restart(before byte: UInt8) -> Bool { false }
}
