// swift-tools-version: 6.2
// OnRecord: news articles in; who said what and who stands where out.
// What each target may import stands in ARCHITECTURE.md; Tests/ArchitectureTests holds the code to it.
import PackageDescription

// The arithmetic of the models is a hundred times as slow unoptimised, and tests read many texts.
let fastInTests: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

#if arch(x86_64)
  // Code for AVX2 in one target, which is called where the processor has it.
  let wideVectors: [SwiftSetting] = fastInTests + [.unsafeFlags(["-target-cpu", "haswell"])]
#else
  let wideVectors: [SwiftSetting] = []
#endif

let package = Package(
  name: "OnRecord",
  products: [.executable(name: "onrecord", targets: ["onrecord"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  ],
  targets: [
    // C: shims over Glibc and system libraries, and the files compiled in.
    .target(name: "CLinux"),
    .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CCompression", providers: [.apt(["zlib1g-dev", "libbrotli-dev"])]),
    .target(name: "CAssets", exclude: ["files"]),

    // Foundations: no I/O.
    .target(name: "NewsModel"),
    .target(name: "JSON"),
    .target(name: "Digest", dependencies: ["COpenSSL"]),
    .target(name: "Codings", dependencies: ["CCompression"]),
    .target(name: "Telemetry", dependencies: ["JSON", .product(name: "Logging", package: "swift-log")]),

    // The server.
    .target(name: "HTTP"),
    .target(name: "Sockets", dependencies: ["CLinux", "COpenSSL"]),
    .target(name: "Server", dependencies: ["Sockets", "HTTP", "Telemetry"]),

    // The reading of articles.
    .target(name: "Text", swiftSettings: fastInTests),
    .target(name: "WideVectors", dependencies: ["Text"], swiftSettings: wideVectors),
    .target(name: "Extraction", dependencies: ["Text", "NewsModel"], swiftSettings: fastInTests),
    .target(name: "Import", dependencies: ["NewsModel", "JSON"]),

    // Keeping and serving what was read.
    .target(name: "Store", dependencies: ["NewsModel"]),
    .target(
      name: "Ingestion",
      dependencies: ["Import", "Text", "Extraction", "Store", "NewsModel", "Digest"]),
    .target(
      name: "API",
      dependencies: [
        "HTTP", "JSON", "NewsModel", "Store", "Import", "Ingestion", "Digest", "Telemetry", "Codings",
      ]),

    .executableTarget(
      name: "onrecord",
      dependencies: [
        "API", "CAssets", "Digest", "Extraction", "HTTP", "Import", "Ingestion", "JSON", "NewsModel",
        "Server", "Sockets", "Store", "Telemetry", "Text", "CLinux", "WideVectors",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Makes the models that CAssets embeds; scripts/train runs it.
    .executableTarget(
      name: "OnRecordTrain",
      dependencies: ["Text", "Extraction", "WideVectors", "CLinux", "NewsModel", "JSON"]),

    // Tests: one folder a target.
    .target(
      name: "TestSupport", dependencies: ["CAssets", "COpenSSL", "Sockets", "Text"], path: "Tests/TestSupport"
    ),
    .testTarget(name: "JSONTests", dependencies: ["JSON", "TestSupport"]),
    .testTarget(
      name: "TelemetryTests",
      dependencies: ["Telemetry", "JSON", "TestSupport", .product(name: "Logging", package: "swift-log")]),
    .testTarget(name: "NewsModelTests", dependencies: ["NewsModel", "Digest", "TestSupport"]),
    .testTarget(name: "CodingsTests", dependencies: ["Codings", "TestSupport"]),
    .testTarget(name: "HTTPTests", dependencies: ["HTTP", "TestSupport"]),
    .testTarget(
      name: "FuzzTests", dependencies: ["HTTP", "Codings", "Text", "TestSupport"], path: "Tests/Fuzz",
      // Inputs are read where they lie; LibFuzzer.swift is for `scripts/fuzz` alone.
      exclude: ["README.md", "LibFuzzer.swift"]
        + ["http", "head", "chunked", "fields"].flatMap { ["\($0)/corpus", "\($0)/regressions"] }
        + ["codings/corpus", "text/corpus"]),
    .testTarget(name: "SocketsTests", dependencies: ["Sockets", "COpenSSL", "TestSupport"]),
    .testTarget(
      name: "ServerTests", dependencies: ["Server", "Sockets", "HTTP", "JSON", "Telemetry", "TestSupport"]),
    .testTarget(name: "TextTests", dependencies: ["Text", "WideVectors", "CLinux", "TestSupport"]),
    .testTarget(name: "OnRecordTrainTests", dependencies: ["OnRecordTrain", "Text", "TestSupport"]),
    .testTarget(
      name: "ExtractionTests", dependencies: ["Extraction", "Text", "NewsModel", "TestSupport"]),
    .testTarget(name: "ImportTests", dependencies: ["Import", "NewsModel", "JSON", "TestSupport"]),
    .testTarget(name: "StoreTests", dependencies: ["Store", "NewsModel", "TestSupport"]),
    .testTarget(
      name: "IngestionTests",
      dependencies: ["Ingestion", "Store", "Import", "Extraction", "NewsModel", "TestSupport"]),
    .testTarget(
      name: "APITests",
      dependencies: [
        "API", "Codings", "HTTP", "JSON", "NewsModel", "Store", "Ingestion", "Import", "Extraction", "Server",
        "Sockets", "Telemetry", "TestSupport",
      ]),
    .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"]),
    .testTarget(name: "AbuseTests", dependencies: ["onrecord", "JSON", "Sockets", "TestSupport"]),
    .testTarget(name: "EndToEndTests", dependencies: ["onrecord", "JSON", "Sockets", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
