import GoRules

/// A change of the active target for one request kind.
package struct Failover: Sendable, Hashable {
  /// A place the active target can be.
  package enum Place: Sendable, Hashable {
    /// A proxy, by its mirror and its name.
    case mirror(Mirror.ID, name: String)
    case direct
    /// go fails or hangs; the mirror that stops it, where one does.
    case nowhere(Walk.Verdict, at: String?)
  }
  package var at: Timestamp
  package var kind: RequestKind
  package var canary: ModuleVersion
  /// `nowhere(.unknown)` in the history of who served first: see `isFirst`.
  package var from: Place
  package var to: Place
  package var reason: FailoverCause
  /// Until the next failover of the same kind and canary; nil while it lasts.
  package var lasted: Duration?
  /// The history ended while it lasted: `lasted` is the least it can be.
  package var isEndUnknown = false
}

extension Failover {
  /// With the cause as it is known; how long it lasted is not yet.
  package init(
    at: Timestamp, kind: RequestKind, canary: ModuleVersion, from: Place, to: Place,
    knownReason: FailoverCause
  ) {
    self.init(at: at, kind: kind, canary: canary, from: from, to: to, reason: knownReason)
  }

  /// With the cause as a record has it.
  package init(
    at: Timestamp, kind: RequestKind, canary: ModuleVersion, from: Place, to: Place, cause: String,
    lasted: Duration? = nil
  ) {
    self.init(
      at: at, kind: kind, canary: canary, from: from, to: to, reason: FailoverCause(text: cause),
      lasted: lasted)
  }

  /// Why, in short: `status 502 (|)`, `recovered`, `chain changed`.
  package var cause: String {
    get { reason.text }
    set { reason = FailoverCause(text: newValue) }
  }

  /// Not a failover: the first active target that was known of this kind and canary since the program started.
  /// It is recorded, so that the history tells who served before the first change.
  package var isFirst: Bool { from == .nowhere(.unknown, at: nil) }
}

/// A change of one mirror's state.
package struct StateChange: Sendable, Hashable {
  package var at: Timestamp
  package var mirror: Mirror.ID
  package var from: HealthState
  package var to: HealthState
  /// The failure that decided it; nil for a recovery.
  package var failure: RequestFailure?

  package init(
    at: Timestamp, mirror: Mirror.ID, from: HealthState, to: HealthState, failure: RequestFailure?
  ) {
    self.at = at
    self.mirror = mirror
    self.from = from
    self.to = to
    self.failure = failure
  }
}

/// A time in which nothing was measured, though it was meant to be: sleep, suspension, a clock step.
package struct Gap: Sendable, Hashable {
  package var from: Timestamp
  package var to: Timestamp

  package init(from: Timestamp, to: Timestamp) {
    self.from = from
    self.to = to
  }
}

/// A change of GOPROXY that this program made.
package struct SettingChange: Sendable, Hashable {
  package var at: Timestamp
  /// What the env file held before and after, verbatim; nil where it had no GOPROXY line.
  package var before: String?
  package var after: String?
  package var file: String

  package init(at: Timestamp, before: String?, after: String?, file: String) {
    self.at = at
    self.before = before
    self.after = after
    self.file = file
  }
}

/// What the history keeps. Boxed: it is handed on several times, and a probe's result is large.
package indirect enum HistoryRecord: Sendable, Hashable {
  case sample(ProbeResult)
  case failover(Failover)
  /// Who served when that was first known (`Failover.isFirst`).
  case firstTarget(Failover)
  case stateChange(StateChange)
  case gap(Gap)
  case settingChange(SettingChange)
  /// The chain in force from now on, redacted.
  case chain(String, at: Timestamp)
}

extension HistoryRecord {
  /// The history of what the failover journal tells.
  package init(_ change: Failover) {
    self = change.isFirst ? .firstTarget(change) : .failover(change)
  }
}
