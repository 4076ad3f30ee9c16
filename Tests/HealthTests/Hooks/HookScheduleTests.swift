import GoRules
import Health
import Record
import Testing

/// Hooks are told what lasts, once, in order, and never too much of it.
struct HookScheduleTests {
  private static let canary = ModuleVersion(module: "a.example/m", version: "v1.0.0")
  private static let one = Mirror.ID(rawValue: "https://one.example")
  private static let two = Mirror.ID(rawValue: "https://two.example")

  private static func time(_ seconds: Double) -> Timestamp {
    Timestamp(monotonic: .seconds(1000 + seconds), wall: .seconds(1_700_000_000 + seconds))
  }

  private static func settings(
    _ goproxy: String = "https://one.example,https://two.example"
  ) throws -> MonitorSettings {
    let chain = try? Chain(parsing: goproxy)
    var mirrors: [Mirror] = []
    for (index, entry) in (chain?.entries ?? []).enumerated() {
      if let url = entry.url { mirrors.append(Mirror(url: url, entry: index, canary: canary)) }
    }
    return MonitorSettings(
      setting: GoproxySetting(value: goproxy, source: .option), chain: chain,
      chainError: chain == nil ? "go's own words" : nil, mirrors: mirrors, canaries: [canary])
  }

  private static let place = Failover.Place.mirror(one, name: "one.example")
  private static let other = Failover.Place.mirror(two, name: "two.example")
  private static let broken = Failover.Place.nowhere(.broken, at: "one.example")
  private static let hanging = Failover.Place.nowhere(.hangs, at: "one.example")

  /// Who serves a kind from then on.
  private static func serves(
    _ place: Failover.Place, from: Failover.Place? = nil, _ kind: RequestKind = .info,
    at seconds: Double
  ) -> HistoryRecord {
    HistoryRecord(
      Failover(
        at: time(seconds), kind: kind, canary: canary, from: from ?? .nowhere(.unknown, at: nil),
        to: place, knownReason: from == nil ? .firstKnown : .failure(.status(502), .comma)))
  }

  private static func state(_ state: HealthState, at seconds: Double) -> HistoryRecord {
    .stateChange(
      StateChange(
        at: time(seconds), mirror: one, from: .up, to: state,
        failure: state == .down ? RequestFailure(.connect, .refused) : nil))
  }

  /// A hook's life: records go in at their times, and it is looked after whenever it wants to be. What it was told, each
  /// with the second.
  private static func told(
    _ rules: HookRules, _ records: [(Double, HistoryRecord)], until end: Double,
    duty: HookSchedule.Duty = .ours, ending: HookEnding = .delivered
  ) throws -> [String] {
    let settings = try settings()
    var schedule = HookSchedule([("h", rules)])
    var rest = records[...]
    var told: [String] = []
    var now = 0.0
    for _ in 0..<1000 where now <= end {
      while let first = rest.first, first.0 <= now { schedule.take(rest.removeFirst().1) }
      for run in schedule.due(settings, duty, at: time(now)) {
        told.append("\(Int(now)) \(name(run.event))" + (run.attempt > 1 ? " again" : ""))
        _ = schedule.ended("h", ending, at: time(now))
      }
      let wake = schedule.nextTime.map { ($0 - time(0).monotonic).seconds }
      // The end of a run is an event, too.
      if schedule.isDue(at: time(now)) { continue }
      now = [wake, rest.first?.0].compactMap(\.self).min().map { max($0, now) } ?? end + 1
    }
    return told
  }

  private static func name(_ event: HookEvent) -> String {
    switch event {
    case .began(let fault): "\(event.trigger) \(fault.name ?? "-")"
    case .ended(let fault, _): "recovered from \(fault.subject.trigger)"
    case .failover(let group):
      "failover to \(group.failover.to.text) \(group.kinds.map(\.rawValue).joined(separator: "+"))"
    }
  }

  private static func rules(
    _ on: Set<HookTrigger> = Set(HookTrigger.allCases), hold: Double = 30, every: Double = 0,
    retries: Int = 0
  ) -> HookRules {
    HookRules(on: on, hold: .seconds(hold), every: .seconds(every), retries: retries)
  }

  // MARK: - Hold

  @Test func whatLastsIsTold() throws {
    let told = try Self.told(
      Self.rules(),
      [
        (0, Self.serves(Self.place, at: 0)),
        (10, Self.serves(Self.broken, from: Self.place, at: 8)),
        (100, Self.serves(Self.place, from: Self.broken, at: 95)),
      ], until: 500)
    // Since second 8; over since it was known.
    #expect(told == ["38 broken one.example", "130 recovered from broken"])
  }

