import COpenSSL
import Glibc

/// A self-signed certificate for `localhost`, `127.0.0.1` and `::1` with its key, made when a test asks for it.
public struct TestCertificate: Sendable {
  public enum Key: Sendable {
    case p256
    case rsa(bits: UInt32)
  }

  /// PEM texts.
  public let certificate: [UInt8]
  public let key: [UInt8]

  /// `name`: the subject's common name. `validDays`: from now; negative is over already. `passphrase` encrypts the key.
  public init(
    name: String = "localhost", key kind: Key = .p256, validDays: Int = 30, passphrase: String? = nil
  ) {
    let pair =
      switch kind {
      case .p256: openssl_EC_gen("P-256")
      case .rsa(let bits): openssl_RSA_gen(bits)
      }
    guard let pair, let certificate = X509_new() else { preconditionFailure("OpenSSL makes no key") }
    defer {
      EVP_PKEY_free(pair)
      X509_free(certificate)
    }
    X509_set_version(certificate, 2)
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), Int.random(in: 1...Int(Int32.max)))
    X509_gmtime_adj(X509_getm_notBefore(certificate), min(0, validDays) * 2 * 86_400 - 3600)
    X509_gmtime_adj(X509_getm_notAfter(certificate), validDays * 86_400)
    X509_set_pubkey(certificate, pair)
    let subject = X509_get_subject_name(certificate)
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, name, -1, -1, 0)
    X509_set_issuer_name(certificate, subject)
    let names = X509V3_EXT_conf_nid(nil, nil, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1")
    X509_add_ext(certificate, names, -1)
    X509_EXTENSION_free(names)
    precondition(X509_sign(certificate, pair, EVP_sha256()) > 0, "OpenSSL signs the certificate")
    self.certificate = Self.text { PEM_write_bio_X509($0, certificate) }
    key = Self.text {
      let cipher = passphrase == nil ? nil : EVP_aes_256_cbc()
      return PEM_write_bio_PKCS8PrivateKey(
        $0, pair, cipher, passphrase, Int32(passphrase?.utf8.count ?? 0), nil, nil)
    }
  }

  private static func text(_ write: (OpaquePointer) -> Int32) -> [UInt8] {
    guard let bio = BIO_new(BIO_s_mem()) else { preconditionFailure("no memory for a BIO") }
    defer { BIO_free(bio) }
    precondition(write(bio) == 1, "OpenSSL writes PEM")
    return bio.takeAll()
  }

  /// Writes both into a new folder and returns their names. The folder goes with the last copy of the result.
  public func files() throws -> Files { try Files(self) }

  public final class Files: Sendable {
    public var folder: String { place.path }
    private let place: TemporaryFolder
    public let certificate: String
    public let key: String

    init(_ made: TestCertificate) throws {
      place = try TemporaryFolder("tls")
      certificate = place.path + "/certificate.pem"
      key = place.path + "/key.pem"
      try write(made)
    }

    /// Puts other contents into the files.
    public func write(_ made: TestCertificate) throws {
      try write(certificate: made.certificate, key: made.key)
    }

    public func write(certificate: [UInt8], key: [UInt8]) throws {
      try Self.write(certificate, self.certificate)
      try Self.write(key, self.key)
    }

    static func write(_ bytes: [UInt8], _ name: String) throws {
      guard let file = fopen(name, "w") else { throw Samples.Missing(path: name) }
      defer { fclose(file) }
      guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw Samples.Missing(path: name) }
    }

    deinit {
      unlink(certificate)
      unlink(key)
    }
  }
}

extension OpaquePointer {
  /// Takes everything out of a memory BIO.
  func takeAll() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: openssl_BIO_pending(self))
    if bytes.isEmpty { return [] }
    let count = BIO_read(self, &bytes, Int32(bytes.count))
    precondition(Int(count) == bytes.count, "a memory BIO gives what it has")
    return bytes
  }
}
