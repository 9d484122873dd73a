/// Relations of a token to its head (universaldependencies.org/u/dep): those of UD version 2 with the subtypes that EWT
/// and GUM use.
public enum Deprel: UInt8, Sendable, CaseIterable {
  case acl, aclRelcl, advcl, advclRelcl, advmod, amod, appos, aux, auxPass, `case`, cc, ccPreconj,
    ccomp, clf, compound, compoundPrt, conj, cop, csubj, csubjOuter, csubjPass, dep, det, detPredet,
    discourse, dislocated, expl, fixed, flat, goeswith, iobj, list, mark, nmod, nmodDesc, nmodPoss,
    nmodUnmarked, nsubj, nsubjOuter, nsubjPass, nummod, obj, obl, oblAgent, oblUnmarked, orphan,
    parataxis, punct, reparandum, root, vocative, xcomp

  private static let subtypes: [Deprel: String] = [
    .aclRelcl: "acl:relcl",
    .advclRelcl: "advcl:relcl",
    .auxPass: "aux:pass",
    .ccPreconj: "cc:preconj",
    .compoundPrt: "compound:prt",
    .csubjOuter: "csubj:outer",
    .csubjPass: "csubj:pass",
    .detPredet: "det:predet",
    .nmodDesc: "nmod:desc",
    .nmodPoss: "nmod:poss",
    .nmodUnmarked: "nmod:unmarked",
    .nsubjOuter: "nsubj:outer",
    .nsubjPass: "nsubj:pass",
    .oblAgent: "obl:agent",
    .oblUnmarked: "obl:unmarked",
  ]
  private static let names: [String] = allCases.map { subtypes[$0] ?? String(describing: $0) }
  private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })

  /// The relation as treebanks write it: `nsubj:pass`.
  public var name: String { Self.names[Int(rawValue)] }

  /// The relation written `name`, `nil` for any other word.
  public init?(name: String) {
    guard let relation = Self.byName[name] else { return nil }
    self = relation
  }

  private static let universals: [Deprel] = allCases.map { relation in
    let universal = relation.name.prefix { $0 != ":" }
    return allCases.first { $0.name == universal } ?? relation
  }

  /// The relation without its subtype: `nsubj` of `nsubj:pass`.
  public var universal: Deprel { Self.universals[Int(rawValue)] }
}