  @Test func whatIsOverByThenIsNot() throws {
    let told = try Self.told(
      Self.rules(),
      [
        (0, Self.serves(Self.place, at: 0)),
        (10, Self.serves(Self.broken, from: Self.place, at: 10)),
        (39, Self.serves(Self.place, from: Self.broken, at: 39)),
        (60, Self.state(.down, at: 60)), (80, Self.state(.up, at: 80)),
      ], until: 500)
    #expect(told == [])
  }

  /// A short good time within an outage is no recovery.
  @Test func aRecoveryMustLastToo() throws {
    let told = try Self.told(
      Self.rules(),
      [
        (0, Self.serves(Self.broken, at: 0)),
        (50, Self.serves(Self.place, from: Self.broken, at: 50)),
        (60, Self.serves(Self.broken, from: Self.place, at: 60)),
        (100, Self.serves(Self.place, from: Self.broken, at: 100)),
      ], until: 500)
    #expect(told == ["30 broken one.example", "130 recovered from broken"])
  }

  @Test func withoutHoldAllIsToldAtOnce() throws {
    let told = try Self.told(
      Self.rules(hold: 0),
      [
        (5, Self.state(.down, at: 5)), (6, Self.state(.local, at: 6)), (7, Self.state(.up, at: 7)),
      ], until: 100)
    #expect(told == ["5 down one.example", "7 recovered from down"])
  }

  /// One kind after another: go as a whole is broken from the first to the last.
  @Test func theChainIsOneThing() throws {
    let told = try Self.told(
      Self.rules(hold: 0),
      [
        (0, Self.serves(Self.place, at: 0)), (0, Self.serves(Self.place, .zip, at: 0)),
        (5, Self.serves(Self.broken, from: Self.place, at: 5)),
        (9, Self.serves(Self.hanging, from: Self.place, .zip, at: 9)),
        (20, Self.serves(Self.place, from: Self.broken, at: 20)),
        (40, Self.serves(Self.place, from: Self.hanging, .zip, at: 40)),
      ], until: 100)
    #expect(told == ["5 broken one.example", "40 recovered from broken"])
  }

  private static let wishes: [(on: Set<HookTrigger>, told: [String])] = [
    ([.broken], ["5 broken one.example"]), ([.recovered], ["40 recovered from broken"]),
    ([.down], ["6 down one.example"]),
    ([.down, .recovered], ["6 down one.example", "30 recovered from down"]), ([.certificate], []),
    ([.failover], ["43 failover to two.example info"]),
  ]

  @Test(arguments: wishes) func onlyWhatIsWanted(wish: (on: Set<HookTrigger>, told: [String]))
    throws
  {
    let told = try Self.told(
      Self.rules(wish.on, hold: 0),
      [
        (0, Self.serves(Self.place, at: 0)),
        (5, Self.serves(Self.broken, from: Self.place, at: 5)), (6, Self.state(.down, at: 6)),
        (30, Self.state(.slow, at: 30)),
        (40, Self.serves(Self.other, from: Self.broken, at: 40)),
      ], until: 100)
    #expect(told == wish.told)
  }

  /// What fails from the start has no reason on record; the walk has it.
  @Test func whatFailsFromTheStartIsExplained() throws {
    let settings = try Self.settings()
    let chain = try #require(settings.chain)
    var schedule = HookSchedule([("h", Self.rules(hold: 0))])
    schedule.take(Self.serves(Self.broken, at: 0))
    let run = try #require(schedule.due(settings, .ours, at: Self.time(0)).first)
    var snapshot = Snapshot(
      now: Self.time(0), setting: settings.setting, chain: chain, chainError: nil,
      interval: .seconds(5))
    func cause() -> HookFault.Cause? {
      if case .began(let fault) = run.event.explained(by: snapshot) { fault.cause } else { nil }
    }
    #expect(cause() == .walk(nil, hangs: false))
    snapshot.walks = [
      chain.walk(
        Question(.info, Self.canary), database: { nil },
        answer: { _ in Answer(.failure(RequestFailure(.processing, .status(502)))) })
    ]
    #expect(cause() == .walk(.failure(.status(502), .comma), hangs: false))
  }

  // MARK: - Failovers

