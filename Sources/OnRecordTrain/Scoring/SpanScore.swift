/// Precision, recall and F1 of things found and things that are there, which agree in all their parts or not.
struct SpanScore {
  var found = 0
  var gold = 0
  var right = 0

  var precision: Double { found == 0 ? 0 : Double(right) / Double(found) }
  var recall: Double { gold == 0 ? 0 : Double(right) / Double(gold) }
  var f1: Double { found + gold == 0 ? 0 : 2 * Double(right) / Double(found + gold) }

  mutating func add<Span: Hashable>(found: Set<Span>, gold: Set<Span>) {
    self.found += found.count
    self.gold += gold.count
    right += found.intersection(gold).count
  }
}
