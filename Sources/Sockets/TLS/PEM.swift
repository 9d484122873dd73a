import COpenSSL

/// Reading of PEM texts (RFC 7468).
enum PEM {
  struct Failure: Error {
    let problem: TLSSetupError.Problem
  }

  /// Certificates taken from one text; more are refused as damage, because no chain is that long.
  private static let certificatesMax = 32

  /// All certificates in `text`, at least one. The caller frees them.
  static func certificates(_ text: [UInt8]) -> Result<[OpaquePointer], Failure> {
    withBIO(text) { bio in
      var found: [OpaquePointer] = []
      while found.count < certificatesMax, let certificate = PEM_read_bio_X509(bio, nil, noPassphrase, nil) {
        found.append(certificate)
      }
      let code = ErrorQueue.take()
      // Each reading ends with the complaint that nothing more begins.
      if isNoStartLine(code) { return found.isEmpty ? .failure(Failure(problem: .notPEM)) : .success(found) }
      for certificate in found { X509_free(certificate) }
      let reason = code == 0 ? "more than \(certificatesMax) certificates" : ErrorQueue.text(code)
      return .failure(Failure(problem: .malformed(reason)))
    }
  }

  /// The first private key in `text`. The caller frees it.
  static func privateKey(_ text: [UInt8]) -> Result<OpaquePointer, Failure> {
    withBIO(text) { bio in
      var isEncrypted = false
      let key = withUnsafeMutablePointer(to: &isEncrypted) {
        PEM_read_bio_PrivateKey(bio, nil, noPassphrase, $0)
      }
      let code = ErrorQueue.take()
      if let key { return .success(key) }
      if isEncrypted { return .failure(Failure(problem: .encrypted)) }
      return .failure(Failure(problem: isNoStartLine(code) ? .notPEM : .malformed(ErrorQueue.text(code))))
    }
  }

  /// Refuses, and notes that it was asked; without a callback OpenSSL would ask at the terminal.
  private static let noPassphrase:
    @convention(c) (
      UnsafeMutablePointer<CChar>?, Int32, Int32, UnsafeMutableRawPointer?
    ) -> Int32 = { _, _, _, isAsked in
      // Safe: it is nil, or the Bool that `privateKey` keeps alive during the call.
      isAsked?.assumingMemoryBound(to: Bool.self).pointee = true
      return -1
    }

  private static func isNoStartLine(_ code: UInt) -> Bool {
    // OpenSSL 3 reads keys through its decoders, which say `unsupported` when no block was of use to them.
    ERR_GET_LIB(code) == ERR_LIB_PEM && ERR_GET_REASON(code) == PEM_R_NO_START_LINE
      || ERR_GET_LIB(code) == ERR_LIB_OSSL_DECODER && ERR_GET_REASON(code) == ERR_R_UNSUPPORTED
  }

  private static func withBIO<Success>(
    _ text: [UInt8], _ body: (OpaquePointer) -> Result<Success, Failure>
  ) -> Result<Success, Failure> {
    text.withUnsafeBytes {
      // Safe: the memory BIO reads from `text` in place and is gone before it.
      guard let bio = BIO_new_mem_buf($0.baseAddress, Int32(clamping: $0.count)) else {
        return .failure(Failure(problem: .malformed(ErrorQueue.text(ErrorQueue.take()))))
      }
      defer { BIO_free(bio) }
      return body(bio)
    }
  }
}
