import ProxyHealth

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
    func visit(_ span: RecordedSpan) -> Bool {
      if let first = together.first, first.start != span.start || first.length != span.length {
        add()
      }
      together.append(span)
      return true
    }
    let end = until.microseconds
    var begin = from.microseconds
    for resolution in [Resolution.hour, .minute] {
      // A row that reaches beyond the end tells too much.
      let rolled = min(try progress(resolution.table) ?? 0, resolution.start(of: end))
      guard begin < rolled else { continue }
      _ = try visitRows(resolution, from: begin, until: rolled, vocabulary, visit)
      begin = rolled
    }
    for (key, rollup) in try collectSamples(from: begin, until: end, vocabulary)
      .sorted(by: { $0.key < $1.key })
    {
      if let span = RecordedSpan(key, .minute, rollup, vocabulary) { _ = visit(span) }
    }
    add()
    return measured
  }
}
