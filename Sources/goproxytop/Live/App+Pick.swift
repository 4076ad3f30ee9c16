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

  mutating func startMeasurement(_ watcher: inout Watcher) {
    view.pickTable = PickTable(
      stage: .latency(done: 0, rounds: Measurement.standardRounds), rows: [])
    watcher.measure()
  }

  /// A measurement has come further.
  mutating func measured(
    _ stage: Ranking.Stage, _ ranking: Ranking, _ watcher: inout Watcher, at now: Timestamp
  ) {
    var pick: ChainPick?
    if stage == .finished {
      pick = ChainPick(watcher.settings, writer: writer, advice: watcher.snapshot(at: now).advice)
      watcher.compareChains(over: Self.reach, at: now)
    }
    var table = PickTable(
      stage: stage, rows: ranking.places.map { PickTable.Row($0, pick: pick) })
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
      let value = change.after.map(GoproxySetting.redact)
      tell(value.map { Sentence(.goproxyIs, .text($0)) } ?? Sentence(.goproxyIsNotSet), at: now)
      offerUndo(watcher)
    case .failure(let error):
      tell(Sentence(.goproxyNotWritten, .sentence(error.sentence)), as: .error, at: now)
    }
  }

  /// Makes known to the view what `u` would do.
  mutating func offerUndo(_ watcher: Watcher) {
    let last = UndoStack(watcher.settingChanges).last(in: writer.go.writtenFile.path)
    view.undo = last.map { writer.proposal($0.before) }
  }

  var writer: SettingWriter {
    SettingWriter(go: loaded.go, environment: loaded.go.settings.variables)
  }
}

extension PickTable.Row {
  /// A row of the measurement as the screen shows it; with `pick`, what choosing it would write.
  fileprivate init(_ place: Ranking.Place, pick: ChainPick?) {
    let contender = place.contender
    self.init(id: contender.mirror.id, name: contender.mirror.name)
    rounds = contender.rounds
    failures = contender.failures
    coldP50 = contender.cold.percentile(50)
    coldP95 = contender.cold.percentile(95)
    warmP50 = contender.warm.percentile(50)
    throughput = contender.throughput
    lastFailure = contender.lastFailure
    guard let pick, place.rank != nil else { return }
    confidence = place.confidence
    proposal = pick.proposal(for: contender.mirror)
    advisedProposal = pick.advisedProposal(for: contender.mirror)
  }
}

extension ChainComparison {
  /// For the pick panel: nil where the present chain is the best.
  var gain: PickTable.Gain? {
    guard let best, let present, best.candidate != present.candidate else { return nil }
    return PickTable.Gain(
      shownChain: best.candidate.chain.redacted, period: present.observed, broken: best.broken,
      presentBroken: present.broken, wait: best.expectedWait, presentWait: present.expectedWait)
  }
}
