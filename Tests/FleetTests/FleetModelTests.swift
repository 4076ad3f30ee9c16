import Fleet
import GoRules
import Health
import Testing

@Suite struct FleetModelTests {
  private static let start = Timestamp(monotonic: .seconds(1000), wall: .seconds(1_795_255_200))
  private static let wall = 1_795_255_200.0

  /// At `after` seconds all is asked, and answered so: a vantage point each, with the age of its scrape (nil: its agent is
  /// gone), its verdict, and the states of its mirrors.
  private static func answer(
    _ model: inout FleetModel, after: Double = 0,
    _ points: [(name: String, scraped: Double?, verdict: String, states: [(String, String)])]
  ) {
    let now = start.advanced(by: .seconds(after))
    let time = Duration.seconds(wall + after)
    func samples(_ list: [PrometheusSamples.Sample]) -> Result<PrometheusSamples, PrometheusTrouble>
    {
      .success(PrometheusSamples(list, time: time))
    }
    model.answered(
      .presence,
      samples(
        points.map { point in
          PrometheusSamples.Sample([point.name], point.scraped.map { wall + after - $0 } ?? 0)
        }), at: now)
    model.answered(
      .verdicts,
      samples(
        points.filter { $0.scraped != nil }.map {
          PrometheusSamples.Sample([$0.name, $0.verdict, "m"], wall - 38)
        }), at: now)
    model.answered(
      .states,
      samples(
        points.filter { $0.scraped != nil }.flatMap { point in
          point.states.map {
            PrometheusSamples.Sample([point.name, $0.0, $0.1], wall - 40)
          }
        }), at: now)
  }

  @Test("Cells are put together by vantage point and mirror, the worst place first")
  func picture() {
    var model = FleetModel()
    Self.answer(
      &model,
      [
        ("b", 3, "served", [("m", "up"), ("n", "up")]), ("a", 3, "broken", [("m", "down")]),
        ("c", 3, "fallback", [("m", "slow")]),
      ])
    model.answered(
      .latencies([]),
      .success(
        PrometheusSamples([
          PrometheusSamples.Sample(["b", "m"], 0.0574), PrometheusSamples.Sample(["x", "m"], 1),
          PrometheusSamples.Sample(["a", "m"], -1),
        ])), at: Self.start)
    let snapshot = model.snapshot(at: Self.start)
    #expect(snapshot.vantagePoints.map(\.name) == ["a", "c", "b"])
    #expect(snapshot.vantagePoints[0].mirror == "m" && snapshot.vantagePoints[0].isBroken)
    #expect(snapshot.age(snapshot.vantagePoints[0].since ?? .zero) == .seconds(38))
    #expect(snapshot.mirrors.map(\.name) == ["m", "n"])
    #expect(snapshot.mirrors[0].cells.map { $0?.state } == [.down, .slow, .up])
    #expect(snapshot.mirrors[0].cells[2]?.p95 == .microseconds(57_400))
    #expect(snapshot.mirrors[0].cells[0]?.p95 == nil)
    #expect(snapshot.mirrors[1].cells.map { $0?.state } == [nil, nil, .up])
    #expect(snapshot.verdict == .broken)
    let spread = snapshot.spread(of: snapshot.mirrors[0])
    #expect(spread.scope == .local && spread.down == [0] && spread.ailing == [1])
  }

  private static let scopeRows: [([String], Spread.Scope)] = [
    (["up", "up"], .none), (["down", "down"], .everywhere), (["down", "up"], .local),
    (["down"], .alone), (["down", "down", "up"], .several), (["down", "unknown"], .alone),
    (["down", "local"], .alone), (["down", "slow"], .local), (["unknown"], .none),
    (["down", "down", "waiting"], .several), (["down", "down", "unknown"], .several),
    (["down", "down", "local"], .everywhere),
  ]

  @Test("Everywhere is where at least two see it and nobody does not", arguments: scopeRows)
  func scopes(states: [String], scope: Spread.Scope) {
    var model = FleetModel()
    Self.answer(
      &model,
      states.enumerated().map { ("v\($0)", 1, "served", [("m", $1)]) })
    let snapshot = model.snapshot(at: Self.start)
    #expect(snapshot.spread(of: snapshot.mirrors[0]).scope == scope)
  }

  @Test("Who is gone keeps what was seen of it, and counts for nothing of now")
  func gone() {
    var model = FleetModel()
    let a: (String, Double?, String, [(String, String)]) = ("a", 1, "broken", [("m", "down")])
    let b: (String, Double?, String, [(String, String)]) = ("b", 1, "served", [("m", "up")])
    Self.answer(&model, [a, b])
    #expect(model.snapshot(at: Self.start).verdict == .broken)
    #expect(model.unknownGone.isEmpty)
    Self.answer(&model, after: 30, [(a.0, nil, a.2, a.3), b])
    let later = Self.start.advanced(by: .seconds(30))
    let snapshot = model.snapshot(at: later)
    let point = snapshot.vantagePoints.first { $0.name == "a" }
    #expect(point?.isCurrent == false && point?.verdict == .broken)
    #expect(point?.seen.map { snapshot.age($0) } == .seconds(31))
    #expect(snapshot.mirrors[0].cells.compactMap { $0?.state }.count == 2)
    #expect(snapshot.spread(of: snapshot.mirrors[0]).seen.count == 1)
    // What go would meet there now could be anything.
    #expect(snapshot.broken.isEmpty && snapshot.verdict == .unknown)
    #expect(model.unknownGone.isEmpty)
  }

