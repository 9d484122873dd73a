import Text

/// All figures of how a treebank's file is read, as `name<TAB>value` lines.
enum TextScore {
  /// A measure takes the file's documents and gives figures by name, in percent.
  typealias Measure = (_ texts: [TreebankText], _ reader: Reader) throws -> [(name: String, value: Double)]

  /// In the order they are printed.
  static var measures: [Measure] {
    [
      SegmentationScore.figures, LemmaScore.figures, AnalysisScore.figures, NameScore.figures,
      CoreferenceScore.figures,
    ]
  }

  static func run(_ path: String, files: String) throws {
    let reader = try Reader(file: { try? File.read("\(files)/\($0)") })
    let texts = TreebankText.documents(try Treebank.sentences(path))
    for measure in measures {
      for (name, value) in try measure(texts, reader) {
        print("\(name)\t\(percent(Int((value * 10_000).rounded()), 10_000))")
      }
    }
  }
}
