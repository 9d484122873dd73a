/// A file of tensors (github.com/huggingface/safetensors): eight bytes of length, a JSON header, the numbers.
struct SafeTensors {
  private let path: String
  private let bytes: [UInt8]
  private let header: String
  private let start: Int

  init(_ path: String) throws {
    bytes = try File.read(path)
    self.path = path
    var length = 0
    guard bytes.count > 8 else { throw TrainError(description: "\(path): too short") }
    for index in 0..<8 { length |= Int(bytes[index]) << (8 * index) }
    guard length > 0, 8 + length <= bytes.count else { throw TrainError(description: "\(path): no header") }
    header = String(decoding: bytes[8..<(8 + length)], as: UTF8.self)
    start = 8 + length
  }

  /// The numbers of a tensor of 32-bit floats.
  func floats(_ name: String) throws -> [Float] {
    // The header is JSON, but one entry of a known form is all that is read of it.
    guard let entry = header.firstRange(of: "\"\(name)\":{"),
      let end = header[entry.upperBound...].firstIndex(of: "}"),
      header[entry.upperBound..<end].contains("F32"),
      let offsets = header[entry.upperBound..<end].firstRange(of: "\"data_offsets\":[")
    else { throw TrainError(description: "\(path): no tensor of floats \(name)") }
    let numbers = header[offsets.upperBound..<end].prefix { $0 != "]" }.split(separator: ",").compactMap {
      Int($0)
    }
    guard numbers.count == 2, numbers[0] <= numbers[1], start + numbers[1] <= bytes.count else {
      throw TrainError(description: "\(path): wrong offsets of \(name)")
    }
    let range = (start + numbers[0])..<(start + numbers[1])
    return bytes[range].withUnsafeBytes { raw in
      (0..<(range.count / 4)).map { raw.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self) }
    }
  }
}
