import Text

/// Reads the predicates of a document off its trees: subjects through coordination, control and raising.
/// Each predicate is read once; time is linear in the tokens but for the spans of coordinate subjects.
struct PredicateReader {
  private let reading: StanceReading
  private var byToken: [Int32]
  private(set) var predicates: [Predicate] = []

  /// Predicates on the way up from a deeply embedded one; a deeper tree is cut there.
  static let depthMax = 40

  init(_ reading: StanceReading) {
    self.reading = reading
    byToken = [Int32](repeating: -1, count: reading.lowers.count)
    for token in reading.lowers.indices where reading.isPredicate(token) { _ = read(token, depth: 0) }
  }

  /// By token: index into `predicates`, -1 for none.
  var index: [Int32] { byToken }

  private mutating func read(_ token: Int, depth: Int) -> Predicate {
    if byToken[token] >= 0 { return predicates[Int(byToken[token])] }
    var predicate = Predicate(token: token, kind: .main)
    predicate.isPassive = isPassive(token)
    predicate.mark = mark(of: token)
    subject(of: token, into: &predicate)
    if depth < Self.depthMax { attach(&predicate, depth: depth) }
    byToken[token] = Int32(predicates.count)
    predicates.append(predicate)
    return predicate
  }

  private func isPassive(_ token: Int) -> Bool {
    if reading.xpos(token) != .vbn && reading.xpos(token) != .vbd { return false }
    if reading.child(token, .auxPass, .nsubjPass, .csubjPass) != nil { return true }
    // "opposed by the council", "is opposed": a participle without an auxiliary of the perfect. Where a tensed verb is
    // due, the tag is taken for a slip ("said Europe needed to act").
    guard reading.xpos(token) == .vbn else { return false }
    if [.ccomp, .root, .parataxis].contains(reading.deprel(token)), reading.child(token, .oblAgent) == nil {
      return false
    }
    let perfect = reading.children(token).contains {
      reading.deprel($0) == .aux && reading.lemmas[$0] == "have"
    }
    return !perfect && reading.child(token, .obj) == nil
  }

  private func mark(of token: Int) -> String? {
    for child in reading.children(token) where child < token {
      let relation = reading.deprel(child)
      if relation == .mark, reading.lowers[child] != "to" || reading.upos(child) != .part {
        return reading.lowers[child]
      }
      if relation == .advmod, reading.xpos(child) == .wrb { return reading.lowers[child] }
    }
    return nil
  }

  private func subject(of token: Int, into predicate: inout Predicate) {
    for child in reading.children(token) {
      switch reading.deprel(child) {
      case .nsubj, .nsubjPass, .nsubjOuter:
        // "Anna Berg Wednesday pledged": the day is no subject beside another.
        if predicate.hasOwnSubject, reading.words.temporal.contains(reading.lemmas[child]) { continue }
        // "Norway, it said, …": the nearest is the subject.
        predicate.subjects = reading.conjuncts(of: child)
        predicate.hasOwnSubject = true
      // "Berg, the minister, pledged": the parser takes the name for somebody addressed.
      case .vocative, .dislocated:
        if predicate.subjects.isEmpty, child < token, reading.upos(child) == .propn,
          !reading.document.isQuoted(child)
        {
          predicate.subjects = reading.conjuncts(of: child)
          predicate.hasOwnSubject = true
        }
      // "it is vital to …"
      case .expl where reading.lowers[child] == "it":
        if predicate.subjects.isEmpty {
          predicate.subjects = [child]
          predicate.hasOwnSubject = true
        }
      case .csubj, .csubjPass:
        if predicate.subjects.isEmpty, child < token {
          predicate.subjects = [child]
          predicate.hasOwnSubject = true
        }
      default: break
      }
    }
    if predicate.subjects.isEmpty, let found = beside(token) {
      predicate.subjects = reading.conjuncts(of: found)
      predicate.hasOwnSubject = true
    }
  }

