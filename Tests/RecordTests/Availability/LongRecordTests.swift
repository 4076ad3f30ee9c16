import GoRules
import Health
import Record
import Testing

/// Reports of a record of many years: their time grows with its length and not with the square of it.
@Suite(.timeLimit(.minutes(5))) struct LongRecordTests {
  private static func period(failovers count: Int) -> RecordedPeriod {
    let mirrors = ["a", "b"].map { Mirror.ID(rawValue: "https://\($0).example") }
    let places = mirrors.map { Failover.Place.mirror($0, name: $0.rawValue) }
    func time(_ index: Int) -> Timestamp {
      let time = Duration.seconds(1_795_000_000 + index * 60)
      return Timestamp(monotonic: time, wall: time)
    }
    var session = RecordedSession(from: time(0), until: time(count))
    for index in 0..<count {
      let isBack = index % 2 == 1
      session.failovers += [RequestKind.info, .zip].map { kind in
        Failover(
          at: time(index), kind: kind, canary: .standard, from: places[isBack ? 1 : 0],
          to: places[isBack ? 0 : 1], cause: isBack ? "recovered" : "refused (|)")
      }
      session.stateChanges.append(
        StateChange(
          at: time(index), mirror: mirrors[0], from: isBack ? .down : .up,
          to: isBack ? .up : .down, failure: nil))
    }
    return RecordedPeriod(from: .zero, until: RecordedPeriod.noEnd, sessions: [session])
  }

  /// Squared, it would take more than the suite may.
  @Test func aLongRecordIsReportedInTime() {
    let count = 40_000
    let period = Self.period(failovers: count)
    let groups = FailoverGroup.all(of: period.failovers())
    let outages = OutageGroup.all(of: period.outages())
    #expect(groups.count == count)
    #expect(outages.count == count / 2)
    #expect(outages.first?.outage.servedBy.count ?? 0 <= 1)
  }
}