  @Test func aFailoverOfAllKindsIsOne() throws {
    let first = RequestKind.allCases.map { (0.0, Self.serves(Self.place, $0, at: 0)) }
    let told = try Self.told(
      Self.rules([.failover], hold: 30),
      first + [
        (10, Self.serves(Self.other, from: Self.place, .info, at: 10)),
        (11, Self.serves(Self.other, from: Self.place, .zip, at: 11)),
        (30, Self.serves(Self.other, from: Self.place, .list, at: 30)),
      ], until: 200)
    #expect(told == ["40 failover to two.example list+info+zip"])
  }

  @Test func goingBackInTimeIsNone() throws {
    let told = try Self.told(
      Self.rules([.failover], hold: 30),
      [
        (0, Self.serves(Self.place, at: 0)),
        (10, Self.serves(Self.other, from: Self.place, at: 10)),
        (20, Self.serves(Self.broken, from: Self.other, at: 20)),
        (35, Self.serves(Self.place, from: Self.broken, at: 35)),
        // And where it stays, it is told from where it was.
        (100, Self.serves(Self.other, from: Self.place, at: 100)),
        (110, Self.serves(.direct, from: Self.other, at: 110)),
      ], until: 300)
    #expect(told == ["140 failover to direct info"])
  }

  // MARK: - Rate, retries, queue

  @Test func theRateIsLimited() throws {
    let told = try Self.told(
      Self.rules(hold: 0, every: 60),
      [
        (0, Self.serves(Self.broken, at: 0)), (1, Self.state(.down, at: 1)),
        // It waits for its turn, and is over before that comes.
        (20, Self.state(.up, at: 20)),
        (30, Self.serves(Self.place, from: Self.broken, at: 30)),
      ], until: 500)
    #expect(told == ["0 broken one.example", "60 recovered from broken"])
  }

  @Test func itIsTriedAgainLaterAndLater() throws {
    let told = try Self.told(
      Self.rules(hold: 0, retries: 3), [(0, Self.serves(Self.broken, at: 0))], until: 100,
      ending: .failed(isLasting: false, retryAfter: nil))
    let again = "broken one.example again"
    #expect(told == ["0 broken one.example", "1 \(again)", "3 \(again)", "7 \(again)"])
  }

  @Test(arguments: [(20.0, "20"), (0.5, "1"), (86_400, "300")])
  func aServerMayAskForMore(wait: Double, second: String) throws {
    let told = try Self.told(
      Self.rules(hold: 0, retries: 1), [(0, Self.serves(Self.broken, at: 0))], until: 1000,
      ending: .failed(isLasting: false, retryAfter: .seconds(wait)))
    #expect(told == ["0 broken one.example", "\(second) broken one.example again"])
  }

  @Test func whatCannotSucceedIsNotTriedAgain() throws {
    let told = try Self.told(
      Self.rules(hold: 0, retries: 3), [(0, Self.serves(Self.broken, at: 0))], until: 100,
      ending: .failed(isLasting: true, retryAfter: nil))
    #expect(told == ["0 broken one.example"])
  }

  /// While one is told, others wait: 32 of them.
  @Test func theQueueIsBounded() throws {
    let settings = try Self.settings()
    var schedule = HookSchedule([("h", Self.rules([.failover], hold: 0))])
    schedule.take(Self.serves(Self.place, at: 0))
    _ = schedule.due(settings, .ours, at: Self.time(0))
    var runs: [HookRun] = []
    for step in 1...41 {
      let (from, to) = step % 2 == 0 ? (Self.other, Self.place) : (Self.place, Self.other)
      let second = Double(step) * 10
      schedule.take(Self.serves(to, from: from, at: second))
      runs += schedule.due(settings, .ours, at: Self.time(second + 5))
    }
    #expect(runs.map(\.dropped) == [0])
    #expect(schedule.ended("h", .delivered, at: Self.time(500)) == .delivered)
    let next = schedule.due(settings, .ours, at: Self.time(500))
    // 40 waited.
    #expect(next.map(\.dropped) == [8])
    #expect(next.first?.event.at == Self.time(100))
  }

  // MARK: - Whose business it is

  @Test func theInstanceThatReadsTellsNothing() throws {
    let settings = try Self.settings()
    var schedule = HookSchedule([("h", Self.rules(hold: 10))])
    schedule.take(Self.serves(Self.broken, at: 0))
    schedule.take(Self.state(.down, at: 0))
    #expect(schedule.due(settings, .unknown, at: Self.time(100)).isEmpty)
    #expect(schedule.isDue(at: Self.time(100)))
    #expect(schedule.due(settings, .anothers, at: Self.time(100)).isEmpty)
    // The other one has told of the fault: its end is ours to tell.
    #expect(schedule.due(settings, .ours, at: Self.time(101)).isEmpty)
    schedule.take(Self.serves(Self.place, from: Self.broken, at: 110))
    #expect(schedule.due(settings, .ours, at: Self.time(110)).isEmpty)
    #expect(schedule.nextTime == Self.time(120).monotonic)
    let runs = schedule.due(settings, .ours, at: Self.time(120))
    #expect(runs.map { Self.name($0.event) } == ["recovered from broken"])
  }

