import Dashboard
import GoRules
import Health
import History
import Record
import Text

/// What the dashboard shows of the record: failovers from before it was started, and how the record fares.
extension App {
  /// The failovers on record, beside those that this program saw itself.
  struct RecordedFailovers {
    /// When this program started.
    let start: Timestamp
    /// Newest first.
    var failovers: [Failover] = []
    /// The last hours and days.
    var calendar: [CalendarStrip] = []
    /// What was handed to the record up to then is among them.
    var readAt: Timestamp?
    /// They are being read, and are to be read once more after that.
    var isBeingRead = false
    var isOutdated = false
    /// The day before the start has been asked for.
    var isRecalled = false

    /// How far back they reach.
    fileprivate static let reach = Duration.seconds(30 * 86_400)
    fileprivate static let hours = Duration.seconds(48 * 3600)
    /// After so long they are read again: time itself moves the calendar on.
    private static let lifetime = Duration.seconds(60)
    private static let limit = 200

    func isOld(at now: Timestamp) -> Bool {
      readAt.map { now.since($0) > Self.lifetime } ?? false
    }

    /// Both in one list, the last one first, each failover once. The order is not that of the wall times: the clock
    /// may have been set back.
    ///
    /// Two instances see one failover at times that differ a little, and the record has it as its recorder saw
    /// it. Where this is the recorder (`isOurs`) the record is what counts; own failovers stand for
    /// what was not read back yet. Else the own ones count from the start of this program on.
    func merged(with own: [Failover], isOurs: Bool) -> [Failover] {
      let ownByIdentity = Dictionary(
        own.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
      let merged: [Failover]
      if isOurs {
        let onRecord = Set(failovers.map(\.identity))
        let fresh = own.filter { failover in
          !onRecord.contains(failover.identity) && readAt.map { failover.at > $0 } ?? true
        }
        merged = fresh + failovers.map { ownByIdentity[$0.identity] ?? $0 }
      } else {
        merged =
          own
          + failovers.filter { $0.at.wall < start.wall && ownByIdentity[$0.identity] == nil }
      }
      return Array(merged.prefix(Self.limit))
    }
  }

  /// Reads what is shown of the record anew, once what was recorded is in the file; one reading at a time.
  mutating func readRecord(at now: Timestamp) {
    guard let history else { return }
    if recorded.isBeingRead {
      recorded.isOutdated = true
      return
    }
    recorded.isBeingRead = true
    recorded.isOutdated = false
    let offset = loaded.dashboard.clock.offsetFromUTC
    jobs.append { [sink] in
      await history.flush()
      let reading = try? await RecordReading(history, at: now, offset: offset)
      sink.send(.recordRead(reading))
    }
  }

  /// `reading` is nil where the record could not be read: then what was known before is still shown.
  mutating func recordRead(_ reading: RecordReading?, at now: Timestamp) {
    recorded.isBeingRead = false
    if let reading {
      recorded.failovers = reading.failovers
      recorded.calendar = reading.calendar
      recorded.readAt = reading.at
      isDirty = true
    }
    if recorded.isOutdated { readRecord(at: now) }
  }

  /// Adds what is on record of the day before `start` to the figures of the mirrors that are watched since then: part
  /// by part, so that neither the loop nor the recording waits long, whatever there is of it.
  mutating func recall(before start: Timestamp) {
    guard let history else { return }
    jobs.append { [sink] in
      for span in MirrorMeasurements.spansOnRecord(before: start) {
        guard let measured = try? await history.measured(in: span) else { return }
        if !measured.isEmpty { sink.send(.recalled(measured, before: start)) }
      }
    }
  }

  /// Tells the user when the history cannot be kept as it should.
  mutating func followHistory() {
    guard let history else { return }
    jobs.append { [sink] in
      for await status in history.statusUpdates { sink.send(.historyChanged(status)) }
    }
  }

  mutating func historyChanged(_ status: HistoryStatus, at now: Timestamp) {
    guard let history else { return }
    let before = historyStatus
    historyStatus = status
    if [.recording, .reading].contains(status.mode), !recorded.isRecalled {
      recorded.isRecalled = true
      recall(before: recorded.start)
    }
    switch status.mode {
    case .problem(let problem):
      view.record = .failing
      // The same again is told once, whatever waits meanwhile.
      if case .problem(let told)? = before?.mode, told.reason == problem.reason { return }
      tell(inHome(Sentence(problem, path: history.path)), as: .warning, at: now)
    case .reading:
      view.record = .elsewhere
      if before?.mode == .reading { break }
      tell(Sentence(.historyElsewhere), at: now)
      readRecord(at: now)
    case .recording:
      view.record = nil
      if let mode = before?.mode, mode != .opening, mode != .recording {
        tell(Sentence(.historyOurs), at: now)
      }
      readRecord(at: now)
    case .opening, .closed: break
    }
    if let notice = status.notice, notice != before?.notice {
      tell(inHome(Sentence(notice)), as: .warning, at: now)
    }
    isDirty = true
  }
}

/// What the dashboard shows of the record, as of one moment.
struct RecordReading: Sendable {
  let at: Timestamp
  /// Newest first, with all that was handed to the record by then.
  let failovers: [Failover]
  let calendar: [CalendarStrip]

  init(_ history: HistoryStore, at now: Timestamp, offset: UTCOffset) async throws(HistoryError) {
    at = now
    typealias Reach = App.RecordedFailovers
    var period = try await history.period(
      from: now.wall - Reach.reach, until: RecordedPeriod.noEnd)
    failovers = period.failovers()
    period.until = now.wall
    let days = period.calendar(by: .day, offset: offset)
    period.from = now.wall - Reach.hours
    calendar = period.calendar(by: .hour, offset: offset) + days
  }
}

extension Failover {
  /// What one failover has in memory and on disk, where times are kept to the microsecond.
  fileprivate var identity: [String] {
    ["\(at.wall.components.seconds)", kind.rawValue, canary.description, from.text, to.text]
  }
}
