import GoRules
import Health
import History
import Platform
import Probing
import Record

/// Carries out what a race wants asked, and tells it what comes of that.
package struct Measurement: Sendable {
  let mirrors: [Mirror]
  let rules: Race.Rules
  let timeout: Duration
  let pool: ProbePool

  private typealias Feed = AsyncStream<(event: Race.Event, at: Duration)>.Continuation

  /// How often the race looks at the clock.
  private static let tick = Duration.milliseconds(100)

  /// Measures; `report` gets the race after every event. Ends early when cancelled.
  func run(report: (Race) -> Void) async {
    var race = Race(mirrors, rules: rules, at: Self.now)
    let (events, feed) = AsyncStream<(event: Race.Event, at: Duration)>.makeStream()
    await withDiscardingTaskGroup { group in
      group.addTask {
        while await SystemClock.sleep(until: Self.now + Self.tick) {
          feed.yield((.timePassed, Self.now))
        }
      }
      var asked: [Int: JobHandle] = [:]
      carryOut(race.begin(), &asked, feed, in: &group)
      report(race)
      for await (event, at) in events {
        if race.isFinished { break }
        carryOut(race.handle(event, at: at), &asked, feed, in: &group)
        report(race)
      }
      group.cancelAll()
    }
  }

  private static var now: Duration { SystemClock.now().monotonic }

  private func carryOut(
    _ orders: [Race.Order], _ asked: inout [Int: JobHandle], _ feed: Feed,
    in group: inout DiscardingTaskGroup
  ) {
    for order in orders {
      switch order {
      case .ask(let ticket, let mirror, let kinds, let start):
        let (job, handle) = cancellable {
          guard await SystemClock.sleep(until: start) else { return }
          await ask(mirror, kinds, ticket, feed)
          feed.yield((.roundEnded(ticket: ticket), Self.now))
        }
        asked[ticket] = handle
        group.addTask(operation: job)
      case .drop(let ticket): asked.removeValue(forKey: ticket)?.finish()
      }
    }
  }

  /// The first request on a new connection, the others on the same.
  private func ask(
    _ mirror: Mirror, _ kinds: [RequestKind], _ ticket: Int, _ feed: Feed
  ) async {
    let requests = kinds.enumerated().map { index, kind in
      ProbeRequest(kind, canary: mirror.canary, use: index == 0 ? .cold : .warm)
    }
    let round = ProbeRound(of: mirror, requests: requests, timeout: timeout)
    await pool.run(round) { event in
      let news: Race.Event =
        switch event {
        case .finished(let result): .finished(ticket: ticket, result)
        case .waiting(let open): .waiting(ticket: ticket, open.phase)
        }
      feed.yield((news, Self.now))
    }
  }
}

extension ProbePool {
  /// What a round that no monitor asked for brought, in order.
  package func results(of round: ProbeRound, passage: Passage? = nil) async -> [ProbeResult] {
    let results = Locked<[ProbeResult]>([])
    await run(round, passage: passage) { event in
      guard case .finished(let result) = event else { return }
      results.withLock { $0.append(result) }
    }
    return results.withLock { $0 }
  }
}

extension Watcher {
  /// Measures the mirrors that are watched, replacing a measurement under way.
  package mutating func measure(_ rules: Race.Rules = Race.Rules()) {
    cancelMeasurement()
    measurements += 1
    let measurement = Measurement(
      mirrors: settings.ranked, rules: rules, timeout: settings.timeout, pool: pool)
    let (job, handle) = cancellable { [send, number = measurements] in
      await measurement.run { send(.measured(number, $0)) }
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

  mutating func measured(_ number: Int, _ race: Race) {
    guard number == measurements else { return }
    if race.isFinished { measuring = nil }
    tell(.measured(race))
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
