import GoRules
import Health

/// Samples become one row per mirror and minute, minutes one per mirror and hour.
///
/// `progress` tells how far: every sample before `minute` is in that table, every minute before `hour` in that
/// one. A sample that comes late (a long probe, a disk that was full, a clock that was set back) is added to the
/// rows that exist.
extension HistoryFile {
  /// A minute is closed this long after its end: probes are recorded when they end, by their start.
  private static let lag = Duration.seconds(30)

  /// Rolls up what is complete at `now`, in one transaction; whatever is done stays done.
  func rollUp(at now: Timestamp) throws(HistoryError) {
    let closed = min((now.wall - Self.lag).microseconds, StoredRange.time.upperBound)
    try rollUp(.minute, before: Resolution.minute.start(of: closed)) {
      (from, until) throws(HistoryError) in
      try collectSamples(from: from, until: until, vocabulary)
    }
    try rollUp(.hour, before: Resolution.hour.start(of: closed)) {
      (from, until) throws(HistoryError) in
      try collectMinutes(from: from, until: until)
    }
  }

  typealias Rows = [RollupKey: StoredRollup]

  /// Closes the spans before `end`: at most a day of them in one transaction.
  private func rollUp(
    _ resolution: Resolution, before end: Int64,
    collect: (_ from: Int64, _ until: Int64) throws(HistoryError) -> Rows
  ) throws(HistoryError) {
    while true {
      let done = try progress(resolution.table) ?? 0
      guard done < end else { return }
      let first = try firstTime(toRollUpTo: resolution, from: done)
      let start = first.map { min(end, resolution.start(of: $0)) } ?? end
      let until = min(end, start + Self.chunk(of: resolution))
      try connection.transaction(as: "roll up") { () throws(HistoryError) in
        if start < until {
          for (key, rollup) in try collect(start, until).sorted(by: { $0.key < $1.key }) {
            try put(rollup, at: key, in: resolution)
          }
        }
        try setProgress(resolution.table, to: until)
      }
    }
  }

  /// The time of the first sample, or minute, that is not in the rows of `resolution`; nil for none.
  private func firstTime(
    toRollUpTo resolution: Resolution, from done: Int64
  ) throws(HistoryError) -> Int64? {
    let first = try connection.number(
      resolution == .minute
        ? "SELECT coalesce(min(time), -1) FROM sample WHERE time >= \(done)"
        : """
        SELECT coalesce(min(slot), -1) FROM minute WHERE slot >= \(Resolution.minute.slot(from: done))
        """,
      in: resolution == .minute
        ? -1...StoredRange.time.upperBound : -1...Resolution.minute.slots.upperBound,
      as: "roll up")
    guard first >= 0 else { return nil }
    return resolution == .minute ? first : Resolution.minute.key(of: first).time
  }

  /// Bounded memory after a long time without rolling up.
  private static func chunk(of resolution: Resolution) -> Int64 {
    resolution == .minute ? 10 * resolution.rawValue : 24 * resolution.rawValue
  }

  /// Adds samples that came after their minute was closed to its row, and to that of its hour.
  func mergeLate(_ samples: [ProbeResult]) throws(HistoryError) {
    let closedHour = try progress("hour") ?? 0
    var minutes: Rows = [:]
    var hours: Rows = [:]
    for sample in samples {
      let time = sample.startedAt.wall.microseconds
      let mirror = try vocabulary.number(of: sample.mirror, in: connection)
      let tally = StoredRollup.Tally(
        request: try vocabulary.number(of: sample.request, in: connection),
        outcome: try vocabulary.number(of: sample.outcome, in: connection), count: 1,
        time: UInt64(max(0, sample.timings.total?.microseconds ?? 0)))
      let minute = RollupKey(time: Resolution.minute.start(of: time), mirror: mirror)
      let series = sample.hasTimes ? sample.request.series : []
      minutes[minute, default: StoredRollup()].add(
        tally, series: series, time: sample.timings.time(of:))
      if minute.time < closedHour {
        let hour = RollupKey(time: Resolution.hour.start(of: time), mirror: mirror)
        hours[hour, default: StoredRollup()].add(
          tally, series: series, time: sample.timings.time(of:))
      }
    }
    for (key, rollup) in minutes { try merge(rollup, at: key, in: .minute) }
    for (key, rollup) in hours { try merge(rollup, at: key, in: .hour) }
  }

  func progress(_ name: String) throws(HistoryError) -> Int64? {
    let row = try connection.prepare("SELECT value FROM progress WHERE name = ?", as: "read")
    row.bind(1, name)
    return try row.step() ? row.number(0, in: StoredRange.time) : nil
  }

