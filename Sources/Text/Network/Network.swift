/// The learned core: tags, dependency trees and names of a document's sentences, by one small recurrent network over word
/// types. Trained on EWT and GUM; `NetworkShape` says how it is built.
///
/// Immutable, so one serves all threads; each document has scratch memory of its own.
package struct Network: Sendable {
  /// A longer sentence is parsed in parts of at most so many tokens.
  package static let sentenceTokensMax = 160
  /// Word types whose first sums are kept at a time.
  static let typesMax = 4096

  package let model: NetworkModel
  private let arithmetic: NetworkArithmetic

  package init(_ model: NetworkModel, arithmetic: NetworkArithmetic = .plain) {
    self.model = model
    self.arithmetic = arithmetic
  }

  /// Tags and parses all sentences. Linear in the document's tokens.
  package func run(_ document: inout Document) {
    let scratch = NetworkScratch(model, types: document.words.count, arithmetic)
    var heads = [Int32](repeating: -1, count: document.tokens.count)
    var deprels = [Deprel](repeating: .root, count: document.tokens.count)
    var nameScores: [SIMD8<Float>] = []
    nameScores.reserveCapacity(document.tokens.count)
    var inParts: [Bool] = []
    for sentence in document.sentences {
      let parts = Self.parts(sentence, document)
      inParts.append(parts.count > 1)
      for part in parts {
        scratch.read(part, document)
        scratch.tag { token, xpos, upos in
          document.tokens[part.lowerBound + token].xpos = xpos
          document.tokens[part.lowerBound + token].upos = upos
        }
        scratch.scoreNames { nameScores.append($0) }
        scratch.parse { token, head, deprel in
          heads[part.lowerBound + token] = head < 0 ? -1 : Int32(part.lowerBound + head)
          deprels[part.lowerBound + token] = deprel
        }
      }
    }
    document.nameScores = nameScores
    Coordination.settle(&document, &heads, deprels)
    document.parse = Parse(heads: heads, deprels: deprels, inParts: inParts)
  }

  /// The sentence, or what it is cut into: behind a mark where one stands in the second half of a part.
  private static func parts(_ sentence: Range<Int>, _ document: Document) -> [Range<Int>] {
    if sentence.count <= sentenceTokensMax { return [sentence] }
    var parts: [Range<Int>] = []
    var start = sentence.lowerBound
    while sentence.upperBound - start > sentenceTokensMax {
      let last = start + sentenceTokensMax
      let mark = ((start + sentenceTokensMax / 2)..<last).last {
        document.type(of: $0).flags.contains(.isMark)
      }
      let end = mark.map { $0 + 1 } ?? last
      parts.append(start..<end)
      start = end
    }
    return parts + [start..<sentence.upperBound]
  }
}
