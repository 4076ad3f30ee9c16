import GoRules
import Health

/// What became of a connection that was left idle, and of a request on it, as go would make it.
package struct IdleFact: Sendable, Hashable {
  package enum End: Sendable, Hashable {
    /// Whatever the answer says.
    case answered
    /// The server had closed it after so long, or go asks again without a word: it dials anew.
    case closed(after: Duration)
    /// The connection ended under the request: over HTTP/2 go fails.
    case cutOff
    /// The request was sent so many times again, and never acknowledged.
    case lost(retransmissions: Int)
    /// The request was acknowledged, and not answered.
    case silent
    /// It could not be told.
    case unknown
  }

  package var mirror: Mirror.ID
  /// How long it was idle.
  package var gap: Duration
  package var end: End
  /// After which the server says that it closes (`Keep-Alive: timeout=`); nil where it does not say.
  package var announced: Duration?
  /// The same request on a new connection has an answer; nil where that was not tried.
  package var answersAnew: Bool?

  package init(
    _ mirror: Mirror.ID, gap: Duration, _ end: End, announced: Duration? = nil,
    answersAnew: Bool? = nil
  ) {
    self.mirror = mirror
    self.gap = gap
    self.end = end
    self.announced = announced
    self.answersAnew = answersAnew
  }
}

/// What became of as many requests at once as go makes.
package struct BurstFact: Sendable, Hashable {
  package var mirror: Mirror.ID
  /// Connections at once.
  package var width: Int
  package var outcomes: [RequestOutcome]
  /// A single request afterwards has an answer; nil where that was not tried.
  package var answersAfterwards: Bool?

  package init(
    _ mirror: Mirror.ID, width: Int, outcomes: [RequestOutcome], answersAfterwards: Bool? = nil
  ) {
    self.mirror = mirror
    self.width = width
    self.outcomes = outcomes
    self.answersAfterwards = answersAfterwards
  }

  package var failures: [RequestOutcome] { outcomes.filter { !$0.isAlive } }

  /// The most frequent way to fail; nil where none did.
  package var leadingFailure: RequestOutcome? {
    failures.max { one, other in count(of: one) < count(of: other) }
  }

  /// How many ended so.
  package func count(of outcome: RequestOutcome) -> Int {
    outcomes.count { $0 == outcome }
  }
}
