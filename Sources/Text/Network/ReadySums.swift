/// The first layer's sums of frequent forms, ready-made: what the network makes of a form depends on nothing else, and these
/// forms are two thirds of a text's word types.
///
/// Format, little endian: the `KeyTable` of the forms as written; Float32 scale of each row; the rows, Int16 times the scale.
package struct ReadySums: Sendable {
  private let forms: KeyTable
  private let bytes: ModelBytes
  private let count, width: Int

  /// `offset` is moved behind the rows. `nil` when the bytes do not hold `count` rows of `width`.
  init?(_ bytes: ModelBytes, _ offset: inout Int, count: Int, width: Int) {
    guard let forms = KeyTable(bytes, &offset), let rows = bytes.slice(offset, count: count * (4 + 2 * width))
    else {
      return nil
    }
    offset += rows.count
    self.forms = forms
    self.bytes = rows
    self.count = count
    self.width = width
  }

  /// The row of a form as written; `nil` when it is not among them.
  @inline(__always)
  func row(_ form: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let row = forms[FormHash.of(form, 0..<form.count)], row < count else { return nil }
    return row
  }

  @inline(__always)
  func write(_ row: Int, to sums: UnsafeMutablePointer<Float>) {
    // Safe: `row` is below `count`, and the slice holds as many. The file is aligned to four bytes here.
    let scale = Float(bitPattern: bytes.loaded(row &* 4))
    let values = (bytes.pointer + count &* 4 + row &* width &* 2).assumingMemoryBound(to: Int16.self)
    for unit in 0..<width { sums[unit] = scale * Float(values[unit]) }
  }

  /// The bytes of a table; `rows` are those of `forms`. `nil` when two forms cannot be told apart.
  package static func bytes(_ forms: [[UInt8]], rows: [[Float]]) -> [UInt8]? {
    let hashes = forms.map { form in form.withUnsafeBufferPointer { FormHash.of($0, 0..<$0.count) } }
    guard var bytes = KeyTable.bytes(hashes) else { return nil }
    let scales = rows.map { row in max(1e-6, row.map(abs).max() ?? 0) / 32767 }
    for scale in scales {
      for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: scale.bitPattern >> (8 * UInt32(shift)))) }
    }
    for (row, scale) in zip(rows, scales) {
      for value in row {
        let number = Int16(max(-32767, min(32767, (value / scale).rounded())))
        bytes.append(UInt8(truncatingIfNeeded: number))
        bytes.append(UInt8(truncatingIfNeeded: number >> 8))
      }
    }
    return bytes
  }
}

extension NetworkModel {
  /// The first layer's sums of a form, for the maker of the table.
  package func firstSums(_ form: [UInt8]) -> [Float] {
    var tokens = [Token(start: 0, end: form.count, spaceBefore: true)]
    let words = Words(form, &tokens)
    let type = words.types[0]
    // The product takes four rows at a time.
    var input = [Float](repeating: 0, count: 4 * shape.input)
    var sums = [Float](repeating: 0, count: 4 * shape.gates)
    input.withUnsafeMutableBufferPointer { input in
      sums.withUnsafeMutableBufferPointer { sums in
        guard let input = input.baseAddress, let sums = sums.baseAddress else { return }
        words.lowerUTF8(0).withUnsafeBufferPointer { lower in
          write(
            WordInput(lower, shape: type.shape, flags: type.flags, words: self.words), lower: lower, to: input
          )
        }
        FloatProduct.multiply(input, 1, shape.input, part("layer0.weights"), shape.gates, sums)
      }
    }
    let bias = part("layer0.bias")
    return (0..<shape.gates).map { sums[$0] + bias[$0] }
  }
}
