import GoRules
import Health
import Record

extension HistoryFile {
  /// What each mirror did between two wall times, summed up from as few rows as tell it: whole hours, then minutes, then
  /// samples. Nothing that began at `until` or later is in it; `from` is taken as the start of an hour.
  func measured(
    from: Duration, until: Duration
  ) throws(HistoryError) -> [Mirror.ID: RecordedMeasurements] {
    let vocabulary = try Vocabulary(from: connection)
    let sessions = try sessions(from: from, until: until)
    var measured: [Mirror.ID: RecordedMeasurements] = [:]
    var together: [RecordedSpan] = []
    func add() {
      guard let first = together.first else { return }
      let begun = sessions.lazy.filter {
        $0.from < first.start + first.length && $0.until >= first.start
      }.map(\.from).min()
      measured.add(together, from: max(first.start, begun ?? first.start))
      together.removeAll(keepingCapacity: true)
    }
    func visit(_ span: RecordedSpan) {
      if let first = together.first, first.start != span.start || first.length != span.length {
        add()
      }
      together.append(span)
    }
    let end = until.microseconds
    var begin = from.microseconds
    for resolution in [Resolution.hour, .minute] {
      // A row that reaches beyond the end tells too much.
      let rolled = min(try progress(resolution.table) ?? 0, resolution.start(of: end))
      guard begin < rolled else { continue }
      try visitRows(resolution, from: begin, until: rolled, vocabulary, visit)
      begin = rolled
    }
    try visitSamples(from: begin, until: end, vocabulary, visit)
    add()
    return measured
  }

  /// How often each mirror's requests ended how before a wall time, as far back as the record goes.
  func tallies(until: Duration) throws(HistoryError) -> [Mirror.ID: [RequestOutcome: Int]] {
    var tallies: [Mirror.ID: [RequestOutcome: Int]] = [:]
    try visitSpans(from: .zero, until: until, in: .hour, latencies: false) { span in
      for ended in span.outcomes {
        let known = tallies[span.mirror]?[ended.outcome] ?? 0
        // A file may claim anything.
        let (sum, isTooMany) = known.addingReportingOverflow(max(0, ended.count))
        tallies[span.mirror, default: [:]][ended.outcome] = isTooMany ? .max : sum
      }
    }
    return tallies
  }

  /// Visits what one mirror did in each minute between two wall times, as far as minutes and samples are kept: looked up
  /// minute by minute, since the rows of all mirrors lie together.
  func visitMinutes(
    of mirror: Mirror.ID, from: Duration, until: Duration, _ visit: (RecordedSpan) -> Void
  ) throws(HistoryError) {
    let vocabulary = try Vocabulary(from: connection)
    guard let number = vocabulary.mirrors.number(of: mirror) else { return }
    let minute = Resolution.minute
    let rolled = min(try progress(minute.table) ?? 0, minute.start(of: until.microseconds))
    let row = try connection.prepare(
      "SELECT outcomes, latencies FROM minute WHERE slot = ?", as: "read")
    let begin = minute.start(of: from.microseconds + minute.rawValue - 1)
    for time in stride(from: begin, to: rolled, by: Int64.Stride(minute.rawValue)) {
      row.bind(1, minute.slot(of: time, mirror: number))
      if try row.step() {
        let key = RollupKey(time: time, mirror: number)
        if let span = RecordedSpan(key, minute, try row.rollup(0), vocabulary) { visit(span) }
      }
      row.reset()
    }
    let rest = max(begin, rolled)
    let samples = try samples(of: mirror, from: .microseconds(rest), until: until)
    RecordedSpan.minutes(of: samples).forEach(visit)
  }
}