  /// The noun phrase directly before a tensed verb that the tree gives no subject.
  private func beside(_ token: Int) -> Int? {
    switch reading.deprel(token) {
    case .xcomp, .advcl, .acl, .aclRelcl, .advclRelcl: return nil
    default: break
    }
    guard reading.upos(token) == .verb || reading.upos(token) == .aux else { return nil }
    let isTensed = reading.form(token) == .finite
    guard isTensed || reading.xpos(token) == .vbn && reading.deprel(token) == .ccomp else { return nil }
    var first = token
    for child in reading.children(token) where child < token {
      switch reading.deprel(child) {
      case .aux, .auxPass, .cop, .advmod: first = min(first, child)
      case .expl, .csubj, .csubjPass: return nil
      default: break
      }
    }
    let sentence = reading.sentence(of: token)
    guard first > sentence.lowerBound else { return nil }
    var subject = first - 1
    if reading.isComma(subject) || reading.upos(subject) == .cconj { return nil }
    while let up = reading.head(subject), up < first, up >= sentence.lowerBound {
      // "said Europe needed to act": the subject, read as an object of the verb before.
      if [.iobj, .obj].contains(reading.deprel(subject)), up == reading.head(token) { break }
      subject = up
    }
    // "Britons held in the camp will be returned": the participle inside the subject was read as its verb.
    if reading.upos(subject) == .verb, [.vbn, .vbd].contains(reading.xpos(subject)), isTensed,
      let inner = reading.child(subject, .nsubj, .nsubjPass), inner < subject
    {
      subject = inner
    }
    let isFree = !reading.children(subject).contains { reading.deprel($0) == .case && $0 < subject }
    return reading.isNominal(subject) && isFree && reading.deprel(subject) != .obl ? subject : nil
  }

  /// What the predicate hangs on, and the subject it has from there.
  private mutating func attach(_ predicate: inout Predicate, depth: Int) {
    let token = predicate.token
    if reading.isListVerb(token) {
      list(&predicate, depth: depth)
      return
    }
    guard let head = reading.head(token) else {
      if !predicate.hasOwnSubject { list(&predicate, depth: depth) }
      return
    }
    switch reading.deprel(token) {
    case .conj:
      guard let partner = partner(of: token, head) else { return }
      let other = read(partner, depth: depth + 1)
      predicate.governor = partner
      predicate.isCoordinate = true
      // "has criticized the deal and called for …": the participle shares the auxiliary.
      if !other.isPassive, reading.child(token, .aux, .auxPass, .cop) == nil,
        reading.child(partner, .cop) == nil
      {
        predicate.isPassive = false
      }
      if predicate.hasOwnSubject {
        if other.kind == .relative || other.mark != nil, predicate.mark == nil, !isComma(before: token) {
          predicate.mark = other.mark
        }
      } else {
        predicate.subjects = other.subjects
        predicate.kind = other.kind
        predicate.isAppositive = other.isAppositive
        predicate.mark = predicate.mark ?? other.mark
      }
    case .xcomp: control(&predicate, head, depth)
    case .ccomp, .csubj, .csubjPass, .parataxis, .dep, .discourse:
      guard reading.isPredicate(head) else { return }
      predicate.governor = head
      guard !predicate.hasOwnSubject, reading.form(token) != .finite else { return }
      control(&predicate, head, depth)
      if reading.form(token) == .gerund, isComma(before: token) { predicate.kind = .participle }
    case .advcl, .advclRelcl:
      if let partner = gerund(joinedBy: token) {
        // "keep saying what needs to be said and demanding …"
        let other = read(partner, depth: depth + 1)
        predicate.governor = partner
        predicate.isCoordinate = true
        predicate.subjects = other.subjects
        predicate.kind = other.kind
        return
      }
      guard reading.isPredicate(head) else { return }
      predicate.governor = head
      guard !predicate.hasOwnSubject else { return }
      if let subject = subjectBehindPreposition(token, head) {
        // "left after Brazil opposed the levy", with "after" read as a preposition.
        predicate.subjects = reading.conjuncts(of: subject)
        predicate.hasOwnSubject = true
        predicate.mark = reading.preposition(of: subject)
        return
      }
      let other = read(head, depth: depth + 1)
      predicate.subjects = other.subjects
      switch reading.form(token) {
      case .toInfinitive, .bareInfinitive: control(&predicate, head, depth)
      default: predicate.kind = .participle
      }
    case .aclRelcl where isComplement(token, of: head):
      predicate.governor = clause(above: head)
    case .aclRelcl:
      predicate.kind = .relative
      let opening = clauseOpening(token)
      predicate.isAppositive = opening > 0 && reading.isComma(opening - 1)
      let isPronoun = predicate.subjects.count == 1 && isRelativeWord(predicate.subjects[0])
      if predicate.subjects.isEmpty || isPronoun { predicate.subjects = reading.conjuncts(of: head) }
      if let outer = clause(above: head) { predicate.governor = outer }
    case .acl where isMainVerb(token):
      predicate.isPassive = false
      let root = root(of: token)
      predicate.subjects = reading.conjuncts(of: root)
      predicate.hasOwnSubject = true
    case .acl:
      predicate.kind = reading.form(token) == .toInfinitive ? .infinitive : .modifier
      // "issued a declaration demanding …": said by whoever issued it.
      if reading.form(token) == .gerund, reading.words.document.contains(reading.lemmas[head]) {
        predicate.kind = .participle
      }
      if let outer = clause(above: head) {
        predicate.governor = outer
        if !predicate.hasOwnSubject {
          predicate.subjects =
            predicate.kind == .infinitive || reading.form(token) == .gerund
            ? read(outer, depth: depth + 1).subjects : [head]
        }
      }
    default:
      if !predicate.hasOwnSubject, reading.upos(token) == .verb { predicate.kind = .modifier }
    }
  }

