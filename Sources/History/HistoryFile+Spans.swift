import Health
import Record

extension HistoryFile {
  /// Visits what each mirror did in each minute of a span of wall time, in order of time; in each hour where
  /// the minutes are no longer kept; from the samples where they are not rolled up yet.
  /// Without `latencies` those of closed minutes are left out. `visit` returns false to end.
  func visitSpans(
    from: Duration, until: Duration, mirror: Mirror.ID?, in resolution: Resolution? = nil,
    latencies: Bool = true, _ visit: (RecordedSpan) -> Bool
  ) throws(HistoryError) {
    let vocabulary = try Vocabulary(from: connection)
    var number: Int64?
    if let mirror {
      guard let known = vocabulary.mirrors.number(of: mirror) else { return }
      number = known
    }
    let from = from.microseconds
    let until = until.microseconds
    let rolled = try progress(Resolution.minute.table) ?? 0
    let rolledHours = try progress(Resolution.hour.table) ?? 0
    let firstSlot = try connection.number("SELECT coalesce(min(slot), -1) FROM minute", as: "read")
    let firstMinute = firstSlot < 0 ? rolled : Resolution.minute.key(of: firstSlot).time
    // Up to where the hours tell; minutes are dropped by whole hours.
    let hoursEnd =
      resolution == .hour ? rolledHours : min(rolledHours, Resolution.hour.start(of: firstMinute))
    let hourFrom = Resolution.hour.start(of: from)
    let minuteFrom = max(Resolution.minute.start(of: from), hoursEnd)
    let parts: [(Resolution, Int64, Int64)] = [
      (.hour, hourFrom, min(until, hoursEnd)), (.minute, minuteFrom, min(until, rolled)),
    ]
    for (resolution, begin, end) in parts where begin < end {
      let goesOn = try visitRows(
        resolution, from: begin, until: end, mirror: number, latencies: latencies, vocabulary,
        visit)
      if !goesOn { return }
    }
    let rest = max(from, rolled)
    guard rest < until else { return }
    for (key, rollup) in try collectSamples(from: rest, until: until, vocabulary)
      .sorted(by: { $0.key < $1.key }) where number == nil || key.mirror == number
    {
      guard let span = RecordedSpan(key, .minute, rollup, vocabulary) else { continue }
      if !visit(span) { return }
    }
  }

  func visitRows(
    _ resolution: Resolution, from: Int64, until: Int64, mirror: Int64? = nil,
    latencies: Bool = true, _ vocabulary: Vocabulary, _ visit: (RecordedSpan) -> Bool
  ) throws(HistoryError) -> Bool {
    let rows = try connection.prepare(
      """
      SELECT slot, outcomes, latencies FROM \(resolution.table)
      WHERE slot >= ? AND slot < ? ORDER BY slot
      """, as: "read")
    rows.bind(1, resolution.slot(from: from))
    rows.bind(2, resolution.slot(from: until))
    while try rows.step() {
      let key = resolution.key(of: rows.integer(0))
      if let mirror, mirror != key.mirror { continue }
      guard
        let rollup = StoredRollup(
          outcomes: rows.blob(1), latencies: latencies ? rows.blob(2) : [0]),
        let span = RecordedSpan(key, resolution, rollup, vocabulary)
      else { continue }
      if !visit(span) { return false }
    }
    return true
  }
}

extension RecordedSpan {
  /// What a row means; nil where its mirror is not known.
  init?(
    _ key: RollupKey, _ resolution: Resolution, _ rollup: StoredRollup, _ vocabulary: Vocabulary
  ) {
    guard let mirror = vocabulary.mirrors.value(of: key.mirror) else { return nil }
    let outcomes = rollup.tallies.compactMap { tally -> RecordedOutcome? in
      guard let request = vocabulary.requests.value(of: tally.request),
        let outcome = vocabulary.outcomes.value(of: tally.outcome)
      else { return nil }
      return RecordedOutcome(
        request: request, outcome: outcome, count: Int(clamping: tally.count),
        time: .microseconds(Int64(clamping: tally.time)))
    }
    self.init(
      start: .microseconds(key.time), length: resolution.length, mirror: mirror,
      outcomes: outcomes, latencies: rollup.latencies)
  }
}
