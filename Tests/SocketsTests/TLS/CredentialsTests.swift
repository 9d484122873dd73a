import Sockets
import TestSupport
import Testing

/// Files that can be served with, files that cannot, and what is said of them.
@Suite(.timeLimit(.minutes(5))) struct CredentialsTests {
  let good = Shared.certificate

  func problem(_ certificate: [UInt8], _ key: [UInt8]) -> TLSSetupError? {
    do throws(TLSSetupError) {
      let credentials = try Credentials(
        certificatePEM: certificate, keyPEM: key, certificateFile: "c.pem", keyFile: "k.pem")
      _ = try TLSContext(credentials, tickets: TicketKeys())
      return nil
    } catch {
      return error
    }
  }

  @Test func aPairIsTaken() throws {
    #expect(problem(good.certificate, good.key) == nil)
    // One file for both, in either order, with words around the blocks.
    for text in [good.certificate + good.key, good.key + Array("about it\n".utf8) + good.certificate] {
      #expect(problem(text, text) == nil)
    }
  }

  @Test func filesAreRead() throws {
    let files = try good.files()
    let credentials = try Credentials(certificateFile: files.certificate, keyFile: files.key)
    #expect(credentials.warnings(wallSeconds: SystemClock.wallSeconds()) == [])
  }

  @Test func aMissingFileIsNamed() throws {
    let files = try good.files()
    #expect(throws: TLSSetupError.self) {
      try Credentials(certificateFile: files.certificate, keyFile: "/nowhere/key.pem")
    }
    do throws(TLSSetupError) {
      _ = try Credentials(certificateFile: "/nowhere/c.pem", keyFile: files.key)
    } catch {
      #expect(
        "\(error)"
          == "cannot use the certificate file /nowhere/c.pem: it cannot be read (open: No such file or directory (errno 2))."
      )
    }
    do throws(TLSSetupError) {
      _ = try Credentials(certificateFile: files.folder, keyFile: files.key)
    } catch {
      #expect("\(error)".contains("Is a directory"))
    }
    do throws(TLSSetupError) {
      _ = try Credentials(certificateFile: files.certificate, keyFile: "/dev/zero")
    } catch {
      #expect(error.problem == .tooLarge && error.source == .key)
    }
  }

  @Test func theKeyOfAnotherCertificate() {
    let error = problem(good.certificate, TestCertificate().key)
    #expect(
      error?.description
        == "cannot use the private key file k.pem: it is not the key of the first certificate in c.pem; both must be of one pair."
    )
    // A key of another kind altogether.
    #expect(
      problem(good.certificate, TestCertificate(key: .rsa(bits: 2048)).key)?.problem
        == .mismatch(certificateFile: "c.pem"))
  }

  @Test func aKeyWithAPassphrase() {
    let locked = TestCertificate(passphrase: "secret")
    #expect(problem(locked.certificate, locked.key)?.problem == .encrypted)
    #expect(
      problem(locked.certificate, locked.key)?.description
        == "cannot use the private key file k.pem: it asks for a passphrase, which a server has not; write it without: openssl pkey -in FILE -out NEWFILE."
    )
  }

  @Test(arguments: ["", "no PEM at all\n", "-----BEGIN", "\u{0}\u{1}\u{2}"])
  func textsThatAreNoPEM(_ text: String) {
    let certificate = problem(Array(text.utf8), good.key)
    #expect(certificate?.source == .certificate && certificate?.problem == .notPEM)
    let key = problem(good.certificate, Array(text.utf8))
    #expect(key?.source == .key && key?.problem == .notPEM)
  }

  @Test func filesTakenForEachOther() {
    #expect(problem(good.key, good.certificate)?.problem == .notPEM)
    #expect(problem(good.certificate, good.certificate)?.problem == .notPEM)
  }

  @Test func damage() {
    var certificate = good.certificate
    certificate.replaceSubrange(100..<110, with: Array("!!!!!!!!!!".utf8))
    guard case .malformed = problem(certificate, good.key)?.problem else {
      Issue.record("a damaged block is told")
      return
    }
    // The second of a chain counts as much.
    guard case .malformed = problem(good.certificate + certificate, good.key)?.problem else {
      Issue.record("a damaged second block is told")
      return
    }
    #expect(problem(good.certificate, Array(good.key.prefix(80)))?.source == .key)
    #expect(problem(Array(good.certificate.prefix(300)), good.key)?.source == .certificate)
  }

  @Test func aKeyTooShortToServeWith() {
    let weak = TestCertificate(key: .rsa(bits: 512))
    guard let error = problem(weak.certificate, weak.key), case .refused(let reason) = error.problem else {
      Issue.record("512 bits of RSA are refused")
      return
    }
    #expect(error.source == .certificate && reason == "ee key too small")
  }

  @Test func timesAreWarningsOnly() throws {
    let now = SystemClock.wallSeconds()
    let old = TestCertificate(validDays: -3)
    let credentials = try Credentials(
      certificatePEM: old.certificate, keyPEM: old.key, certificateFile: "c.pem")
    #expect(
      credentials.warnings(wallSeconds: now) == ["the certificate in c.pem expired 3 days ago; renew it"])
    #expect(credentials.validity.upperBound / 10 == (now - 3 * 86_400) / 10)
    #expect(
      credentials.warnings(wallSeconds: credentials.validity.lowerBound - 1)
        == ["the certificate in c.pem is not valid yet; is the clock right?"])
    #expect(credentials.warnings(wallSeconds: credentials.validity.lowerBound) == [])
    #expect(try Pair(TLSContext(credentials, tickets: TicketKeys())).handshake() == .done)
  }

  @Test func aChainOutOfOrderIsAWarning() throws {
    let credentials = try Credentials(
      certificatePEM: good.certificate + TestCertificate(name: "stranger").certificate, keyPEM: good.key,
      certificateFile: "c.pem")
    #expect(
      credentials.warnings(wallSeconds: SystemClock.wallSeconds())
        == ["certificate 2 in c.pem is not the issuer of the one before it; put them in order"])
  }

  /// New files make a new context or an error; sessions and the old context go on.
  @Test func reloading() throws {
    let tickets = TicketKeys()
    let files = try good.files()
    var context = try TLSContext(
      Credentials(certificateFile: files.certificate, keyFile: files.key), tickets: tickets)
    let begun = try Pair(context)
    #expect(begun.client.handshake() == .wait)
    let open = try Pair(context)
    #expect(open.handshake() == .done)

    try files.write(TestCertificate(name: "renewed"))
    context = try TLSContext(
      Credentials(certificateFile: files.certificate, keyFile: files.key), tickets: tickets)
    let new = try Pair(context)
    #expect(new.handshake() == .done)
    #expect(new.client.serverCommonName == "renewed")
    begun.client.receive(begun.toServer(begun.client.takeOutput()))
    #expect(begun.handshake() == .done)
    #expect(begun.client.serverCommonName == "localhost")
    open.ask([1])
    open.answer([2])
    #expect(open.received == [1] && open.answered == [2])
    #expect(open.client.resumption?.hasTicket == true)
  }
}