  /// "The minister has announced:" and then, a paragraph each, "- Reduced the fuel tax": the items share that subject.
  private mutating func list(_ predicate: inout Predicate, depth: Int) {
    let token = predicate.token
    guard [.vbn, .vbd].contains(reading.xpos(token)) else { return }
    var paragraph = document.paragraph(of: token)
    var first = document.paragraphs[paragraph].lowerBound
    while first < token, reading.upos(first) == .punct || reading.upos(first) == .sym { first += 1 }
    guard first == token else { return }
    while paragraph > 0 {
      paragraph -= 1
      let above = document.paragraphs[paragraph]
      let opening = above.first { reading.upos($0) != .punct && reading.upos($0) != .sym } ?? above.lowerBound
      if reading.lowers[above.upperBound - 1] == ":" {
        guard let verb = above.last(where: { reading.isPredicate($0) }) else { return }
        let other = read(verb, depth: depth + 1)
        predicate.subjects = other.subjects
        predicate.isPassive = false
        return
      }
      guard opening > above.lowerBound || [.vbn, .vbd].contains(reading.xpos(opening)) else { return }
    }
  }

  /// `asked Brazil to lower`: the object does it; `vowed to lower`: the subject.
  private mutating func control(_ predicate: inout Predicate, _ head: Int, _ depth: Int) {
    if predicate.hasOwnSubject, reading.form(predicate.token) == .finite {
      predicate.governor = reading.isPredicate(head) ? head : nil
      return
    }
    predicate.kind = .infinitive
    guard reading.isPredicate(head) else { return }
    predicate.governor = head
    guard !predicate.hasOwnSubject else { return }
    let other = read(head, depth: depth + 1)
    let object = reading.children(head).first {
      [.obj, .iobj].contains(reading.deprel($0)) && $0 > head && $0 < predicate.token
    }
    if let object, !reading.words.subjectControl.contains(reading.lemmas[head]),
      reading.deprel(predicate.token) != .advcl
    {
      predicate.subjects = reading.conjuncts(of: object)
    } else {
      predicate.subjects = other.subjects
    }
  }

  /// What a conjunct is joined to: its head, or the nearest verb above of the same form ("keep saying what needs to be
  /// said and demanding …": parsers often join to the nearer verb).
  private func partner(of token: Int, _ head: Int) -> Int? {
    let form = reading.form(token)
    func fits(_ other: Int) -> Bool {
      let otherForm = reading.form(other)
      switch form {
      case .gerund: return otherForm == .gerund
      case .toInfinitive: return otherForm == .toInfinitive
      default: return true
      }
    }
    // "said Japan will ask it to lift the ban and pledged": a past tense without subject or auxiliary joins a past tense.
    if reading.xpos(token) == .vbd, reading.child(token, .nsubj, .nsubjPass, .aux, .auxPass, .cop) == nil,
      let past = past(above: head)
    {
      return past
    }
    // "need the council to set up a panel, summon the minister": a bare form joins the infinitive before it.
    if reading.xpos(token) == .vb, form == .bareInfinitive, reading.form(head) == .finite,
      reading.child(token, .nsubj, .aux, .mark) == nil,
      let infinitive = reading.children(head).last(where: { $0 < token && reading.form($0) == .toInfinitive })
    {
      return infinitive
    }
    var current: Int? = head
    while let candidate = current {
      if reading.isPredicate(candidate), fits(candidate) { return candidate }
      current = reading.head(candidate)
    }
    return reading.isPredicate(head) ? head : nil
  }

