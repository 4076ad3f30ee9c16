import GoRules
import Health

/// What is known of all vantage points: fed with the answers of Prometheus, in any order.
///
/// What is not answered any more is kept and goes on to age: `FleetSnapshot` says how old it is.
package struct FleetModel: Sendable {
  struct Standing: Sendable {
    var verdict: Walk.Verdict
    var mirror: String
    var since: Duration?
  }

  struct Presence: Sendable {
    /// When the scrape went well on Prometheus' clock; nil while it does not.
    var scraped: Duration?
  }

  /// Of more nobody makes a picture.
  private static let mostPoints = 5000
  static let mostFailovers = 500
  /// An answer that comes again this much later was not evaluated anew.
  private static let repeated = Duration.seconds(5)
  private(set) var presence: [String: Presence] = [:]
  private(set) var standings: [String: Standing] = [:]
  private(set) var states: [String: [String: FleetMirror.Cell]] = [:]
  private(set) var latencies: [String: [String: Duration]] = [:]
  private(set) var seen: [String: Duration] = [:]
  /// Of whom the newest answers told something.
  private(set) var told: [FleetQuery: Set<String>] = [:]
  private(set) var failovers: Set<FleetFailover> = []
  private(set) var phases: FleetPhases?
  private(set) var troubles: [FleetQuery: PrometheusTrouble] = [:]
  private(set) var skipped: [FleetQuery: Int] = [:]
  private(set) var partial: Set<FleetQuery> = []
  private(set) var answeredAt: [FleetQuery: Timestamp] = [:]
  private(set) var clockAhead: Duration?
  private(set) var hasNameless = false
  /// When each question was last evaluated on Prometheus' clock, and when the first answer of then came.
  private var evaluated: [FleetQuery: (time: Duration, at: Timestamp)] = [:]
  private var picture: FleetSnapshot?

  package init() {}

  /// An answer has come, or none; `samples` have the vantage point as their first label.
  package mutating func answered(
    _ query: FleetQuery, _ answer: Result<PrometheusSamples, PrometheusTrouble>, at now: Timestamp
  ) {
    picture = nil
    switch answer {
    case .failure(let trouble): troubles[query.kept] = trouble
    case .success(let samples) where isRepeated(query.kept, samples, at: now):
      troubles[query.kept] = .repeated
    case .success(let samples):
      troubles[query.kept] = nil
      skipped[query.kept] = samples.skipped
      if samples.hasWarnings { partial.insert(query.kept) } else { partial.remove(query.kept) }
      answeredAt[query.kept] = now
      if let time = samples.time { clockAhead = time - now.wall }
      take(query, samples.samples)
    }
  }

  /// A cache between us and Prometheus would let old figures look like those of now.
  private mutating func isRepeated(
    _ query: FleetQuery, _ samples: PrometheusSamples, at now: Timestamp
  ) -> Bool {
    guard let time = samples.time else { return false }
    if let last = evaluated[query], last.time == time { return now.since(last.at) >= Self.repeated }
    evaluated[query] = (time, now)
    return false
  }

  /// The picture of all that is known.
  package mutating func snapshot(at now: Timestamp) -> FleetSnapshot {
    // Names, cells and their order change with an answer alone; who is late changes with time.
    if var known = picture {
      known.now = now
      for index in known.vantagePoints.indices where known.vantagePoints[index].isCurrent {
        guard !isCurrent(known.vantagePoints[index].name, in: known) else { continue }
        picture = nil
        return snapshot(at: now)
      }
      return known
    }
    let made = make(at: now)
    picture = made
    return made
  }

  /// Those that do not answer and of which nothing is known from before: to be asked for once.
  package var unknownGone: [String] {
    presence.filter { $0.value.scraped == nil && seen[$0.key] == nil }.keys.sorted()
  }

  // MARK: - What is taken in

  private mutating func take(_ query: FleetQuery, _ samples: [PrometheusSamples.Sample]) {
    let named = samples.filter { !$0.labels.isEmpty && !$0.labels[0].isEmpty }
    if query == .presence { hasNameless = named.count < samples.count }
    switch query {
    case .presence: takePresence(named)
    case .verdicts: takeVerdicts(named, isOfNow: true)
    case .lastVerdicts: takeVerdicts(named, isOfNow: false)
    case .states: takeStates(named, isOfNow: true)
    case .lastStates: takeStates(named, isOfNow: false)
    case .latencies:
      latencies = [:]
      for sample in named where sample.labels.count == 2 && (0...1e6).contains(sample.value) {
        latencies[sample.labels[0], default: [:]][sample.labels[1]] = .seconds(sample.value)
      }
    case .failovers: takeFailovers(named)
    case .phases(let mirror, _):
      var times: [String: [Phase: Duration]] = [:]
      for sample in named where sample.labels.count == 2 && (0...1e6).contains(sample.value) {
        guard let phase = Phase(rawValue: sample.labels[1]) else { continue }
        times[sample.labels[0], default: [:]][phase] = .seconds(sample.value)
      }
      phases = FleetPhases(mirror: mirror, times: times)
    case .lastSeen:
      for sample in named {
        if let time = Self.time(sample.value) {
          seen[sample.labels[0]] = max(seen[sample.labels[0]] ?? time, time)
        }
      }
    }
  }

  private mutating func takePresence(_ samples: [PrometheusSamples.Sample]) {
    presence = [:]
    skipped[.presence, default: 0] += max(0, samples.count - Self.mostPoints)
    for sample in samples.prefix(Self.mostPoints) {
      let time = Self.time(sample.value)
      presence[sample.labels[0]] = Presence(scraped: time)
      if let time { seen[sample.labels[0]] = time }
    }
    seen = seen.filter { presence[$0.key] != nil }
    forget()
  }

  /// Who is neither scraped nor told of any more is not kept, however many names come along.
  private mutating func forget() {
    func isKnown(_ name: String) -> Bool {
      presence[name] != nil || told.values.contains { $0.contains(name) }
    }
    standings = standings.filter { isKnown($0.key) }
    states = states.filter { isKnown($0.key) }
  }

  private mutating func takeVerdicts(_ samples: [PrometheusSamples.Sample], isOfNow: Bool) {
    var taken: [String: Standing] = [:]
    for sample in samples where sample.labels.count == 3 {
      guard let verdict = Walk.Verdict(rawValue: sample.labels[1]) else { continue }
      let standing = Standing(
        verdict: verdict, mirror: sample.labels[2], since: Self.time(sample.value))
      let before = taken[sample.labels[0]]
      // Of several agents at one place the worst counts; of several times at one, the last.
      let isNews =
        before.map { before in
          isOfNow
            ? before.verdict.severity < verdict.severity
            : (before.since ?? .zero) <= (standing.since ?? .zero)
        } ?? true
      if isNews { taken[sample.labels[0]] = standing }
    }
    standings.merge(taken) { isOfNow ? $1 : $0 }
    guard isOfNow else { return }
    told[.verdicts] = Set(taken.keys)
    forget()
  }

  private mutating func takeStates(_ samples: [PrometheusSamples.Sample], isOfNow: Bool) {
    var taken: [String: [String: FleetMirror.Cell]] = [:]
    for sample in samples where sample.labels.count == 3 && !sample.labels[1].isEmpty {
      guard let state = HealthState(rawValue: sample.labels[2]) else { continue }
      let cell = FleetMirror.Cell(state, since: Self.time(sample.value))
      let before = taken[sample.labels[0]]?[sample.labels[1]]
      let isNews =
        before.map { before in
          isOfNow
            ? before.state.severity < state.severity
            : (before.since ?? .zero) <= (cell.since ?? .zero)
        } ?? true
      if isNews { taken[sample.labels[0], default: [:]][sample.labels[1]] = cell }
    }
    states.merge(taken) { isOfNow ? $1 : $0 }
    guard isOfNow else { return }
    told[.states] = Set(taken.keys)
    forget()
  }

  /// Only the last failover of each kind is told; those that were seen before are kept.
  private mutating func takeFailovers(_ samples: [PrometheusSamples.Sample]) {
    for sample in samples where sample.labels.count == 4 {
      let labels = sample.labels
      guard let at = Self.time(sample.value), !labels[1].isEmpty, !labels[2].isEmpty else {
        continue
      }
      failovers.insert(
        FleetFailover(
          at: at, vantagePoint: labels[0], from: labels[1], to: labels[2], cause: labels[3]))
    }
    guard failovers.count > Self.mostFailovers else { return }
    failovers = Set(failovers.sorted(by: FleetFailover.isLater).prefix(Self.mostFailovers))
  }

  /// A time since 1970; nil for 0 and for what is none.
  private static func time(_ seconds: Double) -> Duration? {
    seconds > 0 && seconds < 1e11 ? .milliseconds(Int64(seconds * 1000)) : nil
  }
}

extension FleetQuery {
  /// What was asked of one mirror, or of those who are gone, is one question whoever they are.
  fileprivate var kept: FleetQuery {
    switch self {
    case .phases: .phases(mirror: "", [])
    case .latencies: .latencies([])
    case .lastSeen: .lastSeen([])
    case .lastVerdicts: .lastVerdicts([])
    case .lastStates: .lastStates([])
    default: self
    }
  }
}
