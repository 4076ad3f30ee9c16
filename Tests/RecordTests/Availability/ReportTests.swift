import GoRules
import Health
import Record
import Testing

/// Outages, failover lengths and availability out of the record.
struct ReportTests {
  @Test func anOutageHasCauseLengthAndWhoServed() throws {
    let period = RecordedPeriod(
      300,
      RecordedSession(
        from: at(0), until: at(300), isRunning: true,
        stateChanges: states("up@2 down@60 up@105"),
        failovers: [
          switched(at: 2, from: nobodyKnown, to: servedByA),
          switched(at: 61, from: servedByA, to: servedByB),
          switched(at: 104, from: servedByB, to: servedByA, cause: "recovered"),
        ]))
    let outage = try #require(period.outages().first)
    #expect(outage.subject == .mirror(recordedA))
    #expect(outage.from == at(60))
    #expect(outage.until == at(105).wall)
    #expect(outage.length == .seconds(45))
    #expect(outage.end == .recovered)
    #expect(outage.cause == "connect: connection refused")
    // Until its failover a.example was still the active target, and served nobody.
    #expect(outage.servedBy == [servedByB])
    #expect(period.outages().count == 1)

    let failovers = period.failovers()
    #expect(failovers.map(\.at) == [at(104), at(61)])
    #expect(failovers.map(\.lasted) == [nil, .seconds(43)])
  }

  /// A wait counts as what came of it, the second as an outage from its beginning on; the last one as nothing, since the
  /// record ends within it. 298 s - 5 s known, 39 of them down.
  @Test func aWaitCountsAsWhatCameOfIt() throws {
    let period = RecordedPeriod(
      300,
      RecordedSession(
        from: at(0), until: at(300),
        stateChanges: states("up@2 waiting@10 up@13 waiting@21 down@30 up@60 waiting@295")))
    let outage = try #require(period.outages().first)
    #expect(period.outages().count == 1)
    #expect(outage.from == at(21))
    #expect(outage.length == .seconds(39))
    #expect(outage.cause == "connect: connection refused")
    let availability = try #require(period.availability().first)
    #expect(availability.observed == .seconds(293))
    #expect(availability.available == .seconds(254))
  }

  /// Down for 55 s: for 20 of them go was not served, then by the other mirror.
  @Test func anOutageTellsWhatWasServedAndWhatNot() throws {
    let broken = Failover.Place.nowhere(.broken, at: "a.example")
    let period = RecordedPeriod(
      300,
      RecordedSession(
        from: at(0), until: at(300), isRunning: true, stateChanges: states("up@2 down@60 up@115"),
        failovers: [
          switched(at: 2, from: nobodyKnown, to: servedByA),
          switched(at: 60, from: servedByA, to: broken),
          switched(at: 80, from: broken, to: servedByB, cause: "chain changed"),
          switched(at: 115, from: servedByB, to: servedByA, cause: "recovered"),
        ]))
    let outage = try #require(period.outages().first { $0.subject == .mirror(recordedA) })
    #expect(outage.served == [Outage.Part(place: servedByB, length: .seconds(35))])
    #expect(outage.unserved == .seconds(20))
    #expect(outage.length == .seconds(55))
  }

  /// 502, silence, 502: go failed all the time.
  @Test func anotherKindOfFailureIsNoOutageOfItsOwn() throws {
    let broken = Failover.Place.nowhere(.broken, at: "a.example")
    let hangs = Failover.Place.nowhere(.hangs, at: "a.example")
    let period = RecordedPeriod(
      300,
      RecordedSession(
        from: at(0), until: at(300), isRunning: true,
        failovers: [
          switched(at: 2, from: nobodyKnown, to: servedByA),
          switched(at: 60, from: servedByA, to: broken, cause: "status 502 (,)"),
          switched(at: 90, from: broken, to: hangs, cause: "hangs in processing (,)"),
          switched(at: 119, from: hangs, to: broken, cause: "status 502 (,)"),
          switched(at: 151, from: broken, to: servedByA, cause: "recovered"),
        ]))
    let outage = try #require(period.outages().first)
    #expect(period.outages().count == 1)
    #expect(outage.from == at(60))
    #expect(outage.length == .seconds(91))
    #expect(outage.cause == "status 502 (,)")
    #expect(period.availability().first?.outages == 1)
    #expect(period.availability().first?.meanTimeToRecover == .seconds(91))
    #expect(period.failovers().count == 4)
  }