  func setProgress(_ name: String, to value: Int64?) throws(HistoryError) {
    let change = try connection.prepare(
      value == nil
        ? "DELETE FROM progress WHERE name = ?1"
        : "INSERT OR REPLACE INTO progress (name, value) VALUES (?1, ?2)", as: "write")
    change.bind(1, name)
    if let value { change.bind(2, max(value, StoredRange.time.lowerBound)) }
    try change.run()
  }

  func collectSamples(
    from: Int64, until: Int64, _ vocabulary: Vocabulary
  ) throws(HistoryError) -> Rows {
    let rows = try connection.prepare(
      """
      SELECT time, mirror, request, outcome, unusable, total, resolve, connect, tls, processing,
        transfer
      FROM sample WHERE time >= ? AND time < ?
      """, as: "roll up")
    rows.bind(1, from)
    rows.bind(2, until)
    var seriesOf: [Int64: [RecordedLatencies.Series]] = [:]
    var collected: Rows = [:]
    while try rows.step() {
      let request = try rows.number(2, in: StoredRange.row)
      let outcome = try rows.number(3, in: StoredRange.row)
      let isAlive = vocabulary.outcomes.value(of: outcome)?.isAlive == true
      var series: [RecordedLatencies.Series] = []
      if isAlive, try rows.number(4, in: StoredRange.flag) == 0 {
        series = seriesOf[request] ?? vocabulary.requests.value(of: request)?.series ?? []
        seriesOf[request] = series
      }
      let key = RollupKey(
        time: Resolution.minute.start(of: try rows.time(0).microseconds),
        mirror: try rows.number(1, in: StoredRange.mirror))
      let total = try rows.optionalNumber(5, in: StoredRange.length) ?? 0
      var times: [Int32: Duration] = [:]
      for series in series { times[series.column] = try rows.optionalLength(series.column) }
      collected[key, default: StoredRollup()].add(
        StoredRollup.Tally(
          request: request, outcome: outcome, count: 1, time: UInt64(max(0, total))),
        series: series, time: { times[$0.column] })
    }
    return collected
  }

  private func collectMinutes(from: Int64, until: Int64) throws(HistoryError) -> Rows {
    let rows = try connection.prepare(
      "SELECT slot, outcomes, latencies FROM minute WHERE slot >= ? AND slot < ?", as: "roll up")
    rows.bind(1, Resolution.minute.slot(from: from))
    rows.bind(2, Resolution.minute.slot(from: until))
    var collected: Rows = [:]
    while try rows.step() {
      let minute = try rows.rollup(1)
      var key = try rows.key(0, of: .minute)
      key.time = Resolution.hour.start(of: key.time)
      collected[key, default: StoredRollup()].merge(minute)
    }
    return collected
  }

  /// Adds to the row where there is one.
  private func merge(
    _ rollup: StoredRollup, at key: RollupKey, in resolution: Resolution
  ) throws(HistoryError) {
    let row = try connection.prepare(
      "SELECT outcomes, latencies FROM \(resolution.table) WHERE slot = ?", as: "roll up")
    row.bind(1, resolution.slot(of: key.time, mirror: key.mirror))
    var merged = try row.step() ? row.rollup(0) : StoredRollup()
    row.reset()
    merged.merge(rollup)
    try put(merged, at: key, in: resolution)
  }

  private func put(
    _ rollup: StoredRollup, at key: RollupKey, in resolution: Resolution
  ) throws(HistoryError) {
    let insert = try connection.prepare(
      """
      INSERT OR REPLACE INTO \(resolution.table) (slot, outcomes, latencies) VALUES (?, ?, ?)
      """, as: "roll up")
    insert.bind(1, resolution.slot(of: key.time, mirror: key.mirror))
    insert.bind(2, blob: rollup.encodedOutcomes)
    insert.bind(3, blob: rollup.latencies.encoded)
    try insert.run()
  }
}

/// What names a row of `minute` or `hour`, in its order.
struct RollupKey: Hashable, Comparable {
  var time: Int64
  var mirror: Int64

  static func < (left: RollupKey, right: RollupKey) -> Bool {
    (left.time, left.mirror) < (right.time, right.mirror)
  }
}

extension RecordedLatencies.Series {
  /// Its column in the query of `collectSamples`.
  fileprivate var column: Int32 {
    phase.flatMap(Phase.allCases.firstIndex).map { 6 + Int32($0) } ?? 5
  }
}

extension PhaseTimings {
  fileprivate func time(of series: RecordedLatencies.Series) -> Duration? {
    series.phase.map { self[$0] } ?? total
  }
}

extension ProbeResult {
  /// Its times may be counted.
  fileprivate var hasTimes: Bool { outcome.isAlive && !timingsAreUnusable }
}

extension ProbeRequest {
  var series: [RecordedLatencies.Series] {
    guard kind == .info, family == nil else { return [] }
    return switch use {
    case .cold: [.total, .resolve, .connect, .tls, .processing, .transfer]
    case .warm: [.warm]
    case .idle: []
    }
  }
}
