import GoRules
import Health
import Testing

/// Races against mirrors that answer by a table, on a clock of their own.
@Suite struct RaceTests {
  /// How a mirror answers a short request, and what one of its zips is.
  private struct Answers: Sendable {
    /// nil: never.
    var time: Duration?
    var outcome = RequestOutcome.ok
    var zipTime = Duration.milliseconds(20)
    /// From this round on it is silent.
    var silentFrom = Int.max

    static func after(_ milliseconds: Int) -> Answers { Answers(time: .milliseconds(milliseconds)) }
    static let never = Answers(time: nil)
  }

  /// What came of a race.
  private struct Course {
    var race: Race
    var end: Duration
    /// The mirrors that were asked for zips, in that order.
    var transfers: [String] = []
    /// When the best so far was known first.
    var firstBest: Duration?
  }

  /// Runs a race to its end; the clock ticks every 10 ms.
  private func course(
    _ answers: KeyValuePairs<String, Answers>, _ rules: Race.Rules = Race.Rules(),
    timeout: Duration = .seconds(10)
  ) -> Course {
    let mirrors = answers.map {
      Mirror(name: $0.key, url: ProxyURL(scheme: .https, host: $0.key))
    }
    let table = Dictionary(uniqueKeysWithValues: answers.map { ($0.key, $0.value) })
    var race = Race(mirrors, rules: rules, at: .zero)
    var course = Course(race: race, end: .zero)
    // What is to come, of each ticket.
    var coming: [(at: Duration, ticket: Int, event: Race.Event)] = []
    func carryOut(_ orders: [Race.Order]) {
      for order in orders {
        switch order {
        case .drop(let ticket): coming.removeAll { $0.ticket == ticket }
        case .ask(let ticket, let mirror, let kinds, let start):
          if kinds.contains(.zip) { course.transfers.append(mirror.name) }
          guard let answer = table[mirror.name] else { continue }
          var time = start
          let isSilent = race.lane(of: mirror.id)?.contender.rounds ?? 0 >= answer.silentFrom
          for (index, kind) in kinds.enumerated() {
            let isHang = answer.time == nil || isSilent
            let length = isHang ? timeout : kind == .zip ? answer.zipTime : answer.time ?? .zero
            time += length
            let outcome = isHang ? .hang(.processing) : answer.outcome
            let result = result(mirror, kind, isFirst: index == 0, length, outcome)
            coming.append((time, ticket, .finished(ticket: ticket, result)))
            if isHang { break }
          }
          coming.append((time, ticket, .roundEnded(ticket: ticket)))
        }
      }
    }
    carryOut(race.begin())
    var now = Duration.zero
    while !race.isFinished, now < .seconds(600) {
      now += .milliseconds(10)
      // Stable: of one time in the order in which they came up.
      while let next = coming.indices.filter({ coming[$0].at <= now }).min(by: {
        (coming[$0].at, $0) < (coming[$1].at, $1)
      }) {
        carryOut(race.handle(coming.remove(at: next).event, at: now))
      }
      carryOut(race.handle(.timePassed, at: now))
      if course.firstBest == nil, race.ranking.best(isPrivate: { _ in false }) != nil {
        course.firstBest = now
      }
    }
    course.race = race
    course.end = now
    return course
  }

  private func result(
    _ mirror: Mirror, _ kind: RequestKind, isFirst: Bool, _ time: Duration,
    _ outcome: RequestOutcome
  ) -> ProbeResult {
    var timings = PhaseTimings()
    timings.total = time
    if kind == .zip { timings.transfer = time }
    var result = ProbeResult(
      mirror: mirror.id,
      request: ProbeRequest(kind, canary: .standard, use: isFirst ? .cold : .warm),
      startedAt: Timestamp(monotonic: .zero, wall: .zero), outcome: outcome, timings: timings)
    result.bodyBytes = kind == .zip ? 20_000 : 60
    return result
  }

  private func names(_ course: Course) -> [String] {
    course.race.ranking.places.map(\.contender.mirror.name)
  }

  private func stage(_ name: String, _ course: Course) -> Race.Stage? {
    course.race.lanes.first { $0.contender.mirror.name == name }?.stage
  }

