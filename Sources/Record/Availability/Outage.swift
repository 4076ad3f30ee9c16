import Health

/// A time in which a mirror was down, or the chain served nobody.
package struct Outage: Sendable, Hashable {
  /// How the outage is known to have ended; the raw value is the word of JSON.
  package enum End: String, Sendable, Hashable {
    /// It was seen to end.
    case recovered
    /// It lasts, and is being recorded.
    case lasts
    /// The history ends while it lasted: the length is the least it can be.
    case recordEnded = "record_ended"
  }

  package var subject: AvailabilitySubject
  package var from: Timestamp
  /// Wall time of its end, or of the last moment known.
  package var until: Duration
  /// The time it was seen to last; gaps and times without record are not in it.
  package var length: Duration
  package var end: End
  /// Why, in short; nil where the history does not tell.
  package var cause: String?
  /// Of a mirror: the active targets of `info` during it, in order, each once; empty where nobody served.
  package var served: [Part]
  /// Of a mirror: for how long during it go was not served `info`.
  package var unserved: Duration

  /// For how long a place served during an outage.
  package struct Part: Sendable, Hashable {
    package var place: Failover.Place
    package var length: Duration

    package init(place: Failover.Place, length: Duration) {
      self.place = place
      self.length = length
    }
  }

  package var servedBy: [Failover.Place] { served.map(\.place) }
  package var servedLength: Duration { served.reduce(.zero) { $0 + $1.length } }

  package init(
    subject: AvailabilitySubject, from: Timestamp, until: Duration, length: Duration, end: End,
    cause: String? = nil, served: [Part] = [], unserved: Duration = .zero
  ) {
    self.subject = subject
    self.from = from
    self.until = until
    self.length = length
    self.end = end
    self.cause = cause
    self.served = served
    self.unserved = unserved
  }
}
