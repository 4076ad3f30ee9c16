import GoRules
import Health

extension RecordedPeriod {
  /// The failovers of the period, in the order in which they happened, the last one first, each with its length. One that still held when its recording
  /// ended lasted until then at least; one that holds has none.
  package func failovers() -> [Failover] {
    let places = placeTimelines()
    let starts = places.mapValues { timeline in
      Dictionary(
        timeline.segments.enumerated().map { ($1.from, $0) }, uniquingKeysWith: { $1 })
    }
    var found: [Failover] = []
    var chainBefore: String?
    for session in sessions {
      let isSameChain = chainBefore == nil || session.chains.first?.value == chainBefore
      chainBefore = session.chains.last?.value ?? chainBefore
      for failover in session.failovers
      where failover.at.wall >= from && failover.at.wall < until {
        let walk = Question(failover.kind, failover.canary)
        guard let index = starts[walk]?[failover.at], let timeline = places[walk],
          timeline.segments[index].value == failover.to
        else { continue }
        var told = failover
        if !failover.from.isKnown {
          // Who served when recording began: told only where a short break hid a change.
          guard index > 0, timeline.segments[index - 1].end == .recovered,
            failover.at.wall - timeline.segments[index - 1].until.wall <= .seconds(60)
          else { continue }
          told.from = timeline.segments[index - 1].value
          if !isSameChain { told.reason = .chainChanged }
        }
        let segment = timeline.segments[index]
        told.lasted = segment.end == .lasts ? nil : segment.length
        told.isEndUnknown = segment.end == .recordEnded
        found.append(told)
      }
    }
    return found.reversed()
  }

  /// The outages that reach into the period, newest first: mirrors that were `down`, walks that were broken or
  /// hung. An outage that began before the period has its true start and length.
  package func outages() -> [Outage] {
    // One kind of failure after another is one outage.
    let places = placeTimelines { $0.isOutage ? .nowhere(.broken, at: nil) : $0 }
    let main = walks.first { $0.kind == .info } ?? walks.first { $0.kind == .zip }
    let serving = main.flatMap { places[$0] }.map { ServingTimes($0.segments) }
    let causes = causes()
    var outages: [Outage] = []
    for (mirror, timeline) in stateTimelines() {
      for segment in timeline.segments where segment.value == .down {
        let cause = causes[Moment(subject: .mirror(mirror), at: segment.from)]
        outages.append(outage(.mirror(mirror), segment, cause: cause, serving: serving))
      }
    }
    for (walk, timeline) in places {
      for segment in timeline.segments where segment.value.isOutage {
        let subject = AvailabilitySubject.chain(walk.kind, walk.canary)
        let cause = causes[Moment(subject: subject, at: segment.from)]
        outages.append(outage(subject, segment, cause: cause, serving: nil))
      }
    }
    return outages.filter { max($0.until, $0.from.wall) >= from && $0.from.wall < until }
      .sorted { ($0.from.wall, $0.subject.order) > ($1.from.wall, $1.subject.order) }
  }

  /// The last time in which go failed for some kind of request, on the clocks of `now`; nil where there was none.
  package func lastBreakdown(at now: Timestamp) -> Breakdown? {
    func time(_ wall: Duration) -> Timestamp { now.advanced(by: wall - now.wall) }
    var found: (from: Duration, until: Duration, lasts: Bool, isOlder: Bool)?
    // By their ends, the last one first: what overlaps it is a part of it.
    let ofWalks = outages().filter { if case .chain = $0.subject { true } else { false } }
    for outage in ofWalks.sorted(by: { $0.until > $1.until }) {
      let (from, isOlder) = (outage.from.wall, outage.cause == FailoverCause.firstKnown.text)
      guard var whole = found else {
        found = (from, outage.until, outage.end == .lasts, isOlder)
        continue
      }
      guard outage.until >= whole.from else { break }
      if from < whole.from { (whole.from, whole.isOlder) = (from, isOlder) }
      whole.lasts = whole.lasts || outage.end == .lasts
      found = whole
    }
    return found.map {
      Breakdown(begin: time($0.from), isOlder: $0.isOlder, end: $0.lasts ? nil : time($0.until))
    }
  }

