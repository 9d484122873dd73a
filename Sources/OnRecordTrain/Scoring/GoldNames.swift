import Text

/// The three kinds of names that are scored.
enum NameType: String, CaseIterable { case person, organization, place }

/// A named entity in a sentence of a treebank.
struct GoldName: Hashable {
  var words: Range<Int>
  var type: NameType
}

/// GUM's named entities, as this project scores them.
///
/// *Named* is a mention of a person, an organization or a place whose head is a proper noun (UPOS PROPN; the head is the
/// first word whose own head lies outside the mention). Pronouns and descriptions with a Wikipedia identity (`the city`
/// for Athens) are coreference, not names.
///
/// Several names in a row (`Isabel and I`, conjuncts of the head in the minimal span) are each a name, and their group is
/// none unless it has an identity of its own.
///
/// *The name* in it is the part of GUM's minimal span around the head, from its first to its last word, cut at commas and
/// brackets: `Thomas Sam` of `Thomas Sam, 42`; `Medical Journal of Australia` without its article; `Sydney` of `Sydney,
/// Australia`, whose second half is a name of its own; `Norway` of `Norway’s`. Titles belong to it as in GUM
/// (`Major-General Scott`).
///
/// Names may nest. Flat names are the outermost: `University of Texas`, not its `Texas`. That is the figure reported as
/// F1, as is usual for named entities; the one over all, nested ones too, stands beside it.
enum GoldNames {
  /// All names of a sentence, nested ones too, each once.
  static func all(_ sentence: TreebankSentence, _ mentions: [GoldMention]) -> [GoldName] {
    var found: [GoldName] = []
    for mention in mentions {
      guard let type = NameType(rawValue: mention.type), let head = head(mention, sentence),
        sentence.words[head].upos == .propn, !isGroup(mention, head, sentence)
      else { continue }
      let name = GoldName(words: name(mention, head, sentence), type: type)
      if !found.contains(name) { found.append(name) }
    }
    return found.sorted {
      ($0.words.lowerBound, -$0.words.upperBound) < ($1.words.lowerBound, -$1.words.upperBound)
    }
  }

  /// Whether a mention is several names in a row without an identity of their own: `Isabel and I`.
  private static func isGroup(_ mention: GoldMention, _ head: Int, _ sentence: TreebankSentence) -> Bool {
    mention.identity.isEmpty
      && mention.minimal.contains { sentence.words[$0].head == head && sentence.words[$0].deprel == "conj" }
  }

  /// The labels of the outermost names, by word.
  static func labels(_ sentence: TreebankSentence, _ mentions: [GoldMention]) -> [Int] {
    var labels = [Int](repeating: NameLabel.outside, count: sentence.words.count)
    for name in outermost(all(sentence, mentions)) {
      // Names that cross another are rare; the first stays.
      guard name.words.allSatisfy({ labels[$0] == NameLabel.outside }) else { continue }
      for word in name.words {
        let kind = name.type.kind
        labels[word] = word == name.words.lowerBound ? NameLabel.begin(kind) : NameLabel.inside(kind)
      }
    }
    return labels
  }

  /// Those of `names` that lie in no longer one; of two of the same words the first.
  static func outermost(_ names: [GoldName]) -> [GoldName] {
    names.enumerated().filter { index, name in
      !names.enumerated().contains { other, outer in
        outer.words.lowerBound <= name.words.lowerBound && name.words.upperBound <= outer.words.upperBound
          && (outer.words.count > name.words.count || (outer.words == name.words && other < index))
      }
    }.map(\.element)
  }

  /// Those of `names` that hold no other.
  static func innermost(_ names: [GoldName]) -> [GoldName] {
    names.filter { name in
      !names.contains {
        $0.words != name.words && name.words.overlaps($0.words) && $0.words.count < name.words.count
      }
    }
  }

  static func head(_ mention: GoldMention, _ sentence: TreebankSentence) -> Int? {
    mention.words.first { word in sentence.words[word].head.map { !mention.words.contains($0) } ?? true }
  }

  private static func name(_ mention: GoldMention, _ head: Int, _ sentence: TreebankSentence) -> Range<Int> {
    guard let first = mention.minimal.first, let last = mention.minimal.last else { return head..<(head + 1) }
    let breaks: Set<String> = [",", "(", ")", "[", "]"]
    var start = head
    var end = head
    while start > first, !breaks.contains(sentence.words[start - 1].form) { start -= 1 }
    while end < last, !breaks.contains(sentence.words[end + 1].form) { end += 1 }
    while start < head, !mention.minimal.contains(start) { start += 1 }
    while end > head, !mention.minimal.contains(end) { end -= 1 }
    return start..<(end + 1)
  }
}