  @Test func whatIsNotWatchedAnyMoreIsForgotten() throws {
    var schedule = HookSchedule([("h", Self.rules(hold: 0))])
    schedule.take(Self.state(.down, at: 0))
    let told = schedule.due(try Self.settings(), .ours, at: Self.time(1))
    #expect(told.map { Self.name($0.event) } == ["down one.example"])
    _ = schedule.ended("h", .delivered, at: Self.time(1))
    let other = try Self.settings("https://two.example")
    #expect(schedule.due(other, .ours, at: Self.time(2)).isEmpty)
    #expect(schedule.nextTime == nil)
  }

  @Test func aListThatGoRefusesIsBroken() throws {
    var schedule = HookSchedule([("h", Self.rules(hold: 5))])
    let refused = try Self.settings("ftp://one.example")
    #expect(schedule.due(refused, .ours, at: Self.time(1)).isEmpty)
    let runs = schedule.due(refused, .ours, at: Self.time(6))
    #expect(runs.map(\.event.trigger) == [.broken])
    _ = schedule.ended("h", .delivered, at: Self.time(6))
    let good = try Self.settings()
    #expect(schedule.due(good, .ours, at: Self.time(10)).isEmpty)
    #expect(schedule.due(good, .ours, at: Self.time(15)).map(\.event.trigger) == [.recovered])
  }

  @Test func hooksGoOnThroughAReload() throws {
    let settings = try Self.settings()
    var schedule = HookSchedule([("h", Self.rules(hold: 0)), ("gone", Self.rules(hold: 0))])
    schedule.take(Self.serves(Self.broken, at: 0))
    #expect(schedule.due(settings, .ours, at: Self.time(0)).map(\.hook) == ["h", "gone"])
    schedule.replace(with: [("h", Self.rules(hold: 1)), ("new", Self.rules(hold: 0))])
    #expect(schedule.ended("gone", .delivered, at: Self.time(1)) == nil)
    #expect(schedule.ended("h", .delivered, at: Self.time(1)) == .delivered)
    // The new one hears how things stand.
    #expect(schedule.due(settings, .ours, at: Self.time(1)).map(\.hook) == ["new"])
  }

  // MARK: - Certificates

  private static func sample(
    _ outcome: RequestOutcome, daysLeft: Double?, at seconds: Double
  ) -> HistoryRecord {
    var connection = ConnectionFacts()
    if let daysLeft {
      let end = time(seconds).wall + .seconds(daysLeft * 86_400)
      let facts = CertificateFacts(
        subject: ServerText("one.example"), issuer: ServerText("ca"), notBefore: .zero,
        notAfter: end)
      connection.tls = TLSFacts(
        version: "TLSv1.3", cipher: "x", alpn: nil, chain: [facts])
    }
    return .sample(
      ProbeResult(
        mirror: one, request: ProbeRequest(.info, canary: canary, use: .cold),
        startedAt: time(seconds), outcome: outcome, connection: connection))
  }

  @Test func aCertificateThatEndsSoonIsToldOnce() throws {
    let told = try Self.told(
      Self.rules([.certificate, .recovered], hold: 10),
      [
        (0, Self.sample(.ok, daysLeft: 14.1, at: 0)), (5, Self.sample(.ok, daysLeft: 13.9, at: 5)),
        // Nothing is known of it by this one.
        (7, Self.sample(.failure(RequestFailure(.connect, .refused)), daysLeft: nil, at: 7)),
        (20, Self.sample(.ok, daysLeft: 13.8, at: 20)),
        (60, Self.sample(.ok, daysLeft: 89, at: 60)),
      ], until: 500)
    #expect(told == ["15 certificate one.example", "70 recovered from certificate"])
  }

  @Test func aCertificateThatIsRejectedIsTold() throws {
    let failure = RequestOutcome.failure(RequestFailure(.tls, .certificateExpired))
    let told = try Self.told(
      Self.rules([.certificate], hold: 0),
      [
        (0, Self.sample(failure, daysLeft: nil, at: 0)), (9, Self.sample(.ok, daysLeft: 50, at: 9)),
      ],
      until: 100)
    #expect(told == ["0 certificate one.example"])
  }
}
