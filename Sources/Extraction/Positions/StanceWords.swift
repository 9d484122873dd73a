/// Small word classes for reading stances, from `stance-words.txt` (the format stands in its header).
struct StanceWords: Sendable {
  static let fileName = "stance-words.txt"

  let light, renewing, measure, offer, obligation, state, catenative, carryingOn, saying: Set<String>
  let negator, intensifier, hedge, bad, badStrong, good, necessary, misconduct: Set<String>
  let unnamed, actor, undoing, temporal, condition, breaking, silence, subjectControl, telling, spokesperson,
    outlet, company, conversation, document, members, relation, motion, meeting: Set<String>
  let bearing, badManner, goodManner, generic, ambiguous, weak, candidacy, campaigning: Set<String>

  /// Throws `LexiconError` for an unknown class or a class without words.
  init(_ bytes: [UInt8]) throws(LexiconError) {
    var classes: [String: Set<String>] = [:]
    for (number, line) in LexiconLines(bytes) {
      guard let colon = line.firstIndex(of: ":") else {
        throw LexiconError(file: Self.fileName, line: number)
      }
      for word in line[line.index(after: colon)...].split(separator: " ") {
        classes[String(line[..<colon]), default: []].insert(word.replacing("_", with: " "))
      }
    }
    func take(_ name: String) throws(LexiconError) -> Set<String> {
      guard let words = classes.removeValue(forKey: name), !words.isEmpty else {
        throw LexiconError(file: Self.fileName, line: 0)
      }
      return words
    }
    light = try take("light")
    renewing = try take("renewing")
    measure = try take("measure")
    offer = try take("offer")
    obligation = try take("obligation")
    state = try take("state")
    catenative = try take("catenative")
    carryingOn = try take("carrying_on")
    saying = try take("saying")
    negator = try take("negator")
    intensifier = try take("intensifier")
    hedge = try take("hedge")
    bad = try take("bad")
    badStrong = try take("bad_strong")
    good = try take("good")
    necessary = try take("necessary")
    misconduct = try take("misconduct")
    unnamed = try take("unnamed")
    actor = try take("actor")
    undoing = try take("undoing")
    temporal = try take("temporal")
    condition = try take("condition")
    breaking = try take("breaking")
    silence = try take("silence")
    subjectControl = try take("subject_control")
    telling = try take("telling")
    spokesperson = try take("spokesperson")
    outlet = try take("outlet")
    company = try take("company")
    conversation = try take("conversation")
    document = try take("document")
    members = try take("members")
    relation = try take("relation")
    motion = try take("motion")
    meeting = try take("meeting")
    bearing = try take("bearing")
    badManner = try take("bad_manner")
    goodManner = try take("good_manner")
    generic = try take("generic")
    ambiguous = try take("ambiguous")
    weak = try take("weak")
    candidacy = try take("candidacy")
    campaigning = try take("campaigning")
    if !classes.isEmpty {
      throw LexiconError(file: Self.fileName, line: 0)
    }
  }
}

extension Substring {
  /// `String` with every `old` replaced; for the underscores of the word list.
  fileprivate func replacing(_ old: Character, with new: Character) -> String {
    String(map { $0 == old ? new : $0 })
  }
}
