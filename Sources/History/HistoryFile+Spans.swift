import Record

extension HistoryFile {
  /// Visits what each mirror did in each minute of a span of wall time, in order of time; in each hour where
  /// the minutes are no longer kept, or `resolution` asks for it; from the samples where they are not rolled up yet.
  /// Without `latencies` those of closed minutes are left out.
  package func visitSpans(
    from: Duration, until: Duration, in resolution: Resolution? = nil, latencies: Bool = true,
    _ visit: (RecordedSpan) -> Void
  ) throws(HistoryError) {
    let vocabulary = try Vocabulary(from: connection)
    let from = from.microseconds
    let until = until.microseconds
    let rolled = try progress(Resolution.minute.table) ?? 0
    let rolledHours = try progress(Resolution.hour.table) ?? 0
    let firstMinute = try first(of: .minute) ?? rolled
    // Up to where the hours tell; minutes are dropped by whole hours.
    let hoursEnd =
      resolution == .hour ? rolledHours : min(rolledHours, Resolution.hour.start(of: firstMinute))
    let hourFrom = Resolution.hour.start(of: from)
    let minuteFrom = max(Resolution.minute.start(of: from), hoursEnd)
    let parts: [(Resolution, Int64, Int64)] = [
      (.hour, hourFrom, min(until, hoursEnd)), (.minute, minuteFrom, min(until, rolled)),
    ]
    for (resolution, begin, end) in parts where begin < end {
      try visitRows(resolution, from: begin, until: end, latencies: latencies, vocabulary, visit)
    }
    let rest = max(from, rolled)
    if rest < until { try visitSamples(from: rest, until: until, vocabulary, visit) }
  }

  /// The same of what is not rolled up yet.
  func visitSamples(
    from: Int64, until: Int64, _ vocabulary: Vocabulary, _ visit: (RecordedSpan) -> Void
  ) throws(HistoryError) {
    for (key, rollup) in try collectSamples(from: from, until: until, vocabulary)
      .sorted(by: { $0.key < $1.key })
    {
      if let span = RecordedSpan(key, .minute, rollup, vocabulary) { visit(span) }
    }
  }

  func visitRows(
    _ resolution: Resolution, from: Int64, until: Int64, latencies: Bool = true,
    _ vocabulary: Vocabulary, _ visit: (RecordedSpan) -> Void
  ) throws(HistoryError) {
    let rows = try connection.prepare(
      """
      SELECT slot, outcomes, latencies FROM \(resolution.table)
      WHERE slot >= ? AND slot < ? ORDER BY slot
      """, as: "read")
    rows.bind(1, resolution.slot(from: from))
    rows.bind(2, resolution.slot(from: until))
    while try rows.step() {
      let key = try rows.key(0, of: resolution)
      let rollup = try rows.rollup(1, withLatencies: latencies)
      if let span = RecordedSpan(key, resolution, rollup, vocabulary) { visit(span) }
    }
  }
}

extension Statement {
  /// The key of a row of `minute` or `hour`.
  func key(_ column: Int32, of resolution: Resolution) throws(HistoryError) -> RollupKey {
    resolution.key(of: try number(column, in: resolution.slots))
  }

  /// What such a row holds, in two columns; the second is not read without `latencies`.
  func rollup(
    _ column: Int32, withLatencies: Bool = true
  ) throws(HistoryError) -> StoredRollup {
    let latencies = withLatencies ? try blob(column + 1) : [0]
    guard let rollup = StoredRollup(outcomes: try blob(column), latencies: latencies) else {
      throw HistoryError(damaged: "rollup out of range", operation: "read")
    }
    return rollup
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
