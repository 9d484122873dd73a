/// Answers kept as bytes, so that a request seen before is answered without being made into a `Request`, asked of the
/// handler and encoded: in effect a cache by RFC 9111 inside the origin. It holds what `Response.validAt` allows, and
/// answers by the key of `AnswerKey`; whatever a request says that neither the key nor the framing knows changes
/// nothing in an answer.
///
/// One thread's own. Bounded in bytes; finding takes a hash and at most `ways` looks, keeping the same.
public struct PreparedAnswers: ~Copyable {
  /// Bytes of all answers kept; when more are wanted, others make room.
  public static let bytesMaxDefault = 16 * 1024 * 1024
  /// An answer longer than this share of all bytes is not kept.
  private static let shareMax = 8
  private static let slotsCount = 4096
  private static let ways = 4
  /// From this length on, content is sent from where it lies.
  static let borrowedBytesMin = 2048

  private let bytesMax: Int
  private let seed: UInt64
  private let slots: UnsafeMutablePointer<PreparedAnswerPointer?>
  private var bytes = 0
  private var uses: UInt64 = 0
  private var sweep = 0
  /// Taken out while an output may still point to them.
  private var retired: [PreparedAnswerPointer] = []
  // What a search needs, kept so that none allocates.
  private var fieldLines: [FieldLine] = []
  private var key = AnswerKey()

  public init(bytesMax: Int = Self.bytesMaxDefault, seed: UInt64 = .random(in: .min ... .max)) {
    self.bytesMax = bytesMax
    self.seed = seed
    slots = .allocate(capacity: Self.slotsCount)
    slots.initialize(repeating: nil, count: Self.slotsCount)
    fieldLines.reserveCapacity(Limits().headerFieldsMax)
  }

  deinit {
    for index in 0..<Self.slotsCount { slots[index]?.free() }
    for answer in retired { answer.free() }
    slots.deallocate()
  }

  /// A request found, with its answer.
  public struct Hit {
    let answer: PreparedAnswerPointer
    /// Bytes of the request.
    public let requestBytes: Int
    /// Whether the connection goes on behind the answer.
    public let persists: Bool
    let option: ConnectionOption
    /// `X-Request-Id`, when it is sane.
    public let requestID: UnsafeRawBufferPointer?

    /// As given to `keep`.
    public var series: Int { answer.entry.pointee.series }
    public var label: UnsafeRawBufferPointer { answer.label }
  }

  /// Looks whether `received` begins with a whole request whose answer is here and holds at `version`. `nil` says
  /// nothing about the request but that it goes the common way.
  public mutating func find(_ received: UnsafeRawBufferPointer, _ rules: ConnectionRules, version: UInt64) -> Hit? {
    var parser = HeadParser()
    fieldLines.removeAll(keepingCapacity: true)
    let bytes = received.assumingMemoryBound(to: UInt8.self).span
    let end: Int
    do throws(Fault) {
      guard let whole = try parser.parse(bytes, into: &fieldLines, rules.limits) else { return nil }
      guard parser.framing.isPlain, try parser.body(bodyBytesMax: 0) == .length(0) else { return nil }
      end = whole
    } catch {
      return nil
    }
    guard let line = parser.requestLine, key.take(line, fieldLines, received),
      let answer = look(key.hash(seed), version)
    else { return nil }
    uses &+= 1
    answer.entry.pointee.used = uses
    let persists = parser.framing.persists(line.version)
    var requestID: UnsafeRawBufferPointer?
    if parser.framing.hasRequestID {
      for field in fieldLines where field.known == .requestID {
        // As `Fields` has it: the first one counts.
        if RequestIDs.isSane(bytes, field.value) { requestID = UnsafeRawBufferPointer(rebasing: received[field.value]) }
        break
      }
    }
    return Hit(
      answer: answer, requestBytes: end, persists: persists,
      option: ConnectionOption(persists: persists, version: line.version), requestID: requestID)
  }

