import GoRules
import Health
import Platform
import Probing
import Record
import Text

/// One round of probes of every mirror, through the monitor that also runs the dashboard: its first round asks
/// for every request kind.
struct SingleRound {
  private enum Event: Sendable {
    case monitor(MonitorEvent)
    /// The monitor's wake has come.
    case wake
  }

  private var monitor: Monitor
  /// Mirrors whose round has not ended yet, and those whose round has begun.
  private var missing: Set<Mirror.ID>
  private var begun: Set<Mirror.ID> = []

  /// The first answer decides: nothing is confirmed by a second.
  init(_ settings: MonitorSettings) {
    var settings = settings
    settings.thresholds = settings.thresholds.immediate
    missing = Set(settings.mirrors.map(\.id))
    monitor = Monitor(settings: settings, seed: 0, at: SystemClock.now())
  }

  /// Makes the round.
  /// - Returns: all that is known after it.
  consuming func run(on pool: ProbePool) async -> Snapshot {
    let (events, entrance) = AsyncStream<Event>.makeStream()
    var round = self
    await withDiscardingTaskGroup { group in
      let start = SystemClock.now()
      round.carryOut(round.monitor.start(at: start), on: pool, entrance, in: &group)
      guard !round.missing.isEmpty else { return }
      for await event in events {
        let now = SystemClock.now()
        let monitorEvent: MonitorEvent
        switch event {
        case .monitor(let event): monitorEvent = event
        case .wake: monitorEvent = .timeReached
        }
        let commands = round.monitor.handle(monitorEvent, at: now)
        if case .roundFinished(let mirror) = monitorEvent { round.missing.remove(mirror) }
        if round.missing.isEmpty { break }
        round.carryOut(commands, on: pool, entrance, in: &group)
      }
      group.cancelAll()
    }
    return round.monitor.snapshot(at: SystemClock.now())
  }

  private mutating func carryOut(
    _ commands: [MonitorCommand], on pool: ProbePool, _ entrance: AsyncStream<Event>.Continuation,
    in group: inout DiscardingTaskGroup
  ) {
    for command in commands {
      switch command {
      case .probe(let round) where begun.insert(round.mirror).inserted:
        group.addTask {
          await pool.run(round) { entrance.yield(.monitor(.probeFinished($0))) }
          entrance.yield(.monitor(.roundFinished(round.mirror)))
        }
      case .wake(let time):
        group.addTask {
          if await SystemClock.sleep(until: time.monotonic) { entrance.yield(.wake) }
        }
      case .probe, .cancel, .record: break
      }
    }
  }
}
