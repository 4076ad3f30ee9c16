import Glibc
import GoRules
import Health
import Platform
import Probing
import Record

/// The dashboard's loop without its screen: the monitor decides, the pool probes.
struct WatchLoop {
  var urls: [String]
  var authority: String
  var interval: Duration
  var probers: Int?

  /// The first rounds, which come all at once and ask for more, count for nothing.
  var settling = Duration.zero

  /// What a run saw after it had settled.
  struct Log {
    /// How much later than the monitor had asked for each round started.
    var lateness: [Duration] = []
    /// Between two starts of one mirror, what was beyond the interval.
    var delays: [Duration] = []
    var rounds = 0
    /// CPU time of the process when it had settled, and when that was.
    var settled: (cpu: Duration, at: Duration)?
    var results: [ProbeResult] = []
    var failures = 0
    /// Bytes resident at the end, while everything is still there.
    var privateMemory = 0
  }

  /// Watches for `duration`, settling included, and returns what it saw; `isKeeping` decides which results are kept.
  func run(
    for duration: Duration, isKeeping: (ProbeResult) -> Bool = { _ in false }
  ) async throws -> Log {
    let pool = try ProbePool(
      ProbePoolConfiguration(probers: probers, certificateFile: authority, userAgent: "benchmark"))
    let mirrors = try urls.enumerated().map { index, url in
      Mirror(name: "m\(index)", url: try Self.parse(url), entry: nil)
    }
    var settings = MonitorSettings(
      setting: GoproxySetting(value: "direct", source: .option),
      chain: Chain(entries: [Chain.Entry(.direct)]), mirrors: mirrors)
    settings.interval = interval
    var monitor = Monitor(settings: settings, seed: 1, at: SystemClock.now())
    let (events, sink) = AsyncStream.makeStream(of: MonitorEvent?.self)
    var log = Log()
    var starts: [Mirror.ID: Duration] = [:]
    var due = SystemClock.now().monotonic
    let settled = due + settling

    await withDiscardingTaskGroup { group in
      group.addTask {
        try? await Task.sleep(for: duration, tolerance: .zero)
        sink.yield(nil)
      }
      var timer: Task<Void, Never>?
      func perform(_ commands: [MonitorCommand], at now: Timestamp) {
        for command in commands {
          switch command {
          case .probe(let round):
            if now.monotonic >= settled {
              if log.settled == nil { log.settled = (ResourceUsage.ownCPU(), now.monotonic) }
              log.rounds += 1
              log.lateness.append(now.monotonic - due)
              if let last = starts.updateValue(now.monotonic, forKey: round.mirror) {
                log.delays.append(now.monotonic - last - interval)
              }
            }
            group.addTask {
              await pool.run(round) { sink.yield(.probeFinished($0)) }
              sink.yield(.roundFinished(round.mirror))
            }
          case .wake(let time):
            due = time.monotonic
            timer?.cancel()
            timer = Task {
              let wait = time.monotonic - SystemClock.now().monotonic
              if (try? await Task.sleep(for: wait, tolerance: .zero)) != nil {
                sink.yield(.timeReached)
              }
            }
          case .cancel, .record: break
          }
        }
      }
      perform(monitor.start(at: SystemClock.now()), at: SystemClock.now())
      for await event in events {
        guard let event else { break }
        let now = SystemClock.now()
        if case .probeFinished(let result) = event {
          if !result.outcome.isAlive { log.failures += 1 }
          if isKeeping(result) { log.results.append(result) }
        }
        perform(monitor.handle(event, at: now), at: now)
      }
      timer?.cancel()
      group.cancelAll()
    }
    log.privateMemory = try ResourceUsage.memory("RssAnon", of: getpid())
    await pool.close()
    return log
  }

  /// `https://HOST:PORT`, as our own mirrors have it.
  static func parse(_ url: String) throws(BenchmarkError) -> ProxyURL {
    let parts = url.split(separator: ":")
    guard parts.count == 3, parts[0] == "https", let port = Int(parts[2]) else {
      throw BenchmarkError("not a mirror's URL: \(url)")
    }
    return ProxyURL(scheme: .https, host: String(parts[1].dropFirst(2)), port: port)
  }
}
