import GoRules
import Health

/// A monitor with mirrors that answer as they are told, on a clock of its own: each command is
/// carried out as the real prober would, each event comes at its time.
struct Simulation {
  /// How a mirror answers a request at a time (seconds since the start), and how long it takes.
  typealias Behaviour = (Mirror.ID, ProbeRequest, Double) -> (RequestOutcome, Duration)

  private struct Pending {
    var at: Timestamp
    var event: MonitorEvent
    var round: RoundID
  }

  /// A mirror and a lane of it.
  private struct RoundID: Hashable {
    var mirror: Mirror.ID
    var lane: ProbeRound.Lane
  }

  /// Zips that bring something.
  struct Zips {
    /// Bytes that come where nobody stops them.
    var bytes: Int
    /// What the server says there are; nil where it does not.
    var declared: Int?
    /// They end before their end.
    var isTruncated = false

    /// As the engine reads them.
    func come(in result: inout ProbeResult) {
      result.declaredBytes = declared
      result.bodyBytes = bytes
      if isTruncated { result.outcome = .failure(RequestFailure(.transfer, .truncated)) }
      guard let limit = result.request.limit else { return }
      let ends = limit > 0 && (declared ?? 0) <= limit
      if ends, bytes <= limit { return }
      result.wasStopped = true
      result.bodyBytes = ends ? limit : 0
      result.outcome = .failure(RequestFailure(.transfer, .notMeasured("the limit")))
    }
  }

  static let begin = Timestamp(monotonic: .seconds(100), wall: .seconds(1_800_000_000))

  private(set) var monitor: Monitor
  private(set) var now = Simulation.begin
  /// Every round that was started, and when.
  private(set) var rounds: [(at: Timestamp, round: ProbeRound)] = []
  private(set) var commands: [MonitorCommand] = []
  /// Two rounds of one mirror were in flight at once.
  private(set) var overlapped = false
  var behaviour: Behaviour
  /// The zips of all mirrors; nil for such as cost nothing.
  var zips: Zips?
  /// Bytes of the bodies of other kinds, and of zips where `zips` is nil, at a time in seconds since the start.
  var sizes: ((ProbeRequest, Double) -> Int)?
  /// What of them came, and when it had come.
  private(set) var zipBytes: [(at: Timestamp, bytes: Int, request: ProbeRequest)] = []
  private var pending: [Pending] = []
  private var wake: Timestamp?
  private var inFlight: Set<RoundID> = []

  init(settings: MonitorSettings, seed: UInt64 = 1, behaviour: @escaping Behaviour) {
    monitor = Monitor(settings: settings, seed: seed, at: Self.begin)
    self.behaviour = behaviour
    carryOut(monitor.start(at: Self.begin))
  }

  /// Seconds since the start.
  var elapsed: Double { now.since(Self.begin).seconds }

  var snapshot: Snapshot { monitor.snapshot(at: now) }

  /// A wake or an event of a mirror is due: the monitor can go on.
  var isAlive: Bool { wake != nil || !pending.isEmpty }

  /// Runs until `seconds` after the start.
  mutating func run(until seconds: Double) {
    let end = Self.begin.advanced(by: .nanoseconds(Int64(seconds * 1e9)))
    while let next = nextTime, next <= end { step(at: next) }
    if now < end { now = end }
  }

  /// Sends an event of the user now.
  mutating func send(_ event: MonitorEvent) { carryOut(monitor.handle(event, at: now)) }

  /// The clocks run on by these, and nothing else happens meanwhile.
  mutating func sleep(monotonic: Duration, wall: Duration) {
    now = Timestamp(monotonic: now.monotonic + monotonic, wall: now.wall + wall)
  }

  private var nextTime: Timestamp? {
    [pending.map(\.at).min(), wake].compactMap { $0 }.min()
  }

  private mutating func step(at time: Timestamp) {
    if time > now { now = now.advanced(by: time.since(now)) }
    let due = pending.indices.filter { pending[$0].at <= time }
    if let first = due.min(by: { pending[$0].at < pending[$1].at }) {
      let event = pending.remove(at: first)
      if case .roundFinished = event.event { inFlight.remove(event.round) }
      carryOut(monitor.handle(event.event, at: now))
    } else {
      wake = nil
      carryOut(monitor.handle(.timeReached, at: now))
    }
  }

  private mutating func carryOut(_ commands: [MonitorCommand]) {
    self.commands += commands
    for command in commands {
      switch command {
      case .probe(let round): start(round)
      case .wake(let time): wake = time
      case .cancel(let mirror, let lane):
        let round = RoundID(mirror: mirror, lane: lane)
        pending.removeAll { $0.round == round }
        if inFlight.contains(round) {
          pending.append(Pending(at: now, event: .roundFinished(mirror, lane), round: round))
        }
      case .record: break
      }
    }
  }