  /// The last time in which go failed: `zip` from 60 to 90 s and, within it, `info` from 70 to 100 s.
  @Test func theLastBreakdown() throws {
    let broken = Failover.Place.nowhere(.broken, at: "a.example")
    func walk(_ kind: RequestKind, _ from: Double, _ until: Double) -> [Failover] {
      var walk = [
        switched(at: 2, from: nobodyKnown, to: servedByA),
        switched(at: from, from: servedByA, to: broken),
        switched(at: until, from: broken, to: servedByA, cause: "recovered"),
      ]
      for index in walk.indices { walk[index].kind = kind }
      return walk
    }
    let failovers = walk(.mod, 20, 50) + walk(.zip, 60, 90) + walk(.info, 70, 100)
    let period = RecordedPeriod(
      300, RecordedSession(from: at(0), until: at(300), failovers: failovers))
    let breakdown = try #require(period.lastBreakdown(at: at(200, boot: 7)))
    #expect(breakdown == Breakdown(begin: at(60, boot: 7), end: at(100, boot: 7)))
    #expect(RecordedPeriod(300).lastBreakdown(at: at(200)) == nil)
  }

  /// 298 s known, 45 of them down: 253 / 298.
  @Test func availabilityAndMeanTimeToRecover() {
    let period = RecordedPeriod(
      300,
      RecordedSession(
        from: at(0), until: at(300), isRunning: true,
        stateChanges: states("up@2 down@60 degraded@90 up@100 down@200 up@215 local@250 up@260"),
        failovers: [
          switched(at: 2, from: nobodyKnown, to: servedByA),
          switched(at: 60, from: servedByA, to: .nowhere(.broken, at: "a.example")),
          switched(at: 90, from: .nowhere(.broken, at: "a.example"), to: .direct),
        ]))
    let entries = period.availability()
    #expect(entries.map(\.subject) == [.mirror(recordedA), .chain(.info, .standard)])
    // Ten seconds without network are nobody's fault and do not count.
    #expect(entries[0].observed == .seconds(288))
    #expect(entries[0].available == .seconds(243))
    #expect(entries[0].outages == 2)
    #expect(entries[0].longestOutage == .seconds(30))
    #expect(entries[0].meanTimeToRecover == .milliseconds(22_500))
    #expect(entries[1].observed == .seconds(298))
    #expect(entries[1].available == .seconds(268))
    #expect(entries[1].meanTimeToRecover == .seconds(30))
  }

  /// The last failover: no length while it is recorded, the least it can be where the record ended.
  @Test func whatTheRecordCutsOffLastedThatLongAtLeast() {
    func failovers(_ isRunning: Bool) -> [Failover] {
      RecordedPeriod(
        300,
        RecordedSession(
          from: at(0), until: at(300), isRunning: isRunning,
          failovers: [
            switched(at: 2, from: nobodyKnown, to: servedByA),
            switched(at: 60, from: servedByA, to: servedByB),
            switched(at: 90, from: servedByB, to: servedByA),
          ])
      ).failovers()
    }
    #expect(failovers(true).map(\.lasted) == [nil, .seconds(30)])
    #expect(failovers(true).map(\.isEndUnknown) == [false, false])
    #expect(failovers(false).map(\.lasted) == [.seconds(210), .seconds(30)])
    #expect(failovers(false).map(\.isEndUnknown) == [true, false])
  }

  @Test func whatLastsAndWhatTheRecordCutsOff() {
    func end(_ isRunning: Bool) -> [Outage.End] {
      RecordedPeriod(
        300,
        RecordedSession(
          from: at(0), until: at(200), isRunning: isRunning, stateChanges: states("up@2 down@60"))
      ).outages().map(\.end)
    }
    #expect(end(true) == [.lasts])
    #expect(end(false) == [.recordEnded])
    let cut = RecordedPeriod(
      300,
      RecordedSession(
        from: at(0), until: at(200), failovers: [switched(at: 50, from: servedByA, to: servedByB)]))
    #expect(cut.failovers().map(\.lasted) == [.seconds(150)])
    #expect(cut.availability().map(\.observed) == [.seconds(200)])
  }

