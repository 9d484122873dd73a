import TestSupport
import Testing
import Text

/// Names in made-up sentences of the news: their words, what they name, whose they are and what office they hold.
@Suite struct NameTests {
  /// What one name must be. What is `nil` is not looked at.
  struct Expected: Sendable {
    var words: String
    var kind: EntityKind
    var country: String?
    var role: String?
    var owner: String?
    var name: String?
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    var expected: [Expected]
    var testDescription: String { text }
  }

  private static func row(_ text: String, _ expected: Expected...) -> Row {
    Row(text: text, expected: expected)
  }

  private static func person(
    _ words: String, _ country: String? = nil, role: String? = nil, of owner: String? = nil
  ) -> Expected {
    Expected(words: words, kind: .person, country: country, role: role, owner: owner)
  }

  private static func country(_ words: String, _ country: String) -> Expected {
    Expected(words: words, kind: .country, country: country)
  }

  private static func place(_ words: String, _ country: String? = nil) -> Expected {
    Expected(words: words, kind: .place, country: country)
  }

  private static func body(_ words: String, _ name: String? = nil) -> Expected {
    Expected(words: words, kind: .organization, name: name)
  }

  private static func government(_ words: String, _ country: String? = nil) -> Expected {
    Expected(words: words, kind: .government, country: country)
  }

  private static func party(_ words: String, _ country: String? = nil) -> Expected {
    Expected(words: words, kind: .party, country: country)
  }

  static let titlesBefore = [
    row("Foreign Minister Anna Berg said no.", person("Anna Berg", role: "foreign minister")),
    row(
      "Norwegian Foreign Minister Anna Berg said no.",
      person("Anna Berg", "NOR", role: "foreign minister", of: "Norway")),
    row(
      "Japanese Chief Cabinet Secretary Kenji Mori said no.",
      person("Kenji Mori", "JPN", role: "chief cabinet secretary", of: "Japan")),
    row("Rep. Laura Kent voted against it.", person("Laura Kent", role: "rep.")),
    row("Sen. Paul Rivers voted against it.", person("Paul Rivers", role: "sen.")),
    row("Gov. Mary Stone signed the bill.", person("Mary Stone", role: "gov.")),
    row("Gen. Robert Hill left the base.", person("Robert Hill", role: "gen.")),
    row("Lt. Gen. Robert Hill left the base.", person("Robert Hill", role: "lt. gen.")),
    row("Maj. Karen Dale left the base.", person("Karen Dale", role: "maj.")),
    row("Adm. Peter Wolf left the ship.", person("Peter Wolf", role: "adm.")),
    row("Vice President Clara Dunn left early.", person("Clara Dunn", role: "vice president")),
    row("Prime Minister Erik Holm left early.", person("Erik Holm", role: "prime minister")),
    row("Deputy Prime Minister Erik Holm left early.", person("Erik Holm", role: "deputy prime minister")),
    row("Secretary-General Maria Costa left early.", person("Maria Costa")),
    row("Chancellor Karl Brandt left early.", person("Karl Brandt", role: "chancellor")),
    row("King Harald left early.", person("Harald", role: "king")),
    row("Pope Francis left early.", person("Francis", role: "pope")),
    row("Mr. Brown left early.", person("Brown")),
    row("Ms. Brown left early.", person("Brown")),
    row("Dr. Susan Brown left early.", person("Susan Brown")),
    row("Judge Helen Park left early.", person("Helen Park", role: "judge")),
    row("Attorney General Tom Baker left early.", person("Tom Baker", role: "attorney general")),
    row("former President George Kane left early.", person("George Kane", role: "former president")),
    row(
      "U.S. Secretary of State John Marsh said no.",
      person("John Marsh", "USA", role: "secretary of state", of: "United States")),
    row(
      "British Home Secretary Jane Moss said no.",
      person("Jane Moss", "GBR", role: "home secretary")),
    row(
      "German Defense Minister Ute Lang said no.",
      person("Ute Lang", "DEU", role: "defense minister", of: "Germany")),
    row("New Home Secretary Charles Moss said no.", person("Charles Moss")),
    row("Sheriff Dan Cole closed the road.", person("Dan Cole", role: "sheriff")),
    row("Police Chief Dan Cole closed the road.", person("Dan Cole", role: "police chief")),
    row("Professor Dan Cole closed the meeting.", person("Dan Cole", role: "professor")),
  ]

