import GoRules

/// What a mirror lacks for go too, and when it was last let fetch: that costs it something, so each question is put that
/// way once an hour at most.
struct FetchLog: Sendable {
  private struct Entry {
    /// Monotonic.
    var at: Duration
    var isMissing: Bool
  }

  private static let interval = Duration.seconds(3600)

  private var entries: [Question: Entry] = [:]

  /// `requests`, of which the first of each question that is due may be repeated as go puts it.
  func planned(_ requests: [ProbeRequest], at now: Timestamp) -> [ProbeRequest] {
    var planned: Set<Question> = []
    return requests.map { request in
      let question = Question(request.kind, request.canary)
      guard request.isCounted, isDue(question, at: now), planned.insert(question).inserted else {
        return request
      }
      var request = request
      request.fetch = .ifMissing
      return request
    }
  }

  /// `result`, as it is to be taken: what the cache lacks is missing where go lately got no more.
  mutating func taking(_ result: ProbeResult, at now: Timestamp) -> ProbeResult {
    let question = Question(result.request.kind, result.request.canary)
    guard case .notFound(let found) = result.outcome else {
      if result.request.fetch == .always {
        entries[question] = Entry(at: now.monotonic, isMissing: false)
      }
      return result
    }
    if result.request.fetch == .always {
      entries[question] = Entry(at: now.monotonic, isMissing: true)
    } else if found.disguise == .notCached, entries[question]?.isMissing == true {
      var result = result
      result.outcome = .notFound(NotFound(status: found.status))
      return result
    }
    return result
  }

  /// `result` is of the cache alone, and what go would get was seen lately.
  func outweighs(_ result: ProbeResult) -> Bool {
    guard case .notFound(let found) = result.outcome, found.disguise == .notCached else {
      return false
    }
    return entries[Question(result.request.kind, result.request.canary)]?.isMissing == false
  }

  /// Each question may be put as go puts it at once.
  mutating func askAgain(at now: Timestamp) {
    for question in entries.keys { entries[question]?.at = now.monotonic - Self.interval }
  }

  private func isDue(_ question: Question, at now: Timestamp) -> Bool {
    entries[question].map { now.monotonic - $0.at >= Self.interval } ?? true
  }
}
