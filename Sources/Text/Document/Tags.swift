/// Universal part-of-speech tags (universaldependencies.org/u/pos).
public enum UPOS: UInt8, Sendable, CaseIterable {
  case adj, adp, adv, aux, cconj, det, intj, noun, num, part, pron, propn, punct, sconj, sym, verb, x

  private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })

  /// The tag as treebanks write it: `PROPN`.
  public var name: String { String(describing: self).uppercased() }

  /// The tag written `name`, `nil` for any other word.
  public init?(name: String) {
    guard let tag = Self.byName[name] else { return nil }
    self = tag
  }
}

/// Penn Treebank tags with the additions of the English Web Treebank (HYPH, NFP, ADD, AFX, GW).
public enum XPOS: UInt8, Sendable, CaseIterable {
  case cc, cd, dt, ex, fw, `in`, jj, jjr, jjs, ls, md, nn, nns, nnp, nnps, pdt, pos, prp, prpPossessive
  case rb, rbr, rbs, rp, sym, to, uh, vb, vbd, vbg, vbn, vbp, vbz, wdt, wp, wpPossessive, wrb
  case period, comma, colon, openQuote, closeQuote, openBracket, closeBracket, dollar
  case hyph, nfp, add, afx, gw

  private static let written: [XPOS: String] = [
    .prpPossessive: "PRP$", .wpPossessive: "WP$", .period: ".", .comma: ",", .colon: ":", .openQuote: "``",
    .closeQuote: "''", .openBracket: "-LRB-", .closeBracket: "-RRB-", .dollar: "$",
  ]
  private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })

  /// The tag as treebanks write it: `NNP`, `PRP$`, `-LRB-`.
  public var name: String { Self.written[self] ?? String(describing: self).uppercased() }

  /// The tag written `name`, `nil` for any other word.
  public init?(name: String) {
    guard let tag = Self.byName[name] else { return nil }
    self = tag
  }

  /// VB, VBD, VBG, VBN, VBP or VBZ (auxiliaries too; MD is not one).
  public var isVerb: Bool { XPOS.vb.rawValue <= rawValue && rawValue <= XPOS.vbz.rawValue }
  /// VBD, VBP, VBZ or MD.
  public var isFinite: Bool { self == .vbd || self == .vbp || self == .vbz || self == .md }
  /// NN, NNS, NNP or NNPS.
  public var isNoun: Bool { XPOS.nn.rawValue <= rawValue && rawValue <= XPOS.nnps.rawValue }
  /// NNP or NNPS.
  public var isProperNoun: Bool { self == .nnp || self == .nnps }
}