  static let titlesBehind = [
    row(
      "Anna Berg, the foreign minister of Norway, said no.",
      person("Anna Berg", role: "foreign minister", of: "Norway"), country("Norway", "NOR")),
    row("Mara Lind, the mayor of Newport, said no.", person("Mara Lind", role: "mayor")),
    row("Mara Lind, a spokeswoman for the Home Office, said no.", person("Mara Lind", role: "spokeswoman")),
    row("Tom Baker, a senior adviser, said no.", person("Tom Baker", role: "senior adviser")),
    row("The mayor, Mara Lind, said no.", person("Mara Lind", role: "mayor")),
    row(
      "France’s foreign minister, Claire Petit, said no.",
      person("Claire Petit", role: "foreign minister"), country("France", "FRA")),
    row("The company’s chairman, Tom Baker, said no.", person("Tom Baker", role: "chairman")),
  ]

  static let shapes = [
    row("John F. Marsh left early.", person("John F. Marsh")),
    row("J. K. Marsh left early.", person("J. K. Marsh")),
    row("Ludwig van Holt left early.", person("Ludwig van Holt")),
    row("Ursula von Stein left early.", person("Ursula von Stein")),
    row("Maria de Souza left early.", person("Maria de Souza")),
    row("Charles de la Tour left early.", person("Charles de la Tour")),
    row("President Bashar al-Hadi said no.", person("Bashar al-Hadi", role: "president")),
    row("Omar bin Rashid left early.", person("Omar bin Rashid")),
    row("Anne-Marie Leroy left early.", person("Anne-Marie Leroy")),
    row("Susan Lloyd-Hughes left early.", person("Susan Lloyd-Hughes")),
    row("Sean O’Malley left early.", person("Sean O’Malley")),
    row("President Xi Jinping left early.", person("Xi Jinping", role: "president")),
    row("Premier Li Keqiang left early.", person("Li Keqiang", role: "premier")),
    row("President Yoon Suk Yeol said no.", person("Yoon Suk Yeol", role: "president")),
    row("Kim Jong Un left early.", person("Kim Jong Un")),
    row("Moon Jae-in left early.", person("Moon Jae-in")),
    row("Martin Stone Jr. left early.", person("Martin Stone Jr.")),
    row("Mary Smith met John Brown.", person("Mary Smith"), person("John Brown")),
    row("Mary Smith’s plan failed.", person("Mary Smith")),
    row("“No,” Mary Smith said.", person("Mary Smith")),
    row("José García left early.", person("José García")),
  ]