  private mutating func start(_ round: ProbeRound) {
    let id = RoundID(mirror: round.mirror, lane: round.lane)
    if !inFlight.insert(id).inserted { overlapped = true }
    rounds.append((now, round))
    var time = now
    for request in round.requests {
      let seconds = time.since(Self.begin).seconds
      var request = request
      var (outcome, took) = behaviour(round.mirror, request, seconds)
      // As the engine does.
      if case .notFound(let found) = outcome, request.kind != .sumdb, request.fetch != .always {
        if request.fetch == .ifMissing {
          request.fetch = .always
          (outcome, took) = behaviour(round.mirror, request, seconds)
        } else {
          outcome = .notFound(NotFound(status: found.status, disguise: .notCached))
        }
      }
      if case .hang = outcome { took = min(took, round.timeout) }
      var timings = PhaseTimings()
      timings.total = took
      if request.use == .cold { timings.connect = took / 4 }
      var result = ProbeResult(
        mirror: round.mirror, request: request, startedAt: time, outcome: outcome, timings: timings)
      if request.kind == .zip, result.outcome == .ok, let zips {
        zips.come(in: &result)
        zipBytes.append((time.advanced(by: took), result.bodyBytes, request))
      }
      if let sizes, request.kind != .zip || zips == nil {
        result.bodyComes(sizes(request, seconds))
      }
      if took > OpenRequest.patience {
        let open = OpenRequest(
          mirror: round.mirror, request: request, startedAt: time, phase: .processing)
        pending.append(
          Pending(
            at: time.advanced(by: OpenRequest.patience), event: .requestWaits(open), round: id))
      }
      time = time.advanced(by: took)
      pending.append(Pending(at: time, event: .probeFinished(result), round: id))
    }
    pending.append(
      Pending(at: time, event: .roundFinished(round.mirror, round.lane), round: id))
  }
}

extension ProbeResult {
  /// A body of `size` bytes, declared, as the engine reads it: of a status that go does not take little.
  fileprivate mutating func bodyComes(_ size: Int) {
    declaredBytes = size
    bodyBytes = size
    guard let limit = request.limit else { return }
    if outcome.failure?.cause.code == .status {
      bodyBytes = min(size, 8 << 10)
      return
    }
    guard size > limit else { return }
    bodyBytes = 0
    wasStopped = true
    outcome = .failure(RequestFailure(.transfer, .notMeasured("the limit")))
  }
}

extension Simulation {
  var records: [HistoryRecord] {
    commands.compactMap { if case .record(let record) = $0 { record } else { nil } }
  }

  var failovers: [Failover] {
    records.compactMap { if case .failover(let failover) = $0 { failover } else { nil } }
  }

  var stateChanges: [StateChange] {
    records.compactMap { if case .stateChange(let change) = $0 { change } else { nil } }
  }

  /// One column a second: `o` where a full round of the mirror starts, `!` for one that confirms
  /// a change, a digit for several, `.` for none.
  func timeline(_ mirror: Mirror, seconds: Int) -> String {
    var columns: [Character] = []
    for second in 0..<seconds {
      let starts = rounds.filter {
        $0.round.mirror == mirror.id && $0.round.lane == .fresh
          && Int($0.at.since(Self.begin).seconds) == second
      }
      columns.append(starts.isEmpty ? "." : starts.count == 1 ? "o" : Character("\(starts.count)"))
    }
    return String(columns)
  }
}

/// Mirrors `a.example`, `b.example`, … in one chain.
func chainSettings(
  _ hosts: [String] = ["a.example", "b.example"], separator: Chain.Separator = .pipe,
  direct: Bool = false, interval: Duration = .seconds(5)
) -> MonitorSettings {
  var entries: [Chain.Entry] = []
  var mirrors: [Mirror] = []
  for (index, host) in hosts.enumerated() {
    let url = ProxyURL(scheme: .https, host: host)
    let isLast = index == hosts.count - 1 && !direct
    entries.append(Chain.Entry(.proxy(url), separator: isLast ? nil : separator))
    mirrors.append(Mirror(name: host, url: url, entry: index))
  }
  if direct { entries.append(Chain.Entry(.direct)) }
  var settings = MonitorSettings(
    setting: GoproxySetting(value: hosts.joined(separator: ","), source: .option),
    chain: Chain(entries: entries), mirrors: mirrors)
  settings.interval = interval
  return settings
}

extension RequestOutcome {
  static let refused = RequestOutcome.failure(RequestFailure(.connect, .refused))
  static let badGateway = RequestOutcome.failure(RequestFailure(.processing, .status(502)))
  static let noNetwork = RequestOutcome.failure(RequestFailure(.connect, .networkUnreachable))
  static let handshake = RequestOutcome.failure(RequestFailure(.tls, .tlsAlert(40)))
}
