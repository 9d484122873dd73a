import TestSupport
import Testing
import Text

@Suite struct TokenizerTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    let tokens: String
    var testDescription: String { name }

    init(_ name: String, _ text: String, _ tokens: String) {
      (self.name, self.text, self.tokens) = (name, text, tokens)
    }
  }

  static let rows = [
    Row("abbreviation of a country", "U.S. troops", "U.S. troops"),
    Row("abbreviation before a blank", "in the U.S. today", "in the U.S. today"),
    Row("abbreviated rank", "Gen. Lee", "Gen. Lee"),
    Row("abbreviation and the sentence’s stop", "of Acme Inc..", "of Acme Inc. ."),
    Row("number sign", "No. 10", "No. 10"),
    Row("no is no number sign", "Say no.", "Say no ."),
    Row("et al.", "Lind et al. found", "Lind et al. found"),
    Row("Al is a name", "We met Al. He left.", "We met Al . He left ."),
    Row("degree", "a Ph.D. student", "a Ph.D. student"),
    Row("initials", "J. K. Rowling", "J. K. Rowling"),
    Row("initials glued", "J.K. Rowling", "J.K. Rowling"),
    Row("double curly marks", "“No,” he said.", "“ No , ” he said ."),
    Row("double straight marks", "\"No,\" he said.", "\" No , \" he said ."),
    Row("single curly marks", "‘No,’ he said.", "‘ No , ’ he said ."),
    Row("single straight marks", "'No,' he said.", "' No , ' he said ."),
    Row("dash between words", "the plan—a bad one—failed", "the plan — a bad one — failed"),
    Row("dash of two hyphens", "the plan--a bad one", "the plan -- a bad one"),
    Row("ellipsis", "wait... what", "wait ... what"),
    Row("ellipsis of one character", "wait… what", "wait … what"),
    Row("question behind an ellipsis", "wait...?", "wait ... ?"),
    Row("marks mixed", "What?! No.?", "What ?! No .?"),
    Row("hyphenated demonym", "Sino-Japanese ties", "Sino - Japanese ties"),
    Row("three parts", "the Franco-German-led bloc", "the Franco - German - led bloc"),
    Row("hyphenated words", "like-minded", "like - minded"),
    Row("prefix keeps its hyphen", "non-profit", "non-profit"),
    Row("prefix before a name", "pro-Russian anti-American", "pro-Russian anti-American"),
    Row("not", "don't", "do n't"), Row("not, curly", "didn’t", "did n’t"), Row("can’t", "can't", "ca n't"),
    Row("genitive", "Japan’s", "Japan ’s"), Row("genitive of an abbreviation", "the U.S.’s", "the U.S. ’s"),
    Row("will", "they'll", "they 'll"), Row("plural genitive", "the workers' party", "the workers ' party"),
    Row("name with an apostrophe", "O'Brien", "O'Brien"), Row("cannot", "cannot", "can not"),
    Row("without its apostrophe", "I dont know, im sure", "I do nt know , i m sure"),
    Row("three in one", "dunno", "du n no"),
    Row("web address", "See http://a.org/b?c=d.", "See http://a.org/b?c=d ."),
    Row("web address in brackets", "(www.a.org)", "( www.a.org )"),
    Row("site by its name", "said Newport.com", "said Newport.com"),
    Row("site in capitals", "said Newport.Com today", "said Newport.Com today"),
    Row("mail address", "mail a.b@c.org, now", "mail a.b@c.org , now"),
    Row("file", "see Plan.pdf", "see Plan.pdf"),
    Row("money", "$1,000.50", "$ 1,000.50"), Row("money with its country", "US$5 million", "US$ 5 million"),
    Row("pounds", "£3.5bn", "£ 3.5 bn"), Row("euros", "€20", "€ 20"), Row("share", "5%", "5 %"),
    Row("hour", "at 5pm", "at 5 pm"), Row("decade", "the 1990s", "the 1990s"),
    Row("decade with an apostrophe", "the 80's", "the 80's"),
    Row("genitive of a year", "2005's plan", "2005 's plan"),
    Row("range", "1994-2000", "1994 - 2000"), Row("range with a dash", "1994–2000", "1994 – 2000"),
    Row("telephone", "555-1234", "555-1234"), Row("country code", "call +44 20", "call +44 20"),
    Row("fraction", "2/3", "2/3"), Row("ordinal", "the 20th", "the 20th"),
    Row("units", "10km 10MM 3G", "10 km 10MM 3G"),
    Row("dateline", "NEWPORT (AP) — It rained", "NEWPORT ( AP ) — It rained"),
    Row("dateline with a date", "OSLO, Nov. 3 (Kyodo) - It", "OSLO , Nov. 3 ( Kyodo ) - It"),
    Row("byline", "By MARA LIND and A. B. Brown", "By MARA LIND and A. B. Brown"),
    Row("company", "AT&T", "AT&T"), Row("missing blank", "end.The", "end . The"),
    Row("brackets in a quotation", "“[We] agreed”", "“ [ We ] agreed ”"),
    Row("omission in a quotation", "“We […] agreed”", "“ We [ … ] agreed ”"),
    Row("face", "Fine :-) thanks", "Fine :-) thanks"), Row("no face in brackets", "(here:)", "( here : )"),
    Row("tag and name", "#vote @mlind", "#vote @mlind"), Row("emoji", "ok 👩‍👩‍👧!", "ok 👩‍👩‍👧 !"),
  ]

  @Test(arguments: rows) func cuts(_ row: Row) {
    let document = Reader.shared.read(row.text)
    #expect(document.tokens.indices.map(document.form).joined(separator: " ") == row.tokens)
  }
}
