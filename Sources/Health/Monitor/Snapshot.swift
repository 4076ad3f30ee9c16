import GoRules

/// Everything the screen shows of the model, at one moment: a value; the dashboard draws it, `--json` prints it.
package struct Snapshot: Sendable, Hashable {
  package var now: Timestamp
  package var setting: GoproxySetting
  /// The parsed chain; nil where go would refuse it, and `chainError` says why.
  package var chain: Chain?
  /// go's own text.
  package var chainError: String?
  /// One per request kind and canary, in the order of `RequestKind.allCases`.
  package var walks: [Walk]
  /// In chain order, then the watch list.
  package var mirrors: [MirrorSnapshot]
  /// Newest first, bounded.
  package var failovers: [Failover]
  /// Newest first, bounded.
  package var stateChanges: [StateChange]
  package var advice: [Advice]
  /// The interval between rounds of one mirror.
  package var interval: Duration
  /// This machine has no network: no mirror is blamed.
  package var isLocal: Bool
  /// For each entry of the chain what it last answered to what is walked, also where go does not come to it; empty where
  /// that is not known.
  package var answers: [[Question: MeasuredAnswer]] = []
  /// What would help; nil where go does not fail, and where the fault is this machine's.
  package var cure: CureFinding?
  /// The last time in which go failed or waited for ever, since the start; nil where there was none.
  package var breakdown: Breakdown?
  /// The gateway that stands in the chain; nil where none does or nobody asks it, and in the past.
  package var gateway: GatewaySight?
  /// Out of the history: how the mirrors and walks fared; empty where none is kept.
  package var calendar: [CalendarStrip] = []

  package init(
    now: Timestamp, setting: GoproxySetting, chain: Chain?, chainError: String?, walks: [Walk] = [],
    mirrors: [MirrorSnapshot] = [], failovers: [Failover] = [], stateChanges: [StateChange] = [],
    advice: [Advice] = [], interval: Duration, isLocal: Bool = false
  ) {
    self.now = now
    self.setting = setting
    self.chain = chain
    self.chainError = chainError
    self.walks = walks
    self.mirrors = mirrors
    self.failovers = failovers
    self.stateChanges = stateChanges
    self.advice = advice
    self.interval = interval
    self.isLocal = isLocal
  }
}

/// One mirror at one moment.
package struct MirrorSnapshot: Sendable, Hashable, Identifiable {
  package var mirror: Mirror
  package var state: HealthState
  /// When it took this state; nil for `unknown` since the start.
  package var stateSince: Timestamp?
  /// Why its answers make it slow or degraded; nil where they do not.
  package var reason: StateReason?
  /// The request that has had no answer for longer than usual, since when none has had one; nil where all are answered.
  package var waiting: OpenRequest?
  /// The same of the connection that was kept since the last round: it says nothing of a mirror that answers on a new
  /// one, and where that is silent too, `waiting` has it.
  package var keptWaiting: OpenRequest?
  /// A failed TLS handshake, told before the state falls; nil once a handshake went well again.
  package var alert: RequestFailure?
  /// The newest result of each kind, asked with the mirror's own canary.
  package var latest: [RequestKind: ProbeResult] = [:]
  /// The newest cold probe that it was judged by, or one on the same connection that was never answered: the phases in
  /// the table.
  package var lastCold: ProbeResult?
  package var lastWarm: ProbeResult?
  /// The newest cold probe of each family, where both exist.
  package var byFamily: [AddressFamily: ProbeResult] = [:]
  package var statistics: [Window: MirrorStatistics] = [:]
  /// One per round (its cold `info` probe), oldest first, bounded; rounds that did not happen are absent.
  package var recent: [ProbeResult] = []
  /// Out of the history: the day before the last minutes as `RecordedSpan.rounds` of each minute, oldest first; empty but
  /// for the mirror whose chart of a day is on the screen.
  package var day: [ProbeResult] = []
  /// Newest first, bounded, repeats folded by the view.
  package var failures: [ProbeResult] = []
  /// When the next round starts; nil while one is in flight.
  package var nextRound: Timestamp?

  package var id: Mirror.ID { mirror.id }

  /// Since when it is as it is shown: while nothing answers, since the request went out.
  package var shownSince: Timestamp? {
    state == .waiting ? waiting?.startedAt ?? stateSince : stateSince
  }

  /// The newest result of the kind that a proxy is judged by; nil where there is none.
  var leading: ProbeResult? { latest[mirror.canary.leadingKind] }

  package init(mirror: Mirror, state: HealthState = .unknown) {
    self.mirror = mirror
    self.state = state
  }
}
