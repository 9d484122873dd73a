import Testing

/// Reported content without marks, or with some. All sentences are made up.
struct QuotesIndirectTests {
  @Test(arguments: [
    QuoteRow(
      "that-clause", "Ann Lee said that the bridge would open again.",
      "Ann Lee | said | that the bridge would open again"),
    QuoteRow(
      "clause without that", "Ann Lee said the bridge would open again.",
      "Ann Lee | said | the bridge would open again"),
    QuoteRow(
      "day between cue and content", "Ann Lee said Tuesday that the bridge would open again.",
      "Ann Lee | said | that the bridge would open again"),
    QuoteRow(
      "day between source and cue", "Ann Lee on Tuesday said the bridge would open again.",
      "Ann Lee | said | the bridge would open again"),
    QuoteRow(
      "statement between cue and content", "The company said in a statement that no one was hurt.",
      "The company | said in a statement | that no one was hurt"),
    QuoteRow(
      "hearer", "The mayor told reporters that the bridge would open again.",
      "The mayor | told | that the bridge would open again"),
    QuoteRow(
      "content, source, cue", "The bridge will open again, the mayor said.",
      "the mayor | said | The bridge will open again"),
    QuoteRow(
      "content, cue, source", "The bridge will open again, said Ann Lee.",
      "Ann Lee | said | The bridge will open again"),
    QuoteRow(
      "cue in the middle", "The bridge, the mayor said, will open again.",
      "the mayor | said | The bridge … will open again"),
    QuoteRow(
      "according to, behind", "The bridge will open again, according to Ann Lee.",
      "Ann Lee | according to | The bridge will open again"),
    QuoteRow(
      "according to, before", "According to the mayor, the bridge will open again.",
      "the mayor | According to | the bridge will open again"),
    QuoteRow(
      "question word", "The judge asked whether the bridge was safe.",
      "The judge | asked | whether the bridge was safe"),
    QuoteRow(
      "why", "The engineer explained why the bridge had closed.",
      "The engineer | explained | why the bridge had closed"),
    QuoteRow(
      "pledge", "The minister pledged to rebuild the bridge.",
      "The minister | pledged | to rebuild the bridge"),
    QuoteRow(
      "vow", "Ann Lee vowed to fight the ruling.", "Ann Lee | vowed | to fight the ruling"),
    QuoteRow(
      "promise", "The party promised to cut taxes on fuel.", "The party | promised | to cut taxes on fuel"),
    QuoteRow(
      "refusal", "The company refused to publish the report.",
      "The company | refused | to publish the report"),
    QuoteRow(
      "call for", "The union called for a strike at the port.",
      "The union | called for | a strike at the port"),
    QuoteRow(
      "expressed a feeling", "The minister expressed concern over the new tariffs.",
      "The minister | expressed concern over | the new tariffs"),
    QuoteRow(
      "cited", "The court cited a lack of evidence.", "The court | cited | a lack of evidence"),
    QuoteRow(
      "criticized", "The senator criticized the plan to close the port.",
      "The senator | criticized | the plan to close the port"),
    QuoteRow(
      "denied that", "The company denied that it had hidden the report.",
      "The company | denied | that it had hidden the report"),
    QuoteRow(
      "warned", "Doctors warned that the heat could kill.", "Doctors | warned | that the heat could kill"),
    QuoteRow(
      "pointed out", "The judge pointed out that the law had changed.",
      "The judge | pointed out | that the law had changed"),
    QuoteRow(
      "thought", "Many farmers believe that the rain will come.",
      "Many farmers | believe | that the rain will come"),
    QuoteRow(
      "mixed", "The mayor said the bridge was “as safe as ever” and open.",
      "The mayor | said | the bridge was “as safe as ever” and open"),
    QuoteRow(
      "mixed, ending in marks", "The mayor said the bridge was “as safe as ever.”",
      "The mayor | said | the bridge was “as safe as ever.”"),
    QuoteRow(
      "mixed, before the cue", "The bridge is “as safe as ever,” the mayor said.",
      "the mayor | said | The bridge is “as safe as ever,”"),
    QuoteRow(
      "coordinated cues", "Ann Lee said the trains would run again and vowed to open a second line.",
      "Ann Lee | said | the trains would run again", "Ann Lee | vowed | to open a second line"),
    QuoteRow(
      "coordinated cues and clauses",
      "Ann Lee said that the trains would run again but warned that they would be late.",
      "Ann Lee | said | that the trains would run again", "Ann Lee | warned | that they would be late"),
    QuoteRow(
      "adding that", "Ann Lee said the bridge was safe, adding that it would open again.",
      "Ann Lee | said | the bridge was safe", "Ann Lee | adding | that it would open again"),
    QuoteRow(
      "participle behind a direct quote", "“It holds,” Ann Lee said, referring to the old bridge.",
      "Ann Lee | said | “It holds,”", "Ann Lee | referring to | the old bridge"),
    QuoteRow(
      "relative clause", "Ann Lee, who said the trains would run again, resigned in May.",
      "who | said | the trains would run again"),
    QuoteRow(
      "declined to say", "The company declined to say whether it would pay.",
      "The company | declined | to say whether it would pay"),
    QuoteRow(
      "apposition", "Bob Ray, a spokesman for the port, said the gates were open.",
      "Bob Ray, a spokesman for the port, | said | the gates were open"),
    QuoteRow(
      "a cue inside the content is no quote of its own",
      "Ann Lee said that Bob Ray had said the bridge was safe.",
      "Ann Lee | said | that Bob Ray had said the bridge was safe"),
    QuoteRow(
      "noun with that", "His claim that the bridge was safe angered many.",
      "His | claim | that the bridge was safe angered many"),
  ])
  func finds(_ row: QuoteRow) { row.check() }

  @Test(arguments: [
    QuoteRow("no cue at all", "The bridge opened in May. Trains run again."),
    QuoteRow("scare quotes", "The so-called “smart bridge” opened in May."),
    QuoteRow("title of a work", "Her novel “The Long Bridge” sold well."),
    QuoteRow("nickname", "Bob “Rocky” Ray won the fight in May."),
    QuoteRow("the noun report", "The report is long and dull."),
    QuoteRow("empty", ""),
    QuoteRow("only marks", "“”"),
  ])
  func findsNone(_ row: QuoteRow) { row.check() }
}
