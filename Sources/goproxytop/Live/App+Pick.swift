import Dashboard
import GoRules
import Health
import Platform
import Record
import Text
import Watching

/// Choosing the fastest mirror, writing the choice, and taking it back.
extension App {
  /// How much of the history other chains are walked over.
  private static let reach = Duration.seconds(7 * 86_400)

  mutating func startMeasurement(_ watcher: inout Watcher, at now: Timestamp) {
    view.pickTable = PickTable(isFinished: false, rows: [])
    pick = nil
    watcher.measure()
  }

  /// A measurement has come further.
  mutating func measured(_ race: Race, _ watcher: inout Watcher, at now: Timestamp) {
    if race.isFinished { watcher.compareChains(over: Self.reach, at: now) }
    // Its advice is of this moment, and the chain may be another one by now.
    if race.isFinished || pick == nil || pick?.chain != watcher.settings.chain {
      pick = ChainPick(watcher.settings, writer: writer, advice: watcher.snapshot(at: now).advice)
    }
    let ranking = race.ranking
    let isPrivate = watcher.settings.isPrivate
    var table = PickTable(isFinished: race.isFinished, rows: [])
    table.rounds = race.rules.rounds
    table.measured = race.measured
    table.best = ranking.best(isPrivate: isPrivate)?.id
    for place in ranking.places {
      let mirror = place.contender.mirror
      var row = PickTable.Row(place, race.lane(of: mirror.id), at: now.monotonic)
      row.isPrivate = isPrivate(mirror.url)
      if place.rank != nil, let proposals = pick?.proposals(for: mirror) {
        row.proposal = proposals.plain
        row.advisedProposal = proposals.advised
      }
      table.rows.append(row)
    }
    table.advice = pick?.advice ?? []
    view.pickTable = table
    isDirty = true
  }

  /// Writes a value that the user has seen and confirmed.
  mutating func write(_ value: String?, _ watcher: inout Watcher) {
    watcher.perform { [writer, events] in
      let result = await Threads.run { () -> Result<SettingChange, OperationError> in
        do throws(OperationError) { return .success(try writer.apply(value)) } catch {
          return .failure(error)
        }
      }
      events.send(.settingWritten(result))
    }
  }

  mutating func settingWritten(
    _ result: Result<SettingChange, OperationError>, _ watcher: inout Watcher, at now: Timestamp
  ) {
    switch result {
    case .success(let change):
      watcher.settingChanged(change)
      reloadSettings(&watcher, at: now)
      let report = writer.report(of: change)
      tell(report.sentence, as: report.isInForce ? .note : .warning, at: now)
      offerUndo(watcher)
    case .failure(let error):
      tell(Sentence(.goproxyNotWritten, .sentence(error.sentence)), as: .error, at: now)
    }
  }

  /// The change of GOPROXY that a cure is, with what it would let others see.
  func proposal(of cure: Cure) -> ChainProposal {
    var proposal = writer.proposal(cure.chain.value)
    if let leak = cure.leak { proposal.warnings.insert(leak.sentence, at: 0) }
    return proposal
  }

  /// Makes known to the view what `u` would do.
  mutating func offerUndo(_ watcher: Watcher) {
    view.isUndoKnown = watcher.settingChanges != nil
    let changes = watcher.settingChanges ?? []
    view.undo = UndoStack(changes).last(in: writer.go.writtenFile.path)
      .map { writer.proposal($0.before) }
  }

  var writer: SettingWriter {
    SettingWriter(
      go: loaded.go, environment: loaded.go.settings.variables, watched: shown.setting)
  }
}

extension PickTable.Row {
  /// A row of the measurement as the screen shows it.
  fileprivate init(_ place: Ranking.Place, _ lane: Race.Lane?, at now: Duration) {
    let contender = place.contender
    self.init(id: contender.mirror.id, name: contender.mirror.name)
    if let lane {
      stage = lane.stage
      wait = lane.wait(at: now)
    }
    rounds = contender.rounds
    failures = contender.failures
    coldP50 = contender.cold.percentile(50)
    coldP95 = contender.cold.percentile(95)
    warmP50 = contender.warm.percentile(50)
    throughput = contender.throughput
    lastFailure = contender.lastFailure
    if place.rank != nil { confidence = place.confidence }
  }
}

extension ChainComparison {
  /// For the pick panel: nil where the present chain is the best, or too little is on record.
  var gain: PickTable.Gain? {
    guard let best = recommended, let present, best.candidate != present.candidate else {
      return nil
    }
    return PickTable.Gain(
      shownChain: best.candidate.chain.redacted, period: present.observed, broken: best.broken,
      presentBroken: present.broken, wait: best.expectedWait, presentWait: present.expectedWait)
  }
}
