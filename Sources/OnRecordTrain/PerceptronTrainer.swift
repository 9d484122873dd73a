import Text

/// Trains the tagger's weights: averaged perceptron, greedy decoding with its own guesses as history.
struct PerceptronTrainer {
  private let labels: [(xpos: XPOS, upos: UPOS)]
  private var features: [UInt32: Int32] = [:]
  // One chain of entries a feature: label, weight, and what averaging needs.
  private var heads: [Int32] = []
  private var nexts: [Int32] = []
  private var entryLabels: [UInt8] = []
  private var weights: [Float] = []
  private var totals: [Double] = []
  private var stamps: [Int32] = []
  private var step: Int32 = 0

  struct Example {
    var words: [WordShape]
    var gold: [UInt8]
  }

  /// Labels seen at least `labelCountMin` times become classes; words with rarer ones are not learned from.
  init(_ sentences: [TreebankSentence], labelCountMin: Int) {
    var counts: [UInt16: Int] = [:]
    for word in sentences.flatMap(\.words) { counts[Self.code(word.xpos, word.upos), default: 0] += 1 }
    labels = counts.filter { $0.value >= labelCountMin }.map(\.key).sorted().prefix(TaggerModel.labelsMax).map
    {
      (XPOS(rawValue: UInt8($0 >> 8)) ?? .nn, UPOS(rawValue: UInt8($0 & 0xFF)) ?? .x)
    }
  }

  private static func code(_ xpos: XPOS, _ upos: UPOS) -> UInt16 {
    UInt16(xpos.rawValue) << 8 | UInt16(upos.rawValue)
  }

  static func shapes(_ sentence: TreebankSentence) -> [WordShape] {
    var space = true
    let ignoresCase = !sentence.words.contains { $0.form.utf8.contains { 0x61...0x7A ~= $0 } }
    var shapes = [WordShape.edge, WordShape.edge]
    for word in sentence.words {
      shapes.append(
        WordShape(
          form: word.form, lower: word.form.lowercased().replacing("’", with: "'"), spaceBefore: space,
          ignoresCase: ignoresCase))
      space = word.spaceAfter
    }
    return shapes + [.edge, .edge]
  }

  private func examples(_ sentences: [TreebankSentence]) -> [Example] {
    var classes: [UInt16: UInt8] = [:]
    for (index, label) in labels.enumerated() { classes[Self.code(label.xpos, label.upos)] = UInt8(index) }
    return sentences.map { sentence in
      Example(
        words: Self.shapes(sentence),
        gold: sentence.words.map { classes[Self.code($0.xpos, $0.upos)] ?? .max })
    }
  }

  /// Runs `epochs` times over `sentences` in an order that depends on `seed` alone.
  mutating func train(_ sentences: [TreebankSentence], epochs: Int, seed: UInt64) {
    var random = SplitMix(state: seed)
    var examples = examples(sentences)
    for epoch in 1...epochs {
      examples.shuffle(using: &random)
      var wrong = 0
      for example in examples { wrong += learn(example) }
      print("epoch \(epoch): \(wrong) words wrong, \(features.count) features")
    }
  }

  private mutating func learn(_ example: Example) -> Int {
    var before = UInt8.max
    var before2 = UInt8.max
    var wrong = 0
    var keys = [UInt32](repeating: 0, count: TaggerFeatures.count)
    var ids = [Int32](repeating: -1, count: TaggerFeatures.count)
    var scores = [Float](repeating: 0, count: labels.count)
    for index in example.gold.indices {
      step += 1
      example.words.withUnsafeBufferPointer { words in
        keys.withUnsafeMutableBufferPointer { keys in
          TaggerFeatures.write(words, index, before: before, before2: before2, to: keys)
        }
      }
      for label in labels.indices { scores[label] = 0 }
      for (place, key) in keys.enumerated() {
        ids[place] = features[key] ?? -1
        guard ids[place] >= 0 else { continue }
        var entry = heads[Int(ids[place])]
        while entry >= 0 {
          scores[Int(entryLabels[Int(entry)])] += weights[Int(entry)]
          entry = nexts[Int(entry)]
        }
      }
      var guess = 0
      for label in labels.indices where scores[label] > scores[guess] { guess = label }
      let gold = example.gold[index]
      if gold != .max, Int(gold) != guess {
        wrong += 1
        for (place, key) in keys.enumerated() {
          if ids[place] < 0 {
            ids[place] = Int32(heads.count)
            features[key] = ids[place]
            heads.append(-1)
          }
          add(1, Int(ids[place]), gold)
          add(-1, Int(ids[place]), UInt8(guess))
        }
      }
      before2 = before
      before = UInt8(guess)
    }
    return wrong
  }

  private mutating func add(_ change: Float, _ feature: Int, _ label: UInt8) {
    var entry = heads[feature]
    while entry >= 0, entryLabels[Int(entry)] != label { entry = nexts[Int(entry)] }
    if entry < 0 {
      entry = Int32(weights.count)
      nexts.append(heads[feature])
      heads[feature] = entry
      entryLabels.append(label)
      weights.append(0)
      totals.append(0)
      stamps.append(step)
    }
    let index = Int(entry)
    totals[index] += Double(weights[index]) * Double(step - stamps[index])
    stamps[index] = step
    weights[index] += change
  }

  /// The averaged weights in the format of `TaggerModel`, weakest left out until it fits into `bytesMax`.
  func model(bytesMax: Int) -> [UInt8] {
    var averages = [Float](repeating: 0, count: weights.count)
    for index in weights.indices {
      let total = totals[index] + Double(weights[index]) * Double(step - stamps[index])
      averages[index] = Float(total / Double(step))
    }
    let magnitudes = averages.map(abs).sorted()
    let scale = 127 / magnitudes[min(magnitudes.count - 1, magnitudes.count * 9995 / 10000)]
    var threshold: Float = 0.5
    while true {
      let bytes = model(averages, scale: scale, threshold: threshold)
      if bytes.count <= bytesMax {
        print("\(bytes.count) bytes at threshold \(threshold)")
        return bytes
      }
      threshold *= 1.1
    }
  }

  private func model(_ averages: [Float], scale: Float, threshold: Float) -> [UInt8] {
    var rows: [(key: UInt32, entries: [(UInt8, Int8)])] = []
    for (key, feature) in features {
      var entries: [(UInt8, Int8)] = []
      var entry = heads[Int(feature)]
      while entry >= 0 {
        let weight = (averages[Int(entry)] * scale).rounded()
        if abs(weight) >= threshold {
          entries.append((entryLabels[Int(entry)], Int8(max(-127, min(127, weight)))))
        }
        entry = nexts[Int(entry)]
      }
      if !entries.isEmpty { rows.append((key, entries.sorted { $0.0 < $1.0 })) }
    }
    rows.sort { $0.key < $1.key }
    var bytes = TaggerModel.magic
    bytes += little(UInt32(labels.count), 2)
    for label in labels { bytes += [label.xpos.rawValue, label.upos.rawValue] }
    bytes += little(UInt32(rows.count), 4)
    for row in rows { bytes += little(row.key, 4) }
    for row in rows { bytes.append(UInt8(row.entries.count)) }
    for row in rows {
      for (label, weight) in row.entries { bytes += [label, UInt8(bitPattern: weight)] }
    }
    return bytes
  }

  private func little(_ value: UInt32, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
  }
}

/// SplitMix64: the order of training is the same on every machine.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
