import GoRules
import Health
import Testing

/// Answers that pass through a gateway.
struct GatewayPassingTests {
  private static let info = GatewayTests.info
  private static let archive = GatewayTests.archive
  private static let own = "https://me:S3cr3t@own.example"
  private static let comma = "https://a.example,https://b.example"

  struct Case: Sendable, CustomTestStringConvertible {
    var goproxy: String
    var passThrough: PassThrough
    /// Of own.example, a.example, b.example, in this order.
    var answers: [AssumedOutcome]
    var result: String

    init(
      _ goproxy: String, _ passThrough: PassThrough, _ answers: [AssumedOutcome], _ result: String
    ) {
      (self.goproxy, self.passThrough) = (goproxy, passThrough)
      (self.answers, self.result) = (answers, result)
    }

    var testDescription: String { "\(goproxy) \(passThrough) \(answers)" }
  }

  @Test(arguments: [
    // What go cannot be sent to, and nothing else.
    Case("\(own),\(comma)", .none, [], "404 left_to_list"),
    Case("\(own),\(comma)", .needed, [], "passed own.example"),
    Case("\(comma),\(own)", .needed, [], "https://a.example"),
    Case("https://own.example?token=S3cr3t,\(comma)", .needed, [], "passed own.example"),
    Case("\(own),\(comma)", .needed, [.status(404)], "https://a.example"),
    Case("\(comma),\(own)", .needed, [.ok, .status(404), .status(410)], "passed own.example"),
    // All that has a URL of http.
    Case(comma, .all, [.ok], "passed a.example"),
    Case("file:///srv/go,\(comma)", .all, [], "404 left_to_list"),
    Case("direct", .all, [], "404 left_to_list"),
    Case("https://a.example,direct", .all, [.ok, .status(404)], "404 left_to_list"),
    // It goes on as it does where go is sent on.
    Case(comma, .all, [.ok, .status(404)], "passed b.example"),
    Case(comma, .all, [.ok, .status(502)], "passed b.example"),
    Case(comma, .all, [.ok, .hang], "passed b.example"),
    Case(comma, .all, [.ok, .reset], "passed b.example"),
    Case(comma, .all, [.ok, .status(403)], "403 failed a.example"),
    Case(comma, .all, [.ok, .status(401)], "401 failed a.example"),
    Case("https://a.example|https://b.example", .all, [.ok, .status(403)], "passed b.example"),
    Case(comma, .all, [.ok, .status(404), .status(410)], "410 not_found b.example"),
    Case(comma, .all, [.ok, .hang, .hang], "504 failed b.example"),
  ]) func whoseAnswerPasses(test: Case) throws {
    var lab = try GatewayLab(test.goproxy, test.passThrough)
    for (host, answer) in zip(["own.example", "a.example", "b.example"], test.answers) {
      lab.answers[host] = answer
    }
    #expect(lab.result(Self.info) == test.result)
    #expect(lab.gateway.waiting == 0 && lab.gateway.passing == 0)
  }

