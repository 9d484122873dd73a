import ArgumentParser
import Extraction

struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Print the versions of program and extractor.")

  func run() {
    print("onrecord \(Build.version) (extractor \(Extractor.version))")
  }
}
