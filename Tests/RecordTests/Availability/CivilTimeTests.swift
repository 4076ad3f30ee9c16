import GoRules
import Health
import Record
import Testing

/// Zones as tables of offsets, so that no zone files are needed.
struct CivilTimeTests {
  private static let utc: UTCOffset = { _ in 0 }
  /// Berlin in 2026: summer time from 29 March 01:00 UTC to 25 October 01:00 UTC.
  static let berlin: UTCOffset = { wall in
    wall >= .seconds(1_774_746_000) && wall < .seconds(1_792_890_000) ? 7_200 : 3_600
  }

  @Test(
    arguments: [
      (0, 0, "1970-01-01T00:00:00Z"), (951_782_400, 0, "2000-02-29T00:00:00Z"),
      (1_795_255_200, 19_800, "2026-11-21T15:30:00+05:30"),
      (1_795_255_200, -12_600, "2026-11-21T06:30:00-03:30"),
      (-1, 0, "1969-12-31T23:59:59Z"), (4_107_542_399, 0, "2100-02-28T23:59:59Z"),
      (4_107_542_400, 0, "2100-03-01T00:00:00Z"),
    ]) func rfc3339(seconds: Int, offset: Int, text: String)
  {
    #expect(CivilTime(.seconds(seconds), offset: { _ in offset }).rfc3339 == text)
  }

  @Test func aFractionIsLeftOut() {
    #expect(CivilTime(.milliseconds(1_999), offset: Self.utc).rfc3339 == "1970-01-01T00:00:01Z")
    #expect(CivilTime(.milliseconds(-1), offset: Self.utc).rfc3339 == "1969-12-31T23:59:59Z")
  }