  /// The fetch itself is the question, each time.
  @Test func nothingIsAskedBeforehand() throws {
    var lab = try GatewayLab(Self.comma, .all)
    for path in [Self.info, Self.archive, Self.archive, "/again" + Self.archive] {
      #expect(lab.result(path) == "passed a.example")
    }
    #expect(
      lab.asked == [
        "a.example \(Self.info)", "a.example \(Self.archive)", "a.example \(Self.archive)",
        "a.example \(Self.archive)",
      ])
    // What one lacks, and who is silent, is known for a while.
    lab.answers["a.example"] = .status(404)
    #expect(lab.result("/x.example/m/@v/v2.0.0.info") == "passed b.example")
    #expect(lab.result("/x.example/m/@v/v2.0.0.info") == "passed b.example")
    #expect(lab.asked.count { $0.hasPrefix("a.example /x.example/m/@v/v2") } == 1)
    lab.answers["a.example"] = .hang
    let start = lab.now
    #expect(lab.result("/x.example/m/@v/v3.0.0.info") == "passed b.example")
    #expect(lab.result("/x.example/m/@v/v4.0.0.info") == "passed b.example")
    #expect(lab.result("/x.example/m/@v/v5.0.0.info") == "passed b.example")
    #expect(lab.now - start == Gateway.patience * 2)
  }

  /// go comes back from a body that was cut off.
  @Test(arguments: [AssumedOutcome.truncated, .hang])
  func aBodyThatDoesNotEndIsAskedOfAnother(end: AssumedOutcome) throws {
    var lab = try GatewayLab(Self.comma, .all)
    lab.bodies["a.example"] = end
    #expect(lab.result(Self.archive) == "passed a.example")
    #expect(lab.result("/again" + Self.archive) == "passed b.example")
    // For this file, once.
    #expect(lab.result(Self.info) == "passed a.example")
  }

  /// Bytes that are broken say nothing of the module, wherever it is noticed.
  @Test func brokenBytesAreEvaded() {
    let broken = FailureCause.malformedResponse(ServerText("gzip: invalid header"))
    for phase in [Phase.transfer, .processing] {
      #expect(EvadedFailure(.failure(RequestFailure(phase, broken))) == .reset)
    }
  }

  @Test func privateModulesStayPrivate() throws {
    let list = "https://a.example,https://goproxy.corp.internal,direct"
    var lab = try GatewayLab(list, variables: ["GOPRIVATE": "x.example"], .all)
    #expect(lab.result(Self.info) == "passed goproxy.corp.internal")
    lab.answers["goproxy.corp.internal"] = .status(404)
    #expect(lab.result("/x.example/n/@v/list") == "404 left_to_list")
    #expect(!lab.asked.contains { $0.hasPrefix("a.example") })
  }

  @Test func databaseStaysWithOneProxy() throws {
    let base = "/sumdb/sum.golang.org"
    var lab = try GatewayLab(Self.comma, .all)
    lab.answersByKind["a.example \(base)/supported"] = .status(404)
    #expect(lab.result("\(base)/supported") == "passed b.example")
    // What its carrier says of a record counts, and says nothing against the carrier.
    lab.answersByKind["b.example \(base)/lookup/x.example/m@v1.0.0"] = .status(404)
    #expect(lab.result("\(base)/lookup/x.example/m@v1.0.0") == "404 not_found b.example")
    #expect(lab.result("\(base)/lookup/x.example/n@v1.0.0") == "passed b.example")
    #expect(lab.result("\(base)/tile/8/0/001") == "passed b.example")
    #expect(lab.asked.count { $0.hasPrefix("a.example") } == 1)
    // Another is asked whether it carries the database, and then for the file.
    lab.answers["b.example"] = .refused
    lab.answersByKind = [:]
    lab.now += .seconds(60)
    lab.asked = []
    #expect(lab.result("\(base)/tile/8/0/002") == "passed a.example")
    #expect(
      lab.asked == [
        "b.example \(base)/tile/8/0/002", "a.example sumdb sum.golang.org@",
        "a.example \(base)/tile/8/0/002",
      ])
    #expect(lab.result("\(base)/tile/8/0/003") == "passed a.example")
    #expect(lab.asked.count == 4)
  }

  @Test func streamsAreBounded() throws {
    var gateway = Gateway(
      try GatewayLab.rules("https://a.example,\(Self.own)", .all))
    var fetches: [Gateway.Fetch] = []
    for ticket in 0..<200 {
      let path = "/x.example/m\(ticket)/@v/v1.0.0.zip"
      let request = try #require(GatewayRequest(path))
      for command in gateway.requested(request, ticket, at: .seconds(100)) {
        if case .fetch(let fetch) = command { fetches.append(fetch) }
      }
    }
    #expect(fetches.count == Gateway.mostPassing && gateway.passing == fetches.count)
    #expect(Set(fetches.map(\.connection)).count == fetches.count)
    // Beyond, go is sent there.
    #expect(gateway.waiting == 200)
    for fetch in fetches {
      #expect(gateway.began(fetch, at: .seconds(100)).count == 1)
      #expect(gateway.ended(fetch, .ok, at: .seconds(101)).isEmpty)
    }
    // Each until go has taken it.
    #expect(gateway.passing == fetches.count && gateway.waiting == 200 - fetches.count)
    for fetch in fetches { gateway.left(fetch) }
    #expect(gateway.passing == 0)
    gateway.left(fetches[0])
    #expect(gateway.passing == 0)
  }

  /// Where go comes again, and of so many at a time.
  @Test func moreIsHeldForWhoHasNobodyElse() throws {
    var gateway = Gateway(try GatewayLab.rules("https://a.example", .all))
    var fetches: [Gateway.Fetch] = []
    for ticket in 0..<20 {
      let place = ticket < 10 ? GatewayRequest.again : ""
      let request = try #require(GatewayRequest("\(place)/x.example/m\(ticket)/@v/v1.0.0.zip"))
      for command in gateway.requested(request, ticket, at: .seconds(100)) {
        if case .fetch(let fetch) = command { fetches.append(fetch) }
      }
    }
    #expect(fetches.map(\.holdsMore) == (0..<20).map { $0 < Gateway.mostHolding })
    gateway.left(fetches[0])
    let request = try #require(GatewayRequest("/again" + Self.archive))
    guard case .fetch(let next)? = gateway.requested(request, 20, at: .seconds(100)).first else {
      Issue.record("no fetch")
      return
    }
    #expect(next.holdsMore)
  }

  @Test func whatNobodyWaitsForIsDropped() throws {
    var gateway = Gateway(try GatewayLab.rules("https://a.example", .all))
    func fetch(_ commands: [Gateway.Command]) throws -> Gateway.Fetch {
      let found = commands.compactMap { if case .fetch(let fetch) = $0 { fetch } else { nil } }
      return try #require(found.first)
    }
    let request = try #require(GatewayRequest(Self.archive))
    let old = try fetch(gateway.requested(request, 1, at: .seconds(100)))
    let other = try GatewayLab.rules("https://b.example", .all)
    let new = try fetch(gateway.rulesChanged(to: other, at: .seconds(100)))
    #expect(new.url.host == "b.example" && gateway.passing == 2)
    #expect(gateway.began(old, at: .seconds(101)) == [.drop(old)])
    #expect(gateway.ended(old, nil, at: .seconds(101)).isEmpty)
    gateway.left(old)
    let answered = gateway.began(new, at: .seconds(101))
    #expect(answered == [.answer(1, GatewayAnswer(.passedThrough, name: "b.example"))])
    #expect(gateway.began(new, at: .seconds(101)) == [.drop(new)])
    // An answer that is said to serve, and does not come, is none.
    var answers: [Gateway.Command] = []
    var next = gateway.requested(request, 2, at: .seconds(102))
    while case .fetch(let fetch) = next.first {
      next = gateway.ended(fetch, .ok, at: .seconds(102))
      gateway.left(fetch)
      answers = next
    }
    guard case .answer(2, let answer) = answers.first else {
      Issue.record("\(answers)")
      return
    }
    #expect(answer.verdict == .refused(.hang(.processing), nil) && answer.name == "b.example")
  }

  /// Whatever entries and clients do, and in whatever order: each request has one answer, and each fetch a connection of
  /// its own.
  @Test func everyRequestIsAnsweredOnce() throws {
    let outcomes: [AssumedOutcome] = [
      .ok, .ok, .status(404), .status(403), .status(500), .refused, .hang, .reset,
    ]
    let lists = try ["\(Self.own),\(Self.comma)", "\(Self.comma)|\(Self.own)"].map {
      try GatewayLab.rules($0, .all)
    }
    let paths = [Self.info, Self.archive, "/sumdb/sum.golang.org/supported"].flatMap {
      [$0, GatewayRequest.again + $0]
    }
    var random = SplitMix64(seed: 11)
    var gateway = Gateway(lists[0])
    var asks: [Gateway.Ask] = []
    var fetches: [(fetch: Gateway.Fetch, hasBegun: Bool)] = []
    var answered: [Int: Int] = [:]
    var now = Duration.seconds(100)

    func carryOut(_ commands: [Gateway.Command]) {
      for command in commands {
        switch command {
        case .ask(let ask, _): asks.append(ask)
        case .answer(let ticket, _): answered[ticket, default: 0] += 1
        case .fetch(let fetch):
          #expect(!fetches.contains { $0.fetch.connection == fetch.connection })
          fetches.append((fetch, false))
        case .drop: break
        }
      }
    }
    func goOn(_ outcome: AssumedOutcome) {
      let index = Int.random(in: 0..<(asks.count + fetches.count), using: &random)
      if index < asks.count {
        let ask = asks.remove(at: index)
        return carryOut(gateway.answered(ask, outcome.outcome(of: .info), at: now))
      }
      let (fetch, hasBegun) = fetches[index - asks.count]
      if outcome == .ok, !hasBegun {
        fetches[index - asks.count].hasBegun = true
        return carryOut(gateway.began(fetch, at: now))
      }
      let isCancelled = hasBegun && Bool.random(using: &random)
      let commands = gateway.ended(
        fetch, isCancelled ? nil : outcome.outcome(of: .mod), at: now)
      gateway.left(fetch)
      fetches.remove(at: index - asks.count)
      carryOut(commands)
    }

    for ticket in 0..<3000 {
      now += .milliseconds(Int64.random(in: 0...300, using: &random))
      let path = try #require(paths.randomElement(using: &random))
      carryOut(gateway.requested(try #require(GatewayRequest(path)), ticket, at: now))
      if ticket % 100 == 99 {
        carryOut(gateway.rulesChanged(to: lists[ticket / 100 % 2], at: now))
      }
      // More at times than may pass.
      let most = ticket / 500 % 2 == 0 ? 5 : 200
      while asks.count + fetches.count > most {
        goOn(try #require(outcomes.randomElement(using: &random)))
      }
    }
    while !asks.isEmpty || !fetches.isEmpty { goOn(.ok) }
    #expect(answered.count == 3000 && answered.values.allSatisfy { $0 == 1 })
    #expect(gateway.waiting == 0 && gateway.passing == 0)
  }
}
