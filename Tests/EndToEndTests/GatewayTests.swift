import Foundation
import GoRules
import MirrorLab
import Testing

/// `gateway` in front of the real go.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct GatewayTests {
  private static let m1 = LabModule("example.com/m1", "v1.0.0")
  private static let m2 = LabModule("example.com/m2", "v1.0.0")
  private static let capital = LabModule("example.com/Upper/Case", "v1.0.0")

  private static func ofGo(_ mirror: LabMirror, _ path: String) -> Int {
    mirror.requests.count {
      $0.path.contains(path) && $0.headers["user-agent"]?.hasPrefix("Go") == true
    }
  }

  @Test func goIsSentToWhoHasIt() throws {
    let stage = try GatewayStage([[Self.m1], [Self.m1, Self.m2, Self.capital]])
    let run = try stage.run(
      "mod", "download", "-x", "example.com/m1@v1.0.0", "example.com/m2@v1.0.0",
      "example.com/Upper/Case@v1.0.0")
    #expect(run.code == 0, "\(run.errors)")
    // All of it by the gateway: go has asked no mirror in its own name.
    #expect(!run.errors.contains(stage.mirrors[0].url), "\(run.errors)")
    #expect(Self.ofGo(stage.mirrors[0], "/m1/@v/") == 3)
    #expect(Self.ofGo(stage.mirrors[0], "/m2/@v/") == 0)
    #expect(Self.ofGo(stage.mirrors[1], "/m2/@v/") == 3)
    #expect(Self.ofGo(stage.mirrors[1], "/%21case/") == 3)
    // The gateway asks for no file that is not small.
    for mirror in stage.mirrors {
      let own = mirror.requests.filter {
        $0.path.contains("/m2/") && $0.headers["user-agent"]?.hasPrefix("goproxytop") == true
      }
      #expect(!own.isEmpty && own.allSatisfy { !$0.path.hasSuffix(".zip") })
    }
    let lines = try stage.logged("all requests") { $0.count >= 9 }
    #expect(lines.count == 9 && lines.allSatisfy { $0["status"] as? Int == 307 })
    let second = try #require(
      lines.first { $0["module"] as? String == "example.com/m2" && $0["kind"] as? String == "info" }
    )
    #expect(second["entry"] as? String == "127.0.0.1:\(stage.mirrors[1].port)")
    #expect(second["version"] as? String == "v1.0.0")
    #expect(
      (second["why"] as? String)?.hasPrefix("127.0.0.1:\(stage.mirrors[0].port): ") == true)
    let metrics = try stage.get("/metrics")
    #expect(
      metrics.contains(
        "goproxy_gateway_requests_total{entry=\"127.0.0.1:\(stage.mirrors[1].port)\",result=\"redirected\"} 6\n"
      ), "\(metrics)")
  }

  /// What stops go at the first entry of `a,b` is passed.
  @Test(arguments: [
    Fault.status(500), .status(502), .status(503), .refused, .answer(.reset), .answer(.closed),
    .certificate(.expired), .tlsAlert(40), .acceptAndSilence, .answer(.silence), .tlsStall,
    .http2WithoutSettings,
  ]) func goGetsPastAnOutage(fault: Fault) throws {
    let stage = try GatewayStage([[Self.m1], [Self.m1]])
    stage.mirrors[0].fault = fault
    let start = Date()
    let run = try stage.run("mod", "download", "example.com/m1@v1.0.0")
    #expect(run.code == 0, "\(run.errors)")
    #expect(Date().timeIntervalSince(start) < 20)
    #expect(Self.ofGo(stage.mirrors[1], "/m1/@v/") == 3)
  }

  /// go asks for each part of the package's path whether it is a module. The entry that is ill says nothing of the part
  /// that is none, and the others lack it.
  @Test(arguments: [Fault.status(502), .answer(.reset), .refused, .acceptAndSilence])
  func aPackageIsFoundPastAnOutage(fault: Fault) throws {
    let module = LabModule("example.com/m1", "v1.0.0", folder: "sub")
    let stage = try GatewayStage([[module], [module], [module]])
    stage.mirrors[0].fault = fault
    for version in ["latest", "v1.0.0"] {
      let run = try stage.run("get", "example.com/m1/sub@\(version)")
      #expect(run.code == 0, "\(run.errors)")
    }
  }

  @Test func aRefusalThatIsMeantIsNotEvaded() throws {
    let stage = try GatewayStage([[Self.m1], [Self.m1]])
    stage.mirrors[0].fault = .status(403, "blocked by policy")
    let run = try stage.run("mod", "download", "example.com/m1@v1.0.0")
    #expect(run.code == 1)
    #expect(run.errors.contains("403 Forbidden\n\tserver response: blocked by policy"))
    #expect(Self.ofGo(stage.mirrors[1], "") == 0)
    #expect(
      stage.mirrors[1].requests.allSatisfy {
        !$0.path.contains("/m1/@v/v1.0.0.zip") || $0.headers["user-agent"]?.hasPrefix("Go") != true
      })
    // Where the gateway stands alone, its answer says who said it.
    let alone = try stage.run(
      "mod", "download", "example.com/m1@v1.0.0", goproxy: "http://\(stage.address)")
    #expect(
      alone.errors.contains(
        "server response: 127.0.0.1:\(stage.mirrors[0].port): HTTP 403 Forbidden: blocked by policy"
      ),
      "\(alone.errors)")
  }

  /// An entry that has all but zips, and stops go there; or whose zips begin well and break off.
  @Test(arguments: [
    (AnswerFault.status(502), "HTTP 502 Bad Gateway"), (.reset, "reset"),
    (.truncatedBody, "go came back from it"),
  ]) func goComesBackFromWhoDoesNotServe(fault: AnswerFault, why: String) throws {
    let stage = try GatewayStage([[Self.m1], [Self.m1]])
    stage.mirrors[0].fault = .answer(fault, only: .zip)
    let run = try stage.run("mod", "download", "example.com/m1@v1.0.0")
    #expect(run.code == 0, "\(run.errors)")
    let again = try stage.logged("the second request") { $0.last?["again"] as? Bool == true }
    // It passes through: behind the gateway there is only the list.
    #expect(again.last?["result"] as? String == "passed")
    #expect(again.last?["entry"] as? String == "127.0.0.1:\(stage.mirrors[1].port)")
    let told = try #require(again.last?["why"] as? String)
    #expect(told.hasPrefix("127.0.0.1:\(stage.mirrors[0].port): ") && told.contains(why), "\(told)")
  }

  @Test func aRefusalOfTheZipAloneIsNotEvaded() throws {
    let stage = try GatewayStage([[Self.m1], [Self.m1]])
    stage.mirrors[0].fault = .answer(.status(403), only: .zip)
    let refused = try stage.run("mod", "download", "example.com/m1@v1.0.0")
    #expect(refused.code == 1 && refused.errors.contains("403 Forbidden"))
    #expect(Self.ofGo(stage.mirrors[1], "/m1/@v/v1.0.0.zip") == 0)
  }

  @Test func withoutTheGatewayAllIsAsBefore() throws {
    let stage = try GatewayStage([[Self.m1], [Self.m1, Self.m2]])
    stage.process.signal(SIGKILL)
    stage.process.wait()
    let run = try stage.run(
      "mod", "download", "example.com/m1@v1.0.0", "example.com/m2@v1.0.0")
    #expect(run.code == 0, "\(run.errors)")
  }

  @Test func theChecksumDatabaseGoesThroughIt() throws {
    let stage = try GatewayStage([[Self.m1], [Self.m1, Self.m2]])
    let sums = ["GOSUMDB": stage.database.key.written]
    let run = try stage.run(
      "mod", "download", "-x", "example.com/m1@v1.0.0", "example.com/m2@v1.0.0", more: sums)
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.errors.contains("http://\(stage.address)/sumdb/lab.example/lookup/"))
    let lookups = Self.ofGo(stage.mirrors[0], "/sumdb/lab.example/lookup/")
    #expect(lookups == 2 && Self.ofGo(stage.mirrors[0], "/sumdb/lab.example/tile/") > 0)
    #expect(Self.ofGo(stage.mirrors[1], "/sumdb/") == 0)
    // Its carrier fails in the middle of a build: go has no way out of that, the gateway has.
    stage.mirrors[0].fault = .answer(.reset)
    try stage.wait("the outage in the metrics") {
      $0.contains("{mirror=\"127.0.0.1:\(stage.mirrors[0].port)\",state=\"down\"} 1\n")
    }
    let later = try stage.run("mod", "download", "example.com/m2@v1.0.0", more: sums)
    #expect(later.code == 0, "\(later.errors)")
    #expect(Self.ofGo(stage.mirrors[1], "/sumdb/lab.example/lookup/") == 1)
  }

  @Test func whatItCannotStandInForIsLeftToTheList() throws {
    let stage = try GatewayStage([[Self.m1]], after: ",direct")
    // Of a version that nobody has: go itself goes on to direct.
    let run = try stage.run("mod", "download", "example.com/m9@v1.0.0")
    #expect(run.code == 1)
    #expect(run.errors.contains("127.0.0.1:1"), "direct was tried: \(run.errors)")
    let lines = try stage.logged("the request") {
      $0.contains { $0["result"] as? String == "left_to_list" }
    }
    #expect(lines.last?["status"] as? Int == 404)
  }

  @Test func credentialsNeverLeaveTheList() throws {
    let stage = try GatewayStage(
      [[Self.m1]], options: ["--goproxy", "https://user:S3cr3t@127.0.0.1:1,https://127.0.0.1:2"])
    let answer = try stage.get("/example.com/m1/@v/v1.0.0.info")
    #expect(answer.hasPrefix("HTTP/1.1 404 "))
    #expect(
      answer.contains("left to the list behind the gateway: the next entry takes credentials"))
    #expect(!answer.contains("Location") && !answer.contains("S3cr3t"))
    #expect(!stage.lines.joined().contains("S3cr3t"))
  }

  /// What an entry says may hold secrets of its own: they are nobody's business.
  @Test(arguments: [
    "http://user:S3cr3t%zz@127.0.0.1:1/x", "http://user:S3cr3t@[::1/x?sig=S3cr3t",
    "http://127.0.0.1:1/%zz?sig=S3cr3t",
  ]) func noSecretOfATargetIsTold(target: String) throws {
    let stage = try GatewayStage([[Self.m1]])
    stage.mirrors[0].fault = .answer(.redirect(302, to: target))
    let answer = try stage.get("/example.com/m1/@v/v1.0.0.info")
    #expect(answer.hasPrefix("HTTP/1.1 502 ") && answer.contains("xxxxx"), "\(answer)")
    _ = try stage.logged("the request") { $0.count == 1 }
    for text in [answer, try stage.get("/gateway"), AgentStage.read(stage.requestLog)] {
      #expect(!text.contains("S3cr3t"), "\(text)")
    }
  }

  @Test func aFileThatWasMovedAwayIsBegunAnew() throws {
    let stage = try GatewayStage([[Self.m1]])
    _ = try stage.get("/example.com/m1/@v/v1.0.0.info")
    _ = try stage.logged("a line") { $0.count == 1 }
    let moved = stage.requestLog + ".1"
    try FileManager.default.moveItem(atPath: stage.requestLog, toPath: moved)
    stage.process.signal(SIGHUP)
    // The signal comes at some time: what is asked before goes to the old file.
    try AgentStage.wait("the new file", in: stage.requestLog) { text in
      if text.isEmpty { _ = try? stage.get("/example.com/m1/@v/v1.0.0.mod") }
      return text.hasSuffix("}\n")
    }
    #expect(AgentStage.read(moved).contains("/m1/@v/v1.0.0.info"))
  }

  /// go's requests meet no closed door while one gateway takes the other's place.
  @Test func anUpgradeLosesNothing() throws {
    let modules = (0..<15).map { LabModule("example.com/u\($0)", "v1.0.0") }
    let stage = try GatewayStage([modules], socket: try ListeningSocket())
    // Without a list behind it: what the gateway loses is lost.
    let running = try stage.start(
      ["mod", "download"] + modules.map { "\($0.path)@\($0.version)" },
      goproxy: "http://\(stage.address)")
    for _ in 0..<3 { try stage.replace(by: SIGTERM) }
    let end = Date(timeIntervalSinceNow: 60)
    while !running.hasEnded, Date() < end { try stage.replace(by: SIGTERM) }
    let run = running.finish()
    #expect(run.code == 0, "\(run.errors)")
  }

  /// `status` is of the list that go uses, in which the gateway itself stands.
  @Test func itTellsStatusNothing() throws {
    let stage = try GatewayStage([[Self.m1]])
    try stage.wait("a verdict") { $0.contains("goproxy_walk_verdict{") }
    stage.process.signal(SIGTERM)
    stage.process.wait()
    let status = try stage.bench.run("status")
    #expect(
      status.code == 1 && status.errors.contains("a gateway alone keeps no status"), "\(status)")
  }
}
