enum CrudeTagger {
  static func tag(_ document: inout Document) {
    for index in document.tokens.indices {
      let first = document.utf8.character(at: Int(document.tokens[index].start))
      let lower = document.lowers[index]
      let (xpos, upos): (XPOS, UPOS)
      switch first.kind {
      case .digit: (xpos, upos) = (.cd, .num)
      case .letter:
        if ["he", "she", "it", "they", "we", "i", "you"].contains(lower) { (xpos, upos) = (.prp, .pron) }
        else if 0x41...0x5A ~= first.value { (xpos, upos) = (.nnp, .propn) }
        else if lower.hasSuffix("ed") || lower == "said" { (xpos, upos) = (.vbd, .verb) }
        else { (xpos, upos) = (.nn, .noun) }
      default: (xpos, upos) = (.period, .punct)
      }
      document.tokens[index].xpos = xpos
      document.tokens[index].upos = upos
    }
  }
}
