import GoRules
import Health
import History
import Platform
import Probing
import Record

/// Measures mirrors against each other in two stages: short requests in rounds, so that each mirror meets the
/// same minutes, then a bounded download from the best three, one after another.
package struct Measurement: Sendable {
  let mirrors: [Mirror]
  let rounds: Int
  let timeout: Duration
  let pool: ProbePool

  /// Rounds that make a place of the table sure.
  package static let standardRounds = 10
  /// Between two rounds: no mirror is hammered.
  private static let pause = Duration.milliseconds(100)

  /// Measures; `report` gets what is known after every step. Ends early when cancelled.
  func run(report: (Ranking.Stage, Ranking) -> Void) async {
    var contenders = mirrors.map(Contender.init(mirror:))
    for done in 0..<rounds {
      if done > 0, await !SystemClock.sleep(until: SystemClock.now().monotonic + Self.pause) {
        break
      }
      for (index, results) in await latencyRound() { contenders[index].roundFinished(results) }
      report(.latency(done: done + 1, rounds: rounds), Ranking(contenders))
    }
    for mirror in Ranking(contenders).finalists() where !Task.isCancelled {
      report(.transfer(mirror), Ranking(contenders))
      guard let index = contenders.firstIndex(where: { $0.mirror.id == mirror.id }) else {
        continue
      }
      contenders[index].roundFinished(await ask(mirror, [.info, .zip]))
    }
    report(.finished, Ranking(contenders))
  }

  /// One round of all mirrors, side by side.
  private func latencyRound() async -> [(Int, [ProbeResult])] {
    await withTaskGroup(of: (Int, [ProbeResult]).self) { group in
      for (index, mirror) in mirrors.enumerated() {
        group.addTask { (index, await ask(mirror, [.info, .info])) }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
  }

  /// The first request on a new connection, the others on the same.
  private func ask(_ mirror: Mirror, _ kinds: [RequestKind]) async -> [ProbeResult] {
    let requests = kinds.enumerated().map { index, kind in
      ProbeRequest(kind, canary: mirror.canary, use: index == 0 ? .cold : .warm)
    }
    return await pool.results(
      of: ProbeRound(mirror: mirror.id, url: mirror.url, requests: requests, timeout: timeout))
  }
}

extension ProbePool {
  /// What a round that no monitor asked for brought, in order.
  package func results(of round: ProbeRound) async -> [ProbeResult] {
    let results = Locked<[ProbeResult]>([])
    await run(round) { event in
      if let result = event.result { results.withLock { $0.append(result) } }
    }
    return results.withLock { $0 }
  }
}

extension Watcher {
  /// Measures the mirrors that are watched, replacing a measurement under way.
  package mutating func measure(rounds: Int = Measurement.standardRounds) {
    cancelMeasurement()
    measurements += 1
    let measurement = Measurement(
      mirrors: settings.proxies, rounds: rounds, timeout: settings.timeout, pool: pool)
    let (job, handle) = cancellable { [send, number = measurements] in
      await measurement.run { send(.measured(number, $0, $1)) }
    }
    measuring = handle
    perform(job)
  }

  package mutating func cancelMeasurement() {
    if isMeasuring { measurements += 1 }
    measuring?.finish()
    measuring = nil
  }

  package var isMeasuring: Bool { measuring != nil }

  mutating func measured(_ number: Int, _ stage: Ranking.Stage, _ ranking: Ranking) {
    guard number == measurements else { return }
    if case .finished = stage { measuring = nil }
    tell(.measured(stage, ranking))
  }

  /// Walks other chains over the last `reach` of the history, until the next measurement begins.
  package mutating func compareChains(over reach: Duration, at now: Timestamp) {
    guard let history, settings.chain != nil else { return }
    perform { [send, settings, number = measurements] in
      let whatIf = try? await history.whatIf(
        from: now.wall - reach, until: now.wall, canary: settings.canaries[0])
      send(.chainsCompared(number, whatIf.flatMap { ChainComparison($0, settings) }))
    }
  }
}