  static let countries = [
    row("Norway said no.", country("Norway", "NOR")),
    row("The United States said no.", country("United States", "USA")),
    row("The U.S. said no.", country("U.S.", "USA")),
    row("The UK said no.", country("UK", "GBR")),
    row("Britain said no.", country("Britain", "GBR")),
    row("The UAE said no.", country("UAE", "ARE")),
    row("The ROK said no.", country("ROK", "KOR")),
    row("The DPRK said no.", country("DPRK", "PRK")),
    row("The PRC said no.", country("PRC", "CHN")),
    row("Burma said no.", country("Burma", "MMR")),
    row("Myanmar said no.", country("Myanmar", "MMR")),
    row("Türkiye said no.", country("Türkiye", "TUR")),
    row("Turkey said no.", country("Turkey", "TUR")),
    row("DR Congo said no.", country("DR Congo", "COD")),
    row("The Democratic Republic of the Congo said no.", country("Democratic Republic of the Congo", "COD")),
    row("The Czech Republic said no.", country("Czech Republic", "CZE")),
    row("Ivory Coast said no.", country("Ivory Coast", "CIV")),
    row("South Korea said no.", country("South Korea", "KOR")),
    row("North Korea said no.", country("North Korea", "PRK")),
    row("South Sudan said no.", country("South Sudan", "SSD")),
    row("New Zealand said no.", country("New Zealand", "NZL")),
    row("Saudi Arabia said no.", country("Saudi Arabia", "SAU")),
    row("Palestine said no.", country("Palestine", "PSE")),
    row("Kosovo said no.", country("Kosovo", "XKX")),
    row("Taiwan said no.", country("Taiwan", "TWN")),
    row("Holland said no.", country("Holland", "NLD")),
    row("The Vatican said no.", country("Vatican", "VAT")),
    row("Eswatini said no.", country("Eswatini", "SWZ")),
    row("Cabo Verde said no.", country("Cabo Verde", "CPV")),
    row("Papua New Guinea said no.", country("Papua New Guinea", "PNG")),
    row("Trinidad and Tobago said no.", country("Trinidad and Tobago", "TTO")),
  ]

  static let demonyms = [
    row("The Norwegian plan failed.", country("Norwegian", "NOR")),
    row("The Japanese plan failed.", country("Japanese", "JPN")),
    row("The American plan failed.", country("American", "USA")),
    row("The South Korean plan failed.", country("South Korean", "KOR")),
    row("The North Korean plan failed.", country("North Korean", "PRK")),
    row("The Chinese plan failed.", country("Chinese", "CHN")),
    row("The Palestinian plan failed.", country("Palestinian", "PSE")),
    row("The Georgian plan failed.", country("Georgian", "GEO")),
    row("The Dominican plan failed.", country("Dominican", "DOM")),
    row("The Congolese plan failed.", country("Congolese", "COD")),
    row("The Guinean plan failed.", country("Guinean", "GIN")),
    row("The Korean plan failed. Seoul rejected it.", country("Korean", "KOR")),
    row("The Korean plan failed. North Korea rejected it.", country("Korean", "PRK")),
    row("The Congolese plan failed. Congo-Brazzaville rejected it.", country("Congolese", "COG")),
    row("The Dominican plan failed. Dominica rejected it.", country("Dominican", "DMA")),
    row("The Swiss plan failed.", country("Swiss", "CHE")),
    row("The Dutch plan failed.", country("Dutch", "NLD")),
    row("The Filipino plan failed.", country("Filipino", "PHL")),
    row("The British plan failed.", country("British", "GBR")),
    row("The Emirati plan failed.", country("Emirati", "ARE")),
    row("The Burmese plan failed.", country("Burmese", "MMR")),
  ]

  static let seats = [
    row("The Kremlin said no.", country("Kremlin", "RUS")),
    row("The White House said no.", government("White House", "USA")),
    row("The Blue House said no.", country("Blue House", "KOR")),
    row("The Elysee said no.", country("Elysee", "FRA")),
    row("The Élysée said no.", country("Élysée", "FRA")),
    row("Downing Street said no.", government("Downing Street", "GBR")),
    row("Zhongnanhai said no.", country("Zhongnanhai", "CHN")),
    row("Nagatacho said no.", country("Nagatacho", "JPN")),
    row("The Pentagon said no.", government("Pentagon", "USA")),
    row("Tokyo said no to the plan.", country("Tokyo", "JPN")),
    row("They met in Tokyo on Monday.", place("Tokyo", "JPN")),
    row("Beijing said no to the plan.", country("Beijing", "CHN")),
    row("She lives near Oslo.", place("Oslo", "NOR")),
    row("Kyiv rejected the plan.", country("Kyiv", "UKR")),
    row("Ankara rejected the plan.", country("Ankara", "TUR")),
    row("Washington rejected the plan.", country("Washington", "USA")),
    row("They met in Washington on Monday.", place("Washington", "USA")),
    row("Farmers in Washington state rejected the plan.", place("Washington state", "USA")),
    row("Denzel Washington left early.", person("Denzel Washington")),
    row("President George Washington left early.", person("George Washington", role: "president")),
    row("The Washington Post said no.", body("Washington Post")),
  ]

