import Glibc
import Text

/// `OnRecordTrain network`.
enum NetworkCommand {
  static func run(_ out: String, _ arguments: [String]) throws {
    var settings = NetworkTrainer.Settings()
    var shape = NetworkShape()
    var paths: [String] = []
    var training: [String] = []
    var dev: [String] = []
    var isDev = false
    var index = 0
    func value() throws -> Int {
      index += 1
      guard index < arguments.count, let number = Int(arguments[index]), number > 0 else {
        throw TrainError(description: "\(arguments[index - 1]) needs a number")
      }
      return number
    }
    while index < arguments.count {
      switch arguments[index] {
      case "--epochs": settings.epochs = try value()
      case "--threads": settings.threads = try value()
      case "--hidden": shape.hidden = try value()
      case "--layers": shape.layers = try value()
      case "--input": shape.input = try value()
      case "--arc": shape.arc = try value()
      case "--rate": settings.rate = Float(try value()) / 1_000_000
      case "--relation": shape.relation = try value()
      case "--dropout":
        let share = Float(try value()) / 100
        settings.dropout = Dropout(input: share, word: settings.dropout.word, layer: share, scores: share)
      case "--dev": isDev = true
      case let path where paths.count < 2: paths.append(path)
      case let path: if isDev { dev.append(path) } else { training.append(path) }
      }
      index += 1
    }
    guard paths.count == 2, !training.isEmpty else { throw TrainError(description: usage) }
    let vocabulary = try Vocabulary(model: paths[0], vocabulary: paths[1])
    let files = try training.map(Treebank.sentences)
    let sentences = files.flatMap { $0 }
    let names = files.flatMap(names)
    let words = TrainingWords(training: sentences, all: [sentences], vocabulary)
    shape.words = words.wordHashes.count
    shape.pieces = vocabulary.keys.count
    print("\(sentences.count) sentences, \(shape.words) words with rows of their own")
    let trainer = NetworkTrainer(shape, words, settings)
    let start = time(nil)
    let examples = zip(sentences, names).map { sentence, names in
      var example = trainingSentence(sentence, words)
      example.names = names
      return example
    }
    try trainer.train(examples) { epoch, losses in
      print("epoch \(epoch), \(time(nil) - start) s: \(losses)")
      if epoch % 5 == 0 || epoch == settings.epochs || epoch == 2 {
        try File.write(try NetworkFile.bytes(trainer, vocabulary), to: out)
        for path in dev { try ParseScore.run(path, model: out) }
      }
      fflush(nil)
    }
  }

  /// The labels of names in each sentence (`NameLabel`); `nil` for all of a treebank that has no entities.
  private static func names(_ sentences: [TreebankSentence]) -> [[Int]?] {
    guard sentences.contains(where: { $0.words.contains { $0.misc.contains("Entity=") } }) else {
      return sentences.map { _ in nil }
    }
    return TreebankText.documents(sentences).flatMap { text -> [[Int]?] in
      let mentions = GoldEntities.mentions(text.sentences)
      return text.sentences.indices.map { number in
        GoldNames.labels(text.sentences[number], mentions[number])
      }
    }
  }

  static func trainingSentence(_ sentence: TreebankSentence, _ words: TrainingWords) -> TrainingSentence {
    var result = TrainingSentence()
    for word in sentence.words {
      result.types.append(words.type(word.form))
      result.xpos.append(Int(word.xpos.rawValue))
      result.upos.append(Int(word.upos.rawValue))
      result.heads.append(word.head ?? -1)
      result.relations.append(Int((Deprel(name: word.deprel) ?? .dep).rawValue))
    }
    return result
  }
}
