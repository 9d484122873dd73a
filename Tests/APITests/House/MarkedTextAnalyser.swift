import Extraction
import NewsModel

/// Finds what texts written for tests mark: `“words,” Ann Lee said.` is a quote, `Ann Lee supports [a thing].` and
/// `Ann Lee opposes [a thing] of Bo Park.` are positions. Names are two capitalised words.
enum MarkedTextAnalyser {
  static func analyse(_ draft: ArticleDraft) -> Analysis {
    var finder = Finder(draft.text)
    finder.find()
    return finder.analysis
  }

  private struct Finder {
    var analysis = Analysis()
    let scalars: [Unicode.Scalar]
    let table: OffsetTable
    var sentence = 0

    init(_ text: String) {
      scalars = Array(text.unicodeScalars)
      table = OffsetTable(text)
      analysis.words = text.split(whereSeparator: { $0.isWhitespace }).count
      analysis.paragraphs = text.split(separator: "\n").count
    }

    mutating func find() {
      for at in scalars.indices {
        if scalars[at] == "“" { quote(at) }
        if scalars[at] == "[" { position(at) }
        if scalars[at] == "." || scalars[at] == "\n" { sentence = at + 1 }
      }
    }

    private mutating func quote(_ open: Int) {
      guard let close = scalars[open...].firstIndex(of: "”"), let name = name(from: close + 2) else { return }
      let cue = SourceRange(name.end + 1, name.end + 5)
      guard table.text(cue) == "said" else { return }
      analysis.quotes.append(
        Quote(
          kind: .direct, parts: [QuotePart(span: table.span(SourceRange(open, close + 1)), quoted: true)],
          speaker: actor(name), mention: Mention(span: table.span(name), kind: .name),
          cue: Cue(span: table.span(cue), lemma: "say"), context: SourceRange(open, cue.end + 1),
          confidence: scalars[open + 1] == "N" ? 0.5 : 0.9, rule: "marked-text"))
    }

    private mutating func position(_ open: Int) {
      guard let close = scalars[open...].firstIndex(of: "]") else { return }
      let verbStart = (scalars[..<(open - 1)].lastIndex(of: " ") ?? 0) + 1
      let verb = SourceRange(verbStart, open - 1)
      guard let holder = name(endingAt: verbStart - 1) else { return }
      let supports = table.text(verb) == "supports"
      let thing = table.span(SourceRange(open + 1, close))
      var targets: [PositionTarget] = []
      var end = close + 1
      if end + 4 < scalars.count, table.text(SourceRange(end, end + 4)) == " of ",
        let name = name(from: end + 4)
      {
        targets = [
          PositionTarget(
            actor: actor(name), role: .criticized, polarity: .negative,
            mention: Mention(span: table.span(name), kind: .name))
        ]
        end = name.end
      }
      analysis.positions.append(
        Position(
          holders: [
            Holder(
              actor: actor(holder), represents: nil, mention: Mention(span: table.span(holder), kind: .name))
          ], mode: .reporter, speaker: nil, chain: [], act: supports ? .endorse : .reject, plover: nil,
          cameo: nil,
          polarity: supports ? .support : .oppose, strength: 2, commitment: .preference, targets: targets,
          proposal: Proposal(text: thing.exact, span: thing),
          issue: IssueReference(id: ActorReference.slug(thing.exact), label: thing.exact, capMajor: nil),
          modality: Modality(
            force: .declarative, time: .present, continuing: false, negated: false, condition: nil),
          cue: Cue(span: table.span(verb), lemma: supports ? "support" : "oppose"),
          evidence: table.span(SourceRange(holder.start, end)), confidence: 0.8, rule: "marked-text"))
    }

    private mutating func actor(_ name: SourceRange) -> ActorReference {
      let text = table.text(name)
      let reference = ActorReference(id: ActorReference.slug(text), name: text, kind: .person, country: nil)
      if !analysis.actors.contains(where: { $0.reference == reference }) {
        let surname = text.split(separator: " ").last.map(String.init) ?? text
        analysis.actors.append(ArticleActor(reference: reference, aliases: [text, surname], roles: []))
      }
      return reference
    }

    private func isLetter(_ at: Int) -> Bool {
      scalars.indices.contains(at) && scalars[at].properties.isAlphabetic
    }

    private func name(from start: Int) -> SourceRange? {
      var end = start
      while isLetter(end) { end += 1 }
      end += 1
      while isLetter(end) { end += 1 }
      return end < scalars.count && end > start + 2 ? SourceRange(start, end) : nil
    }

    private func name(endingAt end: Int) -> SourceRange? {
      var start = end
      while start > 0, isLetter(start - 1) { start -= 1 }
      start -= 1
      while start > 0, isLetter(start - 1) { start -= 1 }
      return start >= 0 && start < end ? SourceRange(start, end) : nil
    }
  }
}
