import GoRules
import Health
import Platform
import Probing

/// Asks mirrors whether they have the files of many modules: a `.mod` whole, of a zip the head of the answer alone.
package struct ModuleInquiry: Sendable {
  package typealias Answers = [Mirror.ID: [Question: ProbeResult]]

  /// Proxies.
  package var mirrors: [Mirror]
  package var questions: [Question]
  /// Our own deadline for each request.
  package var timeout: Duration

  package init(mirrors: [Mirror], questions: [Question], timeout: Duration) {
    self.mirrors = mirrors
    self.questions = questions
    self.timeout = timeout
  }

  /// Connections to a mirror at a time, and requests in a turn of each.
  private static let (lanes, turn) = (4, 25)

  /// All answers; of a mirror that is out of reach or silent, those until then. `report` is told how many have come.
  package func run(_ pool: ProbePool, _ report: @escaping @Sendable (Int) -> Void) async -> Answers
  {
    let count = Locked(0)
    return await withTaskGroup(of: (Mirror.ID, [Question: ProbeResult]).self) { group in
      for mirror in mirrors {
        for lane in 0..<min(Self.lanes, questions.count) {
          let part = stride(from: lane, to: questions.count, by: Self.lanes).map { questions[$0] }
          group.addTask {
            let answers = await ask(mirror, part, lane, pool) { more in
              report(
                count.withLock { count in
                  count += more
                  return count
                })
            }
            return (mirror.id, answers)
          }
        }
      }
      return await group.reduce(into: [:]) { all, part in
        all[part.0, default: [:]].merge(part.1) { $1 }
      }
    }
  }

  private func ask(
    _ mirror: Mirror, _ questions: [Question], _ lane: Int, _ pool: ProbePool,
    _ report: (Int) -> Void
  ) async -> [Question: ProbeResult] {
    var answers: [Question: ProbeResult] = [:]
    var rest = questions[...]
    while !rest.isEmpty, !Task.isCancelled {
      let requests = rest.prefix(Self.turn).enumerated().map { index, question in
        var request = ProbeRequest(
          question.kind, canary: question.canary, use: index == 0 ? .cold : .warm)
        request.fetch = .ifMissing
        if question.kind == .zip { request.limit = 0 }
        return request
      }
      // A name of its own for each lane, since a mirror has one connection.
      let round = ProbeRound(
        mirror: Mirror.ID(rawValue: "\(mirror.id.rawValue) \(lane)"), url: mirror.url,
        requests: requests, timeout: timeout)
      let results = await pool.results(of: round)
      for result in results {
        answers[Question(result.request.kind, result.request.canary)] = result
      }
      report(results.count)
      if results.last?.endsComparison != false { break }
      rest = rest.dropFirst(Self.turn)
    }
    return answers
  }
}

extension ProbeResult {
  /// The mirror has the file: it came, or its head did.
  package var isServed: Bool { outcome == .ok || wasStopped }
}