  static let bodies = [
    row("The European Union said no.", body("European Union", "European Union")),
    row("The EU said no.", body("EU", "European Union")),
    row("The United Nations said no.", body("United Nations", "United Nations")),
    row("The UN said no.", body("UN", "United Nations")),
    row("NATO said no.", body("NATO", "NATO")),
    row("The World Health Organization (WHO) said no.", body("World Health Organization"), body("WHO")),
    row(
      "The Harbour Workers Union (HWU) said no. The HWU left.", body("Harbour Workers Union"),
      body("HWU", "Harbour Workers Union")),
    row("The State Department said no.", government("State Department", "USA")),
    row("The Ministry of Defence said no.", government("Ministry of Defence")),
    row("The Ministry of Foreign Affairs said no.", body("Ministry of Foreign Affairs")),
    row("The Department of Agriculture said no.", body("Department of Agriculture")),
    row("The Republican Party said no.", party("Republican Party", "USA")),
    row("Labour said no.", party("Labour", "GBR")),
    row("The Liberal Democratic Party said no.", party("Liberal Democratic Party", "JPN")),
    row("Acme Steel Corp. said no.", body("Acme Steel Corp.")),
    row("Harbour Holdings Ltd. said no.", body("Harbour Holdings Ltd.")),
    row("The University of Newport said no.", body("University of Newport")),
    row("The Bank of Newport said no.", body("Bank of Newport")),
    row("The Newport City Council said no.", body("Newport City Council")),
    row("The Supreme Court said no.", body("Supreme Court")),
    row("Hamas said no.", body("Hamas")),
    row("Google said no.", body("Google")),
    row("The Acme Steel CEO said no.", body("Acme Steel")),
  ]

  static let places = [
    row("They met in Geneva on Monday.", place("Geneva", "CHE")),
    row("The storm reached Florida on Monday.", place("Florida", "USA")),
    row("Ships crossed the South China Sea.", place("South China Sea")),
    row("Ships crossed the Taiwan Strait.", place("Taiwan Strait")),
    row("Aid reached Gaza on Monday.", place("Gaza", "PSE")),
    row("They met in New York on Monday.", place("New York", "USA")),
    row("Talks went on across Europe.", place("Europe")),
    row("They met in Kandahar on Monday.", place("Kandahar", "AFG")),
  ]

  static let rows = titlesBefore + titlesBehind + shapes + countries + demonyms + seats + bodies + places

  @Test func sharedDemonymWithoutACountryNamesNone() {
    #expect(Reader.shared.read("The Korean plan failed.").entities.isEmpty)
  }

  @Test func rowsAreMany() { #expect(Self.rows.count >= 120) }

  @Test(arguments: rows)
  func names(_ row: Row) {
    let document = Reader.shared.read(row.text)
    let named = document.mentions.compactMap { mention in
      mention.kind == .name
        ? mention.entity.map { (document.text(mention.tokens), document.entities[$0]) } : nil
    }
    for expected in row.expected {
      guard let entity = named.first(where: { $0.0 == expected.words })?.1 else {
        Issue.record("\(expected.words) is not among \(named.map(\.0))")
        continue
      }
      #expect(entity.kind == expected.kind, "\(expected.words)")
      if let country = expected.country { #expect(entity.country == country, "\(expected.words)") }
      if let name = expected.name { #expect(entity.name == name) }
      if let role = expected.role {
        #expect(entity.roles.map(\.title).contains(role), "\(expected.words): \(entity.roles)")
      }
      if let owner = expected.owner { #expect(entity.roles.first?.organization == owner) }
    }
  }
}
