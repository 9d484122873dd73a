/// Writes metrics in the Prometheus text format 0.0.4 or in OpenMetrics 1.0: families in the order given, each with its
/// help and type, then its samples.
public struct MetricsWriter {
  public enum Format: Sendable {
    case prometheus, openMetrics

    /// The media type that goes with it.
    public var contentType: String {
      switch self {
      case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
      case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
      }
    }
  }

  public enum Kind: String, Sendable { case counter, gauge, histogram }

  public let format: Format
  private var bytes: [UInt8] = []
  private var name = ""
  private var kind = Kind.gauge

  public init(_ format: Format = .prometheus) { self.format = format }

  /// Begins a family. A counter's name ends in `_total`.
  public mutating func family(_ name: String, _ kind: Kind, _ help: String) {
    precondition(
      (kind == .counter) == name.hasSuffix("_total"), "counters end in _total, and nothing else: \(name)")
    self.name = name
    self.kind = kind
    // OpenMetrics names a counter's family without the suffix of its samples.
    let family = format == .openMetrics && kind == .counter ? String(name.dropLast(6)) : name
    // And it escapes quotation marks everywhere, the older format only in label values.
    let help = Self.escaped(help, quotes: format == .openMetrics)
    bytes += "# HELP \(family) \(help)\n# TYPE \(family) \(kind.rawValue)\n".utf8
  }

  /// A sample of the family begun last. Label values may be any text.
  public mutating func sample(_ value: Double) { sample([], value) }
  public mutating func sample(_ value: Int) { sample([], value) }

  public mutating func sample(_ labels: [(name: String, value: String)], _ value: Double) {
    write("", labels, Self.text(value))
  }

  public mutating func sample(_ labels: [(name: String, value: String)], _ value: Int) {
    write("", labels, String(value))
  }

  /// A histogram's samples: `classes` are counts by upper bound, not summed up, one more than `bounds`.
  public mutating func histogram(
    _ labels: [(name: String, value: String)], bounds: [Double], classes: some Collection<Int>, sum: Double
  ) {
    precondition(
      kind == .histogram && classes.count == bounds.count + 1, "a class for each bound, and one beyond")
    var count = 0
    for (bound, inClass) in zip(bounds.map(Self.text) + ["+Inf"], classes) {
      count += inClass
      write("_bucket", labels + [("le", bound)], String(count))
    }
    write("_sum", labels, Self.text(sum))
    write("_count", labels, String(count))
  }

  private mutating func write(_ suffix: String, _ labels: [(name: String, value: String)], _ value: String) {
    bytes += name.utf8
    bytes += suffix.utf8
    if !labels.isEmpty {
      let pairs = labels.map { "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\"" }
      bytes += "{\(pairs.joined(separator: ","))}".utf8
    }
    bytes += " \(value)\n".utf8
  }

  /// The whole text.
  public consuming func finish() -> [UInt8] {
    if format == .openMetrics { bytes += "# EOF\n".utf8 }
    return bytes
  }

  private static func text(_ value: Double) -> String {
    if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
    if value.isNaN { return "NaN" }
    return "\(value)"
  }

  private static func escaped(_ text: String, quotes: Bool) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\"" where quotes: escaped += "\\\""
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }
}
