/// The lemmas found so far in a document, by word type and tag: a short chain of entries a type, at most one a tag.
struct LemmaCache {
  private struct Entry {
    let xpos: XPOS
    let lemma: Int32
    /// The next entry of the same type; -1 ends.
    let next: Int32
  }

  /// By word type; -1 for none.
  private var first: [Int32]
  private var entries: [Entry] = []

  init(words: Int) {
    first = [Int32](repeating: -1, count: words)
    entries.reserveCapacity(words * 5 / 4)
  }

  /// The lemma known for `word` with `xpos`, made and kept when it is asked for the first time.
  mutating func lemma(word: Int, xpos: XPOS, make: () -> Int) -> Int {
    var entry = first[word]
    while entry >= 0 {
      let known = entries[Int(entry)]
      if known.xpos == xpos { return Int(known.lemma) }
      entry = known.next
    }
    let lemma = make()
    entries.append(Entry(xpos: xpos, lemma: Int32(lemma), next: first[word]))
    first[word] = Int32(entries.count - 1)
    return lemma
  }
}
