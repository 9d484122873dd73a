public import HTTP
public import Sockets
import Synchronization

/// Serves HTTP/1.1: one event loop a processor, each with its own listener on the same address, and a pool of workers
/// for answers that take long. A server starts once and stops once; a process may have any number of them.
public final class Server: Sendable {
  private let configuration: ServerConfiguration
  private let shared: SharedState
  private let state = Monitor(State())

  /// Milliseconds that stopping waits for the last lines of the access log.
  private static let logMilliseconds: Int64 = 2_000

  private struct State {
    var hasStarted = false
    var isStopping = false
    /// When to give up waiting for workers (monotonic milliseconds).
    var deadline = Int64.max
    var runningLoops = 0
    var mailboxes: [Mailbox] = []
    var tlsAddress: SocketAddress?
    var counters: [LoopCounters] = []
  }

  /// `log` is called now and then from the loops' threads and must not block.
  public init(
    configuration: ServerConfiguration, handler: any Handler, accessLog: AccessLog? = nil,
    log: @escaping @Sendable (ServerEvent) -> Void = { _ in }
  ) {
    configuration.check()
    self.configuration = configuration
    let workers = WorkerPool(queueMax: configuration.workQueueMax)
    shared = SharedState(
      handler: handler, limits: configuration.limits, workers: workers, accessLog: accessLog, log: log)
  }

  /// Binds the address, starts all threads and returns the address with the port bound; from then on clients are
  /// served. Throws `SocketAddress.UnknownHost`, `ListenError` or `SystemError`; each describes itself in a sentence.
  /// Then nothing is left running.
  public func start() throws -> SocketAddress {
    let isFirst = state.change { state in
      defer { state.hasStarted = true }
      return !state.hasStarted
    }
    precondition(isFirst, "a server starts once")
    var address = try SocketAddress(host: configuration.host, port: configuration.port)
    var tlsAddress = try configuration.tls.map { try SocketAddress(host: configuration.host, port: $0.port) }
    var loops: [Handoff<EventLoop>] = []
    for number in 0..<configuration.loops {
      let listener = try Listener(address, sharing: number > 0)
      address = listener.address
      let mailbox = try Mailbox()
      let counters = LoopCounters(routes: shared.routes)
      var loop = try EventLoop(
        listener, configuration: configuration, shared: shared, counters: counters, mailbox: mailbox)
      if let tls = configuration.tls, let wanted = tlsAddress {
        let tlsListener = try Listener(wanted, sharing: number > 0)
        tlsAddress = tlsListener.address
        try loop.open(tlsListener, TLSContext(tls.credentials, tickets: tls.ticketKeys))
      }
      loops.append(Handoff(loop))
      state.change {
        $0.mailboxes.append(mailbox)
        $0.counters.append(counters)
      }
    }
    do {
      try shared.workers.start(configuration.workers)
      for (number, loop) in loops.enumerated() { try start(loop, number) }
    } catch {
      stop()
      wait()
      throw error
    }
    state.change { $0.tlsAddress = tlsAddress }
    shared.log(.listening(address))
    if let tlsAddress { shared.log(.listeningTLS(tlsAddress)) }
    return address
  }

  /// Where TLS is spoken; `nil` when it is not, and before `start`.
  public var tlsAddress: SocketAddress? { state.change { $0.tlsAddress } }

  /// Gives new TLS sessions other credentials. Those that are open go on with what they began with, and tickets stay
  /// good. Throws when OpenSSL will not serve with them; then all stays as it was. From any thread, after `start`.
  public func reload(_ credentials: Credentials) throws(TLSSetupError) {
    guard let tls = configuration.tls else { return }
    var contexts: [(Mailbox, TLSContext)] = []
    for mailbox in state.change({ $0.mailboxes }) {
      contexts.append((mailbox, try TLSContext(credentials, tickets: tls.ticketKeys)))
    }
    // Only now that no loop can be left behind.
    for (mailbox, context) in contexts { mailbox.post(context) }
    shared.log(.reloaded)
  }

  private func start(_ handoff: Handoff<EventLoop>, _ number: Int) throws(SystemError) {
    state.change { $0.runningLoops += 1 }
    do throws(SystemError) {
      try Thread.start("loop-\(number)") { [self] in
        handoff.runLoop()
        state.change { $0.runningLoops -= 1 }
      }
    } catch {
      state.change { $0.runningLoops -= 1 }
      throw error
    }
  }

  /// Begins to stop: accepts no more, closes idle connections at once, lets requests in flight be answered (with
  /// `Connection: close`), and cuts what is left after `drainMilliseconds`. Returns at once; from any thread, any number
  /// of times.
  public func stop() {
    let mailboxes: [Mailbox] = state.change { state in
      if state.isStopping { return [] }
      state.isStopping = true
      state.deadline = SystemClock.monotonicMilliseconds() + configuration.drainMilliseconds
      return state.mailboxes
    }
    if mailboxes.isEmpty { return }
    shared.log(.draining(open: counters.open))
    for mailbox in mailboxes { mailbox.postStop() }
  }

  /// Blocks until the server has stopped and its port is free. Work that still runs when the time to drain is over is
  /// left to end by itself.
  public func wait() {
    let deadline: Int64? = state.wait { $0.isStopping && $0.runningLoops == 0 ? $0.deadline : nil }
    shared.workers.stop()
    shared.workers.wait(until: deadline ?? 0)
    shared.accessLog?.stop(until: SystemClock.monotonicMilliseconds() + Self.logMilliseconds)
    shared.log(.stopped)
  }

  /// Reads the counters of all loops. O(loops).
  public var counters: ServerCounters {
    var sum = ServerCounters()
    for counters in state.change({ $0.counters }) { counters.add(to: &sum) }
    sum.logLinesDropped = shared.accessLog?.dropped ?? 0
    return sum
  }

  /// Requests by route, of all loops.
  var requestCounts: RequestCounts {
    var sum = RequestCounts(routes: shared.routes)
    for counters in state.change({ $0.counters }) { counters.byRoute.add(to: &sum) }
    return sum
  }
}

/// Carries one value to the thread that is to own it.
private final class Handoff<Value: ~Copyable>: Sendable {
  private let value: Mutex<Value?>

  init(_ value: consuming sending Value) { self.value = Mutex(value) }

  func take() -> sending Value? { value.withLock { $0.take() } }
}

extension Handoff where Value == EventLoop {
  /// Runs the loop to its end, which closes all it owned.
  fileprivate func runLoop() {
    guard var loop = take() else { preconditionFailure("a loop is taken once") }
    loop.run()
  }
}
