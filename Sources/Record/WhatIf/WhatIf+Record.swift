import GoRules
import Health

extension WhatIf {
  /// The newest answers of one mirror, as the live monitor keeps them: a kind that is asked seldom is answered as
  /// it was last. By the place of the kind.
  typealias NewestAnswers = [(answer: Numbered, until: Duration)?]

  /// After this long without another an answer tells nothing more.
  static let lifetime = Duration.seconds(3600)

  /// An answer and the part of the time, 0 to 1, up to which it held.
  private struct Share {
    var answer: Numbered
    var end: Double
  }

  /// What one mirror answered to one kind: an outcome and how often.
  private struct Counted {
    var answer: Numbered
    var count: Int
  }

  /// What one mirror answered in one span, by the place of the kind.
  private typealias Kinds<Value> = [Value]

  /// Adds what the history has of one minute or hour: the spans of all its mirrors, in order of time. `observed` is
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
    var shares: [(mirror: Int, kinds: Kinds<[Share]>)] = []
    for span in spans { shares.append((number(of: span.mirror), self.shares(of: span))) }
    // Between two of these parts of the time nothing changes.
    var ends = [1.0]
    for share in shares {
      for parts in share.kinds where parts.count > 1 { ends += parts.map(\.end) }
    }
    if ends.count > 1 { ends = Set(ends).sorted() }
    var start = 0.0
    for end in ends {
      add(length * (end - start)) { kind, pattern in
        for share in shares {
          if let part = share.kinds[kind].first(where: { start < $0.end }) {
            pattern.set(part.answer, of: share.mirror)
          }
        }
      }
      start = end
    }
  }

  /// The mirror's number, with room for it in `newest`.
  mutating func placeOfAnswers(of mirror: Mirror.ID) -> Int {
    let number = number(of: mirror)
    while newest.count <= number {
      newest.append(NewestAnswers(repeating: nil, count: kinds.count))
    }
    return number
  }

  private mutating func shares(of span: RecordedSpan) -> Kinds<[Share]> {
    let counted = counted(span)
    let mirror = placeOfAnswers(of: span.mirror)
    let infoPlace = kinds.firstIndex(of: .info)
    let info = infoPlace.map { parts(of: counted[$0], from: 0, to: 1) } ?? []
    let rounds = infoPlace.map { counted[$0].reduce(0) { $0 + $1.count } } ?? 0
    var shares = Kinds<[Share]>(repeating: [], count: kinds.count)
    for place in kinds.indices {
      var before = newest[mirror][place]
      if let held = before, span.start - held.until >= Self.lifetime { before = nil }
      let outcomes = counted[place]
      if place == infoPlace {
        shares[place] = info
      } else if outcomes.isEmpty {
        shares[place] = before.map { [Share(answer: $0.answer, end: 1)] } ?? []
      } else {
        shares[place] = self.shares(
          of: outcomes, beside: info, rounds: rounds, before: before?.answer)
      }
      if let last = outcomes.last {
        recordedKinds.insert(kinds[place])
        newest[mirror][place] = (last.answer, span.start + span.length)
      }
    }
    guard info.contains(where: { preventsConnection($0.answer) }) else { return shares }
    for place in kinds.indices where place != infoPlace {
      shares[place] = overlaid(shares[place], by: info)
    }
    return shares
  }

  /// What decides, by kind: of `info` the probes on a new connection. A mirror with a canary of its own is asked
  /// about this one on an open connection, and its own tells whether it could be connected to.
  private mutating func counted(_ span: RecordedSpan) -> Kinds<[Counted]> {
    var counted = Kinds<[Counted]>(repeating: [], count: kinds.count)
    var warm: [Counted] = []
    var isAsked = false
    for outcome in span.outcomes {
      let request = outcome.request
      guard request.family == nil, request.use != .idle,
        let place = kinds.firstIndex(of: request.kind)
      else { continue }
      if request.kind == .info { recordedCanaries[request.canary, default: 0] += outcome.count }
      let isOwn = request.canary == canary
      guard isOwn || outcome.outcome.preventsConnection else { continue }
      let hasTime = outcome.time > .zero && outcome.count > 0
      let entry = Counted(
        answer: numbered(
          outcome.outcome, cost: hasTime ? outcome.time.seconds / Double(outcome.count) : nil),
        count: outcome.count)
      if request.kind == .info, request.use == .warm {
        if isOwn { warm.append(entry) }
      } else {
        if request.kind == .info, isOwn { isAsked = true }
        counted[place].append(entry)
      }
    }
    if !isAsked, !warm.isEmpty, let info = kinds.firstIndex(of: .info) { counted[info] += warm }
    return counted
  }

  /// The time of a kind that is asked in every round while it fails and seldom else.
  private func shares(
    of outcomes: [Counted], beside info: [Share], rounds: Int, before: Numbered?
  ) -> [Share] {
    let failed = outcomes.filter { !isAlive($0.answer) }
    guard !failed.isEmpty else { return parts(of: outcomes, from: 0, to: 1) }
    let served = outcomes.filter { isAlive($0.answer) }
    // Until it failed it was answered as before.
    func rest(from start: Double, to end: Double) -> [Share] {
      if !served.isEmpty { return parts(of: served, from: start, to: end) }
      if let before, isAlive(before) { return [Share(answer: before, end: end)] }
      return parts(of: failed, from: start, to: end)
    }
    if info.contains(where: { !isAlive($0.answer) }) {
      var shares: [Share] = []
      var start = 0.0
      for part in info {
        shares +=
          isAlive(part.answer)
          ? rest(from: start, to: part.end) : parts(of: failed, from: start, to: part.end)
        start = part.end
      }
      return shares
    }
    let count = failed.reduce(0) { $0 + $1.count }
    let length = min(1, Double(count) / Double(max(1, rounds)))
    if length == 1 { return parts(of: failed, from: 0, to: 1) }
    let failsFirst = !served.isEmpty && outcomes.first.map { !isAlive($0.answer) } == true
    return failsFirst
      ? parts(of: failed, from: 0, to: length) + rest(from: length, to: 1)
      : rest(from: 0, to: 1 - length) + parts(of: failed, from: 1 - length, to: 1)
  }

  /// The time from `start` to `end`, shared out by the counts.
  private func parts(of outcomes: [Counted], from start: Double, to end: Double) -> [Share] {
    if outcomes.count == 1 { return [Share(answer: outcomes[0].answer, end: end)] }
    let total = Double(outcomes.reduce(0) { $0 + $1.count })
    var count = 0
    return outcomes.enumerated().map { index, outcome in
      count += outcome.count
      let isLast = index == outcomes.count - 1
      return Share(
        answer: outcome.answer,
        end: isLast ? end : start + (end - start) * Double(count) / total)
    }
  }

  /// `parts`, but while no connection could be made, `info`.
  private func overlaid(_ parts: [Share], by info: [Share]) -> [Share] {
    Set((parts + info).map(\.end)).sorted().map { end in
      let above = info.first { end <= $0.end }?.answer
      let below = parts.first { end <= $0.end }?.answer
      let answer = above.flatMap { preventsConnection($0) ? $0 : nil } ?? below
      return Share(answer: answer ?? .none, end: end)
    }
  }

  private func isAlive(_ answer: Numbered) -> Bool {
    answer.outcome.map { outcomes[$0].isAlive } ?? true
  }

  private func preventsConnection(_ answer: Numbered) -> Bool {
    answer.outcome.map { outcomes[$0].preventsConnection } ?? false
  }
}
