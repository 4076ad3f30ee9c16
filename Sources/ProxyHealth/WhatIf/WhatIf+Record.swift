extension WhatIf {
  /// Adds what the record has of one minute or hour: the spans of all its mirrors.
  ///
  /// Where a mirror answered a kind in several ways, the time is shared out by their counts, in the order in
  /// which they first came. Of `info` the probes on a new connection decide, as for the state; of the other
  /// kinds those that were made.
  package mutating func observe(_ spans: [RecordedSpan]) {
    guard let length = spans.first?.length else { return }
    let shares = spans.map { (mirror: $0.mirror, kinds: Self.shares(of: $0)) }
    // Between two of these parts of the time nothing changes.
    var ends: Set<Double> = [1]
    for share in shares {
      for parts in share.kinds.values { ends.formUnion(parts.map(\.end)) }
    }
    var start = 0.0
    for end in ends.sorted() where end > start {
      var answers: [Mirror.ID: [RequestKind: Answer]] = [:]
      for share in shares {
        answers[share.mirror] = share.kinds.compactMapValues { parts in
          parts.first { start < $0.end }?.answer
        }
      }
      observe(Observation(length: length * (end - start), answers: answers))
      start = end
    }
  }

  /// An answer and the part of the time, 0 to 1, up to which it held.
  private typealias Share = (answer: Answer, end: Double)

  private static func shares(of span: RecordedSpan) -> [RequestKind: [Share]] {
    let decisive = span.outcomes.filter {
      $0.request.kind != .info || ($0.request.use == .cold && $0.request.family == nil)
    }
    return Dictionary(grouping: decisive, by: \.request.kind).mapValues { outcomes in
      let total = Double(outcomes.reduce(0) { $0 + $1.count })
      var count = 0
      return outcomes.map { outcome in
        count += outcome.count
        let cost = outcome.time > .zero ? outcome.time / outcome.count : nil
        // The last is exactly 1.
        return (Answer(outcome.outcome, cost: cost), Double(count) / total)
      }
    }
  }
}
