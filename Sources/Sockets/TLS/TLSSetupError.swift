import COpenSSL

/// Why TLS cannot be served with the files given: one sentence, with the remedy.
public struct TLSSetupError: Error, Equatable, CustomStringConvertible {
  /// Which of the two files.
  public enum Source: String, Sendable {
    case certificate, key
  }

  public enum Problem: Equatable, Sendable {
    case unreadable(SystemError)
    /// More than `Credentials.fileBytesMax`.
    case tooLarge
    /// No PEM block of the kind wanted.
    case notPEM
    /// A PEM block that does not hold what it says; with OpenSSL's reason.
    case malformed(String)
    /// The private key asks for a passphrase.
    case encrypted
    /// The private key is not that of the first certificate.
    case mismatch(certificateFile: String)
    /// OpenSSL will not serve with it (a key too short, for example); with its reason.
    case refused(String)
  }

  public let source: Source
  /// The file's name as given.
  public let file: String
  public let problem: Problem

  public var description: String {
    let what = source == .certificate ? "certificate file" : "private key file"
    let text =
      switch problem {
      case .unreadable(let error): "it cannot be read (\(error))."
      case .tooLarge:
        "it has more than \(Credentials.fileBytesMax) bytes, so it is hardly the file that was meant."
      case .notPEM where source == .certificate:
        "it has no PEM block BEGIN CERTIFICATE; the server's certificate comes first, those of its issuers after it."
      case .notPEM:
        "it has no PEM block BEGIN PRIVATE KEY; convert it with: openssl pkey -in FILE -out NEWFILE."
      case .malformed(let reason): "its PEM block is damaged (\(reason))."
      case .encrypted:
        "it asks for a passphrase, which a server has not; write it without: openssl pkey -in FILE -out NEWFILE."
      case .mismatch(let certificateFile):
        "it is not the key of the first certificate in \(certificateFile); both must be of one pair."
      case .refused(let reason): "OpenSSL will not serve with it (\(reason))."
      }
    return "cannot use the \(what) \(file): \(text)"
  }
}

/// OpenSSL's queue of errors, one a thread.
enum ErrorQueue {
  /// The first error's code, 0 if there is none; empties the queue, so that none is taken for a later call's.
  static func take() -> UInt {
    let code = ERR_peek_error()
    ERR_clear_error()
    return code
  }

  /// OpenSSL's words for an error code: `ee key too small`.
  static func text(_ code: UInt) -> String {
    guard let text = ERR_reason_error_string(code) else { return "no reason given" }
    // Safe: it points to a text that lives as long as the library, with a closing zero.
    return String(cString: text)
  }
}
