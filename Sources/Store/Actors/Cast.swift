import NewsModel

/// The actors of one record and which items each takes part in, by index into `record.actors`.
struct Cast {
  private(set) var actors: [ArticleActor]
  private let seconds: Int64
  /// For each quote its speaker.
  private(set) var speakers: [Int?]
  /// For each position its holders, speaker and targets, each actor once.
  private(set) var positions: [[(actor: Int, roles: UInt32)]]
  private(set) var quoteCounts: [Int]
  private(set) var positionCounts: [Int]

  /// Traps when an item points to an actor that `record.actors` lacks or holds twice: `Ingestion` sees to that.
  init(_ record: ArticleRecord) {
    actors = record.actors
    seconds = record.seconds
    var indices: [String: Int] = [:]
    for (index, actor) in record.actors.enumerated() {
      let twin = indices.updateValue(index, forKey: actor.reference.id)
      precondition(twin == nil, "actor \(actor.reference.id) stands twice in article \(record.article.id)")
    }
    func index(_ reference: ActorReference) -> Int {
      guard let index = indices[reference.id] else {
        preconditionFailure("actor \(reference.id) is missing from article \(record.article.id)")
      }
      return index
    }

    speakers = record.quotes.map { $0.speaker.map(index) }
    positions = record.positions.map { position in
      var roles: [(actor: Int, roles: UInt32)] = []
      func add(_ reference: ActorReference, _ role: UInt32) {
        let actor = index(reference)
        if let known = roles.firstIndex(where: { $0.actor == actor }) {
          roles[known].roles |= role
        } else {
          roles.append((actor, role))
        }
      }
      for holder in position.holders { add(holder.actor, ActorLink.holder) }
      if let speaker = position.speaker { add(speaker, ActorLink.speaker) }
      for target in position.targets { add(target.actor, ActorLink.target) }
      return roles
    }

    quoteCounts = Array(repeating: 0, count: actors.count)
    positionCounts = quoteCounts
    for case .some(let speaker) in speakers { quoteCounts[speaker] += 1 }
    for position in positions { for (actor, _) in position { positionCounts[actor] += 1 } }
  }

  /// What the record, at `slot`, adds to its actors.
  func appearances(_ slot: Int32) -> [Appearance] {
    actors.indices.map {
      Appearance(
        actor: actors[$0], quotes: quoteCounts[$0], positions: positionCounts[$0],
        posting: Posting(seconds: seconds, slot: slot))
    }
  }
}

/// What one article adds to an actor.
struct Appearance {
  var actor: ArticleActor
  /// Quotes it speaks.
  var quotes: Int
  /// Positions it holds, speaks or is the target of.
  var positions: Int
  var posting: Posting
}
