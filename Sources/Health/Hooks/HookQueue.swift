import GoRules

/// Something that a hook is to be told now.
package struct HookRun: Sendable, Hashable {
  /// The hook's name.
  package var hook: String
  package var event: HookEvent
  /// From 1.
  package var attempt: Int
  /// So many events before this one were dropped, since too many waited.
  package var dropped: Int

  package init(hook: String, event: HookEvent, attempt: Int, dropped: Int) {
    self.hook = hook
    self.event = event
    self.attempt = attempt
    self.dropped = dropped
  }
}

/// How a run ended.
package enum HookEnding: Sendable, Hashable {
  case delivered
  /// `retryAfter`: how long it asked to be left alone; nil where it did not.
  case failed(isLasting: Bool, retryAfter: Duration?)
}

/// What becomes of an event after a run.
package enum HookOutcome: Sendable, Hashable {
  case delivered
  case triedAgain(after: Duration)
  case givenUp
}

/// The events that wait for one hook, which is told one thing at a time.
struct HookQueue: Sendable {
  private enum State {
    /// Can transition to: `running`.
    case idle
    /// Can transition to: `idle`, `pausing`.
    case running(HookRun)
    /// It failed, and is tried again at this (monotonic) time. Can transition to: `running`.
    case pausing(HookRun, until: Duration)
  }

  /// Events that wait at most; of more, the oldest are dropped.
  static let most = 32
  /// Before the second attempt; twice as long before each further one.
  static let firstPause = Duration.seconds(1)
  /// Between two attempts at most, whatever a server asks for.
  static let longestPause = Duration.seconds(300)

  private var state = State.idle
  private var waiting: [HookEvent] = []
  private var dropped = 0
  /// When the newest event was first tried.
  private var lastStart: Duration?

  mutating func add(_ event: HookEvent) {
    if case .ended(let fault, _) = event,
      let index = waiting.firstIndex(where: { $0.began(fault.subject) })
    {
      waiting.remove(at: index)
      return
    }
    waiting.append(event)
    if waiting.count > Self.most {
      waiting.removeFirst()
      dropped += 1
    }
  }

  /// Nothing that waits is told any more.
  mutating func clear() {
    (waiting, dropped) = ([], 0)
    if case .pausing = state { state = .idle }
  }

  /// What to run at `now`; nil for nothing.
  mutating func next(of hook: String, every: Duration, at now: Duration) -> HookRun? {
    guard let time = nextTime(every: every), time <= now else { return nil }
    switch state {
    case .running: return nil
    case .pausing(var run, _):
      run.attempt += 1
      state = .running(run)
      return run
    case .idle:
      let run = HookRun(hook: hook, event: waiting.removeFirst(), attempt: 1, dropped: dropped)
      dropped = 0
      lastStart = now
      state = .running(run)
      return run
    }
  }

  /// When `next` gives something; nil: when something is added, or has ended.
  func nextTime(every: Duration) -> Duration? {
    switch state {
    case .running: nil
    case .pausing(_, let time): time
    case .idle: waiting.isEmpty ? nil : lastStart.map { $0 + every } ?? .zero
    }
  }

  /// nil where nothing was running.
  mutating func ended(_ ending: HookEnding, retries: Int, at now: Duration) -> HookOutcome? {
    guard case .running(let run) = state else { return nil }
    switch ending {
    case .delivered:
      state = .idle
      return .delivered
    case .failed(let isLasting, _) where isLasting || run.attempt > retries:
      state = .idle
      return .givenUp
    case .failed(_, let wanted):
      let pause = Self.firstPause * (1 << min(run.attempt - 1, 16))
      let wait = min(max(pause, wanted ?? .zero), Self.longestPause)
      state = .pausing(run, until: now + wait)
      return .triedAgain(after: wait)
    }
  }
}

extension HookEvent {
  fileprivate func began(_ subject: HookFault.Subject) -> Bool {
    if case .began(let fault) = self { fault.subject == subject } else { false }
  }
}
