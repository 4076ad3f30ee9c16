import GoRules
import Health
import Testing

/// Random mirrors, faults, settings, sleeps and requests of the user, against what must always hold.
@Suite struct InvariantTests {
  /// One random life of a monitor, a quarter of an hour long: what it commanded, and what it broke.
  private struct Life {
    var simulation: Simulation
    private var random: SplitMix64
    private var settings: MonitorSettings
    private var all: [Mirror]
    private(set) var wasDeaf = false

    init(seed: UInt64) {
      random = SplitMix64(seed: seed)
      let count = Int.random(in: 1...6, using: &random)
      let separator: Chain.Separator = Bool.random(using: &random) ? .pipe : .comma
      settings = chainSettings(
        (0..<count).map { "m\($0).example" }, separator: separator,
        direct: Bool.random(using: &random),
        interval: .seconds(Int.random(in: 1...10, using: &random)))
      settings.addServices()
      all = settings.mirrors
      simulation = Simulation(
        settings: settings, seed: seed, behaviour: Self.behaviour(seed: seed))
    }

    /// Mirrors and the network fail for stretches of time, each by its own pseudo-random pattern.
    private static func behaviour(seed: UInt64) -> Simulation.Behaviour {
      { mirror, request, time in
        func dice(_ what: String, every seconds: Double) -> UInt64 {
          var hash = SplitMix64(seed: seed)
          for byte in what.utf8 { hash = SplitMix64(seed: hash.next() ^ UInt64(byte)) }
          hash = SplitMix64(seed: hash.next() ^ UInt64(time / seconds))
          return hash.next()
        }
        if dice("network", every: 60) % 8 == 0 { return (.noNetwork, .milliseconds(1)) }
        let took = Duration.milliseconds(Int(dice(mirror.rawValue, every: 0.1) % 400))
        switch dice(mirror.rawValue, every: 40) % 8 {
        case 0: return (.refused, .milliseconds(1))
        case 1: return (.handshake, took)
        case 2: return (.hang(.processing), .seconds(10))
        case 3: return (dice(mirror.rawValue, every: 2) % 2 == 0 ? .badGateway : .ok, took)
        case 4: return (request.kind == .zip ? .badGateway : .ok, took)
        case 5: return (.notFound(NotFound(status: 404)), took)
        default: return (.ok, took)
        }
      }
    }

    mutating func run() {
      while simulation.elapsed < 900 {
        simulation.run(
          until: simulation.elapsed + Double.random(in: 1...60, using: &random))
        if !simulation.isAlive { wasDeaf = true }
        disturb()
      }
    }

    private mutating func disturb() {
      switch Int.random(in: 0..<8, using: &random) {
      case 0: simulation.send(.probeNowRequested)
      case 1:
        settings.interval = .seconds(Int.random(in: 1...20, using: &random))
        simulation.send(.settingsChanged(settings))
      case 2:
        simulation.sleep(
          monotonic: .seconds(1), wall: .seconds(Int.random(in: -5000...5000, using: &random)))
      case 3: simulation.sleep(monotonic: .seconds(500), wall: .seconds(500))
      case 4:
        let kept = all.filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
        settings = chainSettings(kept.isEmpty ? [all[0].name] : kept.map(\.name))
        settings.interval = .seconds(Int.random(in: 1...10, using: &random))
        simulation.send(.settingsChanged(settings))
      default: break
      }
    }
  }

  @Test(arguments: 1...16) func hold(seed: UInt64) {
    var life = Life(seed: seed)
    life.run()
    let simulation = life.simulation
    #expect(!simulation.overlapped, "two rounds of one mirror in flight")
    #expect(!life.wasDeaf, "nothing would wake the monitor")
    #expect(simulation.rounds.count > 20)
    noMirrorIsUpAfterOneLuckyProbe(simulation)
    noFailoverIsRecordedWithoutNetwork(simulation)
    failoversFollowEachOther(simulation)
    for view in simulation.snapshot.mirrors {
      #expect(view.recent.count <= 240 && view.failures.count <= 32)
    }
    #expect(simulation.snapshot.failovers.count <= 200)
    #expect(simulation.snapshot.stateChanges.count <= 200)
  }

  @Test func theSameSeedGivesTheSameCommands() {
    var first = Life(seed: 77)
    var second = Life(seed: 77)
    first.run()
    second.run()
    #expect(first.simulation.commands == second.simulation.commands)
    #expect(first.simulation.snapshot == second.simulation.snapshot)
  }

  /// Since the last failed cold probe lie two good ones before each rise; in the first round the
  /// second may be warm. (What a warm one fails counts for `degraded`.)
  private func noMirrorIsUpAfterOneLuckyProbe(_ simulation: Simulation) {
    var row: [Mirror.ID: Int] = [:]
    // What lies under `waiting`.
    var settled: [Mirror.ID: HealthState] = [:]
    for record in simulation.records {
      switch record {
      case .sample(let result)
      where result.request.family == nil
        && result.request.kind == (result.mirror.rawValue.hasPrefix("sumdb+") ? .sumdb : .info):
        switch (result.request.use, result.outcome.isAlive) {
        case (.idle, _), (.warm, false): break
        case (_, true): row[result.mirror, default: 0] += 1
        case (.cold, false): row[result.mirror] = 0
        }
      case .stateChange(let change)
      where change.to == .waiting || change.to == settled[change.mirror]:
        break
      case .stateChange(let change):
        let isRise = change.to == .up && settled[change.mirror] != .degraded
        if isRise { #expect(row[change.mirror, default: 0] >= 2) }
        settled[change.mirror] = change.to
        row[change.mirror] = 0
      default: break
      }
    }
  }

  /// From the moment when every mirror was told to be `local` until one is not.
  private func noFailoverIsRecordedWithoutNetwork(_ simulation: Simulation) {
    var states: [Mirror.ID: HealthState] = [:]
    var isLocal = false
    for record in simulation.records {
      switch record {
      case .stateChange(let change):
        states[change.mirror] = change.to
        isLocal = change.to == .local
      case .sample(let result):
        if result.outcome != .noNetwork { isLocal = false }
      case .failover(let failover):
        #expect(!isLocal || failover.cause == "chain changed")
      default: break
      }
    }
  }

  /// Each failover of a question leaves from where the one before it went.
  private func failoversFollowEachOther(_ simulation: Simulation) {
    var last: [Question: Failover.Place] = [:]
    for failover in simulation.failovers {
      let question = Question(failover.kind, failover.canary)
      #expect(failover.from != failover.to)
      if let place = last[question] { #expect(failover.from == place) }
      last[question] = failover.to
    }
  }
}
