import Import
import NewsModel
import Testing

private func read(_ text: String, _ metadata: DocumentMetadata = .init()) throws -> ArticleDraft {
  try Importer.article(content: Array(text.utf8), mediaType: "text/plain", metadata: metadata)
}

private let body = """
  The harbour board on Monday rejected the plan to widen the channel, saying the money was needed elsewhere this year.

  “We will look at it again in spring,” said Mara Lind, who chairs the board and has long opposed the project.
  """

@Suite struct FurnitureTests {
  @Test(arguments: [
    "Share", "Share this article on Facebook", "Facebook Twitter WhatsApp", "Email Print", "Copy link",
    "en_USEnglish", "English | Español | Français", "Select language", "Language: English Deutsch", "fr_FR",
    "We use cookies to improve your experience on our site.", "Accept all cookies",
    "By continuing to browse you agree to our use of cookies", "Subscribe to our newsletter",
    "Sign up for our daily briefing", "Already a subscriber? Log in", "Advertisement", "Skip to main content",
    "© 2024 Harbour Times. All rights reserved.", "Read more: Board to meet again", "------",
    "Related articles",
  ])
  func lineIsCutAboveBetweenAndBelow(_ line: String) throws {
    let paragraphs = body.components("\n\n")
    for text in [
      "\(line)\n\n\(body)", "\(paragraphs[0])\n\n\(line)\n\n\(paragraphs[1])", "\(body)\n\n\(line)",
      "\(line)\n\(body)",
    ] {
      let draft = try read(text)
      #expect(draft.text == body)
      #expect(draft.warnings.count == 1, "what was cut is listed: \(draft.warnings)")
    }
  }

  @Test(arguments: [
    "“We use cookies to bribe the children,” the grandmother told the court on Tuesday.",
    "Share prices fell in Tokyo after the board rejected the plan.",
    "English is spoken in the harbour, and Spanish too.",
    "Print is dead, said the owner of the paper.",
    "The search went on for a week.",
    "The office stands at 12 Quay Street, Newport, where the board has met since 1950.",
    "Next week the board will meet again.",
    "No. 10",
  ])
  func sentenceStays(_ line: String) throws {
    let paragraphs = body.components("\n\n")
    let text = "\(paragraphs[0])\n\n\(line)\n\n\(paragraphs[1])"
    let draft = try read(text)
    #expect(draft.text == text)
    #expect(draft.warnings.isEmpty)
  }

  @Test(arguments: [
    "Physical Address\n\n12 Quay Street\nNewport, OR 97365",
    "Address\n12 Quay Street\nNewport, OR 97365-1234",
    "P.O. Box 123\nNewport, OR 97365",
    "12 Quay Street, Newport, OR 97365",
    "Our Address\n\n10 Harbour Road\nLondon SW1A 2AA",
    "Hauptstrasse 5\nBern, 3011",
  ])
  func addressIsCutAtTheEdges(_ address: String) throws {
    #expect(try read("\(address)\n\n\(body)").text == body)
    #expect(try read("\(body)\n\n\(address)").text == body)
  }
}

@Suite struct HeadTests {
  @Test func headlineBylineAndDateAreTaken() throws {
    let draft = try read(
      "Board rejects harbour plan\n\nBy Ann Lee and Bob Roe, Harbour Times\n\nPublished March 4, 2024\n\n\(body)"
    )
    #expect(draft.title == "Board rejects harbour plan")
    #expect(draft.byline == "Ann Lee and Bob Roe, Harbour Times")
    #expect(draft.authors == ["Ann Lee", "Bob Roe"])
    #expect(draft.publishedAt == Timestamp(rfc3339: "2024-03-04"))
    #expect(draft.text == body)
  }

  @Test func headOnSingleLinesAboveTheBody() throws {
    let draft = try read("Board rejects harbour plan\nBy Ann Lee\n4 March 2024\n\(body)")
    #expect(draft.title == "Board rejects harbour plan")
    #expect(draft.byline == "Ann Lee")
    #expect(draft.text == body)
  }

  @Test func aFirstSentenceIsNoHeadline() throws {
    #expect(try read(body).title == nil)
    #expect(try read(body).text == body)
    #expect(
      try read("Tokyo will not accept it, Kishida said.").text == "Tokyo will not accept it, Kishida said.")
    #expect(try read("A line without a full stop").text == "A line without a full stop")
  }

  @Test func theSendersTitleWins() throws {
    var metadata = DocumentMetadata()
    metadata.title = "Board rejects harbour plan"
    metadata.publishedAt = Timestamp(rfc3339: "2024-03-05")
    let repeated = try read("Board Rejects Harbour Plan\n\n\(body)", metadata)
    #expect(repeated.title == "Board rejects harbour plan")
    #expect(repeated.text == body)
    #expect(repeated.publishedAt == Timestamp(rfc3339: "2024-03-05"))
    let other = try read("Another line above\n\n\(body)", metadata)
    #expect(other.text == "Another line above\n\n\(body)", "a line that does not repeat the title is text")
  }

  @Test(arguments: [
    ("TOKYO (Kyodo) — The", "TOKYO", "kyodo"), ("WASHINGTON (AP) -- The", "WASHINGTON", "ap"),
    ("WASHINGTON, Jan 30 (Reuters) - The", "WASHINGTON", "reuters"), ("LONDON — The", "LONDON", nil),
    ("NEW YORK, N.Y. (AP) — The", "NEW YORK, N.Y.", "ap"),
    ("Austin, Texas (AP) – The", "Austin, Texas", "ap"),
    ("ST. LOUIS (AP) — The", "ST. LOUIS", "ap"), ("SÃO PAULO (AFP) — The", "SÃO PAULO", "afp"),
  ])
  func dateline(_ opening: String, _ place: String, _ source: String?) throws {
    let draft = try read("\(opening) board rejected the plan.\n\nIt will meet again.")
    #expect(draft.dateline == place)
    #expect(draft.source?.id == source)
    #expect(draft.text.hasPrefix(opening), "the dateline stays in the text")
  }

  @Test(arguments: [
    "Kishida — the prime minister — said no.", "It was cold - very cold - at sea.",
    "NATO said — again — that it would wait.",
    "“No” — that was all.", "UN-led talks failed.",
  ])
  func noDateline(_ sentence: String) throws {
    #expect(try read("\(sentence)\n\nIt will meet again.").dateline == nil)
  }

  @Test func aDayInTheDatelineNeedsAYear() throws {
    #expect(
      try read("PARIS, Jan. 30, 2024 (AFP) — It rained.\n\nIt rained again.").publishedAt
        == Timestamp(rfc3339: "2024-01-30"))
    #expect(try read("PARIS, Jan. 30 (AFP) — It rained.\n\nIt rained again.").publishedAt == nil)
  }
}

