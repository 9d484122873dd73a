import HTTP
import JSON

/// `GET /livez`, `/readyz`, `/healthz`: for those who watch the process.
enum HealthRoutes {
  static func live(_ call: Call) throws(Problem) -> Plan {
    var reader = try call.reader()
    var writer = JSONWriter(pretty: reader.flag(.pretty))
    try reader.check()
    writer.object { $0.member("status", "ok") }
    return .now(.json(writer.finish()))
  }

  static func ready(_ call: Call) throws(Problem) -> Plan {
    var reader = try call.reader()
    var writer = JSONWriter(pretty: reader.flag(.pretty))
    try reader.check()
    switch call.api.readiness.phase {
    case .ready: break
    case .starting: throw notReady("The server is still loading.")
    case .draining: throw notReady("The server is finishing what is in flight and takes nothing new.")
    }
    writer.object { writer in
      writer.member("status", "ok")
      writer.object("checks") { writer in
        writer.object("store") { writer in
          writer.member("status", "ok")
          writer.member("seq", call.snapshot.seq)
          // The store is the only copy; nothing can lag behind it.
          writer.member("lag_ms", 0)
        }
      }
    }
    return .now(.json(writer.finish()))
  }

  private static func notReady(_ detail: String) -> Problem {
    Problem(.notReady, detail, fields: [("Retry-After", String(APILimits.retrySeconds))])
  }
}