  /// The nearest verb from `token` upwards whose clause is in the past; one outside relative clauses where there is one.
  private func past(above token: Int) -> Int? {
    var current: Int? = token
    var inside: Int?
    while let candidate = current {
      if reading.isPredicate(candidate), isPast(candidate) {
        let isRelative = [.aclRelcl, .acl, .advclRelcl].contains(reading.deprel(candidate))
        if !isRelative { return candidate }
        inside = inside ?? candidate
      }
      current = reading.head(candidate)
    }
    return inside
  }

  private func isPast(_ token: Int) -> Bool {
    if reading.xpos(token) == .vbd { return true }
    let first = reading.children(token).first { [.aux, .auxPass, .cop].contains(reading.deprel($0)) }
    return first.map { reading.xpos($0) == .vbd || reading.lemmas[$0] == "have" } ?? false
  }

  /// "declared Tuesday that China must …": parsers hang the clause on the day, or take it for a relative clause of the
  /// verb.
  private func isComplement(_ token: Int, of head: Int) -> Bool {
    let hasThat = reading.children(token).contains {
      $0 < token && reading.lowers[$0] == "that" && (reading.deprel($0) == .mark || reading.xpos($0) == .in)
    }
    return hasThat && (reading.words.temporal.contains(reading.lemmas[head]) || reading.upos(head) == .verb)
  }

  private func subjectBehindPreposition(_ token: Int, _ head: Int) -> Int? {
    guard reading.form(token) == .finite, reading.xpos(token) == .vbd || reading.xpos(token) == .vbz else {
      return nil
    }
    return reading.children(head).first { child in
      child > head && child < token && reading.deprel(child) == .obl
        && document.span(of: child).upperBound == token
        && ["after", "before", "since", "until", "as", "because"].contains(
          reading.preposition(of: child) ?? "")
    }
  }

  /// The gerund before "and" that one behind it is joined to, wherever the parser hung it.
  private func gerund(joinedBy token: Int) -> Int? {
    guard reading.form(token) == .gerund, reading.child(token, .nsubj, .mark) == nil else { return nil }
    var before = token - 1
    let first = reading.sentence(of: token).lowerBound
    while before > first, reading.isAdverb(before) { before -= 1 }
    guard before > first, reading.upos(before) == .cconj else { return nil }
    return (first..<before).last {
      reading.form($0) == .gerund && reading.deprel($0) == .xcomp && reading.upos($0) == .verb
        && reading.sameVoice($0, token)
    }
  }

  private func clause(above noun: Int) -> Int? {
    var current: Int? = noun
    while let token = current {
      if reading.isPredicate(token) { return token }
      current = reading.head(token)
    }
    return nil
  }

  /// "Anna Berg, head of the union, called for …": read as a participle where the sentence has no other verb.
  private func isMainVerb(_ token: Int) -> Bool {
    guard reading.xpos(token) == .vbn || reading.xpos(token) == .vbd, isComma(before: token),
      reading.child(token, .auxPass) == nil
    else { return false }
    let root = root(of: token)
    return reading.upos(root) == .propn && reading.child(root, .cop) == nil
  }

  private func root(of token: Int) -> Int {
    var current = token
    while let up = reading.head(current) { current = up }
    return current
  }

  private func clauseOpening(_ token: Int) -> Int {
    var first = document.span(of: token).lowerBound
    while first < token, reading.upos(first) == .punct { first += 1 }
    return first
  }

  private var document: Document { reading.document }

  private func isComma(before token: Int) -> Bool {
    let first = document.span(of: token).lowerBound
    return reading.isComma(first) || first > 0 && reading.isComma(first - 1)
  }

  private func isRelativeWord(_ token: Int) -> Bool {
    switch reading.lowers[token] {
    case "who", "which", "that", "whom", "what", "whose": true
    default: false
    }
  }
}
