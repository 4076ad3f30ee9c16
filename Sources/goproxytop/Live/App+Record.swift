import Dashboard
import History
import ProxyHealth

/// What the dashboard shows of the record: failovers from before it was started, and how the record fares.
extension App {
  /// The failovers on record, beside those that this program saw itself.
  struct RecordedFailovers {
    /// When this program started.
    let start: Timestamp
    /// Newest first.
    var failovers: [Failover] = []
    /// What was handed to the record up to then is among them.
    var readAt: Timestamp?
    /// They are being read, and are to be read once more after that.
    var isBeingRead = false
    var isOutdated = false

    /// How far back they reach.
    static let reach = Duration.seconds(7 * 86_400)
    private static let limit = 200

    /// Both in one list, newest first, each failover once.
    ///
    /// Two instances see one failover at times that differ a little, and the record has it as its recorder saw
    /// it. Where this is the recorder (`isOurs`) the record is what counts; own failovers stand for
    /// what was not read back yet. Else the own ones count from the start of this program on.
    func merged(with own: [Failover], isOurs: Bool) -> [Failover] {
      let onRecord = Set(failovers.map(\.identity))
      let seen = own.filter { failover in
        !isOurs || onRecord.contains(failover.identity) || readAt.map { failover.at > $0 } ?? true
      }
      let told = Set(seen.map(\.identity))
      let others = failovers.filter {
        (isOurs || $0.at.wall < start.wall) && !told.contains($0.identity)
      }
      if others.isEmpty { return seen }
      return Array((seen + others).sorted { $0.at.wall > $1.at.wall }.prefix(Self.limit))
    }
  }

  /// Reads the failovers on record anew, once what was recorded is in the file; one reading at a time.
  mutating func readFailovers(at now: Timestamp) {
    guard let history else { return }
    if recorded.isBeingRead {
      recorded.isOutdated = true
      return
    }
    recorded.isBeingRead = true
    recorded.isOutdated = false
    let since = recorded.start.wall - RecordedFailovers.reach
    jobs.append { [sink] in
      await history.flush()
      sink.send(.failoversRead(try? await history.failovers(since: since), asOf: now))
    }
  }

  /// `failovers` is nil where they could not be read: then those known before are still shown.
  mutating func failoversRead(
    _ failovers: [Failover]?, asOf reading: Timestamp, at now: Timestamp
  ) {
    recorded.isBeingRead = false
    if let failovers {
      recorded.failovers = failovers
      recorded.readAt = reading
      isDirty = true
    }
    if recorded.isOutdated { readFailovers(at: now) }
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
    case .problem(let problem):
      view.record = .failing
      // The same again is told once, whatever waits meanwhile.
      if case .problem(let told)? = before?.mode, told.reason == problem.reason { return }
      tell(Sentence(problem), as: .warning, at: now)
    case .reading:
      view.record = .elsewhere
      if before?.mode == .reading { break }
      tell(Sentence(.historyElsewhere), at: now)
      readFailovers(at: now)
    case .recording:
      view.record = nil
      if let mode = before?.mode, mode != .opening, mode != .recording {
        tell(Sentence(.historyOurs), at: now)
      }
      readFailovers(at: now)
    case .opening, .closed: break
    }
    if let notice = status.notice, notice != before?.notice {
      tell(Sentence(notice), as: .warning, at: now)
    }
    isDirty = true
  }
}

extension Failover {
  /// What one failover has in memory and on disk, where times are kept to the microsecond.
  fileprivate var identity: [String] {
    ["\(at.wall.components.seconds)", kind.rawValue, canary.description, from.text, to.text]
  }
}
