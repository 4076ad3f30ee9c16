import GoRules
import Health
import Record
import Testing

/// One fault moves every kind of request within a round: it is reported once, and only where its end was one as well.
struct TogetherTests {
  private static let broken = Failover.Place.nowhere(.broken, at: "a.example")

  private func failover(_ kind: RequestKind, at seconds: Double, lasted: Double?) -> Failover {
    var failover = switched(at: seconds, from: servedByA, to: Self.broken)
    failover.kind = kind
    failover.lasted = lasted.map { .seconds($0) }
    return failover
  }

  @Test func failoversThatBeginAndEndTogether() {
    let groups = FailoverGroup.all(of: [
      failover(.zip, at: 62, lasted: 31), failover(.info, at: 60, lasted: 30),
    ])
    #expect(groups.map(\.kinds) == [[.info, .zip]])
    #expect(groups.map(\.failover.kind) == [.zip])
  }

  /// The kinds that go on longer, or still, have a length of their own.
  @Test(arguments: [34, nil] as [Double?]) func anotherEndIsToldApart(lasted: Double?) {
    let groups = FailoverGroup.all(of: [
      failover(.zip, at: 60, lasted: lasted), failover(.info, at: 60, lasted: 30),
    ])
    #expect(groups.map(\.kinds) == [[.zip], [.info]])
  }

  /// What is no JSON is another fault than what is no zip.
  @Test func anotherCauseIsToldApart() {
    var second = failover(.info, at: 60, lasted: 30)
    second.cause = "not JSON (,)"
    let groups = FailoverGroup.all(of: [failover(.zip, at: 60, lasted: 30), second])
    #expect(groups.map(\.kinds) == [[.zip], [.info]])
  }

  @Test func aKindIsToldOnceInAGroup() {
    let groups = FailoverGroup.all(of: [
      failover(.info, at: 61, lasted: 1), failover(.info, at: 60, lasted: 1),
    ])
    #expect(groups.count == 2)
  }

  private func outage(
    _ subject: AvailabilitySubject, from: Double, until: Double, cause: String = "refused (,)"
  ) -> Outage {
    Outage(
      subject: subject, from: at(from), until: at(until).wall, length: .seconds(until - from),
      end: .recovered, cause: cause)
  }

  @Test func outagesOfTheChain() {
    let groups = OutageGroup.all(of: [
      outage(.chain(.sumdb, .standard), from: 62, until: 90),
      outage(.chain(.mod, .standard), from: 61, until: 120),
      outage(.chain(.list, .standard), from: 60, until: 91),
      outage(.chain(.zip, .standard), from: 60, until: 91, cause: "status 502 (,)"),
      outage(.mirror(recordedA), from: 60, until: 90),
      outage(.mirror(recordedB), from: 60, until: 90),
    ])
    #expect(groups.map(\.kinds) == [[.list, .sumdb], [.mod], [.zip], [], []])
  }
}
