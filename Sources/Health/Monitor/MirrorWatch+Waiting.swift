import GoRules

/// Requests of a mirror that have no answer yet, and what of that is shown.
extension MirrorWatch {
  /// Those that were told of: at most one in each lane.
  struct OpenRequests: Sendable {
    fileprivate var byLane: [ProbeRound.Lane: OpenRequest] = [:]
    /// Those that decide a walk and have been open for longer than usual, oldest first.
    fileprivate(set) var overdue: [OpenRequest] = []

    /// Nothing is under way in this lane any more.
    mutating func ended(_ lane: ProbeRound.Lane) { byLane[lane] = nil }

    /// The request of `lane` is made once more in `other`: go would still wait for its first answer.
    mutating func moved(from lane: ProbeRound.Lane, to other: ProbeRound.Lane) {
      byLane[other] = byLane.removeValue(forKey: lane)
    }

    mutating func allEnded() { byLane = [:] }

    /// When `result` of `lane` was asked first: where it was asked anew since the first request had no answer, with that.
    func beginning(of result: ProbeResult, in lane: ProbeRound.Lane) -> Timestamp {
      guard let open = byLane[lane],
        Question(open.request.kind, open.request.canary)
          == Question(result.request.kind, result.request.canary)
      else { return result.startedAt }
      return min(open.startedAt, result.startedAt)
    }
  }

  /// A request has had no answer for a while.
  mutating func requestWaits(_ open: OpenRequest) {
    // A family apart says nothing of what go would meet.
    guard open.request.family == nil else { return }
    var open = open
    let lane = lane(of: open.request)
    let question = Question(open.request.kind, open.request.canary)
    if let before = openRequests.byLane[lane],
      Question(before.request.kind, before.request.canary) == question
    {
      open.startedAt = min(open.startedAt, before.startedAt)
    }
    openRequests.byLane[lane] = open
  }

  var hasOpenRequests: Bool { !openRequests.byLane.isEmpty || view.waiting != nil }

  /// The monotonic time at which a request becomes overdue that is not yet; nil where none will.
  func nextOverdue(after now: Timestamp) -> Duration? {
    openRequests.byLane.values.map(overdueTime).filter { $0 > now.monotonic }.min()
  }

  /// Finds what is overdue at `now`, and returns the questions that go would have no answer to either, now or before.
  ///
  /// `isInDoubt`: the newest answer is a failure that may be ours, and so a silence before it goes on.
  mutating func judgeOpenRequests(at now: Timestamp, isInDoubt: Bool) -> Set<Question> {
    let before = openRequests.overdue
    let overdue = openRequests.byLane.filter { $0.key != .beside && isNews($0.value, at: now) }
      .values.sorted { $0.startedAt.monotonic < $1.startedAt.monotonic }
    view.keptWaiting = openRequests.byLane[.beside].flatMap { isNews($0, at: now) ? $0 : nil }
    if overdue.isEmpty, isInDoubt { return [] }
    openRequests.overdue = overdue
    view.waiting = shown(overdue.first { held(by: $0).count > 1 } ?? overdue.first)
    guard before != overdue else { return [] }
    return Set((before + overdue).flatMap(held))
  }

  /// go, asked this now, would wait as a request of ours does.
  func isOverdue(_ question: Question) -> Bool {
    openRequests.overdue.contains { held(by: $0).contains(question) }
  }

  /// When `open` will have been open for longer than usual.
  private func overdueTime(_ open: OpenRequest) -> Duration {
    // Of a mirror that is slow, and said to be, nothing faster is expected.
    let usual = max(usualTime(of: open.request) ?? .zero, health.slowTotal ?? .zero)
    return open.startedAt.monotonic + max(OpenRequest.patience, usual * 3)
  }

  /// `open` is overdue, and nobody knows yet that it does not answer.
  private func isNews(_ open: OpenRequest, at now: Timestamp) -> Bool {
    guard overdueTime(open) <= now.monotonic else { return false }
    let question = Question(open.request.kind, open.request.canary)
    return answers[question]?.confirmed.outcome?.tookAllPatience != true
  }

  /// Of a silence that goes on over several requests its beginning is shown.
  private func shown(_ open: OpenRequest?) -> OpenRequest? {
    guard var open else { return nil }
    if view.state == .waiting, let before = view.waiting {
      open.startedAt = min(open.startedAt, before.startedAt)
    }
    return open
  }

  /// The questions that go would wait for, too: all where what decides the mirror's health has no answer.
  private func held(by open: OpenRequest) -> [Question] {
    let question = Question(open.request.kind, open.request.canary)
    if question == own { return questions }
    guard open.request.kind == .info else { return [question] }
    return questions.filter { $0.canary == question.canary }
  }
}
