/// Words that may mean somebody or something said before, and what is known of them: input of the chain builder.
package struct Reference: Sendable {
  /// What a thing is, as far as its words tell.
  package enum Sort: UInt8, Sendable { case unknown, person, organization, place, other }
  package enum Number: UInt8, Sendable { case unknown, singular, plural }
  package enum Definiteness: UInt8, Sendable {
    /// `a`, `some`, numbers
    case indefinite
    /// `the`
    case definite
    /// `this`, `those`
    case demonstrative
    /// `his …`, `Japan’s …`
    case possessive
    /// no determiner
    case bare
    /// names and pronouns
    case none
  }
  package enum Role: UInt8, Sendable { case other, subject, object, oblique, possessor, modifier }

  package var tokens: Range<Int>
  package var head: Int
  package var phrase: Range<Int>
  package var kind: MentionKind
  var isModifier = false
  package var pronoun: Pronoun?
  var sort = Sort.unknown
  var number = Number.unknown
  var gender: Gender?
  var definiteness = Definiteness.none
  var role = Role.other
  /// Whether it is the first subject of its sentence: mostly whom the sentence is about.
  var isLeading = false
  var sentence = 0
  /// Index of the outermost quotation around it.
  var quotation: Int?
  /// The head noun by its lower-case lemma, hashed.
  var headKey: UInt32 = 0
  /// Of `his father` and `Lind’s father`: index of the reference to the possessor; -1 for none.
  var possessor = -1
  /// Of names: index into the entity table.
  var entity: Int?
  /// Index into the chains; -1 before it is known.
  var chain = -1
  /// The mention before it in its chain; -1 for the first.
  var previous = -1
}

/// A personal, possessive or reflexive pronoun.
package struct Pronoun: Sendable, Equatable {
  package enum Form: UInt8, Sendable { case subject, object, possessive, reflexive }
  /// 1, 2 or 3.
  package let person: UInt8
  package let number: Reference.Number
  package let gender: Gender?
  /// `it` and its forms.
  package let isNeuter: Bool
  package let form: Form

  private init(
    _ person: UInt8, _ number: Reference.Number, _ form: Form, gender: Gender? = nil, isNeuter: Bool = false
  ) {
    self.person = person
    self.number = number
    self.form = form
    self.gender = gender
    self.isNeuter = isNeuter
  }

  /// The pronoun spelt `word`, lower case.
  static func named(_ word: String) -> Pronoun? { table[word] }

  private static let table: [String: Pronoun] = {
    var table: [String: Pronoun] = [:]
    func add(
      _ words: String, _ person: UInt8, _ number: Reference.Number, gender: Gender? = nil,
      isNeuter: Bool = false
    ) {
      let forms: [Form] = [.subject, .object, .possessive, .possessive, .reflexive]
      for (word, form) in zip(words.split(separator: " "), forms) where word != "-" {
        if table[String(word)] == nil {
          table[String(word)] = Pronoun(person, number, form, gender: gender, isNeuter: isNeuter)
        }
      }
    }
    add("i me my mine myself", 1, .singular)
    add("we us our ours ourselves", 1, .plural)
    add("you - your yours yourself", 2, .unknown)
    add("- - - - yourselves", 2, .plural)
    add("he him his - himself", 3, .singular, gender: .male)
    add("she her - hers herself", 3, .singular, gender: .female)
    add("they them their theirs themselves", 3, .plural)
    add("- 'em - - -", 3, .plural)
    add("it - its - itself", 3, .singular, isNeuter: true)
    return table
  }()
}
