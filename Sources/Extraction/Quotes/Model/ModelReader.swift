import Text

/// Finds attributions with the quote model: likely cues, the words of each, and which of them to believe.
package struct ModelReader: Sendable {
  /// A cue with what the model takes for its source and content.
  package struct Candidate: Sendable {
    package var head: Int
    package var cue: Range<Int>
    package var source: Range<Int>?
    package var parts: [Range<Int>]
    /// Probability that the head is one of a cue's, and what the labels are worth.
    package var cueChance: Float
    package var certainty: Certainty
    /// 0 none of its words stand in quotation marks, 1 some, 2 all.
    package var kind = 0
    /// Raw score and calibrated probability; 0 before the verdict.
    package var score: Float = 0
    package var confidence: Double = 0
  }

  /// How sure the labels are, 0…1 each.
  package struct Certainty: Sendable {
    package var content: Float
    package var source: Float
    package var edges: Float
  }

  package let model: QuoteModel
  private let decoder: SpanDecoder

  /// Heads less likely than this are not followed up.
  package static let cueChanceMin: Float = 0.2

  package init(_ model: QuoteModel) {
    self.model = model
    decoder = SpanDecoder(moves: model.moves)
  }

  /// All that the model and the rules find.
  package func read(_ facts: inout QuoteFacts) -> Combination {
    let candidates = candidates(in: &facts)
    return combination(candidates, facts)
  }

  /// What to list of `candidates` and of the rules' finds. Turns, signed quotations and lists are kept however
  /// seldom the corpus marks them: their form leaves no doubt who speaks.
  package func combination(_ candidates: [Candidate], _ facts: QuoteFacts) -> Combination {
    Combination(
      candidates, confidenceMin: model.confidenceMin, facts: facts
    ) { rule in
      let share = model.ruleShares[RuleClass.number(rule, facts)]
      if share >= model.confidenceMin[facts.kind(of: rule.parts)] { return share }
      switch rule.rule {
      case .turn, .quotationThenDash, .bullet: return share
      default: return nil
      }
    }
  }

  // MARK: Cues

  /// The probability of each token to be the head of a cue; also kept in `facts` for the spans.
  package func cueChances(_ facts: inout QuoteFacts) -> [Float] {
    var chances = [Float](repeating: 0, count: facts.count)
    var keys = FeatureKeys()
    for token in 0..<facts.count where facts.mayBeCue(token, lemmas: model.lemmas) {
      keys.removeAll()
      facts.writeCueFeatures(of: token, to: &keys)
      var scores = model.cues.score(keys)
      for lane in 4..<8 { scores[lane] = SpanDecoder.impossible }
      let shares = Exponential.of(scores - scores.max())
      chances[token] = 1 - shares[0] / shares.sum()
    }
    facts.setCueChances(chances)
    return chances
  }

  /// The tokens to be followed up, in text order: those likely enough, of each block of `headBlock` tokens at most
  /// `headsInBlockMax`, the likeliest. So the work grows with the text's length alone, whatever stands in it.
  private static func heads(_ chances: [Float]) -> [Int] {
    var heads: [Int] = []
    for start in stride(from: 0, to: chances.count, by: headBlock) {
      var likely = (start..<min(chances.count, start + headBlock)).filter { chances[$0] >= cueChanceMin }
      if likely.count > headsInBlockMax {
        likely = likely.sorted { (chances[$0], -$0) > (chances[$1], -$1) }.prefix(headsInBlockMax).sorted()
      }
      heads += likely
    }
    return heads
  }

  private static let headBlock = 64
  private static let headsInBlockMax = 10

  // MARK: Spans

  /// The words of the cue with head `token`; `nil` when none are its content.
  /// `tokenScores` remembers what tokens are worth whatever the cue.
  package func candidate(
    _ token: Int, chance: Float, in facts: QuoteFacts, _ tokenScores: inout [SIMD8<Float>?]
  ) -> Candidate? {
    let view = CueView(token, in: facts)
    var keys = FeatureKeys()
    var scores: [SIMD8<Float>] = []
    scores.reserveCapacity(view.window.count)
    for other in view.window {
      let own: SIMD8<Float>
      if let known = tokenScores[other] {
        own = known
      } else {
        keys.removeAll()
        facts.writeTokenFeatures(of: other, to: &keys)
        own = model.spans.score(keys)
        tokenScores[other] = own
      }
      keys.removeAll()
      facts.writeSpanFeatures(of: other, in: view, to: &keys)
      var score = own + model.spans.score(keys)
      if other == token {
        let cue = score[SpanLabel.cue]
        score = SIMD8(repeating: SpanDecoder.impossible)
        score[SpanLabel.cue] = cue
      }
      scores.append(score)
    }
    var candidate = read(decoder.best(scores), decoder.marginals(scores), token, chance, view.window)
    if let parts = candidate?.parts {
      candidate?.parts = facts.reaching(parts, beyond: view.window)
      candidate?.kind = facts.kind(of: parts)
    }
    return candidate
  }

  private func read(
    _ labels: [UInt8], _ marginals: [SIMD8<Float>], _ head: Int, _ chance: Float, _ window: Range<Int>
  ) -> Candidate? {
    var parts: [Range<Int>] = []
    var sources: [Range<Int>] = []
    var (inside, outside, edges, sourceShare): (Float, Float, Float, Float) = (0, 0, 1, 1)
    var words: Float = 0
    for (index, label) in labels.enumerated() {
      let token = window.lowerBound + index
      let share = marginals[index]
      let content =
        share[SpanLabel.contentBegin] + share[SpanLabel.contentInside] + share[SpanLabel.contentEnd]
      if SpanLabel.isContent(Int(label)) {
        if let last = parts.last, last.upperBound == token {
          parts[parts.count - 1] = last.lowerBound..<(token + 1)
        } else {
          parts.append(token..<(token + 1))
        }
        inside += content
        words += 1
        if Int(label) != SpanLabel.contentInside { edges = min(edges, share[Int(label)]) }
      } else {
        outside += content
        if SpanLabel.isSource(Int(label)) {
          if Int(label) == SpanLabel.sourceInside, let last = sources.last, last.upperBound == token {
            sources[sources.count - 1] = last.lowerBound..<(token + 1)
          } else {
            sources.append(token..<(token + 1))
          }
          sourceShare = min(sourceShare, share[SpanLabel.sourceBegin] + share[SpanLabel.sourceInside])
        }
      }
    }
    guard !parts.isEmpty else { return nil }
    if sources.isEmpty {
      // How sure it is that nobody is named.
      for share in marginals { sourceShare = min(sourceShare, 1 - share[SpanLabel.sourceBegin]) }
    }
    var cue = head..<(head + 1)
    while cue.lowerBound > window.lowerBound,
      Int(labels[cue.lowerBound - 1 - window.lowerBound]) == SpanLabel.cue
    {
      cue = (cue.lowerBound - 1)..<cue.upperBound
    }
    while cue.upperBound < window.upperBound, Int(labels[cue.upperBound - window.lowerBound]) == SpanLabel.cue
    {
      cue = cue.lowerBound..<(cue.upperBound + 1)
    }
    return Candidate(
      head: head, cue: cue, source: sources.min { abs($0.lowerBound - head) < abs($1.lowerBound - head) },
      parts: parts, cueChance: chance,
      certainty: Certainty(content: inside / (words + outside), source: sourceShare, edges: edges))
  }

  // MARK: Verdicts

  /// All candidates in text order, with scores and confidences.
  package func candidates(in facts: inout QuoteFacts) -> [Candidate] {
    let chances = cueChances(&facts)
    var tokenScores = [SIMD8<Float>?](repeating: nil, count: facts.count)
    var found: [Candidate] = []
    for token in Self.heads(chances) {
      if let candidate = candidate(token, chance: chances[token], in: facts, &tokenScores) {
        found.append(candidate)
      }
    }
    judge(&found, in: facts)
    return found
  }

  package func judge(_ candidates: inout [Candidate], in facts: QuoteFacts) {
    var keys = FeatureKeys()
    for index in candidates.indices {
      keys.removeAll()
      facts.writeVerdictFeatures(of: index, among: candidates, to: &keys)
      let score = model.verdicts.score(keys)[0]
      candidates[index].score = score
      candidates[index].confidence = model.calibration.probability(score)
    }
  }

  /// What became of a candidate.
  package enum Outcome: Sendable, Equatable {
    case chosen
    /// Its confidence is too low.
    case doubtful
    /// A better candidate has some of its words, or has its cue in its content.
    case loses(to: Int)
  }

  /// Those to believe, the best first: none shares a word with a better one, and no cue stands in a better one's content.
  /// `confidenceMin` is by `Candidate.kind`.
  package static func chosen(_ candidates: [Candidate], confidenceMin: [Double], count: Int) -> [Int] {
    outcomes(candidates, confidenceMin: confidenceMin, count: count).chosen
  }

  static func outcomes(
    _ candidates: [Candidate], confidenceMin: [Double], count: Int
  ) -> (chosen: [Int], all: [Outcome]) {
    /// By token: the chosen candidate whose content or cue it is; -1 for none.
    var owner = [Int32](repeating: -1, count: count)
    var chosen: [Int] = []
    var all = [Outcome](repeating: .doubtful, count: candidates.count)
    let order = candidates.indices.sorted {
      (candidates[$0].score, -candidates[$0].head) > (candidates[$1].score, -candidates[$1].head)
    }
    for index in order where candidates[index].confidence >= confidenceMin[candidates[index].kind] {
      let candidate = candidates[index]
      if owner[candidate.head] >= 0 {
        all[index] = .loses(to: Int(owner[candidate.head]))
        continue
      }
      if let taken = candidate.parts.joined().first(where: { owner[$0] >= 0 }) {
        all[index] = .loses(to: Int(owner[taken]))
        continue
      }
      for part in candidate.parts { for token in part { owner[token] = Int32(index) } }
      owner[candidate.head] = Int32(index)
      all[index] = .chosen
      chosen.append(index)
    }
    return (chosen, all)
  }
}
