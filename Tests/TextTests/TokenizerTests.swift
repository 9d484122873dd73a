import TestSupport
import Testing
import Text

@Suite struct TokenizerTests {
  @Test(arguments: [
    ("don't", "do n't"), ("Japan’s", "Japan ’s"), ("can't", "ca n't"), ("they'll", "they 'll"),
    ("O'Brien", "O'Brien"), ("U.S. troops", "U.S. troops"), ("in the U.S.", "in the U.S."),
    ("the workers' party", "the workers ' party"), ("“No,” he said.", "“ No , ” he said ."),
    ("$1,000.50", "$ 1,000.50"), ("5%", "5 %"), ("like-minded", "like - minded"),
    ("non-profit", "non-profit"),
    ("Gen. Lee", "Gen. Lee"), ("See http://a.org/b?c=d.", "See http://a.org/b?c=d ."),
    ("mail a.b@c.org, now", "mail a.b@c.org , now"), ("wait... what", "wait ... what"), ("at 5pm", "at 5 pm"),
    ("the 1990s", "the 1990s"), ("J. K. Rowling", "J. K. Rowling"), ("No. 10", "No. 10"),
    ("Say no.", "Say no ."),
    ("cannot", "can not"), ("AT&T", "AT&T"), ("end.The", "end . The"), ("Sino-Japanese", "Sino - Japanese"),
  ])
  func cuts(_ text: String, _ tokens: String) {
    let document = Reader.shared.read(text)
    #expect(document.tokens.indices.map(document.form).joined(separator: " ") == tokens)
  }
}