@Suite struct ParagraphTests {
  @Test func linesWithoutBlankLinesAreParagraphs() throws {
    let draft = try read("The first sentence stands alone here.\nThe second one does so too.\nA third.")
    #expect(draft.text == "The first sentence stands alone here.\n\nThe second one does so too.\n\nA third.")
  }

  @Test func hardWrappedLinesAreJoined() throws {
    let draft = try read(
      "The harbour board on Monday rejected the plan to widen the\nchannel, saying that the money was needed elsewhere in this\nyear of floods.\n\nIt will meet again."
    )
    #expect(
      draft.text
        == "The harbour board on Monday rejected the plan to widen the channel, saying that the money was needed elsewhere in this year of floods.\n\nIt will meet again."
    )
  }

  @Test func carriageReturnsAndMarkGo() throws {
    #expect(
      try read("\u{FEFF}It rained.\r\n\r\nIt stopped.\rThen it rained.").text
        == "It rained.\n\nIt stopped.\n\nThen it rained.")
  }
}

@Suite struct CharsetTests {
  @Test func windows1252() throws {
    let bytes: [UInt8] = [0x93] + Array("Caf".utf8) + [0xE9, 0x94, 0x2E]
    for label in ["windows-1252", "ISO-8859-1", "latin1"] {
      let draft = try Importer.article(content: bytes, mediaType: "text/plain", charset: label)
      #expect(draft.text == "“Café”.")
    }
  }

  @Test func utf16ByMarkOrLabel() throws {
    let units = Array("Zoë said 👋.".utf16)
    let little: [UInt8] =
      [0xFF, 0xFE] + units.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let big: [UInt8] = units.flatMap { unit -> [UInt8] in [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
    #expect(try Importer.article(content: little, mediaType: "text/plain").text == "Zoë said 👋.")
    #expect(
      try Importer.article(content: big, mediaType: "text/plain", charset: "utf-16be").text == "Zoë said 👋.")
  }

  @Test func badBytesAreNamedWithTheirPlace() {
    #expect(
      throws: ImportError.undecodable(
        "The text is not valid UTF-8: byte 0xFF at offset 3 begins no character.")
    ) {
      try Importer.article(content: Array("abc".utf8) + [0xFF], mediaType: "text/plain")
    }
    #expect(
      throws: ImportError.undecodable(
        "The text is not valid UTF-8: byte 0xE2 at offset 4 begins no character.")
    ) {
      try Importer.article(
        content: Array("é ".utf8) + Array("x".utf8) + [0xE2, 0x80], mediaType: "text/plain")
    }
    #expect(throws: ImportError.unsupportedMediaType("charset=koi8-r")) {
      try Importer.article(content: [0x41], mediaType: "text/plain", charset: "koi8-r")
    }
  }
}

@Suite struct RefusalTests {
  @Test(arguments: ["", " \n\t ", "\u{FEFF}", "Share\n\nPrint"])
  func nothingToRead(_ text: String) {
    #expect(throws: ImportError.noText) { try read(text) }
  }

  @Test func mediaTypesThatAreNotRead() {
    #expect(throws: ImportError.unsupportedMediaType("application/pdf")) {
      try Importer.article(content: [0x25], mediaType: "application/pdf")
    }
  }

  @Test func oneByteTooMany() throws {
    let whole = String(repeating: "a", count: ImportLimits.textBytesMax)
    #expect(try read(whole).text.utf8.count == ImportLimits.textBytesMax)
    #expect(throws: ImportError.textTooLarge(ImportLimits.textBytesMax + 1)) { try read(whole + "a") }
  }
}

@Suite struct LanguageTests {
  @Test(arguments: [
    ("The board said that it will look at the plan again in the spring.", "en"),
    ("Der Ausschuss hat den Plan am Montag abgelehnt, weil das Geld für die Schule nicht reicht.", "de"),
    ("Le conseil a rejeté le projet lundi, car les fonds sont destinés à la ville.", "fr"),
    ("El consejo rechazó el plan del puerto porque los fondos son para la ciudad.", "es"),
    ("外相は演説で対話の必要性を強調した。", "ja"),
    ("Рада отклонила план в понедельник.", "ru"),
  ])
  func detected(_ text: String, _ language: String) throws {
    #expect(try read(text).lang == language)
  }

  @Test func unknownStaysUnknown() throws {
    #expect(try read("12345 67890.").lang == nil)
  }
}

extension String {
  fileprivate func components(_ separator: String) -> [String] {
    split(separator: separator).map(String.init)
  }
}
