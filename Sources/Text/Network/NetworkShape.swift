/// The sizes of the network, and where its dense weights lie. All are multiples of four.
///
/// Input of a token: the sum of its rows in the embedding tables, `input` wide. Then `layers` layers of recurrence, each both
/// ways with `hidden` units a way, and one matrix from the last layer to all that is scored.
package struct NetworkShape: Sendable, Equatable {
  package var input = 96
  package var hidden = 56
  package var layers = 3
  /// Width of what an arc's two ends are compared by.
  package var arc = 48
  /// Width of what a relation is told by.
  package var relation = 48
  package var words = 0
  package var pieces = 0

  package init() {}

  /// Tags of both kinds, with room up to a multiple of eight.
  package static let xposWidth = (XPOS.allCases.count + 7) / 8 * 8
  package static let uposWidth = (UPOS.allCases.count + 7) / 8 * 8
  package static let relationsWidth = (Deprel.allCases.count + 7) / 8 * 8
  /// Of persons, organizations and places: outside, then beginning and inside of each.
  package static let namesWidth = 8

  package var width: Int { 2 * hidden }
  /// What a recurrent layer is given a unit: candidate, forget gate, output gate, both ways.
  package var gates: Int { 6 * hidden }

  // The parts of the last matrix, in their order.
  package var xposStart: Int { 0 }
  package var uposStart: Int { Self.xposWidth }
  package var namesStart: Int { uposStart + Self.uposWidth }
  package var arcDependentStart: Int { namesStart + Self.namesWidth }
  package var arcHeadStart: Int { arcDependentStart + arc }
  package var relationDependentStart: Int { arcHeadStart + arc }
  package var relationHeadStart: Int { relationDependentStart + relation }
  package var scores: Int { relationHeadStart + relation }

  /// A stretch of the dense weights: `rows` × `columns`.
  package struct Part: Sendable {
    package let name: String
    package let offset, rows, columns: Int
    package var count: Int { rows * columns }
  }

  package func layerInput(_ layer: Int) -> Int { layer == 0 ? input : width }

  /// All dense parts in the order of the file.
  package var parts: [Part] {
    var parts: [Part] = []
    var offset = 0
    func add(_ name: String, _ rows: Int, _ columns: Int) {
      parts.append(Part(name: name, offset: offset, rows: rows, columns: columns))
      offset += (rows * columns + 3) / 4 * 4
    }
    for layer in 0..<layers {
      add("layer\(layer).weights", layerInput(layer), gates)
      add("layer\(layer).bias", 1, gates)
      // What the state before says to the forget gate.
      add("layer\(layer).memory", 1, width)
    }
    add("scores.weights", width, scores)
    add("scores.bias", 1, scores)
    add("arc.bilinear", arc, arc)
    add("arc.headBias", 1, arc)
    add("arc.root", 1, arc)
    add("arc.distances", ArcDistance.buckets, arc)
    add("relation.root", 1, relation)
    add("relation.weights", relation, Self.relationsWidth)
    add("relation.bias", 1, Self.relationsWidth)
    return parts
  }

  package var denseCount: Int { parts.last.map { $0.offset + ($0.count + 3) / 4 * 4 } ?? 0 }

  package func part(_ name: String) -> Part {
    guard let part = parts.first(where: { $0.name == name }) else { preconditionFailure("no part \(name)") }
    return part
  }
}

/// How far a head is from its dependent, in classes: near ones one by one, far ones together.
package enum ArcDistance {
  package static let buckets = 20
  /// Buckets filled up to whole vectors.
  package static let width = 24
  /// The class of the root.
  package static let root = 18

  @inline(__always)
  package static func bucket(from dependent: Int, to head: Int) -> Int {
    let distance = abs(head - dependent)
    let size =
      switch distance {
      case ...4: distance - 1
      case ...6: 4
      case ...9: 5
      case ...14: 6
      case ...24: 7
      default: 8
      }
    return head < dependent ? size : 9 + size
  }
}
