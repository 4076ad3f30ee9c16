import Fleet
import GoRules
import Health
import Testing

/// What is not known is not said, however it came that it is not.
@Suite struct FleetDoubtTests {
  private static let start = Timestamp(monotonic: .seconds(1000), wall: .seconds(1_795_255_200))
  private static let wall = 1_795_255_200.0

  /// Of all of `names` it is told, `after` seconds later, that go is served, and that their mirror is in `state`; `change`
  /// makes something else of an answer.
  private static func answer(
    _ model: inout FleetModel, _ names: [String] = ["a", "b"], state: String = "up",
    after: Double = 0, evaluated: Double? = nil,
    change: (FleetQuery, inout PrometheusSamples) -> Void = { _, _ in }
  ) {
    let now = wall + (evaluated ?? after)
    for query in [FleetQuery.presence, .verdicts, .states] {
      var samples = PrometheusSamples(
        names.map { name in
          switch query {
          case .verdicts: PrometheusSamples.Sample([name, "served", "m"], now - 60)
          case .states: PrometheusSamples.Sample([name, "m", state], now - 60)
          default: PrometheusSamples.Sample([name], now - 3)
          }
        }, time: .seconds(now))
      change(query, &samples)
      model.answered(query, .success(samples), at: start.advanced(by: .seconds(after)))
    }
  }

  @Test("What an agent that answers does not tell any more is not shown as of now")
  func untold() {
    for (silent, name) in [(FleetQuery.verdicts, "verdict"), (.states, "state")] {
      var model = FleetModel()
      Self.answer(&model)
      Self.answer(&model, after: 10) { query, samples in
        if query == silent { samples.samples.removeFirst() }
      }
      let snapshot = model.snapshot(at: Self.start.advanced(by: .seconds(10)))
      let index = snapshot.vantagePoints.firstIndex { $0.name == "a" } ?? 0
      #expect(snapshot.vantagePoints[index].isCurrent, "\(name)")
      #expect((snapshot.vantagePoints[index].verdict == nil) == (silent == .verdicts), "\(name)")
      #expect((snapshot.mirrors[0].cells[index] == nil) == (silent == .states), "\(name)")
    }
  }

  private typealias Change = @Sendable (FleetQuery, inout PrometheusSamples) -> Void
  private static let losses: [(String, Change)] = [
    ("warnings", { if $0 == .states { $1.hasWarnings = true } }),
    ("unreadable", { if $0 == .verdicts { $1.skipped = 1 } }),
    (
      "no label",
      { if $0 == .presence { $1.samples.append(PrometheusSamples.Sample([""], wall)) } }
    ),
  ]

  @Test("Where vantage points may be missing, nothing is said of everywhere", arguments: 0..<3)
  func missing(row: Int) {
    let (name, change) = Self.losses[row]
    for (state, isWhole) in [("up", false), ("up", true), ("down", false), ("down", true)] {
      var model = FleetModel()
      Self.answer(&model, state: state) { if !isWhole { change($0, &$1) } }
      let snapshot = model.snapshot(at: Self.start)
      #expect(snapshot.isWhole == isWhole && snapshot.hasTrouble != isWhole, "\(name)")
      #expect(snapshot.verdict == (isWhole ? .served : .unknown), "\(name)")
      let scope: Spread.Scope = isWhole ? .everywhere : .several
      #expect(
        snapshot.spread(of: snapshot.mirrors[0]).scope == (state == "up" ? .none : scope),
        "\(name)")
    }
  }

  @Test("More than are shown are counted")
  func tooMany() {
    var model = FleetModel()
    Self.answer(&model, (0..<5003).map { "v\($0)" }) { query, samples in
      guard query == .states else { return }
      samples.samples = (0..<1002).map { PrometheusSamples.Sample(["v0", "m\($0)", "up"], 1) }
    }
    let snapshot = model.snapshot(at: Self.start)
    #expect(snapshot.vantagePoints.count == 5000 && snapshot.mirrors.count == 1000)
    #expect(snapshot.skipped == 5 && snapshot.verdict == .unknown)
  }

  @Test("An answer that a cache repeats is not of now, and says so; the next new one is")
  func repeated() {
    var model = FleetModel()
    Self.answer(&model)
    Self.answer(&model, after: 1, evaluated: 0)
    #expect(model.snapshot(at: Self.start.advanced(by: .seconds(1))).troubles.isEmpty)
    for after in [10.0, 20, 200] {
      Self.answer(&model, after: after, evaluated: 0)
      let snapshot = model.snapshot(at: Self.start.advanced(by: .seconds(after)))
      #expect(snapshot.troubles[.states] == .repeated)
      #expect(snapshot.age == .seconds(after - 1))
      #expect(snapshot.vantagePoints[0].isCurrent == (after < 100))
    }
    Self.answer(&model, after: 210)
    let snapshot = model.snapshot(at: Self.start.advanced(by: .seconds(210)))
    #expect(snapshot.troubles.isEmpty && snapshot.age == .zero)
    #expect(snapshot.vantagePoints[0].isCurrent)
  }

  @Test("A scrape that is yet to come is none of now")
  func future() {
    var model = FleetModel()
    Self.answer(&model) { query, samples in
      if query == .presence {
        samples.samples[0].value += 1000
        samples.samples[1].value += 100
      }
    }
    let snapshot = model.snapshot(at: Self.start)
    #expect(snapshot.current.map(\.name) == ["b"])
  }
}
