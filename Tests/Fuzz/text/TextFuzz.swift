#if FUZZING
  import Glibc
#else
  import TestSupport
  @testable import Text
#endif

/// Any bytes are read as a text: every byte that is no white space is in one token, sentences and paragraphs cover all tokens,
/// word types are what the tokens say, and nothing traps.
enum TextFuzz {
  static func run(_ input: [UInt8]) throws(Finding) {
    guard let reader else { throw Finding("the models are missing") }
    #if FUZZING
      let document = reader.read(input, title: nil)
    #else
      // Without the models, which take a hundred times as long when they are not optimized.
      let document = reader.cut(input)
    #endif
    var end = 0
    for (index, token) in document.tokens.enumerated() {
      try hold(end <= token.bytes.lowerBound && !token.bytes.isEmpty, "token \(index) overlaps")
      for place in end..<token.bytes.lowerBound {
        let byte = input[place]
        try hold(byte <= 0x20 || byte >= 0x7F, "byte \(place) is in no token")
      }
      end = token.bytes.upperBound
      try hold(
        input[token.bytes].elementsEqual(input[document.type(of: index).bytes]),
        "token \(index) has another's type")
    }
    try hold(end <= input.count, "a token lies outside")
    for ranges in [document.sentences, document.paragraphs] {
      var next = 0
      for range in ranges {
        try hold(range.lowerBound == next && !range.isEmpty, "a gap before \(range)")
        next = range.upperBound
      }
      try hold(next == document.tokens.count, "tokens left over")
    }
    for quotation in document.quotations {
      try hold(
        quotation.open < document.tokens.count && quotation.tokens.upperBound <= document.tokens.count,
        "a quotation lies outside")
    }
    for (sentence, range) in document.sentences.enumerated() where !document.parse.isEmpty {
      for token in range {
        try hold(
          document.head(of: token).map(range.contains) ?? true,
          "the head of \(token) is not in sentence \(sentence)")
      }
    }
  }

  private static let reader = try? Reader(file: file)

  #if FUZZING
    /// The model files, as they lie in the sources: the fuzzer runs at the top of the tree.
    private static func file(_ name: String) -> [UInt8]? {
      guard let file = fopen("Sources/CAssets/files/\(name)", "r") else { return nil }
      defer { fclose(file) }
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = fread(&buffer, 1, buffer.count, file)
        if count == 0 { return bytes }
        bytes += buffer[..<count]
      }
    }
  #else
    private static func file(_ name: String) -> [UInt8]? { Assets.file(name) }
  #endif
}
