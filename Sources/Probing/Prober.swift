import CLinux
import Glibc
import GoRules
import Health
import Platform

/// Names one call of `ProbePool.run`.
struct RunID: Hashable, Sendable {
  private let number: UInt64
  private static let last = Locked<UInt64>(0)

  /// An identity that was never given before.
  static func next() -> RunID {
    RunID(
      number: last.withLock { number in
        number += 1
        return number
      })
  }
}

/// One prober: an actor whose executor is the thread of its own event loop.
actor Prober {
  nonisolated let loop: LoopThread
  private let engine: ProbeEngine

  nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

  init(_ settings: ProberSettings) throws(ProbePoolError) {
    let loop = try LoopThread()
    self.loop = loop
    engine = try ProbeEngine(settings, epoll: loop.epoll)
    guard loop.start(for: self) else { throw .noResources(errno: EAGAIN) }
  }

  deinit {
    loop.stop()
  }

  /// Makes one round; returns when its last request has ended or it was cancelled.
  func run(
    _ round: ProbeRound, _ errand: (any Errand)?, _ passage: Passage?, id: RunID,
    deliver: @escaping @Sendable (ProbeEvent) -> Void
  ) async {
    let goSettings = engine.settings.goSettings
    // Without a look first every round would pay for two changes of threads.
    if round.url.scheme == .https, errand == nil, goSettings.credentials.isPreparationDue {
      await goSettings.credentials.prepare(within: round.timeout)
    }
    // A cancellation that comes after this check reaches `turn`.
    guard !Task.isCancelled else { return }
    await withCheckedContinuation { continuation in
      engine.start(
        RoundRun(
          round, errand, passage, flow: PassageFlow(loop: loop, id: id), id: id,
          moduleCache: goSettings.moduleCache, deliver: deliver, continuation: continuation))
    }
    while let refused = engine.refused(id) {
      let isWorthIt = await goSettings.credentials.ask(
        after: refused.refusal, sent: refused.sent, within: round.timeout)
      guard !Task.isCancelled else { return }
      await withCheckedContinuation { continuation in
        engine.goOn(id, askingAgain: isWorthIt, continuation: continuation)
      }
    }
  }

  /// Ends every round at once and closes every connection; later rounds end before they begin.
  func shutDown() {
    engine.shutDown()
  }

  /// One turn of the loop, on its thread: handles what is ready, due, cancelled or to go on.
  ///
  /// Returns the longest time to sleep in milliseconds, -1 for no limit.
  func turn(
    ready: ArraySlice<clinux_ready>, cancelled: [RunID], resumed: [RunID]
  ) -> Int32 {
    engine.turn(ready: ready, cancelled: cancelled, resumed: resumed)
  }
}
