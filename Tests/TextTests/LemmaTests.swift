import TestSupport
import Testing

@testable import Text

@Suite struct LemmaTests {
  @Test(arguments: [
    ("said", XPOS.vbd, "say"), ("ministers", .nns, "minister"), ("countries", .nns, "country"),
    ("was", .vbd, "be"),
    ("'s", .vbz, "be"), ("better", .jjr, "good"), ("negotiating", .vbg, "negotiate"),
    ("hoping", .vbg, "hope"),
    ("Lind", .nnp, "Lind"), ("Talks", .nns, "talk"), ("n't", .rb, "not"), ("children", .nns, "child"),
    ("went", .vbd, "go"),
    ("pledged", .vbd, "pledge"), ("sanctioned", .vbn, "sanction"), ("tariffs", .nns, "tariff"),
    ("sworn", .vbn, "swear"),
    ("me", .prp, "I"), ("largest", .jjs, "large"), ("denies", .vbz, "deny"),
  ])
  func lemmas(_ form: String, _ xpos: XPOS, _ lemma: String) {
    #expect(Reader.shared.lemma(form, lower: form.lowercased(), xpos: xpos) == lemma)
  }

  @Test func theLongestEndDecidesAndWholeFormsDoFirst() throws {
    let rules = try #require(
      LemmaRules(Array("=\tNNS\ns\t1\t\nies\t3\ty\n^news\t0\t\n=\tNNP\n\t0\t\tform\n".utf8)))
    func lemma(_ form: String, _ xpos: XPOS) -> String? {
      rules.rule(ArraySlice(form.lowercased().utf8), xpos)?.rule.lemma(form: form, lower: form.lowercased())
    }
    #expect(lemma("tests", .nns) == "test")
    #expect(lemma("Cities", .nns) == "city")
    #expect(lemma("News", .nns) == "news")
    #expect(lemma("Lind", .nnp) == "Lind")
    #expect(lemma("tests", .vbz) == nil)
  }

  @Test(arguments: [
    "=\tNNS\nies\tx\ty", "ies\t3\ty", "=\tNOPE\nies\t3\ty", "=\tNNS\nies\t99\ty", "=\tNNS\nies\t3",
  ])
  func damagedFilesAreRefused(_ file: String) { #expect(LemmaRules(Array(file.utf8)) == nil) }
}