  /// How well each mirror, then each walk, did within the period; in the order of their first appearance.
  package func availability() -> [Availability] {
    let outages = Dictionary(grouping: outages(), by: \.subject)
    let states = stateTimelines()
    let places = placeTimelines()
    let ofMirrors = mirrors.map { mirror in
      availability(
        .mirror(mirror), states[mirror]?.segments ?? [], outages,
        isObserved: { $0 != .local }, isAvailable: { [.up, .slow, .degraded].contains($0) })
    }
    let ofWalks = walks.map { walk in
      availability(
        .chain(walk.kind, walk.canary), places[walk]?.segments ?? [], outages,
        isObserved: { _ in true }, isAvailable: \.isServing)
    }
    return ofMirrors + ofWalks
  }

  private func availability<Value>(
    _ subject: AvailabilitySubject, _ segments: [TimelineSegment<Value>],
    _ outages: [AvailabilitySubject: [Outage]], isObserved: (Value) -> Bool,
    isAvailable: (Value) -> Bool
  ) -> Availability {
    var result = Availability(subject: subject)
    for segment in segments where isObserved(segment.value) {
      let length = lengthWithin(segment)
      result.observed += length
      if isAvailable(segment.value) { result.available += length }
    }
    let outages = outages[subject] ?? []
    result.outages = outages.count
    result.longestOutage = outages.map(\.length).max()
    let ended = outages.filter { $0.end == .recovered }
    if !ended.isEmpty {
      result.meanTimeToRecover = ended.reduce(.zero) { $0 + $1.length } / ended.count
    }
    return result
  }

  /// The part of a segment that lies in the period.
  private func lengthWithin<Value>(_ segment: TimelineSegment<Value>) -> Duration {
    let whole = segment.from.wall >= from && segment.until.wall <= until
    if whole { return segment.length }
    return segment.pieces.reduce(.zero) { sum, piece in
      let cutAtStart = max(.zero, from - piece.from.wall)
      let cutAtEnd = max(.zero, piece.to.wall - until)
      return sum + max(.zero, piece.length - cutAtStart - cutAtEnd)
    }
  }

  private func outage<Value>(
    _ subject: AvailabilitySubject, _ segment: TimelineSegment<Value>, cause: String?,
    serving: ServingTimes?
  ) -> Outage {
    var (served, unserved) = serving?.parts(during: segment) ?? ([], .zero)
    // Until the failover that its outage leads to, go was still served by the mirror that was going down.
    served.removeAll { part in
      guard case .mirror(let id, _) = part.place else { return false }
      return subject == .mirror(id)
    }
    return Outage(
      subject: subject, from: segment.from, until: segment.until.wall, length: segment.length,
      end: segment.end, cause: cause, served: served, unserved: unserved)
  }

  /// When something changed for whom.
  private struct Moment: Hashable {
    var subject: AvailabilitySubject
    var at: Timestamp
  }

  /// Why each outage began.
  private func causes() -> [Moment: String] {
    var causes: [Moment: String] = [:]
    for session in sessions {
      for change in session.decidedStates where change.to == .down {
        causes[Moment(subject: .mirror(change.mirror), at: change.at)] =
          change.failure.map { "\($0.phase.rawValue): \($0.cause.text)" }
      }
      for failover in session.failovers where failover.to.isOutage {
        let subject = AvailabilitySubject.chain(failover.kind, failover.canary)
        causes[Moment(subject: subject, at: failover.at)] = failover.cause
      }
    }
    return causes
  }
}

extension AvailabilitySubject {
  /// For an order that does not change from one run to the next.
  fileprivate var order: String {
    switch self {
    case .mirror(let id): id.rawValue
    case .chain(let kind, let canary): "\(kind.rawValue) \(canary)"
    }
  }
}