  /// 29 March 2026 has 23 hours in Berlin, 25 October 25.
  @Test(
    arguments: [
      // 2026-03-29T12:00:00+02:00 → 2026-03-29T00:00:00+01:00
      (1_774_778_400, 1_774_738_800),
      // 2026-03-30T00:30:00+02:00 → 2026-03-30T00:00:00+02:00
      (1_774_823_400, 1_774_821_600),
      // 2026-10-25T12:00:00+01:00 → 2026-10-25T00:00:00+02:00
      (1_792_926_000, 1_792_879_200),
    ]) func theDayBeginsAtLocalMidnight(noon: Int, midnight: Int)
  {
    #expect(
      CivilTime.startOfDay(.seconds(noon), offset: Self.berlin) == .seconds(midnight))
  }

  /// A zone that skips from 00:00 to 01:00 on the day at 1,000 days after 1970.
  @Test func aSkippedMidnight() {
    let change = Duration.seconds(86_400_000)
    let zone: UTCOffset = { $0 < change ? 0 : 3_600 }
    #expect(CivilTime.startOfDay(change + .seconds(7_200), offset: zone) == change)
    #expect(
      CivilTime.startOfDay(change - .seconds(1), offset: zone) == change - .seconds(86_400))
  }

  /// A session beside the periods, in which the mirror was seen.
  private static let elsewhere = RecordedSession(
    from: at(-60), until: at(-30), stateChanges: states("up@-60"))

  @Test func cellsOfADay() {
    let period = RecordedPeriod(
      // 2026-03-28T12:00 to 2026-03-30T12:00, Berlin.
      from: .seconds(1_774_695_600), until: .seconds(1_774_864_800), sessions: [Self.elsewhere])
    let days = period.cells(of: .mirror(recordedA), by: .day, offset: Self.berlin)
    #expect(
      days.map(\.until).map { $0.components.seconds }
        == [1_774_738_800, 1_774_821_600, 1_774_864_800])
    #expect(days.map(\.worst) == [nil, nil, nil])
    let hours = period.cells(of: .mirror(recordedA), by: .hour, offset: Self.berlin)
    #expect(hours.count == 47)
    #expect(hours.allSatisfy { $0.until - $0.from == .seconds(3_600) })
  }

  @Test func aCellHasTheWorstState() {
    let period = RecordedPeriod(
      4 * 3_600,
      RecordedSession(
        from: at(0), until: at(3 * 3_600),
        stateChanges: states("up@60 down@3660 up@3690 degraded@7000 up@7300"),
        gaps: [Gap(from: at(7_500), to: at(9_000))]))
    let cells = period.cells(of: .mirror(recordedA), by: .hour, offset: Self.utc)
    #expect(cells.map(\.worst) == [.up, .down, .degraded, nil])
    #expect(cells.map(\.observed) == [3_540, 3_600, 2_100, 0].map { .seconds($0) })
  }

  @Test func theStripOfTheChain() {
    let period = RecordedPeriod(
      3 * 3_600,
      RecordedSession(
        from: at(0), until: at(3 * 3_600),
        failovers: [
          switched(at: 0, from: nobodyKnown, to: servedByA),
          switched(at: 3_700, from: servedByA, to: servedByB),
          switched(at: 3_800, from: servedByB, to: servedByA),
          switched(at: 7_300, from: servedByA, to: .nowhere(.hangs, at: "a.example")),
          switched(at: 7_400, from: .nowhere(.hangs, at: "a.example"), to: servedByA),
        ]))
    let cells = period.cells(of: .chain(.info, .standard), by: .hour, offset: Self.utc)
    #expect(cells.map(\.worst) == [.up, .degraded, .down])
  }

  private static let chainAB = "https://a.example,https://b.example"

  /// A chain is chosen whose first entry serves from then on: nothing is degraded, neither before nor after.
  @Test(arguments: ["https://b.example,https://a.example", "https://b.example"])
  func anotherChainIsNoDegradation(chosen: String) {
    let period = RecordedPeriod(
      3 * 3_600,
      RecordedSession(
        from: at(0), until: at(3 * 3_600),
        failovers: [
          switched(at: 0, from: nobodyKnown, to: servedByA),
          // The new first entry was not known at once.
          switched(at: 4_003, from: servedByA, to: servedByB, cause: "chain changed"),
        ],
        chains: [
          RecordedChain(at: at(0), value: Self.chainAB),
          RecordedChain(at: at(4_000), value: chosen),
        ]))
    let cells = period.cells(of: .chain(.info, .standard), by: .hour, offset: Self.utc)
    #expect(cells.map(\.worst) == [.up, .up, .up])
  }

  /// In the first hour the fallback serves; what serves then is put first, and nothing changes.
  @Test func aFallbackIsADegradationUntilItIsChosen() {
    let period = RecordedPeriod(
      3 * 3_600,
      RecordedSession(
        from: at(0), until: at(3 * 3_600),
        failovers: [
          switched(at: 0, from: nobodyKnown, to: servedByA),
          switched(at: 3_000, from: servedByA, to: servedByB),
        ],
        chains: [
          RecordedChain(at: at(0), value: Self.chainAB),
          RecordedChain(at: at(3_500), value: "https://b.example,https://a.example"),
        ]))
    let cells = period.cells(of: .chain(.info, .standard), by: .hour, offset: Self.utc)
    #expect(cells.map(\.worst) == [.degraded, .up, .up])
  }

  /// Where the first entry serves at all it is the one that should, however long another does; where it lacks the
  /// module, nothing is wrong.
  @Test(arguments: [(servedByA, HealthState.degraded), (servedByB, .up)])
  func aLongFallbackIsADegradation(before: Failover.Place, worst: HealthState) {
    let period = RecordedPeriod(
      3 * 3_600,
      RecordedSession(
        from: at(0), until: at(3 * 3_600),
        failovers: [
          switched(at: 0, from: nobodyKnown, to: before),
          switched(at: 10, from: before, to: servedByB),
        ].filter { $0.from != $0.to }, chains: [RecordedChain(at: at(0), value: Self.chainAB)]))
    let cells = period.cells(of: .chain(.info, .standard), by: .hour, offset: Self.utc)
    #expect(cells.map(\.worst) == [worst, worst, worst])
  }

  /// Zones 45 minutes apart from UTC have hours that begin at :15 UTC.
  @Test func hoursAreLocal() {
    let period = RecordedPeriod(2 * 3_600, Self.elsewhere)
    let cells = period.cells(of: .mirror(recordedA), by: .hour, offset: { _ in 20_700 })
    #expect(cells.map { ($0.until - recordStart).components.seconds } == [900, 4_500, 7_200])
  }
}

extension RecordedPeriod {
  /// The cells of one subject.
  fileprivate func cells(
    of subject: AvailabilitySubject, by unit: CalendarStrip.Unit, offset: UTCOffset
  ) -> [CalendarCell] {
    calendar(by: unit, offset: offset).first { $0.subject == subject }?.cells ?? []
  }
}
