import GoRules
import Health

/// What many vantage points see, at one moment: a value; the screen draws it, `--json` prints it.
package struct FleetSnapshot: Sendable, Hashable {
  package var now: Timestamp
  /// How far Prometheus' clock is ahead of ours: its times, and the agents', are on that.
  package var clockAhead = Duration.zero
  /// The worst first, then by name.
  package var vantagePoints: [VantagePoint] = []
  /// By name.
  package var mirrors: [FleetMirror] = []
  /// Newest first, bounded.
  package var failovers: [FleetFailover] = []
  /// What is wrong with the newest answer to each question; those that are well have none.
  package var troubles: [FleetQuery: PrometheusTrouble] = [:]
  /// When the figures came that stand first: states and verdicts; nil where none came yet.
  package var answeredAt: Timestamp?
  /// Times of the mirror that was asked for.
  package var phases: FleetPhases?
  /// Samples that said nothing, or were too many.
  package var skipped = 0
  /// Prometheus says that it could not get at all of its data.
  package var isPartial = false
  /// Agents are scraped whose targets lack the label that tells vantage points apart.
  package var hasNameless = false
  /// Nothing is missing among the vantage points, their verdicts and states, as far as Prometheus tells.
  package var isWhole = true

  package init(now: Timestamp) { self.now = now }

  /// Not all that was asked for was answered, or could be read.
  package var hasTrouble: Bool { !troubles.isEmpty || isPartial || hasNameless || skipped > 0 }

  /// Now, on Prometheus' clock.
  package var theirNow: Duration { now.wall + clockAhead }

  /// How long ago a time on Prometheus' clock was.
  package func age(_ time: Duration) -> Duration { max(.zero, theirNow - time) }

  /// How old all of it is; nil where nothing is known.
  package var age: Duration? { answeredAt.map { now.since($0) } }

  /// Three refreshes were missed: nothing here says anything of now.
  package static func isOld(_ age: Duration, refresh: Duration) -> Bool {
    age > max(.seconds(20), refresh * 3)
  }
}

/// A place where an agent looks at mirrors.
package struct VantagePoint: Sendable, Hashable {
  package var name: String
  /// What go would meet there; nil where that is not known.
  package var verdict: Walk.Verdict?
  /// Who serves, or where it ends; empty where nobody does.
  package var mirror = ""
  /// Since when, on the agent's clock; nil where that is not known.
  package var since: Duration?
  /// When its agent last answered, on Prometheus' clock; nil where that is not known.
  package var seen: Duration?
  /// The agent answers Prometheus, and in time.
  package var isCurrent = false

  package init(_ name: String) { self.name = name }

  /// go would fail there, or wait forever, and that is known of now.
  package var isBroken: Bool { isCurrent && verdict?.isBad == true }

  /// How bad it is; what is old comes after all that is known to be bad, before what is well.
  package var severity: Int {
    guard isCurrent, let verdict else { return isCurrent ? Walk.Verdict.unknown.severity : 1 }
    return verdict == .served ? 0 : verdict.severity + 1
  }
}

/// One mirror, seen from everywhere.
package struct FleetMirror: Sendable, Hashable {
  package var name: String
  /// One for each vantage point, in their order; nil where it is not asked there.
  package var cells: [Cell?]

  package struct Cell: Sendable, Hashable {
    package var state: HealthState
    /// On the agent's clock; nil where it is not known.
    package var since: Duration?
    /// Of the totals of a quarter of an hour; nil where nothing was measured.
    package var p95: Duration?

    package init(_ state: HealthState, since: Duration? = nil, p95: Duration? = nil) {
      self.state = state
      self.since = since
      self.p95 = p95
    }
  }

  package init(_ name: String, _ cells: [Cell?]) {
    self.name = name
    self.cells = cells
  }
}

/// A change of who serves go at one place.
package struct FleetFailover: Sendable, Hashable {
  /// On the agent's clock.
  package var at: Duration
  package var vantagePoint: String
  /// A mirror, `direct`, or a verdict.
  package var from: String
  package var to: String
  /// As `goproxy_failovers_total` has it.
  package var cause: String

  package init(at: Duration, vantagePoint: String, from: String, to: String, cause: String) {
    self.at = at
    self.vantagePoint = vantagePoint
    self.from = from
    self.to = to
    self.cause = cause
  }
}

/// The newest times of one mirror's phases at each vantage point.
package struct FleetPhases: Sendable, Hashable {
  package var mirror: String
  package var times: [String: [Phase: Duration]]

  package init(mirror: String, times: [String: [Phase: Duration]] = [:]) {
    self.mirror = mirror
    self.times = times
  }
}
