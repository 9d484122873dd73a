extension Reader {
  /// Walks the places of `utf8` where a sentence may end, for the trainer of the sentence model. `decide` gets the byte
  /// where the sentence would end and the keys of the features, and says whether it does.
  package func boundaries(
    of utf8: [UInt8], decide: (_ end: Int, _ features: UnsafeMutableBufferPointer<UInt32>) -> Bool
  ) {
    let document = cut(utf8)
    let splitter = SentenceSplitter(
      text: utf8, tokens: document.tokens, words: document.words, abbreviations: abbreviations)
    withoutActuallyEscaping(decide) { decide in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: BoundaryFeatures.count) { features in
        _ = splitter.sentences(document.paragraphs) { boundary in
          BoundaryFeatures.write(boundary, of: splitter, to: features)
          return decide(Int(document.tokens[boundary.next - 1].end), features)
        }
      }
    }
  }
}
