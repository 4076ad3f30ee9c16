import Diagnosis
import Glibc
import GoRules
import Health
import Platform
import Probing

/// What `--deep` looks at, and how much of it: of a mirror 8 small requests on 4 connections and one more, and at most 2 on
/// each connection of a burst and one more.
package struct DeepLimits: Sendable {
  /// For how long connections are left idle, the shortest first. go keeps its own for 90 s, and asks after 30 s whether
  /// they live.
  package var gaps: [Duration] = [5, 15, 29, 60].map { .seconds($0) }
  /// Of a single request: what is lost is sent again several times within it.
  package var request = Duration.seconds(5)
  /// Connections of a burst: as many as go makes, but at most 20.
  package var width: Int
  /// Further ones are not examined.
  package var mirrors = 8

  /// `variables`: of the environment, where GOMAXPROCS may stand.
  package init(_ variables: [String: String]) {
    let wanted = variables["GOMAXPROCS"].flatMap { Int($0) } ?? 0
    let cores = Int(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    width = min(wanted > 0 ? wanted : cores, Self.widest)
  }

  private static let widest = 20
}

extension Examination {
  private enum DeepPart: Sendable {
    case idle(IdleFact)
    case burst(BurstFact)
    /// With these parts left undone.
    case end(left: Int)
  }

  /// Looks at idle connections and bursts of those who serve; what is known when the task is cancelled is kept.
  func deepen(
    _ facts: inout Facts, _ limits: DeepLimits, _ report: (Facts, _ pending: Int) -> Void
  ) async {
    facts.isDeep = true
    let mirrors = facts.snapshot.mirrors.filter(\.servesProxy).prefix(limits.mirrors)
      .map(\.mirror)
    guard !mirrors.isEmpty, !Task.isCancelled, let pool = try? ProbePool(asGo) else { return }
    let (parts, feed) = AsyncStream<DeepPart>.makeStream()
    await withDiscardingTaskGroup { group in
      for mirror in mirrors {
        let patient = Patient(mirror: mirror, pool: pool, limits: limits)
        group.addTask {
          let left = await patient.idle {
            feed.yield(.idle($0))
          } whenOpen: {
            feed.yield(.burst(await patient.burst()))
          }
          feed.yield(.end(left: left))
        }
      }
      var (open, pending) = (mirrors.count, mirrors.count * (limits.gaps.count + 1))
      report(facts, pending)
      for await part in parts {
        switch part {
        case .idle(let fact):
          facts.idles.append(fact)
          pending -= 1
        case .burst(let fact):
          facts.bursts.append(fact)
          pending -= 1
        case .end(let left):
          open -= 1
          pending -= left
        }
        report(facts, open == 0 ? 0 : pending)
        if open == 0 { break }
      }
      group.cancelAll()
    }
    facts.idles.sort { $0.gap < $1.gap }
    await pool.close()
  }
}

/// One mirror whose connections are left idle and asked at once.
private struct Patient: Sendable {
  let mirror: Mirror
  let pool: ProbePool
  let limits: DeepLimits

  // MARK: Idle

  /// Opens a connection for each gap, all at once, asks on it once more when its gap is over, and stops at the first that does
  /// not answer, or as long after the first request as the server says that it closes. `whenOpen` goes on beside the
  /// first gap.
  /// - Returns: how many gaps were left out.
  func idle(
    _ report: @escaping @Sendable (IdleFact) -> Void, whenOpen: @escaping @Sendable () async -> Void
  ) async -> Int {
    let opened = await open()
    return await withTaskGroup(of: Int?.self) { group in
      group.addTask {
        await whenOpen()
        return nil
      }
      group.addTask { await wait(on: opened, report) }
      var left = 0
      for await count in group { left = count ?? left }
      return left
    }
  }

  /// A connection that has carried an answer.
  private struct Opened: Sendable {
    var gap: Duration
    var since: Duration
    var announced: Duration?
  }

  private func open() async -> [Opened] {
    await withTaskGroup(of: Opened?.self) { group in
      for gap in limits.gaps {
        group.addTask {
          let result = await ask(.info, .cold, on: "idle \(gap.written)")
          guard let result, result.status != nil else { return nil }
          return Opened(
            gap: gap, since: SystemClock.now().monotonic, announced: result.details?.announcedIdle)
        }
      }
      var all: [Opened] = []
      for await opened in group { if let opened { all.append(opened) } }
      return all.sorted { $0.gap < $1.gap }
    }
  }

  private func wait(
    on opened: [Opened], _ report: (IdleFact) -> Void
  ) async -> Int {
    var done = 0
    for (index, connection) in opened.enumerated() {
      // What is to be closed by then is closed once.
      if index > 0, let announced = connection.announced, opened[index - 1].gap >= announced {
        break
      }
      guard await SystemClock.sleep(until: connection.since + connection.gap),
        let result = await ask(.info, .idle, on: "idle \(connection.gap.written)")
      else { break }
      var fact = IdleFact(
        mirror.id, gap: connection.gap, IdleFact.End(result), announced: connection.announced)
      switch fact.end {
      case .lost, .silent, .cutOff:
        let anew = await ask(.info, .cold, on: "anew")
        fact.answersAnew = anew.map { $0.status != nil }
      case .answered, .closed, .unknown: break
      }
      done += 1
      report(fact)
      if fact.end != .answered { break }
    }
    return limits.gaps.count - done
  }

  // MARK: Bursts

  /// `.info` and then `.mod` on each of many connections at once.
  func burst() async -> BurstFact {
    let outcomes = await withTaskGroup(of: [RequestOutcome].self) { group in
      for index in 0..<limits.width {
        group.addTask {
          let round = self.round([(.info, .cold), (.mod, .warm)], on: "burst \(index)")
          return await pool.results(of: round).map(\.outcome)
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    var fact = BurstFact(mirror.id, width: limits.width, outcomes: outcomes)
    if !fact.failures.isEmpty {
      fact.answersAfterwards = await ask(.info, .cold, on: "after")?.outcome.isAlive
    }
    return fact
  }

  // MARK: Requests

  private func round(
    _ requests: [(RequestKind, ConnectionUse)], on place: String
  ) -> ProbeRound {
    let requests = requests.map { kind, use in
      var request = ProbeRequest(kind, canary: mirror.canary, use: use)
      request.fetch = .always
      request.trial = .asGo
      return request
    }
    return ProbeRound(of: mirror, on: place, requests: requests, timeout: limits.request)
  }

  private func ask(
    _ kind: RequestKind, _ use: ConnectionUse, on place: String
  ) async -> ProbeResult? {
    await pool.results(of: round([(kind, use)], on: place)).last
  }
}

extension IdleFact.End {
  /// What a request on an idle connection shows.
  fileprivate init(_ result: ProbeResult) {
    let cause = result.outcome.failure?.cause
    switch (cause?.code, result.silence?.kind) {
    case _ where result.status != nil: self = .answered
    case (.idleConnectionDropped, _): self = .closed(after: .seconds(cause?.number ?? 0))
    case (.idleConnectionSilent, .unacknowledged):
      self = .lost(retransmissions: result.silence?.retransmissions ?? 0)
    case (.idleConnectionSilent, .acknowledged): self = .silent
    case (.reset, _), (.closed, _): self = .cutOff
    default: self = .unknown
    }
  }
}

extension MirrorSnapshot {
  /// It is a proxy of the chain, asked over the network, and answers.
  fileprivate var servesProxy: Bool {
    mirror.service == .proxy && mirror.entry != nil && mirror.url.scheme != .file
      && lastCold?.outcome.isAlive == true
  }
}
