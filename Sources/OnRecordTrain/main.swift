import Glibc
import Text

let usage = """
  OnRecordTrain network OUT MODEL.safetensors VOCAB.txt [--epochs N] [--threads N] TRAIN.conllu… [--dev DEV.conllu…]
                                             train the network of tags and trees
  OnRecordTrain parse MODEL DEV.conllu…      score tags and trees on gold tokens
  OnRecordTrain lemmas OUT TRAIN.conllu…     write the lemmatiser's exceptions
  OnRecordTrain score FILES DEV.conllu…      all figures of treebank files: tokens to names
  OnRecordTrain sentences FILES TRAIN.conllu… train sentences.bin in FILES
  OnRecordTrain lemma-rules OUT TRAIN.conllu… count the rules from forms to lemmas
  OnRecordTrain lemma-errors FILES DEV.conllu… each wrong lemma of gold words and tags
  OnRecordTrain cut-errors FILES DEV.conllu… each place that is cut wrongly into tokens and sentences
  OnRecordTrain name-errors FILES DEV.conllu… each name missed or wrongly found
  OnRecordTrain gazetteer FILES .            make gazetteer.bin of the lists
  OnRecordTrain clusters OUT MODEL.safetensors VOCAB.txt   make word-clusters.bin
  OnRecordTrain namer FILES TRAIN.conllu…    train names.bin on GUM
  OnRecordTrain name-speed FILES TEXTS.jsonl measure names on the texts of articles
  OnRecordTrain cut-speed FILES TEXTS.jsonl  time tokens, word types, sentences, quotations and lemmas
  OnRecordTrain speed FILES TEXTS.jsonl      time the reading of texts
  OnRecordTrain nouns FILES WORDNET TRAIN.conllu…  make nouns.bin; WORDNET is the folder of data.noun
  OnRecordTrain antecedents FILES TRAIN.conllu…    train coreference.bin on GUM
  OnRecordTrain coreference-errors FILES DEV.conllu… each pronoun and description not resolved, or wrongly
  OnRecordTrain quotes FILES TRAIN.jsonl DEV.jsonl  train quotes.bin, print the figures on DEV
  OnRecordTrain quote-score FILES DEV.jsonl  the figures of quotes.bin
  OnRecordTrain quote-errors FILES DEV.jsonl each attribution missed or wrongly found
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
  case "lemmas": try LemmaLists.write(rest, to: first)
  case "network": try NetworkCommand.run(first, rest)
  case "parse": for path in rest { try ParseScore.run(path, model: first) }
  case "gazetteer": try GazetteerBuilder.write(first)
  case "clusters":
    guard rest.count == 2 else { throw TrainError(description: usage) }
    try WordClusterMaker.write(first, model: rest[0], vocabulary: rest[1])
  case "namer": try NamerCommand.train(files: first, treebanks: rest)
  case "score": for path in rest { try TextScore.run(path, files: first) }
  case "sentences": try SentenceTrainer.run("\(first)/sentences.bin", files: first, treebanks: rest)
  case "lemma-rules": try LemmaRuleTrainer.run(first, treebanks: rest)
  case "lemma-errors": for path in rest { try LemmaScore.errors(path, files: first) }
  case "cut-errors": for path in rest { try SegmentationErrors.run(path, files: first) }
  case "name-errors": for path in rest { try NamerCommand.errors(path, files: first) }
  case "name-speed":
    let reader = try Reader(file: { try? File.read("\(first)/\($0)") })
    for path in rest { try NameSpeed.run(path, reader: reader) }
  case "cut-speed": for path in rest { try CutSpeed.run(path, files: first) }
  case "speed": for path in rest { try ReadSpeed.run(path, files: first) }
  case "nouns":
    guard rest.count >= 2 else { throw TrainError(description: usage) }
    try NounLexiconBuilder.write(
      first + "/nouns.bin", wordnet: rest[0], files: first, treebanks: Array(rest[1...]))
  case "antecedents": try AntecedentCommand.train(files: first, treebanks: rest)
  case "coreference-errors":
    let reader = try Reader(file: { try? File.read("\(first)/\($0)") })
    for path in rest { try CoreferenceScore.printErrors(path, reader: reader) }
  case "quotes": try QuoteCommand.train(files: first, rest)
  case "quote-score":
    for path in rest { try QuoteCommand.score(path, files: first, model: first + "/quotes.bin") }
  case "quote-errors":
    for path in rest { try QuoteCommand.errors(path, files: first, model: first + "/quotes.bin") }
  case "show": for path in rest { try Show.run(path, files: first) }
  default: throw TrainError(description: usage)
  }
} catch {
  print(error)
  exit(1)
}
