extension WhatIf {
  /// The newest answers of one mirror, as the live monitor keeps them: a kind that is asked seldom is answered as
  /// it was last.
  struct NewestAnswers {
    fileprivate var answers: [RequestKind: (answer: Answer, until: Duration)] = [:]
  }

  /// After this long without another an answer tells nothing more.
  private static let lifetime = Duration.seconds(3600)

  /// An answer, nil where none is known, and the part of the time, 0 to 1, up to which it held.
  private typealias Share = (answer: Answer?, end: Double)

  /// Adds what the record has of one minute or hour: the spans of all its mirrors, in order of time. `observed` is
  /// how much of that time was recorded; nil: all of it.
  ///
  /// Where a mirror answered `info` in several ways, the time is shared out by their counts, in the order in which
  /// they first came; the probes on a new connection decide, as for the state. The other kinds are asked seldom
  /// while they are served and in every round while they fail, so they fail while `info` does, or else as long as
  /// the rounds took that met it. Where no connection could be made, no kind would have been served. A kind that
  /// was not asked is answered as it was last, an hour ago at most, as long as the mirror goes on being measured.
  package mutating func observe(_ spans: [RecordedSpan], observed: Duration? = nil) {
    guard let first = spans.first else { return }
    let length = observed ?? first.length
    let shares = spans.map { (mirror: $0.mirror, kinds: self.shares(of: $0)) }
    // Between two of these parts of the time nothing changes.
    var ends: Set<Double> = [1]
    for share in shares {
      for parts in share.kinds.values where parts.count > 1 { ends.formUnion(parts.map(\.end)) }
    }
    var start = 0.0
    for end in ends.sorted() where end > start {
      var answers: [Mirror.ID: [RequestKind: Answer]] = [:]
      for share in shares {
        answers[share.mirror] = share.kinds.compactMapValues { parts in
          parts.first { start < $0.end }?.answer
        }
      }
      add(Observation(length: length * (end - start), answers: answers))
      start = end
    }
  }

  private mutating func shares(of span: RecordedSpan) -> [RequestKind: [Share]] {
    let counted = counted(span)
    recordedKinds.formUnion(counted.keys)
    var known = newest[span.mirror] ?? NewestAnswers()
    let info = Self.parts(of: counted[.info] ?? [], from: 0, to: 1)
    let rounds = (counted[.info] ?? []).reduce(0) { $0 + $1.count }
    var shares: [RequestKind: [Share]] = [:]
    for kind in kinds {
      var before = known.answers[kind]
      if let held = before, span.start - held.until >= Self.lifetime { before = nil }
      let outcomes = counted[kind] ?? []
      if kind == .info {
        shares[kind] = info
      } else if outcomes.isEmpty {
        shares[kind] = before.map { [($0.answer, 1)] } ?? []
      } else {
        shares[kind] = Self.shares(
          of: outcomes, beside: info, rounds: rounds, before: before?.answer)
      }
      if let last = outcomes.last {
        known.answers[kind] = (Self.answer(last), span.start + span.length)
      }
    }
    newest[span.mirror] = known
    guard info.contains(where: Self.preventsConnection) else { return shares }
    for kind in kinds where kind != .info {
      shares[kind] = Self.merged(shares[kind] ?? [], info) { own, info in
        info.map { Self.preventsConnection(($0, 1)) } == true ? info : own
      }
    }
    return shares
  }

  /// What decides, by kind: of `info` the probes on a new connection. A mirror with a canary of its own is asked
  /// about this one on an open connection, and its own tells whether it could be connected to.
  private func counted(_ span: RecordedSpan) -> [RequestKind: [RecordedOutcome]] {
    var counted: [RequestKind: [RecordedOutcome]] = [:]
    var warm: [RecordedOutcome] = []
    for outcome in span.outcomes {
      let request = outcome.request
      guard request.family == nil, request.use != .idle, kinds.contains(request.kind) else {
        continue
      }
      if request.kind == .info, request.use == .warm {
        if request.canary == canary { warm.append(outcome) }
      } else if request.canary == canary || outcome.outcome.preventsConnection {
        counted[request.kind, default: []].append(outcome)
      }
    }
    let isOwnAlone = counted[.info]?.allSatisfy { $0.request.canary != canary } ?? true
    if isOwnAlone, !warm.isEmpty { counted[.info, default: []] += warm }
    return counted
  }

  /// The time of a kind that is asked in every round while it fails and seldom else.
  private static func shares(
    of outcomes: [RecordedOutcome], beside info: [Share], rounds: Int, before: Answer?
  ) -> [Share] {
    let failed = outcomes.filter { !$0.outcome.isAlive }
    let served = outcomes.filter(\.outcome.isAlive)
    guard !failed.isEmpty else { return parts(of: served, from: 0, to: 1) }
    // Until it failed it was answered as before.
    func rest(from start: Double, to end: Double) -> [Share] {
      if !served.isEmpty { return parts(of: served, from: start, to: end) }
      let isServedBefore = before?.outcome.isAlive == true
      return isServedBefore ? [(before, end)] : parts(of: failed, from: start, to: end)
    }
    if info.contains(where: { $0.answer?.outcome.isAlive == false }) {
      var shares: [Share] = []
      var start = 0.0
      for part in info {
        let isFailing = part.answer?.outcome.isAlive == false
        shares +=
          isFailing
          ? parts(of: failed, from: start, to: part.end) : rest(from: start, to: part.end)
        start = part.end
      }
      return shares
    }
    let count = failed.reduce(0) { $0 + $1.count }
    let length = min(1, Double(count) / Double(max(1, rounds)))
    let failsFirst = outcomes.first.map { !$0.outcome.isAlive } == true && !served.isEmpty
    if failsFirst {
      return parts(of: failed, from: 0, to: length)
        + (length < 1 ? rest(from: length, to: 1) : [])
    }
    return (length < 1 ? rest(from: 0, to: 1 - length) : [])
      + parts(of: failed, from: 1 - length, to: 1)
  }

  /// The time from `start` to `end`, shared out by the counts.
  private static func parts(
    of outcomes: [RecordedOutcome], from start: Double, to end: Double
  ) -> [Share] {
    let total = Double(outcomes.reduce(0) { $0 + $1.count })
    var count = 0
    return outcomes.enumerated().map { index, outcome in
      count += outcome.count
      let isLast = index == outcomes.count - 1
      return (answer(outcome), isLast ? end : start + (end - start) * Double(count) / total)
    }
  }

  private static func answer(_ outcome: RecordedOutcome) -> Answer {
    let hasTime = outcome.time > .zero && outcome.count > 0
    return Answer(outcome.outcome, cost: hasTime ? outcome.time / outcome.count : nil)
  }

  /// Both over one time, put together by `choose`.
  private static func merged(
    _ one: [Share], _ other: [Share], choose: (Answer?, Answer?) -> Answer?
  ) -> [Share] {
    Set((one + other).map(\.end)).sorted().map { end in
      let first = one.first { end <= $0.end }?.answer
      let second = other.first { end <= $0.end }?.answer
      return (choose(first, second), end)
    }
  }

  private static func preventsConnection(_ share: Share) -> Bool {
    share.answer?.outcome.preventsConnection == true
  }
}