  /// A night of sleep: the wall clock went on for 8 h, the monotonic clock did not.
  @Test func sleepIsNoOutage() {
    var wake = at(100.5)
    wake.wall += .seconds(28_800)
    var changes = states("up@2 down@60 up@160")
    changes[2].at.wall += .seconds(28_800)
    var last = at(300)
    last.wall += .seconds(28_800)
    let period = RecordedPeriod(
      40_000,
      RecordedSession(
        from: at(0), until: last, stateChanges: changes, gaps: [Gap(from: at(100), to: wake)]))
    #expect(period.outages().map(\.length) == [.milliseconds(99_500)])
    #expect(period.availability().map(\.observed) == [.milliseconds(297_500)])
  }

  /// Stopped (SIGSTOP) for 30 s in an outage of 100 s: the monotonic clock went on.
  @Test func aGapWithinAnOutageDoesNotCount() {
    let period = RecordedPeriod(
      300,
      RecordedSession(
        from: at(0), until: at(300), stateChanges: states("down@60 up@160"),
        gaps: [Gap(from: at(100), to: at(130))]))
    #expect(period.outages().map(\.length) == [.seconds(70)])
  }

  /// The wall clock was set back by an hour in the middle: lengths come from the monotonic clock.
  @Test func aClockSetBackDoesNotChangeALength() {
    var changes = states("up@2 down@60 up@105")
    changes[2].at.wall -= .seconds(3_600)
    var last = at(300)
    last.wall -= .seconds(3_600)
    let period = RecordedPeriod(
      300, RecordedSession(from: at(0), until: last, stateChanges: changes))
    #expect(period.outages().map(\.length) == [.seconds(45)])
  }

  /// An hour was lived through twice: what happened in the second comes last and counts for the second alone.
  @Test func aClockSetBackMixesNothingUp() throws {
    func later(_ seconds: Double) -> Timestamp {
      var time = at(seconds)
      time.wall -= .seconds(300)
      return time
    }
    var changes = states("up@2 down@60 up@90 down@400 up@430")
    changes[3].at = later(400)
    changes[4].at = later(430)
    var second = [
      switched(at: 402, from: servedByA, to: servedByB),
      switched(at: 432, from: servedByB, to: servedByA),
    ]
    for index in second.indices { second[index].at = later(402 + Double(index) * 30) }
    let period = RecordedPeriod(
      from: recordStart, until: RecordedPeriod.noEnd,
      sessions: [
        RecordedSession(
          from: at(0), until: later(500), isRunning: true, stateChanges: changes,
          failovers: [
            switched(at: 2, from: nobodyKnown, to: servedByA),
            switched(at: 62, from: servedByA, to: .direct),
            switched(at: 92, from: .direct, to: servedByA),
          ] + second, gaps: [Gap(from: at(345), to: later(350))])
      ])
    #expect(period.failovers().map(\.to) == [servedByA, servedByB, servedByA, .direct])
    #expect(period.failovers().map(\.at.monotonic) == [432, 402, 92, 62].map { at($0).monotonic })
    // By the wall clock the second outage began at 100, while a.example served after the first.
    let outages = period.outages()
    #expect(outages.map(\.length) == [.seconds(30), .seconds(30)])
    #expect(outages.map(\.servedBy) == [[servedByB], [.direct]])
  }

  /// kill -9 at 100 s, running again at 104 s, the state confirmed at 106 s: one outage from 60 s to 150 s.
  @Test func anOutageGoesOnOverARestart() {
    let before = RecordedSession(
      from: at(0), until: at(100), stateChanges: states("up@2 down@60"),
      failovers: [
        switched(at: 2, from: nobodyKnown, to: servedByA),
        switched(at: 61, from: servedByA, to: servedByB),
      ])
    let after = RecordedSession(
      from: at(104, boot: 9_000), until: at(300, boot: 9_000), isRunning: true,
      stateChanges: states("down@106 up@150", boot: 9_000),
      failovers: [
        switched(at: 105, from: nobodyKnown, to: servedByB, boot: 9_000),
        switched(at: 149, from: servedByB, to: servedByA, boot: 9_000, cause: "recovered"),
      ])
    let period = RecordedPeriod(300, before, after)
    #expect(period.outages().map(\.length) == [.seconds(90)])
    #expect(period.outages().map(\.end) == [.recovered])
    #expect(period.outages().map(\.servedBy) == [[servedByB]])
    // The first place after the restart is no failover.
    #expect(period.failovers().map(\.to) == [servedByA, servedByB])
    #expect(period.failovers().map(\.lasted) == [nil, .seconds(88)])
    #expect(period.availability()[0].observed == .seconds(298))
  }

