import Dashboard
import History
import ProxyHealth

/// What the dashboard shows of the record: failovers from before it was started, and how the record fares.
extension App {
  /// The failovers on record, beside those that this program saw itself.
  struct RecordedFailovers {
    /// Wall time of this program's start.
    let start: Duration
    /// Newest first.
    var failovers: [Failover] = []
    /// They are being read, and are to be read once more after that.
    var isBeingRead = false
    var isOutdated = false

    /// How far back they reach.
    static let reach = Duration.seconds(7 * 86_400)
    private static let limit = 200

    /// Both in one list, newest first. While another instance records, what it and this program saw is the
    /// same: of that time the own ones are shown.
    func merged(with own: [Failover], isOurs: Bool) -> [Failover] {
      let seen = Set(own.map(\.identity))
      let others = failovers.filter {
        (isOurs || $0.at.wall < start) && !seen.contains($0.identity)
      }
      if others.isEmpty { return own }
      return Array((own + others).sorted { $0.at.wall > $1.at.wall }.prefix(Self.limit))
    }
  }

  /// Reads the failovers on record anew, once what was recorded is in the file; one reading at a time.
  mutating func readFailovers() {
    guard let history else { return }
    if recorded.isBeingRead {
      recorded.isOutdated = true
      return
    }
    recorded.isBeingRead = true
    recorded.isOutdated = false
    let since = recorded.start - RecordedFailovers.reach
    jobs.append { [sink] in
      await history.flush()
      sink.send(.failoversRead(try? await history.failovers(since: since)))
    }
  }

  /// `failovers` is nil where they could not be read: then those known before are still shown.
  mutating func failoversRead(_ failovers: [Failover]?) {
    recorded.isBeingRead = false
    if let failovers {
      recorded.failovers = failovers
      isDirty = true
    }
    if recorded.isOutdated { readFailovers() }
  }

  /// Tells the user when the history cannot be kept as it should.
  mutating func followHistory() {
    guard let history else { return }
    jobs.append { [sink] in
      for await status in history.statusUpdates { sink.send(.historyChanged(status)) }
    }
  }

  mutating func historyChanged(_ status: HistoryStatus, at now: Timestamp) {
    let before = historyStatus
    historyStatus = status
    switch status.mode {
    case .problem(let text):
      view.record = .failing
      // The same again is told once, whatever waits meanwhile.
      if case .problem(let told)? = before?.mode, told.reason == text.reason { return }
      show(DashboardState.Message(.warning, text), at: now)
    case .reading:
      view.record = .elsewhere
      if before?.mode == .reading { break }
      let text = "history: another instance records; this one takes over when that ends"
      show(DashboardState.Message(.note, text), at: now)
      readFailovers()
    case .recording:
      view.record = nil
      if let mode = before?.mode, mode != .opening, mode != .recording {
        show(DashboardState.Message(.note, "history: this instance records now"), at: now)
      }
      readFailovers()
    case .opening, .closed: break
    }
    if let notice = status.notice, notice != before?.notice {
      show(DashboardState.Message(.warning, notice), at: now)
    }
    isDirty = true
  }
}

extension String {
  /// What stands before how many records wait.
  fileprivate var reason: Substring {
    guard let end = lastIndex(of: ";") else { return self[...] }
    return self[..<end]
  }
}

extension Failover {
  /// What one failover has in memory and on disk, where times are kept to the microsecond.
  fileprivate var identity: [String] {
    ["\(at.wall.components.seconds)", kind.rawValue, canary.description, from.text, to.text]
  }
}
