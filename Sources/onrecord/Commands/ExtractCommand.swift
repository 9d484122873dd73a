import API
import ArgumentParser
import Ingestion
import Store

struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Print quotes and positions of documents, one JSON line a document, in input order.",
    discussion: """
      A line is {"id","article","quotes":[…],"positions":[…]} in the shapes of the API. An NDJSON line is an article \
      object, {"id","title","text",…}; its text is taken as it comes and offsets count into it. A bad document becomes \
      {"file","line","problem":{…}}; the others still come out, and the exit status is 1.
      """)

  @Option(name: .customLong("from"), help: "How to read the files: auto, text, json or ndjson.")
  var format = DocumentFormat.auto

  @Flag(help: "Indent the answers.")
  var pretty = false

  @Argument(help: "Files to read; - is standard input, which is also the default.")
  var files: [String] = ["-"]

  /// Documents worked on at once before their answers are printed: enough to keep every core busy, few enough to
  /// keep memory bounded.
  static let batchCountMax = 64
  /// Bytes of documents worked on at once.
  static let batchBytesMax = 16 * 1024 * 1024

  func run() throws {
    let ingestion = Ingestion(store: Store(), extractor: try Wiring.extractor(), clock: Wiring.clock)
    var documents = Documents(files: files, format: format)
    let pretty = pretty
    var failed = false
    while true {
      let (batch, failure) = Self.nextBatch(&documents)
      let answers = try Parallel.map(batch) { Self.answer(to: $0, ingestion, pretty: pretty) }
      for answer in answers {
        failed = failed || answer.isProblem
        try StandardOutput.write(answer.line)
      }
      if let failure {
        StandardError.say(failure.description)
        failed = true
      } else if batch.isEmpty {
        break
      }
    }
    if failed { throw ExitCode(1) }
  }

  private static func nextBatch(_ documents: inout Documents) -> ([InputDocument], InputFile.Failure?) {
    var batch: [InputDocument] = []
    var bytes = 0
    while batch.count < batchCountMax && bytes < batchBytesMax {
      do {
        guard let document = try documents.next() else { break }
        bytes += document.byteCount
        batch.append(document)
      } catch {
        return (batch, error)
      }
    }
    return (batch, nil)
  }

  private struct Answer: Sendable {
    var line: [UInt8]
    var isProblem: Bool
  }

  private static func answer(to document: InputDocument, _ ingestion: Ingestion, pretty: Bool) -> Answer {
    switch document.draft() {
    case .success(let draft):
      Answer(line: ExtractionJSON.document(ingestion.analyse(draft), pretty: pretty), isProblem: false)
    case .failure(let error):
      Answer(
        line: ExtractionJSON.problem(error, file: document.file, line: document.line, pretty: pretty),
        isProblem: true)
    }
  }
}