  /// What changed in a break of a minute at most is reported; a longer one hides it.
  @Test(arguments: [(160.0, 1), (161.0, 0)]) func aChangeInABreak(restart: Double, told: Int) {
    let before = RecordedSession(
      from: at(0), until: at(100), stateChanges: states("up@2 down@60"),
      failovers: [switched(at: 2, from: nobodyKnown, to: servedByA)])
    let after = RecordedSession(
      from: at(restart), until: at(300), stateChanges: states("up@\(restart)"),
      failovers: [switched(at: restart, from: nobodyKnown, to: servedByB)])
    let period = RecordedPeriod(300, before, after)
    #expect(period.outages().map(\.length) == [.seconds(40)])
    #expect(period.outages().map(\.end) == [told == 1 ? .recovered : .recordEnded])
    #expect(period.failovers().map(\.from) == (told == 1 ? [servedByA] : []))
  }

  @Test func onlyThePeriodCounts() {
    let session = RecordedSession(
      from: at(0), until: at(1_000), stateChanges: states("up@0 down@90 up@150 down@500 up@510"))
    let period = RecordedPeriod(
      from: recordStart + .seconds(100), until: recordStart + .seconds(200), sessions: [session])
    // It began before the period: its true start and length, but 50 s of it count.
    #expect(period.outages().map(\.length) == [.seconds(60)])
    #expect(period.availability().map(\.observed) == [.seconds(100)])
    #expect(period.availability().map(\.available) == [.seconds(50)])
  }

  @Test func nothingHasNoShare() {
    let period = RecordedPeriod(
      300, RecordedSession(from: at(0), until: at(300), stateChanges: states("local@10")))
    #expect(period.availability().map(\.share) == [nil])
    #expect(RecordedPeriod(300).availability().isEmpty)
    #expect(RecordedPeriod(300).outages().isEmpty)
  }

  @Test func aBrokenChainIsAnOutageOfTheChain() {
    let broken = Failover.Place.nowhere(.broken, at: "a.example")
    let period = RecordedPeriod(
      300,
      RecordedSession(
        from: at(0), until: at(300),
        failovers: [
          switched(at: 10, from: servedByA, to: broken, cause: "certificate expired (,)"),
          switched(at: 40, from: broken, to: servedByA, cause: "recovered"),
        ]))
    #expect(period.outages().map(\.subject) == [.chain(.info, .standard)])
    #expect(period.outages().map(\.length) == [.seconds(30)])
    #expect(period.outages().map(\.cause) == ["certificate expired (,)"])
    #expect(period.outages().map(\.servedBy) == [[]])
  }
}

/// A change that a short break of the record hid, and a chain that was another one after it.
struct HiddenChangeTests {
  @Test(arguments: [
    ("https://a.example|https://b.example", "first known"), ("direct", "chain changed"),
  ])
  func isToldWithItsCause(chain: String, cause: String) {
    let period = RecordedPeriod(
      100,
      RecordedSession(
        from: at(0), until: at(40),
        failovers: [switched(at: 1, from: nobodyKnown, to: servedByA, cause: "first known")],
        chains: [RecordedChain(at: at(0), value: "https://a.example|https://b.example")]),
      RecordedSession(
        from: at(42), until: at(90),
        failovers: [switched(at: 43, from: nobodyKnown, to: servedByB, cause: "first known")],
        chains: [RecordedChain(at: at(42), value: chain)]))
    let told = period.failovers()
    #expect(told.map(\.from) == [servedByA])
    #expect(told.map(\.to) == [servedByB])
    #expect(told.map(\.cause) == [cause])
  }
}
