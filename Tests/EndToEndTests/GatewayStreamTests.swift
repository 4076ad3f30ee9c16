import Foundation
import GoRules
import MirrorLab
import Testing

/// Answers that pass through `gateway`, and the real go in front of it.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct GatewayStreamTests {
  private static let m1 = LabModule("example.com/m1", "v1.0.0")
  private static let large = LabModule("example.com/m1", "v1.0.0", padding: 1_000_000)
  private static let zip = "/example.com/m1/@v/v1.0.0.zip"

  private static func hasComeFromGo(_ mirror: LabMirror) -> Bool {
    mirror.requests.contains { $0.headers["user-agent"]?.hasPrefix("Go") == true }
  }

  /// A client that has asked for the zip and has its head and the beginning of its body; how much of that.
  private static func client(
    _ stage: GatewayStage, _ method: String = "GET", _ path: String = zip
  ) throws -> (client: LoopbackClient, head: String, count: Int) {
    let client = try ask(stage, method, path)
    let head = client.readHead()
    return (client, head.text, head.bodyCount)
  }

  private static func ask(
    _ stage: GatewayStage, _ method: String = "GET", _ path: String = zip
  ) throws -> LoopbackClient {
    let port = stage.address.split(separator: ":").last.flatMap { UInt16($0) }
    let client = LoopbackClient(port: try #require(port))
    client.ask("\(method) \(path) HTTP/1.1\r\nConnection: close")
    return client
  }

  private static func size(_ stage: GatewayStage) throws -> Int {
    let head = try client(stage, "HEAD").head
    let line = head.split(whereSeparator: \.isNewline).first { $0.hasPrefix("Content-Length: ") }
    return try #require(line.flatMap { Int($0.dropFirst("Content-Length: ".count)) }, "\(head)")
  }

  /// A proxy that wants a password, in the list or in a .netrc that go itself has not.
  @Test(arguments: [true, false]) func aPasswordIsTheGatewaysBusiness(isInList: Bool) throws {
    let modules =
      [Self.m1] + (0..<60).map { LabModule("example.com/p\($0)", "v1.0.0", padding: 9000) }
    let stage = try GatewayStage(
      [modules], after: ",https://127.0.0.9:1/?token=S3cr3t-word", passThrough: "true",
      login: ("me:S3cr3t-word", isInList))
    let run = try stage.run(
      ["mod", "download"] + modules.map { "\($0.path)@\($0.version)" }, goproxy: stage.alone)
    #expect(run.code == 0, "\(run.errors)")
    #expect(!Self.hasComeFromGo(stage.mirrors[0]))
    let lines = try stage.logged("all requests") { $0.count >= 3 * modules.count }
    let name = "127.0.0.1"
    for line in lines {
      #expect(line["result"] as? String == "passed" && line["status"] as? Int == 200, "\(line)")
      #expect(line["entry"] as? String == name && line["end"] as? String == "complete", "\(line)")
      #expect((line["bytes"] as? Int ?? 0) > 0)
    }
    let metrics = try stage.get("/metrics")
    #expect(
      metrics.contains(
        "goproxy_gateway_passed_total{end=\"complete\",entry=\"\(name)\"} \(lines.count)\n"))
    let answer = try stage.get(Self.zip)
    let status = try stage.get("/status.json")
    #expect(status.contains("token=xxxxx"))
    let seen =
      [metrics, answer, status, AgentStage.read(stage.requestLog)] + stage.lines + [run.errors]
    let encoded = Data("me:S3cr3t-word".utf8).base64EncodedString()
    #expect(!seen.contains { $0.contains("S3cr3t-word") || $0.contains(encoded) })
    #expect(!answer.contains("Location"))
  }

  /// What go does where an answer ends in the middle: it goes on behind `|`.
  @Test(arguments: [LabFile.info, .mod, .zip]) func goGoesOnBehindAPipe(file: LabFile) throws {
    let stage = try GatewayStage([[Self.m1], [Self.m1]])
    stage.mirrors[0].fault = .answer(.truncatedBody, only: file)
    let pipe = stage.mirrors.map(\.url).joined(separator: "|")
    let run = try stage.run("mod", "download", "example.com/m1@v1.0.0", goproxy: pipe)
    #expect(run.code == 0, "\(run.errors)")
    let comma = stage.mirrors.map(\.url).joined(separator: ",")
    #expect(try stage.run("mod", "download", "example.com/m1@v1.0.0", goproxy: comma).code == 1)
  }

  /// Whatever is wrong with an answer, and wherever it is: go is served by the next entry, and soon.
  @Test(
    arguments: [LabFile.info, .mod, .zip], [AnswerFault.truncatedBody, .stalledBody, .silence])
  func aDeadMirrorHoldsNothingUp(file: LabFile, fault: AnswerFault) throws {
    let stage = try GatewayStage([[Self.large], [Self.large]], passThrough: "\"all\"")
    stage.mirrors[0].fault = .answer(fault, only: file)
    let start = Date()
    let run = try stage.run("mod", "download", "example.com/m1@v1.0.0", goproxy: stage.alone)
    #expect(run.code == 0, "\(run.errors)")
    #expect(Date().timeIntervalSince(start) < 20)
    #expect(!stage.mirrors.contains(where: Self.hasComeFromGo))
    let lines = try stage.logged("all requests") {
      $0.contains { $0["kind"] as? String == "zip" && $0["end"] as? String == "complete" }
    }
    let dead = "127.0.0.1:\(stage.mirrors[0].port)"
    let cut = lines.filter { $0["end"] as? String != "complete" }
    if file == .zip, fault == .stalledBody {
      // More of it came than is held: go saw it break off, and came again.
      #expect(cut.count == 1 && cut.first?["entry"] as? String == dead, "\(lines)")
      #expect(lines.last?["again"] as? Bool == true)
    } else if file != .zip {
      #expect(cut.isEmpty, "\(lines)")
    }
    #expect(lines.contains { ($0["why"] as? String)?.hasPrefix(dead) == true })
  }

  /// go comes back once: what the second one breaks off, the gateway mends.
  @Test func twoDeadMirrorsHoldNothingUp() throws {
    let stage = try GatewayStage(
      [[Self.large], [Self.large], [Self.large]], passThrough: "\"all\"")
    stage.mirrors[0].fault = .answer(.stalledBody, only: .zip)
    stage.mirrors[1].fault = .answer(.stalledBody, only: .zip)
    let run = try stage.run("mod", "download", "example.com/m1@v1.0.0", goproxy: stage.alone)
    #expect(run.code == 0, "\(run.errors)")
    let lines = try stage.logged("all requests") {
      $0.contains { $0["kind"] as? String == "zip" && $0["end"] as? String == "complete" }
    }
    let zips = lines.filter { $0["kind"] as? String == "zip" }
    #expect(
      zips.map { $0["entry"] as? String }
        == [stage.mirrors[0], stage.mirrors[2]].map { "127.0.0.1:\($0.port)" }, "\(zips)")
  }

  @Test func aRefusalThatIsMeantIsNotEvaded() throws {
    let stage = try GatewayStage([[Self.m1], [Self.m1]], passThrough: "\"all\"")
    stage.mirrors[0].fault = .status(403, "blocked by policy")
    let run = try stage.run("mod", "download", "example.com/m1@v1.0.0")
    #expect(run.code == 1 && run.errors.contains("blocked by policy"), "\(run.errors)")
    let lines = try stage.logged("the request") { !$0.isEmpty }
    #expect(lines.allSatisfy { $0["status"] as? Int == 403 && $0["why"] as? String != nil })
  }

  @Test func theSettingIsReadAgain() throws {
    let stage = try GatewayStage([[Self.m1]], passThrough: "false")
    #expect(try stage.get(Self.zip).hasPrefix("HTTP/1.1 307 "))
    try stage.bench.write("[gateway]\npass_through = \"all\"\n", to: "gateway.toml")
    stage.process.signal(SIGHUP)
    let end = Date(timeIntervalSinceNow: 60)
    var answer = ""
    while !answer.hasPrefix("HTTP/1.1 200 "), Date() < end { answer = try stage.get(Self.zip) }
    #expect(answer.hasPrefix("HTTP/1.1 200 "))
  }

  @Test func theChecksumDatabasePassesToo() throws {
    let stage = try GatewayStage([[Self.m1], [Self.m1]], passThrough: "\"all\"")
    let sums = ["GOSUMDB": stage.database.key.written]
    let run = try stage.run(
      "mod", "download", "example.com/m1@v1.0.0", goproxy: stage.alone, more: sums)
    #expect(run.code == 0, "\(run.errors)")
    #expect(stage.mirrors[0].requests.contains { $0.path.contains("/sumdb/lab.example/lookup/") })
    #expect(!stage.mirrors.contains(where: Self.hasComeFromGo))
    // The carrier falls silent within a record, of which go has no way out.
    stage.mirrors[0].fault = .answer(.stalledBody, only: .lookup)
    let later = try stage.run(
      "mod", "download", "example.com/m1@v1.0.0", goproxy: stage.alone, more: sums)
    #expect(later.code == 0, "\(later.errors)")
    #expect(stage.mirrors[1].requests.contains { $0.path.contains("/sumdb/lab.example/lookup/") })
  }

  /// A client that takes nothing for longer than a mirror may be silent: little is held for it, and it gets it all.
  @Test func aSlowClientIsNoSilentMirror() throws {
    let large = LabModule("example.com/m1", "v1.0.0", padding: 40 << 20)
    let stage = try GatewayStage([[large]], passThrough: "\"all\"", login: ("me:word", true))
    let size = try Self.size(stage)
    #expect(size > 40 << 20)
    let before = try Self.memory(stage)
    let (client, _, count) = try Self.client(stage)
    poll(nil, 0, 4000)
    #expect(count + client.count() == size)
    let lines = try stage.logged("the end") { $0.contains { $0["bytes"] as? Int == size } }
    #expect(lines.last?["end"] as? String == "complete")
    // The whole of it was never there.
    #expect(try Self.memory(stage) - before < 20 << 20)
  }

  private static func memory(_ stage: GatewayStage) throws -> Int {
    let line = try stage.get("/metrics").split(whereSeparator: \.isNewline).first {
      $0.hasPrefix("process_resident_memory_bytes ")
    }
    return try #require(line.flatMap { Double($0.split(separator: " ")[1]) }.map { Int($0) })
  }

  @Test func aClientThatGoesEndsTheFetch() throws {
    let stage = try GatewayStage(
      [[LabModule("example.com/m1", "v1.0.0", padding: 40 << 20)]], passThrough: "\"all\"")
    _ = try Self.client(stage)
    let lines = try stage.logged("the end") { !$0.isEmpty }
    #expect(lines.first?["end"] as? String == "client gone", "\(lines)")
    #expect(lines.first?["bytes"] as? Int ?? 0 < 40 << 20)
    try stage.wait("its place") { $0.contains("goproxy_gateway_passing 0\n") }
  }

  /// Whoever has the last byte has it all, before the entry has said that there is no more.
  @Test func theConnectionToAnEntryIsKept() throws {
    let other = LabModule("example.com/other", "v1.0.0", padding: 1_000_000)
    let stage = try GatewayStage([[Self.m1, other]], passThrough: "\"all\"")
    stage.mirrors[0].delays = Delays(end: .milliseconds(300))
    let path = "/example.com/other/@v/v1.0.0.zip"
    for _ in 0..<2 {
      _ = try Self.client(stage, "GET", path).client.count()
      try stage.wait("its place") { $0.contains("goproxy_gateway_passing 0\n") }
    }
    let lines = try stage.logged("the requests") { $0.count == 2 }
    #expect(lines.allSatisfy { $0["end"] as? String == "complete" }, "\(lines)")
    let asked = stage.mirrors[0].requests.filter { $0.path == path }
    #expect(asked.count == 2 && Set(asked.map(\.connection)).count == 1, "\(asked)")
  }

  /// Who takes nothing holds up the end for so long and no longer; its line in the log has no end.
  @Test func anEndDoesNotWaitForWhoTakesNothing() throws {
    let large = LabModule("example.com/m1", "v1.0.0", padding: 40 << 20)
    let stage = try GatewayStage([[large]], passThrough: "\"all\"")
    let client = try Self.client(stage).client
    let start = Date()
    stage.process.signal(SIGTERM)
    withExtendedLifetime(client) { _ = stage.process.wait() }
    let time = Date().timeIntervalSince(start)
    #expect((9..<14).contains(time), "\(time)")
    let lines = try stage.logged("the line") { !$0.isEmpty }
    #expect(lines.count == 1 && lines[0]["status"] as? Int == 200 && lines[0]["end"] == nil)
    // More of it than is held, but by far not all.
    #expect((128 << 10..<20 << 20).contains(lines[0]["bytes"] as? Int ?? 0), "\(lines)")
  }

  /// Nor does it wait for all who may be silent.
  @Test func anEndDoesNotWaitForAnAnswer() throws {
    let stage = try GatewayStage(
      Array(repeating: [Self.m1], count: 8), options: ["--interval", "60s"], passThrough: "\"all\"")
    try stage.wait("the mirrors") { metrics in
      metrics.split(separator: "\n").count {
        $0.hasPrefix("goproxy_mirror_state{") && $0.contains("state=\"up\"") && $0.hasSuffix(" 1")
      } == stage.mirrors.count
    }
    for mirror in stage.mirrors { mirror.fault = .answer(.silence) }
    let client = try Self.ask(stage)
    try stage.wait("the request") { $0.contains("goproxy_gateway_waiting 1\n") }
    stage.process.signal(SIGTERM)
    #expect(client.read().text.hasPrefix("HTTP/1.1 503 "))
    stage.process.wait()
  }

  /// What is under way has time to come to its end.
  @Test func anEndWaitsForWhatPasses() throws {
    let stage = try GatewayStage([[Self.large]], passThrough: "\"all\"")
    let size = try Self.size(stage)
    stage.mirrors[0].delays = Delays(body: .seconds(2))
    let (client, _, count) = try Self.client(stage)
    stage.process.signal(SIGTERM)
    #expect(count + client.count() == size)
    stage.process.wait()
  }
}