  @Test("A scrape is late after two minutes and a half, also while nothing is answered any more")
  func late() {
    var model = FleetModel()
    Self.answer(&model, [("a", 100, "served", [("m", "up")])])
    #expect(model.snapshot(at: Self.start).vantagePoints[0].isCurrent)
    let later = model.snapshot(at: Self.start.advanced(by: .seconds(50)))
    #expect(later.vantagePoints[0].isCurrent && later.age == .seconds(50))
    let late = model.snapshot(at: Self.start.advanced(by: .seconds(51)))
    #expect(!late.vantagePoints[0].isCurrent && late.verdict == .unknown)
    #expect(late.vantagePoints[0].seen.map { late.age($0) } == .seconds(151))
  }

  @Test("An agent that answers and tells nothing any more is not of now")
  func silent() {
    var model = FleetModel()
    Self.answer(&model, [("a", 1, "served", [("m", "up")])])
    Self.answer(&model, after: 10, [("a", nil, "served", [])])
    model.answered(
      .presence,
      .success(PrometheusSamples([PrometheusSamples.Sample(["a"], Self.wall + 9)])),
      at: Self.start.advanced(by: .seconds(10)))
    let snapshot = model.snapshot(at: Self.start.advanced(by: .seconds(10)))
    #expect(!snapshot.vantagePoints[0].isCurrent)
    #expect(snapshot.mirrors[0].cells[0]?.state == .up)
  }

  @Test("Of those who left before the first look, the last that is known is told")
  func recalled() {
    var model = FleetModel()
    Self.answer(&model, [("a", nil, "", [])])
    #expect(model.unknownGone == ["a"])
    let times = [Self.wall - 500, Self.wall - 90]
    model.answered(
      .lastSeen(["a"]),
      .success(PrometheusSamples([PrometheusSamples.Sample(["a"], Self.wall - 60)])),
      at: Self.start)
    model.answered(
      .lastStates(["a"]),
      .success(
        PrometheusSamples([
          PrometheusSamples.Sample(["a", "m", "down"], times[1]),
          PrometheusSamples.Sample(["a", "m", "up"], times[0]),
        ])), at: Self.start)
    model.answered(
      .lastVerdicts(["a"]),
      .success(
        PrometheusSamples([
          PrometheusSamples.Sample(["a", "served", "m"], times[0]),
          PrometheusSamples.Sample(["a", "broken", "m"], times[1]),
        ])), at: Self.start)
    let snapshot = model.snapshot(at: Self.start)
    #expect(snapshot.vantagePoints[0].verdict == .broken && !snapshot.vantagePoints[0].isCurrent)
    #expect(snapshot.vantagePoints[0].seen == .seconds(Self.wall - 60))
    #expect(snapshot.mirrors[0].cells[0]?.state == .down)
    #expect(model.unknownGone.isEmpty)
  }

  @Test("A question that fails leaves what was known, and says why")
  func troubles() {
    var model = FleetModel()
    Self.answer(&model, [("a", 1, "served", [("m", "up")])])
    let later = Self.start.advanced(by: .seconds(10))
    model.answered(.states, .failure(.status(503, "")), at: later)
    let snapshot = model.snapshot(at: later)
    #expect(snapshot.troubles == [.states: .status(503, "")])
    #expect(snapshot.mirrors[0].cells[0]?.state == .up && snapshot.age == .seconds(10))
    Self.answer(&model, after: 20, [("a", 1, "served", [("m", "up")])])
    #expect(model.snapshot(at: later).troubles.isEmpty)
  }

  @Test("Words that nobody knows, and times that are none, are no standing")
  func hostile() {
    var model = FleetModel()
    Self.answer(
      &model, [("a", 1, "splendid", [("m", "well"), ("", "up")]), ("", 1, "served", [])])
    model.answered(
      .failovers,
      .success(
        PrometheusSamples([
          PrometheusSamples.Sample(["a", "x", "y", "refused"], 1e300),
          PrometheusSamples.Sample(["a", "x", "y", "refused"], -1),
          PrometheusSamples.Sample(["a"], 1), PrometheusSamples.Sample([], 1),
        ])), at: Self.start)
    let snapshot = model.snapshot(at: Self.start)
    #expect(snapshot.vantagePoints.map(\.name) == ["a"])
    #expect(snapshot.mirrors.isEmpty && snapshot.failovers.isEmpty)
    #expect(snapshot.verdict == .unknown)
  }

  @Test("Failovers of all stand on one line of time, those seen before too, a bounded number")
  func failovers() {
    var model = FleetModel()
    for round in 0..<3 {
      model.answered(
        .failovers,
        .success(
          PrometheusSamples(
            (0..<300).map { index in
              PrometheusSamples.Sample(
                ["v\(index % 3)", "a", "b", "refused"],
                Self.wall + Double(round * 300 + index))
            })), at: Self.start)
    }
    let failovers = model.snapshot(at: Self.start).failovers
    #expect(failovers.count == 500)
    #expect(failovers.first?.at == .seconds(Self.wall + 899))
    #expect(failovers.map(\.at) == failovers.map(\.at).sorted(by: >))
  }
}
