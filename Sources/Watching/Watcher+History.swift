import GoRules
import Health
import History
import Platform
import Record

/// What a snapshot shows of the history beside what this program saw itself.
struct HistoryView {
  let start: Timestamp
  /// Newest first.
  private var failovers: [Failover] = []
  /// Of these, computed once.
  private var onRecord: Set<[String]> = []
  /// The last hours and days.
  private(set) var calendar: [CalendarStrip] = []
  /// What was handed to the history up to then is among them.
  private var readAt: Timestamp?
  /// They are being read, and are to be read once more after that.
  var isBeingRead = false
  var isOutdated = false
  /// The day before the start has been asked for.
  var isRecalled = false

  /// After so long they are read again: time itself moves the calendar on.
  private static let lifetime = Duration.seconds(60)
  private static let limit = 200
  /// Of a reading: those since this start may be among them, and are then known twice.
  static let kept = 1_000

  init(start: Timestamp) { self.start = start }

  func isOld(at now: Timestamp) -> Bool {
    guard let readAt else { return false }
    return now.since(readAt) > (isOutdated ? pause : max(Self.lifetime, pause))
  }

  /// A reading that took long is not repeated soon: it is to take half a percent of the time at most. What was seen
  /// since then is shown without it.
  func mustWait(at now: Timestamp) -> Bool { readAt.map { now.since($0) <= pause } ?? false }

  private var pause: Duration { cost < .milliseconds(50) ? .zero : cost * 200 }
  /// How long the last reading took.
  private var cost = Duration.zero

  mutating func take(_ reading: HistoryReading) {
    failovers = reading.failovers
    onRecord = Set(failovers.map(\.identity))
    cost = reading.cost
    calendar = reading.calendar
    readAt = reading.at
  }

  /// Both in one list, the last one first, each failover once. The order is not that of the wall times: the clock
  /// may have been set back.
  ///
  /// Two instances see one failover at times that differ a little, and the history has it as its recorder saw
  /// it. Where this is the recorder (`isOurs`) the history is what counts; own failovers stand for
  /// what was not read back yet. Else the own ones count from the start of this program on.
  func merged(with own: [Failover], isOurs: Bool) -> [Failover] {
    let ownByIdentity = Dictionary(
      own.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
    let merged: [Failover]
    if isOurs {
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

struct HistoryReading: Sendable {
  let at: Timestamp
  /// How long it took.
  let cost: Duration
  /// Newest first, with all that was handed to the history by then.
  let failovers: [Failover]
  let calendar: [CalendarStrip]

  /// How far back the failovers and days reach, and the hours.
  private static let reach = Duration.seconds(30 * 86_400)
  private static let hours = Duration.seconds(48 * 3600)

  init(_ history: HistoryStore, at now: Timestamp, offset: UTCOffset) async throws(HistoryError) {
    at = now
    let begin = SystemClock.now().monotonic
    var period = try await history.period(
      from: now.wall - Self.reach, until: RecordedPeriod.noEnd)
    failovers = Array(period.failovers().prefix(HistoryView.kept))
    period.until = now.wall
    let days = period.calendar(by: .day, offset: offset)
    period.from = now.wall - Self.hours
    calendar = period.calendar(by: .hour, offset: offset) + days
    cost = SystemClock.now().monotonic - begin
  }
}

extension Watcher {
  /// From now on the face hears how the history fares, and what is on it counts as known.
  mutating func followHistory() {
    guard let history else { return }
    perform { [send] in
      if let changes = try? await history.settingChanges() { send(.changesRead(changes)) }
    }
    perform { [send] in
      for await status in history.statusUpdates { send(.historyChanged(status)) }
    }
  }

  mutating func historyChanged(_ status: HistoryStatus, at now: Timestamp) {
    let before = historyStatus
    historyStatus = status
    if [.recording, .reading].contains(status.mode), !record.isRecalled {
      record.isRecalled = true
      recall(before: record.start)
    }
    if status.mode == .recording || status.mode == .reading && before?.mode != .reading {
      readRecord(at: now)
    }
    tell(.historyChanged(from: before, to: status))
  }

  /// Reads what is shown of the history anew, once what was recorded is in the file; one reading at a time.
  mutating func readRecord(at now: Timestamp) {
    guard let history else { return }
    record.isOutdated = record.isBeingRead || record.mustWait(at: now)
    if record.isOutdated { return }
    record.isBeingRead = true
    perform { [send, offset] in
      await history.flush()
      send(.historyRead(try? await HistoryReading(history, at: now, offset: offset)))
    }
  }

  /// `reading` is nil where the history could not be read: then what was known before is still shown.
  mutating func historyRead(_ reading: HistoryReading?, at now: Timestamp) {
    record.isBeingRead = false
    if let reading {
      record.take(reading)
      tell(.historyRead)
    }
    if record.isOutdated { readRecord(at: now) }
  }

  /// Adds what is on record of the day before `start` to the figures of the mirrors that are watched since then: part
  /// by part, so that neither the loop nor the recording waits long, whatever there is of it.
  mutating func recall(before start: Timestamp) {
    guard let history else { return }
    perform { [send] in
      for span in MirrorMeasurements.spansOnRecord(before: start) {
        guard let measured = try? await history.measured(in: span) else { return }
        if !measured.isEmpty { send(.recalled(measured, before: start)) }
      }
    }
  }
}

extension Failover {
  /// What one failover has in memory and on disk, where times are kept to the microsecond.
  fileprivate var identity: [String] {
    ["\(at.wall.components.seconds)", kind.rawValue, canary.description, from.text, to.text]
  }
}
