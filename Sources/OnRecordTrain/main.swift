import Glibc
import Text

let usage = """
  OnRecordTrain tagger OUT TRAIN.conllu…     train the tagger
  OnRecordTrain tags MODEL DEV.conllu…       score a tagger on gold tokens
  OnRecordTrain lemmas OUT TRAIN.conllu…     write the lemmatiser's exceptions
  OnRecordTrain names FILES DEV.conllu…      score names on raw text, by GUM's entities
  OnRecordTrain show FILES TEXT.txt…         print tags and mentions of a text
  FILES is the folder Sources/CAssets/files.
  """

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 3 else {
  print(usage)
  exit(64)
}

do {
  let first = arguments[1]
  let rest = Array(arguments[2...])
  switch arguments[0] {
  case "tagger":
    let sentences = try rest.flatMap(Treebank.sentences)
    var trainer = PerceptronTrainer(sentences, labelCountMin: 8)
    trainer.train(sentences, epochs: 10, seed: 2026)
    try File.write(trainer.model(bytesMax: 6_000_000), to: first)
  case "lemmas": try LemmaLists.write(rest, to: first)
  case "tags": for path in rest { try TagScore.run(path, model: first) }
  case "names":
    let reader = try Reader(file: { try? File.read("\(first)/\($0)") })
    for path in rest {
      for (name, value) in try NameScore.run(path, reader: reader, errors: 0) {
        print("\(name)\t\(percent(Int((value * 10_000).rounded()), 10_000))")
      }
    }
  case "show": for path in rest { try Show.run(path, files: first) }
  default: throw TrainError(description: usage)
  }
} catch {
  print(error)
  exit(1)
}
