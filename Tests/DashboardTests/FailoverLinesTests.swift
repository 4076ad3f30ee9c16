import Dashboard
import GoRules
import Health
import Record
import Testing
import Text

/// One fault moves each kind of request when that kind is asked next: one line, not one a kind.
@Suite struct FailoverLinesTests {
  private func failover(
    _ kind: RequestKind, _ secondsAgo: Double, to name: String = "b"
  ) -> Failover {
    Failover(
      at: Sample.now.advanced(by: .milliseconds(-secondsAgo * 1000)), kind: kind,
      canary: .standard, from: .mirror(Mirror.ID(rawValue: "a"), name: "a"),
      to: .mirror(Mirror.ID(rawValue: name), name: name), cause: "refused (|)")
  }

  /// The rows of the failover panel that tell of a change.
  private func rows(_ failovers: [Failover]) -> [String] {
    var snapshot = Sample.broken
    snapshot.failovers = failovers
    let frame = render(
      snapshot, state: Sample.state(), size: Size(width: 160, height: 50))
    return Golden.text(frame).split(separator: "\n").map(String.init)
      .filter { $0.contains("a ▶ b") || $0.contains("a ▶ c") }
  }

  @Test func kindsOfOneRoundAreOneLine() {
    let kinds: [RequestKind] = [.zip, .sumdb, .info]
    #expect(rows(kinds.enumerated().map { failover($1, 10 + Double($0) * 0.4) }).count == 1)
  }

  @Test func aSecondChangeOfAKindIsALineOfItsOwn() {
    #expect(rows([failover(.info, 10), failover(.info, 11)]).count == 2)
  }

  @Test func otherPlacesAndOtherTimesAreLinesOfTheirOwn() {
    let failovers = [failover(.info, 10), failover(.zip, 10, to: "c"), failover(.mod, 60)]
    #expect(rows(failovers).count == 3)
  }
}
