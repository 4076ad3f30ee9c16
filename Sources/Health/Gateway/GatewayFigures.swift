import GoRules

/// What a gateway tells of itself at `GatewayFigures.path`: its tally at one moment.
package struct GatewayFigures: Sendable, Hashable {
  package struct Answers: Sendable, Hashable {
    package var answered: GatewayTally.Answered
    package var count: Int

    package init(_ answered: GatewayTally.Answered, _ count: Int) {
      self.answered = answered
      self.count = count
    }
  }

  package struct Asks: Sendable, Hashable {
    package var asked: GatewayTally.Asked
    package var count: Int

    package init(_ asked: GatewayTally.Asked, _ count: Int) {
      self.asked = asked
      self.count = count
    }
  }

  /// The page. No module has such a path: it has no `@`.
  package static let path = "/gateway"
  /// Bytes of the page that are read; one with all that is told of has a quarter of them.
  package static let sizeLimit = 512 << 10
  /// Rows of a kind that are told.
  static let mostRows = 100

  /// Requests of go's that wait for their answers.
  package var waiting = 0
  /// Requests of go's a second, over the last 10 s and the last minute.
  package var perTenSeconds = 0.0
  package var perMinute = 0.0
  /// Since the start, the most frequent first.
  package var answers: [Answers] = []
  package var asks: [Asks] = []
  package var probes = 0
  /// The last requests, newest first.
  package var recent: [GatewayEvent] = []

  package init() {}

  package init(_ tally: GatewayTally, waiting: Int, at now: Timestamp) {
    self.waiting = waiting
    perTenSeconds = tally.rate(over: 10, at: now.monotonic)
    perMinute = tally.rate(over: 60, at: now.monotonic)
    answers = Self.rows(tally.answers).map { Answers($0, $1) }
    asks = Self.rows(tally.asks).map { Asks($0, $1) }
    probes = tally.probes
    recent = tally.recent.reversed()
  }

  private static func rows<Key: Comparable>(_ counts: [Key: Int]) -> some Sequence<(Key, Int)> {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(mostRows).map { ($0, $1) }
  }

  /// Requests of go's that were answered.
  package var total: Int { answers.reduce(0) { $0 + $1.count } }

  package func count(of result: GatewayResult) -> Int {
    answers.reduce(0) { $0 + ($1.answered.result == result ? $1.count : 0) }
  }
}
