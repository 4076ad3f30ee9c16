import GoRules

/// The mirrors that are watched, by place and by identity.
struct WatchList: Sendable {
  private var watches: [MirrorWatch] = []
  private var places: [Mirror.ID: Int] = [:]

  var count: Int { watches.count }
  var indices: Range<Int> { watches.indices }

  /// The place of a mirror; nil where it is not watched.
  func index(of mirror: Mirror.ID) -> Int? { places[mirror] }

  subscript(index: Int) -> MirrorWatch {
    _read { yield watches[index] }
    _modify { yield &watches[index] }
  }

  mutating func append(_ watch: MirrorWatch) {
    places[watch.mirror.id] = watches.count
    watches.append(watch)
  }

  /// A mirror has not answered a question for longer than usual.
  func isOverdue(_ question: Question, at mirror: Mirror.ID) -> Bool {
    places[mirror].map { watches[$0].isOverdue(question) } ?? false
  }

  /// What a mirror answered to a question; nil where it was never asked.
  func answer(of mirror: Mirror.ID, to question: Question) -> MirrorWatch.AnswerState? {
    // Not by way of a closure, which would be given a copy of all that is known of the mirror.
    guard let place = places[mirror] else { return nil }
    return watches[place].answers[question]
  }
}
