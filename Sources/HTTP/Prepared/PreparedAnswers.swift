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
  private var made: UInt64 = 0
  private var repeated = RepeatedHeads()
  private var sweep = 0
  /// Taken out while an output may still point to them.
  private var retired: [PreparedAnswerPointer] = []
  private var retiredBytes = 0
  /// The field lines of the head being looked at.
  private let fields: UnsafeMutableBufferPointer<FieldLine>
  /// Field lines of a head that is looked at; one with more goes the common way.
  private static let fieldsMax = 100

  public init(bytesMax: Int = Self.bytesMaxDefault, seed: UInt64 = .random(in: .min ... .max)) {
    self.bytesMax = bytesMax
    self.seed = seed
    slots = .allocate(capacity: Self.slotsCount)
    slots.initialize(repeating: nil, count: Self.slotsCount)
    fields = .allocate(capacity: Self.fieldsMax)
  }

  deinit {
    for index in 0..<Self.slotsCount { slots[index]?.free() }
    for answer in retired { answer.free() }
    slots.deallocate()
    fields.deallocate()
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
    public var label: UnsafeRawBufferPointer { answer.entry.pointee.label }
  }

  /// Looks whether `received` begins with a whole request whose answer is here and holds at `version`. `nil` says
  /// nothing about the request but that it goes the common way.
  public mutating func find(_ received: UnsafeRawBufferPointer, _ rules: ConnectionRules, version: UInt64)
    -> Hit?
  {
    if let (count, outcome) = repeated.find(received), let answer = slots[outcome.slot],
      answer.entry.pointee.id == outcome.id, answer.entry.pointee.version == version
    {
      uses &+= 1
      answer.entry.pointee.used = uses
      return Hit(
        answer: answer, requestBytes: count, persists: outcome.persists, option: outcome.option,
        requestID: outcome.requestID.isEmpty
          ? nil : UnsafeRawBufferPointer(rebasing: received[outcome.requestID]))
    }
    return read(received, rules, version)
  }

  /// Reads the head.
  @inline(never)
  private mutating func read(
    _ received: UnsafeRawBufferPointer, _ rules: ConnectionRules, _ version: UInt64
  ) -> Hit? {
    let bytes = received.assumingMemoryBound(to: UInt8.self).span
    guard let base = received.baseAddress, let head = PlainHead(bytes, fields, rules.limits),
      head.framing.isAboutTheAnswerAlone, !head.framing.lacksHost(head.line.version),
      // Safe: the first `fieldCount` field lines were written just now.
      let key = HeadKey(
        head.line, UnsafeBufferPointer(start: fields.baseAddress, count: head.fieldCount), base, seed: seed),
      let slot = look(key, version), let answer = slots[slot]
    else { return nil }
    uses &+= 1
    answer.entry.pointee.used = uses
    let persists = head.framing.persists(head.line.version)
    let option = ConnectionOption(persists: persists, version: head.line.version)
    let requestID = head.framing.hasRequestID ? inboundID(head.fieldCount, bytes) : 0..<0
    repeated.keep(
      base, head.end,
      .init(slot: slot, id: answer.entry.pointee.id, persists: persists, option: option, requestID: requestID)
    )
    return Hit(
      answer: answer, requestBytes: head.end, persists: persists, option: option,
      requestID: requestID.isEmpty ? nil : UnsafeRawBufferPointer(rebasing: received[requestID]))
  }

  /// Where the request's own id stands; empty when it is not sane. As `Fields` has it, the first line counts.
  private func inboundID(_ count: Int, _ bytes: Span<UInt8>) -> Range<Int> {
    for index in 0..<count where fields[index].known == .requestID {
      return RequestIDs.isSane(bytes, fields[index].value) ? fields[index].value : 0..<0
    }
    return 0..<0
  }

  @inline(__always)
  private func look(_ key: HeadKey, _ version: UInt64) -> Int? {
    for way in 0..<Self.ways {
      let slot = Self.slot(key.hash, way)
      guard let answer = slots[slot] else { continue }
      if answer.entry.pointee.hash == key.hash, key.equals(answer.entry.pointee.key) {
        return answer.entry.pointee.version == version ? slot : nil
      }
    }
    return nil
  }

  @inline(__always)
  private static func slot(_ hash: UInt64, _ way: Int) -> Int {
    (Int(truncatingIfNeeded: hash) &+ way) & (slotsCount &- 1)
  }

  /// Appends the answer of `hit`, which must be from the last `find`. Content may be borrowed: the output is to be sent
  /// or settled before `freeRetired`.
  public func write(_ hit: Hit, _ lines: AnswerLines, into output: inout Output) {
    let answer = hit.answer.entry
    output.append(upTo: answer.pointee.room &+ lines.requestID.count) { start in
      var head = TextWriter(start)
      head.write(answer.pointee.statusLine)
      head.write(lines, answer.pointee.timing, hit.option)
      head.write(answer.pointee.head)
      if !answer.pointee.isBorrowed { head.write(answer.pointee.content) }
      return head.count
    }
    if answer.pointee.isBorrowed { output.borrow(answer.pointee.content) }
  }

  /// Keeps `response` for requests equal to `request`, if it may be given again. `series` and `label` come with every
  /// hit, for the caller to count and log by.
  public mutating func keep(
    _ response: Response, for request: Request, series: Int, label: [UInt8]
  ) {
    guard let version = response.validAt, let key = AnswerKey(request, seed: seed) else { return }
    let needed = PreparedAnswerPointer.footprint(key, response, label: label)
    guard needed <= bytesMax / Self.shareMax else { return }
    // An output may borrow from what is retired, so that is freed at the turn's end alone; till then there is a bound.
    guard retiredBytes <= bytesMax / Self.shareMax else { return }
    let slot = place(key)
    if let old = slots[slot] {
      // Kept already: requests of a connection that waits to be read are answered past `find`.
      if old.entry.pointee.version == version, old.entry.pointee.hash == key.hash,
        old.entry.pointee.key.elementsEqual(key.bytes)
      {
        return
      }
      retire(old, slot)
    }
    makeRoom(needed)
    made &+= 1
    let answer = PreparedAnswerPointer(
      key, id: made, response, isHead: request.method == .head, version: version, series: series, label: label
    )
    answer.entry.pointee.used = uses
    slots[slot] = answer
    bytes += answer.footprint
  }

  /// Where the answer is to go: where its predecessor is, where there is room, or where the least recently used is.
  private func place(_ key: AnswerKey) -> Int {
    var best = Self.slot(key.hash, 0)
    var bestUsed = UInt64.max
    for way in 0..<Self.ways {
      let slot = Self.slot(key.hash, way)
      guard let answer = slots[slot] else {
        if bestUsed > 0 {
          best = slot
          bestUsed = 0
        }
        continue
      }
      if answer.entry.pointee.hash == key.hash, answer.entry.pointee.key.elementsEqual(key.bytes) {
        return slot
      }
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
    retiredBytes += answer.footprint
  }

  /// Gives back what was taken out, once no output borrows from it.
  public mutating func freeRetired() {
    if retired.isEmpty { return }
    for answer in retired { answer.free() }
    retired.removeAll(keepingCapacity: true)
    retiredBytes = 0
  }

  /// Bytes of memory the answers take, those that wait to be freed included.
  public var footprint: Int { bytes + retiredBytes }
}
