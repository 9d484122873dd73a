import ArgumentParser
import Server
import Sockets

/// TLS of `serve`: all three or none.
struct TLSOptions: ParsableArguments {
  @Option(help: "A port that speaks TLS, beside the other; 0 picks a free one.")
  var tlsPort: UInt16?

  @Option(help: ArgumentHelp("The server's certificate and those of its issuers, PEM.", valueName: "file"))
  var tlsCertificate: String?

  @Option(help: ArgumentHelp("The certificate's private key, PEM, not encrypted.", valueName: "file"))
  var tlsKey: String?

  func validate() throws {
    let given = [tlsPort != nil, tlsCertificate != nil, tlsKey != nil]
    guard Set(given).count == 1 else {
      throw ValidationError("--tls-port, --tls-certificate and --tls-key go together.")
    }
  }

  /// Reads the files. Also for a reload.
  func credentials() throws(TLSSetupError) -> Credentials? {
    guard let tlsCertificate, let tlsKey else { return nil }
    return try Credentials(certificateFile: tlsCertificate, keyFile: tlsKey)
  }

  func configuration() throws(TLSSetupError) -> TLSConfiguration? {
    guard let tlsPort, let credentials = try credentials() else { return nil }
    return TLSConfiguration(port: tlsPort, credentials: credentials)
  }
}
