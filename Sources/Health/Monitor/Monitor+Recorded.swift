import GoRules

extension Monitor {
  /// Takes over a result out of the history: what it meant then it means here.
  ///
  /// For a monitor that goes through the past. It asks nothing itself, so nothing is checked against what
  /// it asked; a mirror's rounds are told apart by their cold `info` probes. `now` is the recorded time.
  package mutating func replay(_ result: ProbeResult, at now: Timestamp) {
    guard let index = list.index(of: result.mirror) else { return }
    list[index].recordedResultComes(result, at: now)
    _ = take(result, ofMirrorAt: index, at: now)
  }

  /// Other settings held from `now` on.
  package mutating func replay(_ settings: MonitorSettings, at now: Timestamp) {
    _ = settingsChanged(to: settings, at: now)
  }

  /// Adds what is on record of the time before `start` to the statistics of the mirrors that are watched since then.
  ///
  /// `recorded` is of one of `MirrorMeasurements.spansOnRecord(before: start)`, each of which may be added once.
  package mutating func recall(
    _ recorded: [Mirror.ID: RecordedMeasurements], before start: Timestamp, at now: Timestamp
  ) {
    for (mirror, recorded) in recorded {
      guard let index = list.index(of: mirror), list[index].begin == start else { continue }
      list[index].recall(recorded, at: now)
    }
  }

  /// Some mirrors are watched since `start`.
  package func hasMirrors(since start: Timestamp) -> Bool {
    list.indices.contains { list[$0].begin == start }
  }

  /// What the screen shows of a monitor that goes through the past: no round is to come.
  package func recordedSnapshot(at now: Timestamp) -> Snapshot {
    var snapshot = snapshot(at: now, ofRecord: true)
    for index in snapshot.mirrors.indices { snapshot.mirrors[index].nextRound = nil }
    // What was asked how often then is not on record.
    for index in snapshot.walks.indices {
      snapshot.walks[index].proof?.isStale = false
      snapshot.walks[index].withPipe?.proof?.isStale = false
    }
    for index in snapshot.answers.indices {
      for question in snapshot.answers[index].keys {
        snapshot.answers[index][question]?.isStale = false
      }
    }
    // What would have helped then is no proof of now.
    snapshot.cure = nil
    return snapshot
  }
}

extension MirrorWatch {
  /// Begins another round where `result` is the first of one.
  fileprivate mutating func recordedResultComes(_ result: ProbeResult, at now: Timestamp) {
    let request = result.request
    guard Question(request.kind, request.canary) == own, request.use == .cold,
      request.family == nil, hasColdResult || round == 0
    else { return }
    _ = roundBegan(at: now, interval: .zero)
    lanesInFlight = []
    // The sums are those of all rounds before, and of this one when the next begins.
    roundFinished(at: now)
  }
}
