import Glibc
import Text

let usage = """
  OnRecordTrain tagger OUT TRAIN.conllu…     train the tagger
  OnRecordTrain tags MODEL DEV.conllu…       score a tagger on gold tokens
  OnRecordTrain lemmas OUT TRAIN.conllu…     write the lemmatiser's exceptions
  OnRecordTrain score FILES DEV.conllu…      all figures of treebank files: tokens to names
  OnRecordTrain name-errors FILES DEV.conllu… each name missed or wrongly found
  OnRecordTrain gazetteer FILES .            make gazetteer.bin of the lists
  OnRecordTrain clusters OUT MODEL.safetensors VOCAB.txt   make word-clusters.bin
  OnRecordTrain namer FILES TRAIN.conllu…    train names.bin on GUM
  OnRecordTrain name-speed FILES TEXTS.jsonl measure names on the texts of articles
  OnRecordTrain nouns FILES WORDNET TRAIN.conllu…  make nouns.bin; WORDNET is the folder of data.noun
  OnRecordTrain antecedents FILES TRAIN.conllu…    train coreference.bin on GUM
  OnRecordTrain coreference-errors FILES DEV.conllu… each pronoun and description not resolved, or wrongly
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
  case "gazetteer": try GazetteerBuilder.write(first)
  case "clusters":
    guard rest.count == 2 else { throw TrainError(description: usage) }
    try WordClusterMaker.write(first, model: rest[0], vocabulary: rest[1])
  case "namer": try NamerCommand.train(files: first, treebanks: rest)
  case "score": for path in rest { try TextScore.run(path, files: first) }
  case "name-errors": for path in rest { try NamerCommand.errors(path, files: first) }
  case "name-speed":
    let reader = try Reader(file: { try? File.read("\(first)/\($0)") })
    for path in rest { try NameSpeed.run(path, reader: reader) }
  case "nouns":
    guard rest.count >= 2 else { throw TrainError(description: usage) }
    try NounLexiconBuilder.write(
      first + "/nouns.bin", wordnet: rest[0], files: first, treebanks: Array(rest[1...]))
  case "antecedents": try AntecedentCommand.train(files: first, treebanks: rest)
  case "coreference-errors":
    let reader = try Reader(file: { try? File.read("\(first)/\($0)") })
    for path in rest { try CoreferenceScore.printErrors(path, reader: reader) }
  case "show": for path in rest { try Show.run(path, files: first) }
  default: throw TrainError(description: usage)
  }
} catch {
  print(error)
  exit(1)
}