  /// Five that answer and one that is silent: the silent one is out after 2 s, and all is over then.
  @Test func aSilentMirrorKeepsNobodyWaiting() {
    let course = course([
      "a": .after(10), "b": .after(20), "hung": .never, "c": .after(30), "d": .after(40),
      "e": .after(50),
    ])
    #expect(names(course) == ["a", "b", "c", "d", "e", "hung"])
    #expect(course.firstBest == .milliseconds(10))
    #expect(stage("hung", course) == .left(after: .seconds(2)))
    #expect(course.end == .seconds(2))
    #expect(course.transfers == ["a", "b", "c"])
    let places = course.race.ranking.places
    #expect(places.prefix(3).allSatisfy { $0.contender.throughput?.bodies == 5 })
    #expect(places.prefix(3).allSatisfy { $0.contender.rounds == 10 && $0.contender.failures == 0 })
    #expect(places[5].rank == nil && places[5].contender.failures == 1)
    #expect(places[5].contender.lastFailure == .hang(.processing))
  }

  /// Whatever the mirrors do, who has 3 s gets the best of 3 s.
  @Test func theLimitHolds() {
    let slow = course(["far": .after(600), "hung": .never, "farther": .after(900)], .quick)
    #expect(slow.end == .seconds(3))
    #expect(names(slow) == ["far", "farther", "hung"])
    let fast = course(["a": .after(10), "b": .after(20)], .quick)
    #expect(fast.end < .seconds(2))
    #expect(fast.race.lanes.allSatisfy { $0.contender.rounds == 10 })
  }

  /// Without anybody who serves there is nothing to choose yet: the limit waits, the timeout does not.
  @Test func theLimitWaitsForAnAnswer() {
    let late = course(["a": .never, "late": .after(4000)], .quick)
    #expect(late.end == .seconds(4))
    #expect(names(late).first == "late")
    let none = course(["a": .never, "b": .never], .quick)
    #expect(none.end == .seconds(10))
    #expect(stage("a", none) == .left(after: .seconds(10)))
    #expect(none.race.ranking.best { _ in false } == nil)
  }

  /// On a slow line all are slow: nobody is silent who is just as slow as the others.
  @Test func slowIsNotSilentWhereAllAreSlow() {
    let course = course(["a": .after(2500), "b": .after(2700), "c": .after(4000)])
    #expect(course.race.lanes.allSatisfy { $0.stage == .done })
    #expect(names(course) == ["a", "b", "c"])
  }

  /// One that answers and then falls silent has its silence counted, and comes behind the others.
  @Test func oneSilenceIsEnough() throws {
    var fading = Answers.after(5)
    fading.silentFrom = 4
    let course = course(["fading": fading, "steady": .after(60)])
    #expect(names(course) == ["steady", "fading"])
    let lane = try #require(course.race.lane(of: Mirror.ID(rawValue: "https://fading")))
    #expect(lane.stage == .left(after: .seconds(2)))
    #expect(lane.contender.rounds == 5 && lane.contender.failures == 1)
    #expect(course.transfers == ["steady"])
  }

  /// Its own timeout may be shorter than our patience.
  @Test func aHangLeavesAtOnce() {
    let course = course(["hung": .never, "a": .after(10)], timeout: .milliseconds(500))
    #expect(stage("hung", course) == .left(after: .milliseconds(500)))
  }

  /// Failures are no silence: asked in every round, they count.
  @Test func failuresAreCounted() throws {
    var failing = Answers.after(10)
    failing.outcome = .refused
    let course = course(["failing": failing, "a": .after(20)], Race.Rules(rounds: 4))
    #expect(course.race.lanes.map(\.contender.failures) == [4, 0])
    #expect(course.race.lanes.map(\.contender.rounds) == [4, 4])
    #expect(stage("failing", course) == .waitsForTransfer)
  }

  /// A zip that does not come is given up, and the mirror has failed a round.
  @Test func aStalledZipIsGivenUp() {
    var stalled = Answers.after(10)
    stalled.zipTime = .seconds(60)
    let course = course(["stalled": stalled, "a": .after(20), "b": .after(30)])
    #expect(course.transfers == ["stalled", "a", "b"])
    #expect(names(course) == ["a", "b", "stalled"])
    #expect(course.race.lanes[0].contender.failures == 1)
    #expect(course.end < .seconds(8))
  }

  @Test func nobodyToMeasure() {
    var race = Race([], rules: .quick, at: .zero)
    #expect(race.begin() == [])
    #expect(race.isFinished)
  }
}
