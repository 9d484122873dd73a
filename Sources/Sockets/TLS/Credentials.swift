import COpenSSL
import Glibc

/// A server's certificate with those of its issuers, and its private key, read and checked once. Contexts made from it
/// share them.
public final class Credentials: @unchecked Sendable {
  // Sendable is safe: nothing is changed after init, and OpenSSL counts references to these objects with atomics.
  private let certificates: [OpaquePointer]
  private let key: OpaquePointer

  let certificateFile: String
  let keyFile: String
  /// The certificate's period of validity, both ends included, in seconds since 1970-01-01T00:00:00Z.
  public let validity: ClosedRange<Int64>

  /// Bytes read of each file; a larger one is refused.
  public static let fileBytesMax = 1 << 20

  /// Reads PEM files: `certificateFile` holds the server's certificate, then those of its issuers in order;
  /// `keyFile` the unencrypted private key. They may be one and the same.
  public convenience init(certificateFile: String, keyFile: String) throws(TLSSetupError) {
    var certificates = try Self.read(certificateFile, .certificate)
    var key = try Self.read(keyFile, .key)
    defer {
      // The copies of the key end here; the one OpenSSL parsed is cleansed by it.
      OPENSSL_cleanse(&key, key.count)
      OPENSSL_cleanse(&certificates, certificates.count)
    }
    try self.init(
      certificatePEM: certificates, keyPEM: key, certificateFile: certificateFile, keyFile: keyFile)
  }

  /// From the text of such files, whose names are for errors only.
  public init(
    certificatePEM: [UInt8], keyPEM: [UInt8], certificateFile: String = "(certificate)",
    keyFile: String = "(key)"
  ) throws(TLSSetupError) {
    func failure(_ source: TLSSetupError.Source, _ problem: TLSSetupError.Problem) -> TLSSetupError {
      TLSSetupError(
        source: source, file: source == .certificate ? certificateFile : keyFile, problem: problem)
    }
    let certificates: [OpaquePointer]
    switch PEM.certificates(certificatePEM) {
    case .success(let read): certificates = read
    case .failure(let error): throw failure(.certificate, error.problem)
    }
    let key: OpaquePointer
    switch PEM.privateKey(keyPEM) {
    case .success(let read): key = read
    case .failure(let error):
      for certificate in certificates { X509_free(certificate) }
      throw failure(.key, error.problem)
    }
    // From here on deinit frees them, if init throws too.
    self.certificates = certificates
    self.key = key
    self.certificateFile = certificateFile
    self.keyFile = keyFile
    validity = Self.validity(certificates[0])
    guard X509_check_private_key(certificates[0], key) == 1 else {
      ERR_clear_error()
      throw failure(.key, .mismatch(certificateFile: certificateFile))
    }
  }

  deinit {
    for certificate in certificates { X509_free(certificate) }
    EVP_PKEY_free(key)
  }

  /// What a person should know though it hinders nothing: clients will refuse a certificate out of its time, and
  /// most a chain out of order. `wallSeconds`: now.
  public func warnings(wallSeconds: Int64) -> [String] {
    var warnings: [String] = []
    if wallSeconds < validity.lowerBound {
      warnings.append("the certificate in \(certificateFile) is not valid yet; is the clock right?")
    } else if wallSeconds > validity.upperBound {
      let days = (wallSeconds - validity.upperBound) / 86_400
      warnings.append("the certificate in \(certificateFile) expired \(days) days ago; renew it")
    }
    for index in certificates.indices.dropFirst()
    where X509_check_issued(certificates[index], certificates[index - 1]) != X509_V_OK {
      warnings.append(
        "certificate \(index + 1) in \(certificateFile) is not the issuer of the one before it; put them in order"
      )
    }
    ERR_clear_error()
    return warnings
  }

  /// Gives certificates and key to a context.
  func install(_ context: OpaquePointer) throws(TLSSetupError) {
    var isTaken = SSL_CTX_use_certificate(context, certificates[0]) == 1
    for issuer in certificates.dropFirst() where isTaken {
      isTaken = openssl_CTX_add1_chain_cert(context, issuer) == 1
    }
    guard isTaken else {
      let reason = ErrorQueue.text(ErrorQueue.take())
      throw TLSSetupError(source: .certificate, file: certificateFile, problem: .refused(reason))
    }
    guard SSL_CTX_use_PrivateKey(context, key) == 1, SSL_CTX_check_private_key(context) == 1 else {
      let reason = ErrorQueue.text(ErrorQueue.take())
      throw TLSSetupError(source: .key, file: keyFile, problem: .refused(reason))
    }
  }

  private static func validity(_ certificate: OpaquePointer) -> ClosedRange<Int64> {
    func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64? {
      var parts = tm()
      return ASN1_TIME_to_tm(time, &parts) == 1 ? Int64(timegm(&parts)) : nil
    }
    // A time that cannot be read is left to the clients to judge.
    let start = seconds(X509_get0_notBefore(certificate)) ?? .min
    let end = seconds(X509_get0_notAfter(certificate)) ?? .max
    return start...max(start, end)
  }

  private static func read(
    _ file: String, _ source: TLSSetupError.Source
  ) throws(TLSSetupError) -> [UInt8] {
    do throws(SystemError) {
      let number = try systemCall("open") { open(file, O_RDONLY | O_CLOEXEC) }
      let descriptor = Descriptor(owning: number)
      // One memory from the start: growing would leave copies of a key behind.
      var bytes = [UInt8](repeating: 0, count: fileBytesMax + 1)
      var count = 0
      while count < bytes.count {
        let more = try systemCall("read") {
          bytes.withUnsafeMutableBytes {
            let rest = UnsafeMutableRawBufferPointer(rebasing: $0[count...])
            return Glibc.read(descriptor.number, rest.baseAddress, rest.count)
          }
        }
        if more == 0 { break }
        count += more
      }
      if count <= fileBytesMax {
        bytes.removeSubrange(count...)
        return bytes
      }
    } catch {
      throw TLSSetupError(source: source, file: file, problem: .unreadable(error))
    }
    throw TLSSetupError(source: source, file: file, problem: .tooLarge)
  }
}
