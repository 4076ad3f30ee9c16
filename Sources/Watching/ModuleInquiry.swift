import GoRules
import Health
import Platform
import Probing

/// Asks mirrors whether they have the files of many modules: a `.mod` whole, of a zip the head of the answer alone.
package struct ModuleInquiry: Sendable {
  package typealias Answers = [Mirror.ID: [Question: ProbeResult]]

  /// What is asked of one proxy.
  package struct Part: Sendable {
    package var mirror: Mirror
    package var questions: [Question]

    package init(_ mirror: Mirror, _ questions: [Question]) {
      self.mirror = mirror
      self.questions = questions
    }
  }

  /// None without a question.
  package let parts: [Part]
  /// Our own deadline for each request.
  package let timeout: Duration

  package init(_ parts: [Part], timeout: Duration) {
    self.parts = parts.filter { !$0.questions.isEmpty }
    self.timeout = timeout
  }

  /// All questions of all proxies.
  package var count: Int { parts.reduce(0) { $0 + $1.questions.count } }

  /// Connections to a mirror at a time, and requests in a turn of each.
  private static let (lanes, turn) = (4, 25)

  /// All answers; of a mirror that is out of reach, silent or wants fewer requests, those until then. `report` is told how many have come.
  package func run(_ pool: ProbePool, _ report: @escaping @Sendable (Int) -> Void) async -> Answers
  {
    let count = Locked(0)
    return await withTaskGroup(of: (Mirror.ID, [Question: ProbeResult]).self) { group in
      for part in parts {
        let (mirror, questions) = (part.mirror, part.questions)
        for lane in 0..<min(Self.lanes, questions.count) {
          let own = stride(from: lane, to: questions.count, by: Self.lanes).map { questions[$0] }
          group.addTask {
            let answers = await ask(mirror, own, lane, pool) { more in
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
      let round = ProbeRound(
        of: mirror, on: String(lane), requests: requests, timeout: timeout)
      let results = await pool.results(of: round)
      for result in results {
        answers[Question(result.request.kind, result.request.canary)] = result
      }
      report(results.count)
      // One that limits us says so with 429, be it without the time.
      if results.last?.endsComparison != false || results.contains(where: { $0.status == 429 }) {
        break
      }
      rest = rest.dropFirst(Self.turn)
    }
    return answers
  }
}

extension ProbeResult {
  /// The mirror has the file: it came, or its head did.
  package var isServed: Bool { outcome == .ok || wasStopped }
}
