import GoRules

/// What the checksum database has on record of one module version.
struct RecordedSums: Sendable {
  private let sums: SumErrand.Sums
  private let subject: SumSubject

  /// What go makes of a file with another sum.
  struct Mismatch: Sendable {
    var outcome: RequestOutcome
    var goText: ServerText
  }

  init(_ sums: SumErrand.Sums, of canary: ModuleVersion, in database: String) {
    self.sums = sums
    subject = SumSubject(canary, database: database)
  }

  /// nil where what answered a question with this sum is the file on record, or none is.
  func mismatch(_ kind: RequestKind, _ sum: ModuleSum) -> Mismatch? {
    let (file, recorded): (SumSubject.File, ModuleSum?)
    switch kind {
    case .mod: (file, recorded) = (.mod, sums.mod)
    case .zip: (file, recorded) = (.zip, sums.zip)
    case .list, .latest, .info, .sumdb: return nil
    }
    guard let recorded, recorded != sum else { return nil }
    let text = subject.mismatch(file, downloaded: sum, recorded: recorded)
    return Mismatch(
      outcome: .failure(RequestFailure(.transfer, .checksumMismatch)),
      goText: ServerText(lines: text))
  }
}

extension ProbeResult {
  mutating func take(_ mismatch: RecordedSums.Mismatch) {
    outcome = mismatch.outcome
    goText = mismatch.goText
  }
}

/// What mirrors serve against what the checksum database has on record, whichever comes first.
extension Monitor {
  /// `result` as go takes it.
  func checked(_ result: ProbeResult) -> ProbeResult {
    let canary = result.request.canary
    guard result.outcome == .ok, let sum = result.sum,
      settings.chain?.checksSums(of: canary) == true,
      let mismatch = recordedSums[canary]?.mismatch(result.request.kind, sum)
    else { return result }
    var refuted = result
    refuted.take(mismatch)
    return refuted
  }

  /// A record of the database came: what was served before is checked against it, too.
  mutating func recordCame(_ sums: SumErrand.Sums, of canary: ModuleVersion, at now: Timestamp) {
    guard let chain = settings.chain, chain.checksSums(of: canary) else { return }
    let recorded = RecordedSums(sums, of: canary, in: chain.checksumDatabase.name)
    recordedSums[canary] = recorded
    for index in list.indices {
      for question in [Question(.mod, canary), Question(.zip, canary)] {
        guard let answer = list[index].answers[question], answer.newest.outcome == .ok,
          let sum = answer.sum, let mismatch = recorded.mismatch(question.kind, sum)
        else { continue }
        list[index].refute(question, mismatch)
        schedule.hasten(index, at: now)
        if list[index].mirror.isInChain { chainWatch.walkLive(question, over: list) }
      }
    }
  }
}
