import GoRules
import Health
import Platform
import Probing
import Text

/// Measures mirrors against each other in two stages: short requests in rounds, so that each mirror meets the
/// same minutes, then a bounded download from the best three, one after another.
struct RankRun: Sendable {
  /// How far it is.
  enum Stage: Sendable {
    case latency(done: Int)
    case transfer(Mirror)
    case finished
  }

  let mirrors: [Mirror]
  let rounds: Int
  let timeout: Duration
  let pool: ProbePool

  /// Rounds that make a place of the table sure.
  static let standardRounds = 10
  /// Between two rounds: no mirror is hammered.
  private static let pause = Duration.milliseconds(100)

  /// Measures; `report` gets what is known after every step. Ends early when cancelled.
  func run(report: (Stage, Ranking) -> Void) async -> Ranking {
    var contenders = mirrors.map(Contender.init(mirror:))
    for done in 0..<rounds {
      if done > 0, await !SystemClock.sleep(until: SystemClock.now().monotonic + Self.pause) {
        break
      }
      for (index, results) in await latencyRound() { contenders[index].roundFinished(results) }
      report(.latency(done: done + 1), Ranking(contenders))
    }
    for mirror in Ranking(contenders).finalists() where !Task.isCancelled {
      report(.transfer(mirror), Ranking(contenders))
      guard let index = contenders.firstIndex(where: { $0.mirror.id == mirror.id }) else {
        continue
      }
      contenders[index].roundFinished(await ask(mirror, [.info, .zip]))
    }
    let ranking = Ranking(contenders)
    report(.finished, ranking)
    return ranking
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
    let round = ProbeRound(
      mirror: mirror.id, url: mirror.url, requests: requests, timeout: timeout)
    let (results, entrance) = AsyncStream<ProbeResult>.makeStream()
    await pool.run(round) { entrance.yield($0) }
    entrance.finish()
    return await results.reduce(into: []) { $0.append($1) }
  }
}
