#if !FUZZING
  @testable import HTTP
#endif

/// One chunked body: read whole and in pieces, and held against a reader that does nothing but follow the grammar.
enum ChunkedFuzz {
  static func run(_ input: [UInt8]) throws(Finding) {
    for limits in [Limits(), HTTPFuzz.tight] {
      let whole = read([input[...]], limits)
      try hold(whole == read(pieces(of: input), limits), "the reading depends on the cuts")
      try hold(
        whole == read(input.indices.map { input[$0...$0] }, limits), "byte by byte the reading is another")
    }
    try checkGrammar(input)
    try checkWrittenAgain(input)
  }

  private enum Outcome: Equatable {
    /// What the body held and how many bytes it took.
    case whole([UInt8], Int)
    case partial([UInt8])
    case fault(Fault)
  }

  private static func read(_ pieces: [ArraySlice<UInt8>], _ limits: Limits) -> Outcome {
    var decoder = ChunkedDecoder()
    var content: [UInt8] = []
    var rest: [UInt8] = []
    var consumedBefore = 0
    for piece in pieces {
      rest += piece
      do throws(Fault) {
        let (consumed, isWhole) = try decoder.decode(rest.span, into: &content, limits)
        rest.removeFirst(consumed)
        consumedBefore += consumed
        if isWhole { return .whole(content, consumedBefore) }
      } catch {
        return .fault(error)
      }
    }
    return .partial(content)
  }

  // MARK: The grammar (RFC 9112 §7.1)

  private static func checkGrammar(_ input: [UInt8]) throws(Finding) {
    // Without bounds that the grammar does not have; sizes have 16 digits at most.
    var limits = Limits()
    limits.chunkExtensionBytesMax = 1 << 20
    limits.trailerBytesMax = 1 << 20
    limits.headerFieldsMax = .max
    limits.bodyBytesMax = 1 << 40
    let outcome = read([input[...]], limits)
    var grammar = Grammar(input: input)
    let content = grammar.body()
    switch (outcome, content) {
    case (.whole(let a, let count), let b?):
      try hold(a == b && count == grammar.index, "the grammar finds other content, or another end")
    case (.whole, nil): throw Finding("it is not in the grammar")
    case (_, _?): throw Finding("it is in the grammar: \(outcome)")
    case (.partial, nil): try hold(grammar.isAtEnd, "the grammar has refused it, but more is waited for")
    case (.fault, nil): break
    }
  }

  /// Reads from left to right, by whole lines, without a thought for speed. `nil`: no body, or not all of one.
  private struct Grammar {
    let input: [UInt8]
    var index = 0
    /// Whether what was missing may still come.
    var isAtEnd = false

    mutating func body() -> [UInt8]? {
      var content: [UInt8] = []
      while true {
        guard let line = line(), let size = size(line) else { return nil }
        if size == 0 { break }
        guard input.count - index >= size else { return missing() }
        content += input[index..<index + size]
        index += size
        guard end() else { return nil }
      }
      while true {
        guard let line = line() else { return nil }
        if line.isEmpty { return content }
        guard isField(line) else { return nil }
      }
    }

    private mutating func missing() -> [UInt8]? {
      isAtEnd = true
      return nil
    }

    /// CRLF.
    private mutating func end() -> Bool {
      for byte in [UInt8(0x0D), 0x0A] {
        guard index < input.count else {
          isAtEnd = true
          return false
        }
        guard input[index] == byte else { return false }
        index += 1
      }
      return true
    }

    /// Up to CRLF, without it.
    private mutating func line() -> ArraySlice<UInt8>? {
      let start = index
      while index < input.count {
        let byte = input[index]
        if byte == 0x0D {
          let line = input[start..<index]
          return end() ? line : nil
        }
        guard byte == 0x09 || byte >= 0x20 && byte != 0x7F else { return nil }
        index += 1
      }
      isAtEnd = true
      return nil
    }

    private func isField(_ line: ArraySlice<UInt8>) -> Bool {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return false }
      return isToken(line[..<colon])
    }

    private func isToken(_ bytes: ArraySlice<UInt8>) -> Bool {
      !bytes.isEmpty && bytes.allSatisfy(Self.tokenCharacters.contains)
    }

    private static let tokenCharacters = Set(
      "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)

    private func size(_ line: ArraySlice<UInt8>) -> Int? {
      let digits = line.prefix { Character(Unicode.Scalar($0)).isHexDigit && $0 < 0x80 }
      guard (1...16).contains(digits.count), areExtensions(line[digits.endIndex...]) else { return nil }
      return Int(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    /// `*( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] )`
    private func areExtensions(_ text: ArraySlice<UInt8>) -> Bool {
      var rest = text
      while !rest.isEmpty {
        rest = rest.drop(while: isBlank)
        guard rest.popFirst() == UInt8(ascii: ";") else { return false }
        rest = rest.drop(while: isBlank)
        let name = rest.prefix(while: Self.tokenCharacters.contains)
        guard !name.isEmpty else { return false }
        rest = rest[name.endIndex...]
        let value = rest.drop(while: isBlank)
        guard value.first == UInt8(ascii: "=") else { continue }
        rest = value.dropFirst().drop(while: isBlank)
        if rest.first == UInt8(ascii: "\"") {
          guard let end = quotationEnd(rest) else { return false }
          rest = rest[end...]
        } else {
          let token = rest.prefix(while: Self.tokenCharacters.contains)
          guard !token.isEmpty else { return false }
          rest = rest[token.endIndex...]
        }
      }
      return true
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private func quotationEnd(_ text: ArraySlice<UInt8>) -> Int? {
      var index = text.startIndex + 1
      while index < text.endIndex {
        if text[index] == UInt8(ascii: "\"") { return index + 1 }
        index += text[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      return nil
    }
  }

  // MARK: Writing

  /// The input as content, in chunks of many sizes with extensions and trailers, comes back.
  private static func checkWrittenAgain(_ input: [UInt8]) throws(Finding) {
    var body: [UInt8] = []
    for (number, piece) in pieces(of: input, longest: 300).enumerated() {
      let size = String(piece.count, radix: 16, uppercase: number % 2 == 0)
      let zeros = String(repeating: "0", count: number % 3)
      body +=
        Array("\(zeros)\(size)\(number % 5 == 0 ? " ; a = \"\\\"\"" : "")\r\n".utf8) + piece + [0x0D, 0x0A]
    }
    body += Array("0;last\r\nA: b\r\n\r\n".utf8)
    let outcome = read([body[...]], Limits())
    try hold(outcome == .whole(input, body.count), "chunks written are not read: \(outcome)")
  }
}
