import Glibc
import Text

let usage = """
  OnRecordTrain tagger OUT TRAIN.conllu…     train the tagger
  OnRecordTrain tags MODEL DEV.conllu…       score a tagger on gold tokens
  OnRecordTrain network OUT MODEL.safetensors VOCAB.txt [--epochs N] [--threads N] TRAIN.conllu… [--dev DEV.conllu…]
                                             train the network of tags and trees
  OnRecordTrain parse MODEL DEV.conllu…      score tags and trees on gold tokens
  OnRecordTrain lemmas OUT TRAIN.conllu…     write the lemmatiser's exceptions
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
  case "network": try NetworkCommand.run(first, rest)
  case "parse": for path in rest { try ParseScore.run(path, model: first) }
  case "tags": for path in rest { try TagScore.run(path, model: first) }
  case "show": for path in rest { try Show.run(path, files: first) }
  default: throw TrainError(description: usage)
  }
} catch {
  print(error)
  exit(1)
}
