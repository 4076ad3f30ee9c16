import Health

/// What the history holds of the time between two moments: the input of every report.
package struct RecordedPeriod: Sendable, Hashable {
  /// Wall time, since 1970: the period asked for.
  package var from: Duration
  package var until: Duration
  /// Before `from` lies more that was asked for: one reading takes so many changes.
  package var isCut = false
  /// Those that reach into the period, whole, in the order in which they were recorded;
  /// what lies between them was not observed.
  package var sessions: [RecordedSession]

  /// Later than all that is on record: a clock that was ahead and has been set back left records of a time that is
  /// still to come.
  package static let noEnd: Duration = .seconds(1 << 40)

  package init(from: Duration, until: Duration, sessions: [RecordedSession] = []) {
    self.from = from
    self.until = until
    self.sessions = sessions
  }

  /// The times in which nothing was measured though it was meant to be, newest first.
  package func gaps() -> [Gap] {
    sessions.flatMap(\.gaps).filter { $0.to.wall >= from && $0.from.wall < until }
      .sorted { $0.from.wall > $1.from.wall }
  }

  /// The chains that were in force, with the wall times from which on, in order.
  package var chains: [RecordedChain] {
    sessions.flatMap(\.chains).sorted { $0.at.wall < $1.at.wall }
  }
}

/// One segment of recording by one process.
///
/// Its monotonic times share one origin, so lengths within it are right although the wall clock was
/// set or the machine slept; between sessions only wall times can be compared.
package struct RecordedSession: Sendable, Hashable {
  package var from: Timestamp
  /// The last moment known to be recorded.
  package var until: Timestamp
  /// Still being recorded.
  package var isRunning: Bool
  /// In order of time. Before its first change a mirror is `unknown`.
  package var stateChanges: [StateChange]
  /// In order of time. The first of a kind and canary may come from `nowhere(.unknown)`: it tells who
  /// served when the recording began.
  package var failovers: [Failover]
  /// In order of time, apart from each other.
  package var gaps: [Gap]
  /// In order of time: each was in force until the next.
  package var chains: [RecordedChain]

  package init(
    from: Timestamp, until: Timestamp, isRunning: Bool = false, stateChanges: [StateChange] = [],
    failovers: [Failover] = [], gaps: [Gap] = [], chains: [RecordedChain] = []
  ) {
    self.from = from
    self.until = until
    self.isRunning = isRunning
    self.stateChanges = stateChanges
    self.failovers = failovers
    self.gaps = gaps
    self.chains = chains
  }
}

/// A chain that came into force.
package struct RecordedChain: Sendable, Hashable {
  package var at: Timestamp
  /// The value of GOPROXY without passwords; empty where go would refuse it.
  package var value: String

  package init(at: Timestamp, value: String) {
    self.at = at
    self.value = value
  }
}
