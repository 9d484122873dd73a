import NewsModel
import Testing

@testable import Extraction

/// What a row expects of one position; `nil` is not compared.
struct Expected: Sendable, CustomStringConvertible {
  var holder: String
  var act: Position.Act
  var polarity: Position.Polarity?
  var mode: Position.Mode?
  var speaker: String?
  var commitment: Position.Commitment?
  var strength: Int?
  var plover: String?
  var cameo: String?
  var condition: String?
  var proposal: String?
  var target: String?
  var role: PositionTarget.Role?
  var continuing: Bool?

  init(
    _ holder: String, _ act: Position.Act, _ polarity: Position.Polarity? = nil, mode: Position.Mode? = nil,
    speaker: String? = nil, commitment: Position.Commitment? = nil, strength: Int? = nil,
    plover: String? = nil,
    cameo: String? = nil, condition: String? = nil, proposal: String? = nil, target: String? = nil,
    role: PositionTarget.Role? = nil, continuing: Bool? = nil
  ) {
    self.holder = holder
    self.act = act
    self.polarity = polarity
    self.mode = mode
    self.speaker = speaker
    self.commitment = commitment
    self.strength = strength
    self.plover = plover
    self.cameo = cameo
    self.condition = condition
    self.proposal = proposal
    self.target = target
    self.role = role
    self.continuing = continuing
  }

  var description: String { "\(holder) \(act)" }
}

/// A named row: a made-up sentence and every position in it, in text order.
struct PositionRow: Sendable, CustomTestStringConvertible {
  var name: String
  var text: String
  var expected: [Expected]

  init(_ name: String, _ text: String, _ expected: Expected...) {
    self.name = name
    self.text = text
    self.expected = expected
  }

  var testDescription: String { name }
}

/// Compares all that `row` says with what is found in its text.
func check(_ row: PositionRow) throws {
  let found = TestExtractor.shared.analyse(title: nil, text: row.text, source: nil).positions
  let summary = found.map { "\($0.holders.map(\.actor.name)) \($0.act) [\($0.evidence.exact)] \($0.rule)" }
  #expect(found.count == row.expected.count, "\(row.name): \(summary)")
  for (position, expected) in zip(found, row.expected) {
    #expect(position.holders.map(\.actor.name).contains(expected.holder), "\(row.name): \(summary)")
    #expect(position.act == expected.act, "\(row.name): \(summary)")
    func same<Value: Equatable>(_ value: Value?, _ wanted: Value?, _ what: String) {
      if let wanted { #expect(value == wanted, "\(row.name), \(what)") }
    }
    same(position.polarity, expected.polarity, "polarity")
    same(position.mode, expected.mode, "mode")
    same(position.speaker?.name, expected.speaker, "speaker")
    same(position.commitment, expected.commitment, "commitment")
    same(position.strength, expected.strength, "strength")
    same(position.plover, expected.plover, "plover")
    same(position.cameo, expected.cameo, "cameo")
    same(position.modality.condition, expected.condition, "condition")
    same(position.proposal.text, expected.proposal, "proposal")
    same(position.modality.continuing, expected.continuing, "continuing")
    if let target = expected.target {
      let hit = position.targets.first { $0.actor.name == target }
      #expect(hit != nil, "\(row.name): targets \(position.targets.map(\.actor.name))")
      same(hit?.role, expected.role, "role")
    }
  }
}
