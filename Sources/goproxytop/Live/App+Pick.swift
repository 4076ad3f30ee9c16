import Dashboard
import GoRules
import Health
import History
import Platform
import Probing
import Record
import Text

/// Choosing the fastest mirror, writing the choice, and taking it back.
extension App {
  /// A measurement under way: its number tells its events from those of one that was cancelled.
  struct Measurement {
    var number: Int
    var handle: JobHandle
  }

  mutating func startMeasurement() {
    cancelMeasurement()
    measurements += 1
    let run = RankRun(
      mirrors: loaded.monitor.mirrors, rounds: RankRun.standardRounds,
      timeout: loaded.monitor.timeout, pool: pool)
    view.ranking = Comparison(stage: .latency(done: 0, rounds: run.rounds), rows: [])
    let (job, handle) = Self.cancellable { [sink, number = measurements] in
      _ = await run.run { sink.send(.measured(number, $0, $1)) }
    }
    measurement = Measurement(number: measurements, handle: handle)
    jobs.append(job)
  }

  mutating func cancelMeasurement() {
    measurement?.handle.finish()
    measurement = nil
  }

  /// A measurement has come further.
  mutating func measured(_ number: Int, _ stage: RankRun.Stage, _ ranking: Ranking) {
    guard measurement?.number == number else { return }
    let shownStage: Comparison.Stage =
      switch stage {
      case .latency(let done): .latency(done: done, rounds: RankRun.standardRounds)
      case .transfer(let mirror): .transfer(name: mirror.name)
      case .finished: .finished
      }
    var pick: ChainPick?
    if shownStage == .finished {
      measurement = nil
      let lint = ChainLint(
        monitor.snapshot(at: SystemClock.now()), environment: loaded.go.settings)
      pick = loaded.monitor.chain.map {
        ChainPick(
          chain: $0, writer: writer, configuration: loaded.configuration, advice: lint.advice)
      }
    }
    var shownRanking = Comparison(
      stage: shownStage, rows: ranking.rows.map { Comparison.Row($0, pick: pick) })
    shownRanking.advice = pick?.advice ?? []
    view.ranking = shownRanking
    if shownStage == .finished { readGain(for: number, at: SystemClock.now()) }
  }

  /// Writes a value that the user has seen and confirmed.
  mutating func write(_ value: String?) {
    let writer = writer
    jobs.append { [sink] in
      let result = await Threads.run { () -> Result<SettingChange, OperationError> in
        do throws(OperationError) { return .success(try writer.apply(value)) } catch {
          return .failure(error)
        }
      }
      sink.send(.settingWritten(result))
    }
  }

  /// Takes back the last change of this file.
  mutating func undoLast() {
    if let proposal = view.undo { write(proposal.value) }
  }

  mutating func settingWritten(_ result: Result<SettingChange, OperationError>, at now: Timestamp) {
    switch result {
    case .success(let change):
      changes.insert(change, at: 0)
      history?.append([.settingChange(change)])
      reloadSettings(at: now)
      let value = change.after.map(GoproxySetting.redact)
      tell(value.map { Sentence(.goproxyIs, .text($0)) } ?? Sentence(.goproxyIsNotSet), at: now)
      offerUndo()
    case .failure(let error):
      tell(Sentence(.goproxyNotWritten, .sentence(error.sentence)), as: .error, at: now)
    }
  }

  /// Reads from the record what can be taken back.
  mutating func readChanges() {
    guard let history else { return }
    jobs.append { [sink] in
      if let changes = try? await history.settingChanges() { sink.send(.changesRead(changes)) }
    }
  }

  /// Makes known to the view what `u` would do.
  mutating func offerUndo() {
    let last = UndoStack(changes).last(in: writer.go.writtenFile.path)
    view.undo = last.map { writer.proposal($0.before) }
  }

  var writer: SettingWriter {
    SettingWriter(go: loaded.go, environment: loaded.go.settings.variables)
  }
}

extension Comparison.Row {
  /// A row of the measurement as the screen shows it; with `pick`, what choosing it would write.
  fileprivate init(_ row: Ranking.Row, pick: ChainPick?) {
    let contender = row.contender
    self.init(id: contender.mirror.id, name: contender.mirror.name)
    rounds = contender.rounds
    failures = contender.failures
    coldP50 = contender.cold.percentile(50)
    coldP95 = contender.cold.percentile(95)
    warmP50 = contender.warm.percentile(50)
    throughput = contender.throughput
    lastFailure = contender.lastFailure
    guard let pick, row.rank != nil else { return }
    confidence = row.confidence
    proposal = pick.proposal(for: contender.mirror)
    advisedProposal = pick.advisedProposal(for: contender.mirror)
  }
}
