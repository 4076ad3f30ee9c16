import GoRules
import Health
import History
import Platform
import Record

/// What a snapshot shows of the history beside what this program saw itself.
package struct HistoryView {
  let start: Timestamp
  /// Newest first.
  private var failovers: [Failover] = []
  /// Of these, and of all that had been handed to the history when they were read, computed once.
  private var onRecord: Set<[String]> = []
  /// The chain that was recorded last.
  private var chain: String?
  /// The last time on record in which go failed.
  private var breakdown: Breakdown?
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
  /// So many failovers are shown, the newest.
  static let limit = 200
  /// Of a reading: those since this start may be among them, and are then known twice.
  static let kept = 1_000

  package init(start: Timestamp) { self.start = start }

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

  package mutating func take(_ reading: HistoryReading) {
    failovers = reading.failovers
    onRecord = Set((failovers + reading.handed).map(\.identity))
    chain = reading.chain
    breakdown = reading.breakdown
    cost = reading.cost
    calendar = reading.calendar
    readAt = reading.at
  }

  /// Both in one list, the last one first, each failover once. The order is not that of the wall times: the clock
  /// may have been set back.
  ///
  /// Two instances see one failover at times that differ a little, and the history has it as its recorder saw
  /// it. Where this is the recorder (`isOurs`) the history is what counts; own failovers stand for
  /// what was not read back yet. Else the own ones count from the start of this program on, and each question's first
  /// place that was known (`firsts`) ends what holds on record.
  package func merged(
    with own: [Failover], firsts: [Failover] = [], chain: String = "", isOurs: Bool
  ) -> [Failover] {
    let ownByIdentity = Dictionary(
      own.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
    let merged: [Failover]
    if isOurs {
      let fresh = own.filter { !onRecord.contains($0.identity) }
      merged = fresh + failovers.map { ownByIdentity[$0.identity] ?? $0 }
    } else {
      let before = failovers.filter {
        $0.at.wall < start.wall && ownByIdentity[$0.identity] == nil
      }
      merged =
        chain == self.chain ? joined(before, own, firsts) : own + before.map(knownUntilReading)
    }
    return Array(merged.prefix(Self.limit))
  }

  /// What is seen here does not tell how long the last one of another list holds.
  private func knownUntilReading(_ failover: Failover) -> Failover {
    guard failover.lasted == nil, let readAt else { return failover }
    var failover = failover
    failover.lasted = max(.zero, readAt.wall - failover.at.wall)
    failover.isEndUnknown = true
    return failover
  }

  /// Those on record `before` the start and the `own` ones: what a walk's `first` own place shows to have changed meanwhile
  /// is a failover too, and the last one on record lasted until the next.
  private func joined(
    _ before: [Failover], _ own: [Failover], _ firsts: [Failover]
  ) -> [Failover] {
    var before = before
    var own = own
    for first in firsts {
      func isOfWalk(_ other: Failover) -> Bool {
        other.kind == first.kind && other.canary == first.canary
      }
      guard let last = before.firstIndex(where: isOfWalk) else { continue }
      let next = own.lastIndex(where: isOfWalk)
      var end = next.map { own[$0].at }
      if before[last].to != first.to {
        var change = first
        change.from = before[last].to
        change.reason = .recovered
        change.lasted = end?.since(first.at)
        own.insert(change, at: own.firstIndex { $0.at <= first.at } ?? own.endIndex)
        end = first.at
      }
      before[last].lasted = end.map { max(.zero, $0.wall - before[last].at.wall) }
      before[last].isEndUnknown = false
    }
    return own + before
  }

  /// The last time in which go failed: the `own` one, with what is on record of the time before the start.
  package func merged(with own: Breakdown?, chain: String) -> Breakdown? {
    guard chain == self.chain, let breakdown else { return own }
    // One that lasts on record ends with what is seen now; until that is on record, nothing is known of its end.
    guard var own else { return breakdown.end == nil ? nil : breakdown }
    if own.isOlder, breakdown.begin.wall < own.begin.wall,
      breakdown.end.map({ $0.wall >= own.begin.wall }) ?? true
    {
      (own.begin, own.isOlder) = (breakdown.begin, breakdown.isOlder)
    }
    return own
  }
}

package struct HistoryReading: Sendable {
  let at: Timestamp
  /// How long it took.
  let cost: Duration
  /// Newest first, with all that was handed to the history by then.
  let failovers: [Failover]
  /// Own failovers that had been handed to the history.
  let handed: [Failover]
  /// The chain that was recorded last; nil where none was.
  let chain: String?
  let breakdown: Breakdown?
  let calendar: [CalendarStrip]

  /// How far back the failovers and days reach, and the hours.
  private static let reach = Duration.seconds(30 * 86_400)
  private static let hours = Duration.seconds(48 * 3600)

  package init(
    at time: Timestamp, failovers: [Failover], handed: [Failover] = [], chain: String?,
    breakdown: Breakdown? = nil
  ) {
    at = time
    cost = .zero
    self.failovers = failovers
    self.handed = handed
    self.chain = chain
    self.breakdown = breakdown
    calendar = []
  }

  /// - Parameter shown: the list in force, without passwords.
  init(
    _ history: HistoryStore, of shown: String, handed: [Failover], at now: Timestamp,
    offset: UTCOffset
  ) async throws(HistoryError) {
    at = now
    self.handed = handed
    let begin = SystemClock.now().monotonic
    var period = try await history.period(
      from: now.wall - Self.reach, until: RecordedPeriod.noEnd)
    chain = period.sessions.last?.chains.last?.value
    let ofList = period.ofList(shown)
    failovers = Array(ofList.failovers().prefix(HistoryView.kept))
    breakdown = ofList.lastBreakdown(at: now)
    period.until = now.wall
    let days = period.calendar(by: .day, of: shown, offset: offset)
    period.from = now.wall - Self.hours
    calendar = period.calendar(by: .hour, of: shown, offset: offset) + days
    cost = SystemClock.now().monotonic - begin
  }
}

extension Watcher {
  /// From now on the face hears how the history fares, and what is on it counts as known.
  mutating func followHistory() {
    guard let history else {
      settingChanges = []
      return
    }
    perform { [send] in send(.changesRead((try? await history.settingChanges()) ?? [])) }
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
    let shown = settings.chain?.redacted ?? ""
    perform { [send, offset, handed = monitor.failovers] in
      await history.flush()
      send(
        .historyRead(
          try? await HistoryReading(history, of: shown, handed: handed, at: now, offset: offset)))
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
