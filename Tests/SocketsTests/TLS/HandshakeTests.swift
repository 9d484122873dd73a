import Sockets
import TestSupport
import Testing

/// What is agreed upon, and what is refused with which alert (RFC 8446 §6).
@Suite(.timeLimit(.minutes(5))) struct HandshakeTests {
  @Test(arguments: [TLSClient.Version.tls12, .tls13])
  func aHandshakeOpensTheSession(_ version: TLSClient.Version) throws {
    let pair = try Pair(Shared.context(), .only(version))
    #expect(pair.state == .handshaking)
    #expect(!pair.isEstablished)
    #expect(pair.handshake() == .done)
    #expect(pair.state == .open)
    #expect(pair.isEstablished)
    #expect(!pair.isResumed)
    #expect(pair.version == (version == .tls12 ? .tls12 : .tls13))
    #expect(pair.handshakes == [.full])
    #expect(pair.client.version == version)
    #expect(pair.client.cipherSuite == pair.cipherSuite)
    #expect(pair.client.applicationProtocol == "http/1.1")
    #expect(pair.client.serverCommonName == "localhost")
    pair.ask(Array("question".utf8))
    pair.answer(Array("answer".utf8))
    #expect(pair.received == Array("question".utf8))
    #expect(pair.answered == Array("answer".utf8))
  }

  @Test func theNewestVersionBothHaveIsTaken() throws {
    let pair = try Pair(Shared.context())
    #expect(pair.handshake() == .done)
    #expect(pair.version == .tls13)
    #expect(pair.cipherSuite == "TLS_AES_128_GCM_SHA256")
  }

  @Test func anRSAKeyServesToo() throws {
    for version in [TLSClient.Version.tls12, .tls13] {
      let pair = try Pair(Shared.context(TestCertificate(key: .rsa(bits: 2048))), .only(version))
      #expect(pair.handshake() == .done)
      #expect(pair.handshakes == [.full])
    }
  }

  @Test func theChainIsSent() throws {
    let issuer = TestCertificate(name: "issuer")
    let credentials = try Credentials(
      certificatePEM: Shared.certificate.certificate + issuer.certificate, keyPEM: Shared.certificate.key)
    let pair = try Pair(TLSContext(credentials, tickets: TicketKeys()))
    #expect(pair.handshake() == .done)
    #expect(pair.client.serverChainCount == 2)
  }

  /// RFC 8996: TLS 1.0 and 1.1 are no more. Alert 70 is `protocol_version`.
  @Test(arguments: [TLSClient.Version.tls10, .tls11])
  func oldVersionsAreRefused(_ version: TLSClient.Version) throws {
    let pair = try Pair(Shared.context(), .only(version))
    #expect(pair.handshake().alert == 70)
    #expect(pair.handshakes == [.failed])
    #expect(pair.state.failure?.description == "unsupported protocol")
  }

  /// Alert 40 is `handshake_failure`. Without forward secrecy, without authenticated encryption, without either.
  @Test(arguments: ["AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-SHA256", "AES128-SHA"])
  func weakCiphersAreRefused(_ cipher: String) throws {
    var options = TLSClient.Options.only(.tls12)
    options.ciphers = cipher
    let pair = try Pair(Shared.context(), options)
    #expect(pair.handshake().alert == 40)
    #expect(pair.handshakes == [.failed])
  }

  @Test(arguments: [
    "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-ECDSA-CHACHA20-POLY1305",
  ])
  func strongCiphersAreTaken(_ cipher: String) throws {
    var options = TLSClient.Options.only(.tls12)
    options.ciphers = cipher
    #expect(try Pair(Shared.context(), options).handshake() == .done)
  }

  /// A group the client guesses wrongly costs a round more (HelloRetryRequest) and no more than that.
  @Test(arguments: ["X25519", "P-256", "P-384", "P-521:P-384"])
  func groups(_ groups: String) throws {
    var options = TLSClient.Options()
    options.groups = groups
    let pair = try Pair(Shared.context(), options)
    #expect(pair.handshake() == .done)
    #expect(pair.handshakes == [.full])
  }

  @Test(
    arguments: [
      (["http/1.1"], true), (["h2", "http/1.1"], true), (["http/1.1", "h2"], true), (nil, true),
      (["h2"], false), (["http/1.0"], false), (["http/1.11"], false), (["HTTP/1.1"], false),
    ] as [([String]?, Bool)])
  func applicationProtocols(_ protocols: [String]?, _ isServed: Bool) throws {
    for version in [TLSClient.Version.tls12, .tls13] {
      var options = TLSClient.Options.only(version)
      options.protocols = protocols
      let pair = try Pair(Shared.context(), options)
      let step = pair.handshake()
      if isServed {
        #expect(step == .done)
        #expect(pair.client.applicationProtocol == (protocols == nil ? nil : "http/1.1"))
      } else {
        // RFC 7301 §3.2: `no_application_protocol`.
        #expect(step.alert == 120)
        #expect(pair.handshakes == [.failed])
      }
    }
  }

  @Test(arguments: [TLSClient.Version.tls12, .tls13])
  func aHandshakeMayBeCutAnywhere(_ version: TLSClient.Version) throws {
    let context = try Shared.context()
    for part in 1...64 {
      let pair = try Pair(context, .only(version))
      #expect(pair.handshake(part: part) == .done, "parts of \(part)")
      pair.ask([1, 2, 3], part: part)
      pair.answer([4])
      #expect(pair.received == [1, 2, 3] && pair.answered == [4], "parts of \(part)")
      #expect(pair.handshakes == [.full], "parts of \(part)")
    }
  }

  /// The transport ends after every byte of the client's two flights.
  @Test func halfHandshakesFailAtTheEnd() throws {
    let context = try Shared.context()
    let hello = { (client: TLSClient) in
      _ = client.handshake()
      return client.takeOutput()
    }
    let length = hello(TLSClient()).count
    for cut in 0..<length {
      let pair = try Pair(context)
      #expect(pair.toServer(Array(hello(pair.client).prefix(cut))) == [])
      #expect(pair.state == .handshaking)
      pair.endTransport()
      #expect(pair.handshakes == [.failed])
      #expect(pair.state == .failed(.truncated))
    }
    let pair = try Pair(context)
    #expect(!pair.toServer(hello(pair.client)).isEmpty)
    pair.endTransport()
    #expect(pair.handshakes == [.failed])
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func garbageFails(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let context = try Shared.context()
    for round in 0..<250 {
      let pair = try Pair(context)
      var bytes = (0..<Int.random(in: 300...2_000, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      // Half of them begin like a handshake.
      if round % 2 == 0 { bytes.replaceSubrange(0..<6, with: [22, 3, 1, 0, 200, 1]) }
      _ = pair.toServer(bytes, part: Int.random(in: 1...500, using: &generator))
      // A message may claim to be longer than all that came.
      pair.endTransport()
      #expect(pair.handshakes == [.failed], "seed \(seed), round \(round)")
      #expect(pair.state.failure != nil, "seed \(seed), round \(round)")
      // Nothing more comes of it.
      #expect(pair.toServer([22, 3, 1]) == [], "seed \(seed), round \(round)")
      #expect(pair.handshakes.count == 1)
    }
    let pair = try Pair(context)
    #expect(pair.handshake() == .done, "another session is not touched by failures before it; seed \(seed)")
  }

  /// Real flights with bytes changed: never served as if nothing had been.
  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func mutatedFlightsNeverTrap(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let context = try Shared.context()
    for round in 0..<300 {
      let pair = try Pair(context, .only(round % 2 == 0 ? .tls12 : .tls13))
      let damaged = Int.random(in: 0...1, using: &generator)
      for flight in 0...1 {
        _ = pair.client.handshake()
        var bytes = pair.client.takeOutput()
        guard !bytes.isEmpty else { break }
        if flight == damaged {
          bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^=
            1 << UInt8.random(in: 0..<8, using: &generator)
        }
        pair.client.receive(pair.toServer(bytes))
      }
      let isDone = pair.client.handshake() == .done && pair.state == .open
      #expect(!isDone || damaged == 0 || pair.handshakes == [.full], "seed \(seed), round \(round)")
      #expect(pair.handshakes.count <= 1, "seed \(seed), round \(round)")
    }
  }

  @Test func endlessBytesWithoutPlaintextFail() throws {
    let pair = try Pair(Shared.context(), .only(.tls13))
    #expect(pair.handshake() == .done)
    var bytes = 0
    while pair.state == .open && bytes < 2 * TLSSession.unproductiveBytesMax {
      pair.client.updateKeys()
      _ = pair.client.handshake()
      let update = pair.client.takeOutput()
      try #require(!update.isEmpty)
      bytes += update.count
      _ = pair.toServer(update)
    }
    #expect(pair.state == .failed(.unproductive))
    #expect(bytes > TLSSession.unproductiveBytesMax)
  }

  /// A message that claims to be as long as OpenSSL takes, and never ends.
  @Test func anEndlessClientHelloFails() throws {
    let pair = try Pair(Shared.context())
    _ = pair.toServer([22, 3, 1, 0x40, 0, 1, 1, 0xF0, 0] + [UInt8](repeating: 3, count: 16_380))
    #expect(pair.state == .handshaking)
    for _ in 0..<10 { _ = pair.toServer([22, 3, 1, 0x40, 0] + [UInt8](repeating: 3, count: 16_384)) }
    #expect(pair.handshakes == [.failed])
    #expect(pair.state.failure != nil)
  }

  @Test func keysAreUpdatedOnTheWay() throws {
    let pair = try Pair(Shared.context(), .only(.tls13))
    #expect(pair.handshake() == .done)
    for number in 0..<20 as Range<UInt8> {
      pair.client.updateKeys()
      pair.ask([number])
      pair.answer([number])
    }
    #expect(pair.received == Array(0..<20))
    #expect(pair.answered == Array(0..<20))
  }

  /// RFC 9325 §3.5: a client's wish for another handshake within the session is turned down, and the session goes on.
  @Test func renegotiationIsRefused() throws {
    let pair = try Pair(Shared.context(), .only(.tls12))
    #expect(pair.handshake() == .done)
    #expect(pair.client.renegotiate() == .wait)
    pair.client.receive(pair.toServer(pair.client.takeOutput()))
    // Alert 100 is `no_renegotiation`, a warning that OpenSSL's client takes as the end.
    #expect(pair.client.handshake().alert == 100 || pair.client.handshake() != .done)
    #expect(pair.handshakes == [.full])
  }

  /// A client that does not trust the certificate says so with an alert.
  @Test func theClientsAlertIsTheReason() throws {
    var options = TLSClient.Options()
    options.trustsAny = false
    let pair = try Pair(Shared.context(), options)
    guard case .failed = pair.handshake() else {
      Issue.record("the client refuses")
      return
    }
    // Alert 48 is `unknown_ca`.
    #expect(pair.state == .failed(.alert(48)))
    #expect(pair.state.failure?.description == "the peer's alert 48 (unknown CA)")
    #expect(pair.handshakes == [.failed])
  }
}

extension TLSClient.Step {
  var alert: UInt8? {
    if case .failed(let failure) = self { failure.alert } else { nil }
  }
}

extension TLSSession.State {
  var failure: TLSFailure? {
    if case .failed(let failure) = self { failure } else { nil }
  }
}
