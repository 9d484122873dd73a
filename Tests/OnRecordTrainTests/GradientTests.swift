import Testing
import TestSupport
import Text

@testable import OnRecordTrain

/// What is computed backwards is held against what the loss does when a weight is moved a little.
@Suite struct GradientTests {
  private static func sentence(_ forms: [String], heads: [Int]) -> TreebankSentence {
    var sentence = TreebankSentence()
    for (index, form) in forms.enumerated() {
      sentence.words.append(
        TreebankWord(
          form: form, lemma: form, upos: UPOS.allCases[index % 17], xpos: XPOS.allCases[(index * 7) % 40],
          spaceAfter: true,
          misc: "_", isTypo: false, head: heads[index] < 0 ? nil : heads[index],
          deprel: heads[index] < 0 ? "root" : Deprel.allCases[(index * 5) % 40].name))
    }
    return sentence
  }

  private static func pass() -> (NetworkWeights, SentencePass, [TrainingSentence]) {
    let sentences = [
      sentence(
        ["Officials", "said", "the", "minister", "will", "not", "resign", "."],
        heads: [1, -1, 3, 6, 6, 6, 1, 1]),
      sentence(["No", "comment", "."], heads: [1, -1, 1]),
    ]
    var random = SplitMix(state: 7)
    let keys = ["officials", "said", "the", "##s"].map { text in
      Array(text.utf8).withUnsafeBufferPointer { WordPieces.key(ofLine: $0) }
    }
    let rows = (0..<(keys.count * TrainingWords.vectorWidth)).map { _ in
      Float.random(in: -1...1, using: &random)
    }
    let words = TrainingWords(
      training: sentences + sentences, all: [sentences], Vocabulary(keys: keys, rows: rows))
    var shape = NetworkShape()
    (shape.input, shape.hidden, shape.layers, shape.arc, shape.relation) = (16, 8, 3, 8, 8)
    shape.words = words.wordHashes.count
    shape.pieces = keys.count
    let weights = NetworkWeights(shape, seed: 5)
    return (
      weights, SentencePass(weights, words, dropout: nil),
      sentences.map { NetworkCommand.trainingSentence($0, words) }
    )
  }

  private static func loss(_ pass: SentencePass, _ sentences: [TrainingSentence]) -> Double {
    pass.loss = (0, 0, 0, 0)
    pass.gradient.clear()
    for sentence in sentences { pass.add(sentence) }
    return Double(pass.loss.tags) + Double(pass.loss.arcs) + Double(pass.loss.relations)
      + Double(pass.loss.names)
  }

  /// The slope of the loss along one weight, by a step to either side.
  private static func slope(
    _ weight: UnsafeMutablePointer<Float>, _ pass: SentencePass, _ sentences: [TrainingSentence]
  ) -> Double {
    let step: Float = 0.005
    let value = weight.pointee
    weight.pointee = value + step
    let above = loss(pass, sentences)
    weight.pointee = value - step
    let below = loss(pass, sentences)
    weight.pointee = value
    return (above - below) / Double(2 * step)
  }

  @Test func everyDensePartIsDerived() {
    let (weights, pass, sentences) = Self.pass()
    var random = SplitMix(state: 11)
    for part in weights.shape.parts {
      var compared = 0
      var wrong = 0
      for _ in 0..<24 {
        let index = part.offset + Int.random(in: 0..<part.count, using: &random)
        let expected = Self.slope(weights.dense + index, pass, sentences)
        _ = Self.loss(pass, sentences)
        let found = Double(pass.gradient.dense[index])
        compared += 1
        // A step may cross the corner of a rectified unit, so one in the few may differ.
        if abs(found - expected) > 0.02 + 0.05 * abs(expected) { wrong += 1 }
      }
      #expect(wrong <= 2, "\(part.name): \(wrong) of \(compared) differ")
    }
  }

  @Test func theMapOfVectorsAndTheRowsAreDerived() {
    let (weights, pass, sentences) = Self.pass()
    var wrong = 0
    for index in stride(from: 0, to: TrainingWords.vectorWidth * 16, by: 397) {
      let weight = weights.vectorMap + index
      let expected = Self.slope(weights.dense + weight, pass, sentences)
      _ = Self.loss(pass, sentences)
      if abs(Double(pass.gradient.dense[weight]) - expected) > 0.02 + 0.05 * abs(expected) { wrong += 1 }
    }
    #expect(wrong <= 1)
    _ = Self.loss(pass, sentences)
    let rows = pass.gradient.rows
    #expect(rows.count > 20)
    var wrongRows = 0
    for (place, row) in rows.enumerated().prefix(30) {
      let unit = place % 16
      let expected = Self.slope(weights.tables + row * 16 + unit, pass, sentences)
      _ = Self.loss(pass, sentences)
      let found = Double(
        pass.gradient.rowGradients[(pass.gradient.rows.firstIndex(of: row) ?? 0) * 16 + unit])
      if abs(found - expected) > 0.02 + 0.05 * abs(expected) { wrongRows += 1 }
    }
    #expect(wrongRows <= 2)
  }
}
