import Health

/// Watches until every mirror has been asked once, and no failure is in doubt any more: `check`.
package struct SingleRound: Face {
  /// Mirrors whose first round has not ended yet.
  private var missing: Set<Mirror.ID> = []
  /// Not everything was measured, because this machine had too little for it.
  package private(set) var isLacking = false

  package init() {}

  package mutating func began(with watcher: inout Watcher, at now: Timestamp) {
    // The first answer decides; asked again is only who is to show whose fault a failure is.
    let thresholds = watcher.settings.thresholds.immediate
    watcher.choose(at: now) {
      $0.thresholds = thresholds
      $0.interval = .seconds(3600)
    }
    missing = Set(watcher.settings.mirrors.map(\.id))
    watcher.start(at: now)
  }

  package mutating func newsCame(_ news: News, from watcher: inout Watcher, at now: Timestamp) {
    switch news {
    case .roundFinished(let mirror): missing.remove(mirror)
    case .machineLacks: isLacking = true
    default: break
    }
  }

  package mutating func turnEnded(for watcher: inout Watcher) {
    if missing.isEmpty, !watcher.isInDoubt { watcher.end() }
  }

  package typealias Event = Never
}
