/// Metrics as text, read strictly: the Prometheus text format 0.0.4, or OpenMetrics 1.0 when it ends in `# EOF`.
public struct MetricsText: Sendable {
  public struct Family: Sendable {
    public var name: String
    public var type: String
    public var help: String
    public var samples: [Sample] = []
  }

  public struct Sample: Sendable {
    public var name: String
    public var labels: [String: String]
    public var value: Double
  }

  public struct Fault: Error, Sendable, CustomStringConvertible {
    public var description: String
  }

  public private(set) var families: [Family] = []
  public let isOpenMetrics: Bool

  public subscript(name: String) -> Family? { families.first { $0.name == name } }

  /// The sample of this name and these labels.
  public func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
    for family in families {
      for sample in family.samples where sample.name == name && sample.labels == labels {
        return sample.value
      }
    }
    return nil
  }

  /// Throws `Fault` when anything is not as the format has it.
  public init(_ bytes: [UInt8]) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    guard bytes.last == 0x0A else { throw Fault(description: "the last line does not end") }
    var lines = text.unicodeScalars.dropLast().split(separator: "\n", omittingEmptySubsequences: false).map {
      String($0)
    }
    isOpenMetrics = lines.last == "# EOF"
    if isOpenMetrics { lines.removeLast() }
    var seen = Set<String>()
    var index = 0
    while index < lines.count {
      let line = lines[index]
      if line.hasPrefix("# HELP ") {
        let help = line.dropFirst(7).split(separator: " ", maxSplits: 1).map(String.init)
        guard help.count == 2, Self.isName(help[0]), self[help[0]] == nil, index + 1 < lines.count,
          lines[index + 1].hasPrefix("# TYPE \(help[0]) ")
        else { throw Fault(description: "line \(index + 1): \(line)") }
        let type = String(lines[index + 1].dropFirst(8 + help[0].utf8.count))
        guard ["counter", "gauge", "histogram"].contains(type) else {
          throw Fault(description: "a type: \(type)")
        }
        families.append(Family(name: help[0], type: type, help: help[1]))
        index += 2
        continue
      }
      guard !families.isEmpty, let sample = Self.sample(line), seen.insert(Self.series(line)).inserted,
        belongs(sample, to: families[families.count - 1])
      else { throw Fault(description: "line \(index + 1): \(line)") }
      families[families.count - 1].samples.append(sample)
      index += 1
    }
    for family in families where family.type == "histogram" { try Self.check(family) }
  }

  private static func isName(_ text: String) -> Bool {
    let isFirst: (Unicode.Scalar) -> Bool = {
      ("a"..."z").contains($0) || ("A"..."Z").contains($0) || $0 == "_"
    }
    guard let first = text.unicodeScalars.first, isFirst(first) else { return false }
    return text.unicodeScalars.allSatisfy { isFirst($0) || ("0"..."9").contains($0) }
  }

  private static func series(_ line: String) -> String {
    line.lastIndex(of: " ").map { String(line[..<$0]) } ?? line
  }

  private func belongs(_ sample: Sample, to family: Family) -> Bool {
    switch family.type {
    case "counter":
      sample.name == (isOpenMetrics ? family.name + "_total" : family.name) && sample.name.hasSuffix("_total")
        && sample.value >= 0
    case "gauge": sample.name == family.name && sample.labels["le"] == nil
    default: ["_bucket", "_sum", "_count"].map { family.name + $0 }.contains(sample.name)
    }
  }

  private static func sample(_ line: String) -> Sample? {
    var rest = Array(line.unicodeScalars)[...]
    let name = String(String.UnicodeScalarView(rest.prefix { $0 != "{" && $0 != " " }))
    rest = rest.dropFirst(name.unicodeScalars.count)
    var labels: [String: String] = [:]
    if rest.first == "{" {
      repeat {
        rest = rest.dropFirst()
        let label = String(String.UnicodeScalarView(rest.prefix { $0 != "=" }))
        rest = rest.dropFirst(label.unicodeScalars.count)
        guard isName(label), labels[label] == nil, rest.popFirst() == "=", rest.popFirst() == "\"" else {
          return nil
        }
        var value = ""
        while let scalar = rest.popFirst(), scalar != "\"" {
          guard scalar == "\\" else {
            value.unicodeScalars.append(scalar)
            continue
          }
          switch rest.popFirst() {
          case "\\": value += "\\"
          case "\"": value += "\""
          case "n": value += "\n"
          default: return nil
          }
        }
        labels[label] = value
      } while rest.first == ","
      guard rest.popFirst() == "}" else { return nil }
    }
    guard isName(name), rest.popFirst() == " " else { return nil }
    let text = String(String.UnicodeScalarView(rest))
    let value: Double? = text == "+Inf" ? .infinity : Double(text)
    return value.map { Sample(name: name, labels: labels, value: $0) }
  }

  /// Classes ascend, sum up, and end in all.
  private static func check(_ family: Family) throws {
    for count in family.samples where count.name.hasSuffix("_count") {
      let buckets = family.samples.filter { sample in
        sample.name.hasSuffix("_bucket") && sample.labels.filter { $0.key != "le" } == count.labels
      }
      let bounds = buckets.map { bucket in
        bucket.labels["le"].flatMap { $0 == "+Inf" ? .infinity : Double($0) } ?? -.infinity
      }
      guard bounds == bounds.sorted(), Set(bounds).count == bounds.count, bounds.last == .infinity,
        buckets.map(\.value) == buckets.map(\.value).sorted(), buckets.last?.value == count.value,
        family.samples.contains(where: { $0.name.hasSuffix("_sum") && $0.labels == count.labels })
      else { throw Fault(description: "\(family.name) \(count.labels) is no histogram") }
    }
  }
}
