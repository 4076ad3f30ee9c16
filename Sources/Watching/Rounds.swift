import GoRules
import Health

/// Watches round after round until enough is known: `check`.
///
/// A round has ended when every mirror has been asked, and no failure is in doubt any more.
package struct Rounds: Face {
  /// Whether what is known after a round is enough.
  private let isEnough: @Sendable (Snapshot) -> Bool
  /// No round is waited for after this much time; nil without a limit.
  private let limit: Duration?
  /// The end of that, on the monotonic clock.
  private var end: Duration?
  /// Mirrors whose round has not ended yet.
  private var missing: Set<Mirror.ID> = []
  /// Not everything was measured, because this machine had too little for it.
  package private(set) var isLacking = false

  private let isSingle: Bool

  /// Rounds until one satisfies `isEnough` or `limit` has passed.
  package init(
    for limit: Duration? = nil, until isEnough: @escaping @Sendable (Snapshot) -> Bool
  ) {
    self.limit = limit
    self.isEnough = isEnough
    isSingle = limit == nil
  }

  /// A single round; `limit`: after which what has not come is not known.
  package init(singleWithin limit: Duration?) {
    self.limit = limit
    isEnough = { _ in true }
    isSingle = true
  }

  package static var single: Rounds { Rounds(singleWithin: nil) }

  package mutating func began(with watcher: inout Watcher, at now: Timestamp) {
    // The first answer decides. After a single round, asked again is only who is to show whose fault a failure is.
    var thresholds = watcher.settings.thresholds.immediate
    thresholds.maximumStretch = 1
    let interval = isSingle ? Duration.seconds(3600) : watcher.settings.interval
    // What is silent all the time is to be known as that at its end.
    let timeout = watcher.settings.timeout
    let patience = isSingle ? nil : limit.map { $0 * 9 / 10 }
    watcher.choose(at: now) {
      $0.thresholds = thresholds
      $0.interval = interval
      $0.readsWholeZips = true
      $0.timeout = patience.map { min(timeout, $0) } ?? timeout
    }
    if let limit {
      let end = now.monotonic + limit
      self.end = end
      watcher.wake(at: end)
    }
    beginRound(watcher)
    watcher.start(at: now)
  }

  private mutating func beginRound(_ watcher: borrowing Watcher) {
    // Whether the checksum database takes part is known when the others have answered.
    missing = Set(
      watcher.settings.mirrors.filter { $0.service != .checksumDatabase }.map(\.id))
  }

  package mutating func newsCame(_ news: News, from watcher: inout Watcher, at now: Timestamp) {
    switch news {
    case .roundFinished(let mirror):
      missing.remove(mirror)
      guard missing.isEmpty || isServed(by: &watcher, at: now), !watcher.isInDoubt else { return }
      if isEnough(watcher.snapshot(at: now)) { watcher.end() } else { beginRound(watcher) }
    case .machineLacks: isLacking = true
    case .timeReached:
      guard let end, end <= now.monotonic else { return }
      if !isSingle, !isEnough(watcher.snapshot(at: now)) { watcher.endPatience(at: now) }
      watcher.end()
    default: break
    }
  }

  /// Nobody is waited for but version control, which go does not need, and mirrors beside the chain: they may be slow or
  /// out of reach.
  private func isServed(by watcher: inout Watcher, at now: Timestamp) -> Bool {
    guard isSingle, limit != nil,
      !watcher.settings.proxies.contains(where: { $0.isInChain && missing.contains($0.id) })
    else { return false }
    return watcher.snapshot(at: now).walks.verdict == .served
  }

  package mutating func turnEnded(for watcher: inout Watcher) {
    // Nobody is asked: all is known.
    if watcher.settings.mirrors.isEmpty { watcher.end() }
  }

  package typealias Event = Never
}
