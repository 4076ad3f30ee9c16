import GoRules
import Health

extension WhatIf {
  /// What decides of one probe of the history.
  package struct Sample: Sendable, Hashable {
    /// Wall time of its start.
    package var at: Duration
    package var mirror: Mirror.ID
    package var request: ProbeRequest
    package var outcome: RequestOutcome
    /// nil where it has none.
    package var total: Duration?

    package init(
      at: Duration, mirror: Mirror.ID, request: ProbeRequest, outcome: RequestOutcome,
      total: Duration?
    ) {
      self.at = at
      self.mirror = mirror
      self.request = request
      self.outcome = outcome
      self.total = total
    }
  }

  /// Where an answer stands in `newest`.
  private struct Place: Hashable {
    var mirror: Int
    var kind: Int
  }

  /// How long after its last probe a mirror still counts as measured: longer than one that is down waits.
  private static let silence = Duration.seconds(600)

  /// Adds a span of time of which every probe is on record, in order of time: each answer counts until the next of
  /// its kind, as on the live screen. `recorded` says how much of a part of the span was recorded.
  package mutating func observe(
    _ samples: [Sample], from start: Duration, until end: Duration,
    recorded: (_ from: Duration, _ until: Duration) -> Duration
  ) {
    var since = start
    // Sum and number of the times since then, by mirror and kind.
    var times: [Place: (sum: Double, count: Int)] = [:]
    func add(until time: Duration) {
      for (place, time) in times {
        newest[place.mirror][place.kind]?.answer.cost = time.sum / Double(time.count)
      }
      addNewest(recorded(since, time), at: time)
      since = time
      times = [:]
    }
    for sample in samples {
      guard let kind = kinds.firstIndex(of: sample.request.kind), decides(sample) else { continue }
      let place = Place(mirror: placeOfAnswers(of: sample.mirror), kind: kind)
      let answer = numbered(sample.outcome, cost: sample.total?.seconds)
      if newest[place.mirror][kind]?.answer.outcome != answer.outcome { add(until: sample.at) }
      newest[place.mirror][kind] = (answer, sample.at)
      recordedKinds.insert(sample.request.kind)
      if let cost = answer.cost {
        let before = times[place] ?? (0, 0)
        times[place] = (before.sum + cost, before.count + 1)
      }
    }
    add(until: end)
  }

  /// Adds a span of time up to `time` in which each mirror answered as it did last.
  private mutating func addNewest(_ length: Duration, at time: Duration) {
    let info = kinds.firstIndex(of: .info)
    let newest = newest
    let outcomes = outcomes
    add(length) { kind, pattern in
      for (mirror, answers) in newest.enumerated() {
        guard let last = answers.lazy.compactMap({ $0?.until }).max(), time - last < Self.silence
        else { continue }
        // Where no connection could be made, no kind would have been served.
        if let info, let answer = answers[info]?.answer,
          answer.outcome.map({ outcomes[$0].preventsConnection }) == true
        {
          pattern.set(answer, of: mirror)
        } else if let held = answers[kind], time - held.until < Self.lifetime {
          pattern.set(held.answer, of: mirror)
        }
      }
    }
  }

  /// As of the counts of a minute: of `info` the probes on a new connection, and those on an open one where a mirror
  /// is asked about this canary only there.
  private mutating func decides(_ sample: Sample) -> Bool {
    let request = sample.request
    guard request.family == nil, request.use != .idle else { return false }
    if request.kind == .info { recordedCanaries[request.canary, default: 0] += 1 }
    let isOwn = request.canary == canary
    guard request.kind == .info, isOwn else { return isOwn || sample.outcome.preventsConnection }
    if request.use == .warm { return !askedAnew.contains(sample.mirror) }
    askedAnew.insert(sample.mirror)
    return true
  }
}
