import HTTP
import Sockets
import Synchronization

/// What the loops of one server share. Touched when a connection opens or closes, never for a request.
final class SharedState: Sendable {
  /// Connections of all loops.
  let open = Atomic(0)
  /// To accept with when there is no other descriptor left.
  let reserve = DescriptorReserve()
  let handler: any Handler
  let routes: [String]
  let rules: ConnectionRules
  /// Those of the TLS port.
  let securedRules: ConnectionRules
  let workers: WorkerPool
  let accessLog: AccessLog?
  let log: @Sendable (ServerEvent) -> Void

  init(
    handler: any Handler, limits: Limits, workers: WorkerPool, accessLog: AccessLog?,
    log: @escaping @Sendable (ServerEvent) -> Void
  ) {
    self.handler = handler
    routes = handler.routes
    rules = ConnectionRules(limits)
    securedRules = ConnectionRules(limits, isSecured: true)
    self.workers = workers
    self.accessLog = accessLog
    self.log = log
  }
}

/// One thread's share of the server: its listener, its peers, their timers, and one pair of buffers for all of them.
///
/// It waits for readiness, reads once from each ready socket, lets the peer's `Connection` say what is to be done, and
/// writes all answers of that turn with one call. What the kernel does not take stays with the peer.
struct EventLoop: ~Copyable {
  /// Bytes taken in one read.
  static let readBytes = 64 * 1024
  /// The capacity above which the shared output buffer is given back after use.
  static let keptOutputBytes = 256 * 1024

  static let listenerToken: UInt64 = 0
  static let mailboxToken: UInt64 = 1
  static let tlsListenerToken: UInt64 = 2

  let configuration: ServerConfiguration
  // Of the configuration, what every request needs.
  let outputBytesMax: Int
  let keepAliveMilliseconds: Int64
  let shared: SharedState
  let handler: any Handler
  let rules: ConnectionRules
  let counters: LoopCounters
  let mailbox: Mailbox

  let poller: Poller
  /// `nil` once draining.
  var listener: Listener?
  /// `nil` without a TLS port, and once draining.
  var tlsListener: Listener?
  /// Given to new sessions; another after a reload.
  var tlsContext: TLSContext?
  var handshakesLeft = EventLoop.handshakesMax
  /// When to give free memory back.
  var trimAt: Int64?
  var acceptPause: AcceptPause?
  var pauseToldAt: Int64?

  var peers = PeerTable()
  /// Peers with requests left when they had sent `outputBytesMax`: a turn is bounded for each, so that a long pipeline
  /// holds up nobody else. They go on in the next turn.
  var unfinished: [PeerID] = []
  /// By the peers' index. A deadline that moves later is left as it is and looked at when it comes.
  var timers = TimerHeap()

  let input: UnsafeMutableRawBufferPointer
  /// Room for what a TLS session decrypts of one read; empty without a TLS port.
  var plaintext = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  /// What the peer being served is to be sent.
  var output = Output()
  /// And what of it is encrypted, on the TLS port.
  var wire = ByteBuffer()
  var prepared: PreparedAnswers
  var requestIDs = RequestIDs()
  var accessLog: AccessLogBuffer

  var clock = LoopClock()
  /// Monotonic milliseconds, read once a turn.
  var now: Int64 { clock.milliseconds }

  /// Set while draining: when to cut.
  var drainDeadline: Int64?
  var isDraining: Bool { drainDeadline != nil }

  init(
    _ listener: consuming Listener, configuration: ServerConfiguration, shared: SharedState,
    counters: LoopCounters, mailbox: Mailbox
  ) throws(SystemError) {
    let poller = try Poller()
    try poller.add(listener.descriptor, token: Self.listenerToken, events: .readable)
    try poller.add(mailbox.descriptor, token: Self.mailboxToken, events: .readable)
    self.poller = poller
    self.configuration = configuration
    outputBytesMax = configuration.limits.outputBytesMax
    keepAliveMilliseconds = configuration.limits.keepAliveMilliseconds
    self.shared = shared
    handler = shared.handler
    rules = shared.rules
    self.counters = counters
    self.mailbox = mailbox
    prepared = PreparedAnswers(bytesMax: configuration.preparedBytesMax)
    accessLog = AccessLogBuffer(shared.accessLog)
    self.listener = consume listener
    input = .allocate(byteCount: Self.readBytes, alignment: 64)
  }

  /// Serves TLS on a port of its own too. Before `run`.
  mutating func open(_ listener: consuming Listener, _ context: TLSContext) throws(SystemError) {
    try poller.add(listener.descriptor, token: Self.tlsListenerToken, events: .readable)
    tlsListener = consume listener
    tlsContext = context
    plaintext.deallocate()
    plaintext = .allocate(byteCount: TLSSession.plaintextBytes(forCiphertext: Self.readBytes), alignment: 64)
  }

  deinit {
    input.deallocate()
    plaintext.deallocate()
  }

  /// Serves until told to stop and drained.
  mutating func run() {
    while !isDraining || peers.count > 0 {
      let count = poller.wait(milliseconds: patience())
      clock.read()
      counters.wakeups.add(1)
      prepared.freeRetired()
      handshakesLeft = Self.handshakesMax
      let waiting = unfinished
      unfinished = []
      for index in 0..<count {
        let (token, events) = poller.event(index)
        switch token {
        case Self.listenerToken: accept()
        case Self.tlsListenerToken: accept(isTLS: true)
        case Self.mailboxToken: takeMail()
        default: handle(events, of: PeerID(token: token))
        }
      }
      advanceUnfinished(waiting)
      while let index = timers.popDue(now) { timeOut(peers.current(index)) }
      if let pause = acceptPause, now >= pause.end { resumeAccepting() }
      if let drainDeadline, now >= drainDeadline { cutAll() }
      if let trimAt, now >= trimAt {
        self.trimAt = nil
        Heap.giveBack()
      }
      accessLog.turnEnds(now)
    }
    accessLog.handOver(now)
  }

  /// Milliseconds until something is due by the clock.
  private func patience() -> Int64? {
    if !unfinished.isEmpty { return 0 }
    var due = timers.earliest
    if let pause = acceptPause { due = min(due ?? .max, pause.end) }
    if let drainDeadline { due = min(due ?? .max, drainDeadline) }
    if let trimAt { due = min(due ?? .max, trimAt) }
    if let logDue = accessLog.due { due = min(due ?? .max, logDue) }
    // By the clock as read at the turn's beginning: what the turn took comes on top, which is little.
    return due.map { max(0, $0 - now) }
  }

  private mutating func handle(_ events: Poller.Events, of id: PeerID) {
    // Gone earlier in this turn.
    guard let peer = peers.find(id) else { return }
    let isReading = peer.pointee.watched?.contains(.readable) ?? false
    // Without reading we would not learn of the end by it, and it would be told for ever.
    if events.contains(.failed) || events.contains(.hungUp) && !isReading { return drop(id) }
    if mustWait(peer) { return }
    if isReading && !events.isDisjoint(with: [.readable, .peerEnded, .hungUp]) {
      receive(id, peer)
    } else if events.contains(.writable) {
      advance(id, peer)
    }
  }

  private mutating func takeMail() {
    let contents = mailbox.take()
    for result in contents.results {
      // The peer may have gone while its answer was made.
      guard let peer = peers.find(result.peer), peer.pointee.isWorking else { continue }
      peer.pointee.isWorking = false
      advance(result.peer, peer, .answer(result.response, result.request))
    }
    if let context = contents.tlsContext { tlsContext = context }
    if contents.isToStop && !isDraining { drain() }
  }
}
