import Glibc
import GoRules
import Health
import Platform

/// Performs rounds of probes on a few probers, each with an event loop and a thread of its own.
///
/// A mirror is always served by the same prober, which keeps its connection between rounds.
package final class ProbePool: Sendable {
  private let probers: Locked<[Prober]>
  private let settings: ProberSettings
  /// With which it was made.
  package let configuration: ProbePoolConfiguration
  /// nil: any number of rounds at a time.
  private let turns: Turns?

  /// Starts the threads. Nothing is asked of any mirror yet.
  package init(_ configuration: ProbePoolConfiguration) throws(ProbePoolError) {
    let settings = try ProberSettings(configuration)
    let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    var probers: [Prober] = []
    for _ in 0..<max(1, configuration.probers ?? min(2, cores)) {
      probers.append(try Prober(settings))
    }
    self.probers = Locked(probers)
    self.settings = settings
    self.configuration = configuration
    turns = configuration.roundsAtATime.map { Turns(limit: max(1, $0)) }
  }

  /// go's files say something else now: what follows uses it. `environment`: see `ProbePoolConfiguration`.
  package func adopt(environment: [String: String]) {
    settings.goSettings.adopt(environment)
  }

  /// Makes the requests of `round` in order and calls `deliver` at the end of each that was made, and where one has no
  /// answer for a second; on a prober's thread.
  ///
  /// Left out are an `idle` request where no connection is kept, and the `warm` ones that follow a request which
  /// reached no server. A `warm` request whose connection the server has closed goes out on a new one and is
  /// delivered as `cold`. In the lane `beside` the connection of an `idle` request is the one that the fresh lane kept.
  /// `errand`: what is done instead of the round's requests, and is none of go's (`WebClient`). `passage`: for whom the
  /// answer to the round's one request is; of a file there is none.
  /// Ends promptly when its task is cancelled or the pool is closed; what was under way then is not delivered.
  package func run(
    _ round: ProbeRound, errand: (any Errand)? = nil, passage: Passage? = nil,
    deliver: @escaping @Sendable (ProbeEvent) -> Void
  ) async {
    let prober = probers.withLock { probers in
      probers.isEmpty ? nil : probers[Self.slot(of: round.mirror, in: probers.count)]
    }
    guard let prober else { return }
    if round.url.scheme == .file {
      return await FileMirror.run(round, settings, deliver: deliver)
    }
    if let turns, await !turns.enter() { return }
    defer { turns?.leave() }
    let id = RunID.next()
    await withTaskCancellationHandler {
      await prober.run(round, errand, passage, id: id, deliver: deliver)
    } onCancel: {
      prober.loop.cancel(id)
    }
  }

  /// Ends all rounds, closes all connections and returns when the threads have ended.
  package func close() async {
    for loop in await shutDown() { await loop.ended() }
  }

  /// Ends all rounds and lets go of the probers, whose threads then end.
  private func shutDown() async -> [LoopThread] {
    let probers = self.probers.withLock { probers in
      defer { probers = [] }
      return probers
    }
    settings.goSettings.credentials.shutDown()
    for prober in probers { await prober.shutDown() }
    return probers.map(\.loop)
  }

  /// FNV-1a: the same slot for the same mirror in every run.
  private static func slot(of mirror: Mirror.ID, in count: Int) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in mirror.rawValue.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(hash % UInt64(count))
  }
}
