import GoRules
import Health
import Testing

/// Many requests at once.
struct GatewayLoadTests {
  private static func path(_ number: Int) -> String { "/x.example/m\(number)/@v/v1.0.0.info" }

  private static func asks(_ commands: [Gateway.Command]) -> [Gateway.Ask] {
    commands.compactMap { if case .ask(let ask, _) = $0 { ask } else { nil } }
  }

  private static func answers(_ commands: [Gateway.Command]) -> [GatewayAnswer] {
    commands.compactMap { if case .answer(_, let answer) = $0 { answer } else { nil } }
  }

  private static func requested(
    _ gateway: inout Gateway, _ number: Int, ticket: Int
  ) throws -> [Gateway.Command] {
    let request = try #require(GatewayRequest(path(number)))
    return gateway.requested(request, ticket, at: .seconds(100))
  }

  @Test func theSameIsAskedOnce() throws {
    var gateway = Gateway(try GatewayLab.rules("https://a.example"))
    let first = try Self.requested(&gateway, 0, ticket: 1)
    let ask = try #require(Self.asks(first).first)
    for ticket in 2...5 {
      #expect(try Self.requested(&gateway, 0, ticket: ticket).isEmpty)
    }
    #expect(Self.answers(gateway.answered(ask, .ok, at: .seconds(101))).count == 5)
    #expect(gateway.waiting == 0)
  }

  @Test func connectionsAndWaitingAreBounded() throws {
    var gateway = Gateway(try GatewayLab.rules("https://a.example"))
    var open: [Gateway.Ask] = []
    var busy = 0
    for number in 0..<1000 {
      let commands = try Self.requested(&gateway, number, ticket: number)
      open += Self.asks(commands)
      busy += Self.answers(commands).count { $0.verdict == .busy && $0.status == 503 }
    }
    #expect(open.count == Gateway.connections)
    #expect(gateway.waiting == 512 && busy == 488)
    var answered = 0
    while let ask = open.popLast() {
      let commands = gateway.answered(ask, .ok, at: .seconds(101))
      answered += Self.answers(commands).count
      open += Self.asks(commands)
      #expect(open.count <= Gateway.connections)
    }
    #expect(answered == 512 && gateway.waiting == 0)
  }

  @Test func nobodyQueuesForASilentOne() throws {
    var gateway = Gateway(try GatewayLab.rules("https://a.example,https://b.example"))
    var first: [Gateway.Ask] = []
    for number in 0..<100 {
      first += Self.asks(try Self.requested(&gateway, number, ticket: number))
    }
    #expect(first.count == Gateway.connections)
    // Two silences are enough for all who have not begun to wait.
    var open = Self.asks(gateway.answered(first[0], .hang(.processing), at: .seconds(102)))
    first += open.filter { $0.url.host == "a.example" }
    open.removeAll { $0.url.host == "a.example" }
    open += Self.asks(gateway.answered(first[1], .hang(.processing), at: .seconds(102)))
    #expect(open.allSatisfy { $0.url.host == "b.example" })
    var served = 0
    while let ask = open.popLast() {
      let commands = gateway.answered(ask, .ok, at: .seconds(102))
      served += Self.answers(commands).count
      open += Self.asks(commands)
    }
    #expect(served == 100 - (Gateway.connections - 1))
    for ask in first.dropFirst() {
      let asks = Self.asks(gateway.answered(ask, .hang(.processing), at: .seconds(102)))
      for ask in asks {
        served += Self.answers(gateway.answered(ask, .ok, at: .seconds(102))).count
      }
    }
    #expect(served == 100 && gateway.waiting == 0)
  }

  @Test func anotherListBeginsAnew() throws {
    var gateway = Gateway(try GatewayLab.rules("https://a.example,https://b.example"))
    let old = try #require(Self.asks(try Self.requested(&gateway, 0, ticket: 1)).first)
    let commands = gateway.rulesChanged(
      to: try GatewayLab.rules("https://c.example"), at: .seconds(100))
    let new = try #require(Self.asks(commands).first)
    #expect(new.url.host == "c.example")
    #expect(gateway.answered(old, .ok, at: .seconds(101)).isEmpty)
    let answers = Self.answers(gateway.answered(new, .ok, at: .seconds(101)))
    #expect(answers.map(\.name) == ["c.example"])
    #expect(gateway.answered(new, .ok, at: .seconds(101)).isEmpty)
    #expect(gateway.rulesChanged(to: gateway.rules, at: .seconds(102)).isEmpty)
  }

  /// Whatever the entries do, and in whatever order they answer, each request has one answer in the end.
  @Test func everyRequestIsAnsweredOnce() throws {
    let outcomes: [AssumedOutcome] = [
      .ok, .status(404), .status(410), .status(403), .status(500), .refused, .hang, .reset, .tls,
      .dns, .invalid, .timeout,
    ]
    var random = SplitMix64(seed: 7)
    for list in [
      "https://a.example,https://b.example|https://c.example,direct", "https://a.example|off",
    ] {
      var gateway = Gateway(try GatewayLab.rules(list))
      var open: [Gateway.Ask] = []
      var answered: [Int: Int] = [:]
      var now = Duration.seconds(100)
      func carryOut(_ commands: [Gateway.Command]) {
        for command in commands {
          switch command {
          case .ask(let ask, _): open.append(ask)
          case .answer(let ticket, _): answered[ticket, default: 0] += 1
          case .fetch, .drop: break
          }
        }
      }
      for ticket in 0..<3000 {
        now += .milliseconds(Int64.random(in: 0...300, using: &random))
        carryOut(
          gateway.requested(
            try #require(GatewayRequest(Self.path(Int.random(in: 0...20, using: &random)))), ticket,
            at: now))
        while open.count > 5 || (!open.isEmpty && Bool.random(using: &random)) {
          let ask = open.remove(at: Int.random(in: 0..<open.count, using: &random))
          let outcome = outcomes[Int.random(in: 0..<outcomes.count, using: &random)]
          carryOut(gateway.answered(ask, outcome.outcome(of: .info), at: now))
        }
      }
      while let ask = open.popLast() { carryOut(gateway.answered(ask, .ok, at: now)) }
      #expect(answered.count == 3000 && answered.values.allSatisfy { $0 == 1 })
      #expect(gateway.waiting == 0)
    }
  }
}
