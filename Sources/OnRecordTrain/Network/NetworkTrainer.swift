import Text

/// Trains the network on sentences of treebanks.
///
/// Deterministic: the order of sentences and all that is dropped come from the seed, and each batch is cut among the
/// workers by place, whose gradients are added in order. So the number of threads changes nothing but sums' rounding, and is
/// part of the command.
final class NetworkTrainer {
  struct Settings {
    var epochs = 45
    var threads = 2
    var batchTokens = 500
    var rate: Float = 0.003
    var seed: UInt64 = 2026
    var dropout = Dropout()
  }

  let weights: NetworkWeights
  let words: TrainingWords
  private let settings: Settings
  private let passes: [SentencePass]
  private let adam: Adam

  init(_ shape: NetworkShape, _ words: TrainingWords, _ settings: Settings) {
    self.settings = settings
    self.words = words
    weights = NetworkWeights(shape, seed: settings.seed)
    let weights = weights
    passes = (0..<settings.threads).map { _ in SentencePass(weights, words, dropout: settings.dropout) }
    adam = Adam(weights)
  }

  /// `told` is called behind each epoch.
  func train(_ sentences: [TrainingSentence], told: (_ epoch: Int, _ losses: String) throws -> Void) rethrows
  {
    var random = SplitMix(state: settings.seed)
    let usable = sentences.indices.filter { (1...SentencePass.tokensMax).contains(sentences[$0].count) }
    let tokens = usable.reduce(0) { $0 + sentences[$1].count }
    let stepsInAll = Float(settings.epochs) * Float(tokens) / Float(settings.batchTokens)
    var step = 0
    for epoch in 1...settings.epochs {
      for index in passes.indices { passes[index].loss = (0, 0, 0, 0) }
      var order = usable
      order.shuffle(using: &random)
      var start = 0
      while start < order.count {
        var end = start
        var count = 0
        while end < order.count, count < settings.batchTokens {
          count += sentences[order[end]].count
          end += 1
        }
        run(order[start..<end].map { sentences[$0] }, batch: UInt64(step))
        // Warm up, then down to nothing in a straight line.
        let progress = min(1, Float(step) / stepsInAll)
        let rate = settings.rate * min(1, Float(step + 1) / 300) * max(0.01, 1 - progress)
        adam.step(passes[0].gradient, scale: 1 / Float(count), rate: rate)
        for pass in passes { pass.gradient.clear() }
        step += 1
        start = end
      }
      var sum: (Float, Float, Float, Float) = (0, 0, 0, 0)
      for pass in passes {
        sum = (
          sum.0 + pass.loss.tags, sum.1 + pass.loss.arcs, sum.2 + pass.loss.relations, sum.3 + pass.loss.names
        )
      }
      func mean(_ loss: Float) -> String { String(Int(1000 * loss / Float(tokens))) }
      try told(
        epoch,
        "tags \(mean(sum.0)) arcs \(mean(sum.1)) relations \(mean(sum.2)) names \(mean(sum.3)) (thousandths a token)"
      )
    }
  }

  /// Leaves the batch's gradient with the first worker.
  private func run(_ batch: [TrainingSentence], batch number: UInt64) {
    let (passes, seed) = (passes, settings.seed)
    let batch = Array(batch)
    _ = InParallel.map(passes.count, threads: passes.count) { worker in
      passes[worker].random = SplitMix(state: seed &+ number &* 1_000_003 &+ UInt64(worker) &* 7919)
      for index in stride(from: worker, to: batch.count, by: passes.count) {
        passes[worker].add(batch[index])
      }
    }
    for pass in passes.dropFirst() { passes[0].gradient.add(pass.gradient) }
  }
}
