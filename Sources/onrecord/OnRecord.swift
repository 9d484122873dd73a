import ArgumentParser

/// The command line. Exit status: 0 when all went well, 1 when a document or the start failed, 64 for wrong usage.
@main
struct OnRecord: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "onrecord",
    abstract: "Who said what and who stands where, from news articles.",
    version: Build.version,
    subcommands: [ServeCommand.self, ExtractCommand.self, ExplainCommand.self, VersionCommand.self])
}