  private func look(_ hash: UInt64, _ version: UInt64) -> PreparedAnswerPointer? {
    for way in 0..<Self.ways {
      guard let answer = slots[Self.slot(hash, way)] else { continue }
      if answer.entry.pointee.hash == hash, key.equals(answer.key) {
        return answer.entry.pointee.version == version ? answer : nil
      }
    }
    return nil
  }

  @inline(__always)
  private static func slot(_ hash: UInt64, _ way: Int) -> Int {
    (Int(truncatingIfNeeded: hash) &+ way) & (slotsCount &- 1)
  }

  /// Appends the answer of `hit`, which must be from the last `find`. Content may be borrowed: the output is to be sent
  /// or settled before `freeRetired`. Returns the bytes of the answer.
  public func write(_ hit: Hit, _ lines: AnswerLines, into output: inout Output) -> Int {
    let before = output.count
    let content = hit.answer.content
    let isBorrowed = content.count >= Self.borrowedBytesMin
    let statusLine = hit.answer.statusLine
    let fixed = hit.answer.head
    let timing = hit.answer.entry.pointee.timing
    let room = statusLine.count &+ lines.bytesMax &+ fixed.count &+ (isBorrowed ? 0 : content.count)
    output.append(upTo: room) { start in
      var head = TextWriter(start)
      head.write(statusLine)
      head.write(lines, timing, hit.option)
      head.write(fixed)
      if !isBorrowed { head.write(content) }
      return head.count
    }
    if isBorrowed { output.borrow(content) }
    return output.count &- before
  }

  /// Keeps `response` for requests equal to `request`, if it may be given again. `series` and `label` come with every
  /// hit, for the caller to count and log by.
  public mutating func keep(
    _ response: Response, for request: Request, series: Int, label: [UInt8]
  ) {
    guard let version = response.validAt, let key = AnswerKey(request) else { return }
    let needed = PreparedAnswerPointer.footprint(key.bytes, response, label: label)
    guard needed <= bytesMax / Self.shareMax else { return }
    let hash = key.hash(seed)
    let slot = place(key, hash)
    if let old = slots[slot] { retire(old, slot) }
    makeRoom(needed)
    let answer = PreparedAnswerPointer(
      key.bytes, hash: hash, response, isHead: request.method == .head, version: version, series: series, label: label)
    answer.entry.pointee.used = uses
    slots[slot] = answer
    bytes += answer.footprint
  }

  /// Where the answer is to go: where its predecessor is, where there is room, or where the least recently used is.
  private func place(_ key: AnswerKey, _ hash: UInt64) -> Int {
    var best = Self.slot(hash, 0)
    var bestUsed = UInt64.max
    for way in 0..<Self.ways {
      let slot = Self.slot(hash, way)
      guard let answer = slots[slot] else {
        if bestUsed > 0 {
          best = slot
          bestUsed = 0
        }
        continue
      }
      if answer.entry.pointee.hash == hash, key.equals(answer.key) { return slot }
      if answer.entry.pointee.used < bestUsed {
        best = slot
        bestUsed = answer.entry.pointee.used
      }
    }
    return best
  }

  /// Takes answers out in the order of the table, which is as good as at random.
  private mutating func makeRoom(_ needed: Int) {
    while bytes + needed > bytesMax {
      if let answer = slots[sweep] { retire(answer, sweep) }
      sweep = (sweep + 1) & (Self.slotsCount - 1)
    }
  }

  private mutating func retire(_ answer: PreparedAnswerPointer, _ slot: Int) {
    slots[slot] = nil
    bytes -= answer.footprint
    retired.append(answer)
  }

  /// Gives back what was taken out, once no output borrows from it.
  public mutating func freeRetired() {
    if retired.isEmpty { return }
    for answer in retired { answer.free() }
    retired.removeAll(keepingCapacity: true)
  }

  /// Bytes of memory the answers take.
  public var footprint: Int { bytes }
}
