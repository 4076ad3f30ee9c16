import GoRules
import Health
import Record

extension HistoryStore {
  /// Failovers, changes of state, gaps and sessions that one reading takes: some 100 MB in a report.
  package static let mostChanges = 150_000

  /// What was recorded between two wall times; the input of every report. Of more than `most` changes the newest, so that
  /// a reading of any record takes no more memory than so many do.
  package func period(
    from: Duration, until: Duration, most: Int = HistoryStore.mostChanges
  ) throws(HistoryError) -> RecordedPeriod {
    try ask { file throws(HistoryError) in
      try file.period(from: from, until: until, most: most, isRecorded: isRecorded)
    }
  }

  /// The changes of GOPROXY that this program made, newest first: what `undo` goes back through. With passwords as far
  /// as they are still kept.
  package func settingChanges() throws(HistoryError) -> [SettingChange] {
    let changes = try ask { file throws(HistoryError) in try file.settingChanges() }
    return UndoValues(besideRecord: path).restored(changes, at: clock().wall)
  }

  /// What was answered in each minute between two wall times, and over which chains, ready for others to be walked
  /// over it.
  package func whatIf(
    from: Duration, until: Duration, canary: ModuleVersion = .standard
  ) throws(HistoryError) -> WhatIf {
    try ask { file throws(HistoryError) in
      var whatIf = try file.whatIf(from: from, until: until, canary: canary)
      // Of a canary that was not asked about there is nothing to walk: that of the time is walked instead.
      let most = whatIf.recordedCanaries.max {
        ($0.value, $0.key.description) < ($1.value, $1.key.description)
      }
      if let most, whatIf.recordedCanaries[canary] == nil {
        whatIf = try file.whatIf(from: from, until: until, canary: most.key)
      }
      let period = try file.period(
        from: from, until: until, most: Self.mostChanges, isRecorded: isRecorded)
      let kinds = WhatIf.standardKinds.filter(whatIf.recordedKinds.contains)
      // Of a part of the time the sums are not those of all of it.
      if !period.isCut { whatIf.recorded = period.standing(of: kinds, whatIf.canary) }
      return whatIf
    }
  }

  /// What a chart draws of one mirror in `length` until a time: `RecordedSpan.rounds` of each minute, as far as minutes
  /// are kept, oldest first.
  package func rounds(
    of mirror: Mirror.ID, within length: Duration, until end: Timestamp
  ) throws(HistoryError) -> [ProbeResult] {
    try ask { file throws(HistoryError) in
      var rounds: [ProbeResult] = []
      try file.visitMinutes(of: mirror, from: end.wall - length, until: end.wall) {
        rounds += $0.rounds(since: end)
      }
      return rounds
    }
  }

  /// What each mirror did between two wall times, for its statistics; see `MirrorMeasurements.spansOnRecord`.
  package func measured(
    in span: Range<Duration>
  ) throws(HistoryError) -> [Mirror.ID: RecordedMeasurements] {
    try ask { file throws(HistoryError) in
      try file.measured(from: span.lowerBound, until: span.upperBound)
    }
  }

  /// How often each mirror's requests ended how before a wall time, as far back as the record goes.
  package func tallies(
    until: Duration
  ) throws(HistoryError) -> [Mirror.ID: [RequestOutcome: Int]] {
    try ask { file throws(HistoryError) in try file.tallies(until: until) }
  }

  /// What there is to go to on record; of more than `most` changes the newest.
  package func map(most: Int = HistoryStore.mostChanges) throws(HistoryError) -> RecordMap {
    try ask { file throws(HistoryError) in try file.map(most: most) }
  }

  /// The recorded probes between two wall times in order of time, to be asked for an hour or a minute at a time:
  /// the samples where they are still kept, else made up from the minutes or hours.
  package func replay(from: Duration, until: Duration) throws(HistoryError) -> [ProbeResult] {
    try ask { file throws(HistoryError) in try file.replay(from: from, until: until) }
  }
}

extension HistoryFile {
  fileprivate func whatIf(
    from: Duration, until: Duration, canary: ModuleVersion
  ) throws(HistoryError) -> WhatIf {
    var chains = try chains(until: until)[...]
    let sessions = try sessions(from: from, until: until)
    var whatIf = WhatIf(canary: canary)
    // The chain that was in force at the end of a span counts for all of it.
    func changeChain(until end: Duration) {
      while let next = chains.first, next.at.wall < end {
        whatIf.chainChanged(to: next.value)
        chains.removeFirst()
      }
    }
    var together: [RecordedSpan] = []
    func observe() {
      guard let start = together.first?.start else { return }
      let end = start + together[0].length
      changeChain(until: end)
      whatIf.observe(together, observed: sessions.observed(from: start, to: end))
      together.removeAll(keepingCapacity: true)
    }
    let exact = try samplesBegin
    try visitSpans(from: from, until: min(until, exact), latencies: false) { span in
      if let first = together.first, first.start != span.start { observe() }
      together.append(span)
    }
    observe()
    try visitMinutes(from: max(from, exact), until: until) { samples, start, end in
      changeChain(until: end)
      whatIf.observe(samples, from: start, until: end) {
        sessions.isEmpty ? $1 - $0 : sessions.observed(from: $0, to: $1) ?? .zero
      }
    }
    return whatIf
  }
}

extension [HistoryFile.SessionTimes] {
  /// How much of a span was recorded; nil where the sessions do not tell (a clock was set).
  fileprivate func observed(from start: Duration, to end: Duration) -> Duration? {
    let parts = lazy.map { Swift.min($0.until, end) - Swift.max($0.from, start) }
    let sum = parts.filter { $0 > .zero }.reduce(.zero, +)
    return sum > .zero ? Swift.min(sum, end - start) : nil
  }
}
