import Server
import Sockets

/// The server, once it runs: its metrics are asked for by what it serves, which is made before it.
final class Serving: Sendable {
  private let state = Monitor<Server?>(nil)

  var server: Server? {
    get { state.change { $0 } }
    set { state.change { $0 = newValue } }
  }
}
