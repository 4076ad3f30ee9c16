import Glibc
import GoRules
import Health
import Platform
import Probing
import Watching

/// The dashboard without its screen: watches for a while, and notes when rounds start and what they bring.
struct WatchRun: Face {
  typealias Event = Never

  var urls: [String]
  var authority: String
  var interval: Duration
  /// Settling included.
  var duration: Duration
  /// The first rounds, which come all at once and ask for more, count for nothing.
  var settling = Duration.zero
  /// Which results are kept.
  var isKeeping: @Sendable (ProbeResult) -> Bool = { _ in false }

  var log = Log()
  var starts: [Mirror.ID: Duration] = [:]
  var settled = Duration.zero

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
    /// Bytes resident at the end, while everything is still there; nil where they cannot be read.
    var privateMemory: Int?
  }

  /// Watches, and returns what it saw.
  consuming func run(on mainThread: MainThread) async throws -> Log {
    let pool = try ProbePool(
      ProbePoolConfiguration(certificateFile: authority, userAgent: "benchmark"))
    var layers = LayeredSettings(go: GoEnvironment(variables: ["GOSUMDB": "off"], userFile: nil))
    layers.options.goproxy = "off"
    layers.options.interval = interval
    layers.options.mirrors = try urls.enumerated().map { index, url in
      WatchedMirror(name: "m\(index)", url: try ProxyURL(parsing: url))
    }
    let events = EventStream<Never>()
    var watcher = Watcher(layers, pool: pool, on: mainThread, events: events, seed: 1)
    var run = self
    await watcher.run(&run, events)
    return run.log
  }

  mutating func began(with watcher: inout Watcher, at now: Timestamp) {
    settled = now.monotonic + settling
    watcher.wake(at: now.monotonic + duration)
    watcher.start(at: now)
  }

  mutating func newsCame(_ news: News, from watcher: inout Watcher, at now: Timestamp) {
    switch news {
    case .roundStarted(let mirror, let lateness) where now.monotonic >= settled:
      if log.settled == nil { log.settled = (ResourceUsage.ownCPU(), now.monotonic) }
      log.rounds += 1
      log.lateness.append(lateness)
      if let last = starts.updateValue(now.monotonic, forKey: mirror) {
        log.delays.append(now.monotonic - last - interval)
      }
    case .recorded(.sample(let result)):
      if !result.outcome.isAlive { log.failures += 1 }
      if isKeeping(result) { log.results.append(result) }
    case .timeReached:
      log.privateMemory = try? ResourceUsage.memory("RssAnon", of: getpid())
      watcher.end()
    default: break
    }
  }
}
