import Fleet
import Foundation
import GoRules
import MirrorLab
import Platform
import TestServers
import Testing

/// `fleet --json` and its Prometheus: what is asked, how it proves who asks, and answers of every kind.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct FleetCommandTests {
  typealias Answer = WebReceiver.Answer

  /// The PromQL of a request.
  private static func query(_ request: WebReceiver.Request) -> String {
    URLComponents(string: request.target)?.queryItems?.first { $0.name == "query" }?.value ?? ""
  }

  private static func vector(_ samples: [([String: String], Double)]) -> Answer {
    let now = Date().timeIntervalSince1970
    let result = samples.map { ["metric": $0.0, "value": [now, "\($0.1)"]] as [String: Any] }
    let object =
      ["status": "success", "data": ["resultType": "vector", "result": result]] as [String: Any]
    let body = (try? JSONSerialization.data(withJSONObject: object)) ?? Data()
    return Answer(200, String(decoding: body, as: UTF8.self))
  }

  /// Two vantage points: one is broken, one is gone.
  private static func answer(_ request: WebReceiver.Request) -> Answer {
    let query = query(request)
    let now = Date().timeIntervalSince1970
    if query.contains("[6h") {
      guard query.contains("=~\"gone:9916\"") else { return vector([]) }
      let gone = ["site": "gone:9916"]
      if query.contains("verdict") {
        return vector([(gone.merging(["verdict": "served", "mirror": "a"]) { $1 }, now - 900)])
      }
      if query.contains("mirror_since") {
        return vector([(gone.merging(["mirror": "a", "state": "up"]) { $1 }, now - 900)])
      }
      return vector([(gone, now - 600)])
    }
    if query.contains("timestamp(") {
      return vector([(["site": "here:9916"], now - 2), (["site": "gone:9916"], 0)])
    }
    let here = ["site": "here:9916"]
    if query.contains("goproxy_verdict_since") {
      return vector([(here.merging(["verdict": "broken", "mirror": "a"]) { $1 }, now - 38)])
    }
    if query.contains("goproxy_mirror_since") {
      return vector([
        (here.merging(["mirror": "a", "state": "down"]) { $1 }, now - 40),
        (here.merging(["mirror": "b", "state": "up"]) { $1 }, now - 4000),
      ])
    }
    if query.contains("goproxy_recent_p95") {
      return vector([(here.merging(["mirror": "b"]) { $1 }, 0.0574)])
    }
    return vector([
      (here.merging(["from": "b", "to": "a", "cause": "recovered"]) { $1 }, now - 90)
    ])
  }

  @Test("One document with all that is known, few questions, and 4 where go fails somewhere")
  func document() throws {
    let lab = try CheckTests.Lab()
    let prometheus = try WebReceiver(lab.lab) { request, _ in Self.answer(request) }
    defer { prometheus.close() }
    let (code, object) = try lab.bench.json(
      [
        "fleet", "--cacert", lab.authority, "--label", "site", "--prometheus",
        prometheus.url.replacing("://", with: "://user:geheim@") + "/under/",
      ])
    #expect(code == 4)
    #expect(object["schema"] as? Int == 1 && object["verdict"] as? String == "broken")
    #expect(object["prometheus"] as? String == prometheus.url)
    #expect((object["errors"] as? [Any])?.isEmpty == true)
    let points = try #require(object["vantage_points"] as? [[String: Any]])
    #expect(points.map { $0["name"] as? String } == ["here:9916", "gone:9916"])
    #expect(points.map { $0["current"] as? Bool } == [true, false])
    #expect(points.map { $0["verdict"] as? String } == ["broken", "served"])
    #expect(points.allSatisfy { ($0["seen"] as? String)?.hasSuffix("Z") == true })
    let mirrors = try #require(object["mirrors"] as? [[String: Any]])
    #expect(mirrors.map { $0["name"] as? String } == ["a", "b"])
    #expect(mirrors.map { $0["scope"] as? String } == ["alone", "none"])
    let cells = mirrors.map { $0["cells"] as? [[String: Any]] ?? [] }
    #expect(cells[0].map { $0["state"] as? String } == ["down", "up"])
    #expect(cells[1].map { $0["p95_ms"] as? Double } == [57.4])
    let failovers = try #require(object["failovers"] as? [[String: Any]])
    #expect(failovers.map { $0["vantage_point"] as? String } == ["here:9916"])

    let requests = prometheus.requests
    #expect(requests.count == FleetQuery.all.count + 3)
    for request in requests {
      #expect(request.method == "GET" && request.target.hasPrefix("/under/api/v1/query?query="))
      #expect(request.headers["authorization"] == "Basic dXNlcjpnZWhlaW0=")
      #expect(Self.query(request).contains("by (site"))
    }
  }

  @Test("A token comes from a file or the environment; where it is none, nothing is sent")
  func credentials() throws {
    let bench = try ProgramBench()
    let prometheus = try WebReceiver { request, _ in
      request.headers["authorization"] == "Bearer s3cret" ? Self.answer(request) : Answer(401, "no")
    }
    defer { prometheus.close() }
    let fleet = ["fleet", "--label", "site", "--prometheus", prometheus.url]
    func run(_ more: [String], _ environment: [String: String] = [:]) throws -> CommandResult {
      try CommandResult(
        Goproxytop.path, fleet + more + ["--json"], environment: bench.environment(environment))
    }
    for content in ["s3cret\n", "s3cret\r\n", "s3cret"] {
      let file = try bench.write(content, to: "token")
      #expect(try run(["--bearer-file", file]).code == 4)
    }
    #expect(try run([], ["GOPROXYTOP_PROMETHEUS_TOKEN": "s3cret"]).code == 4)
    let wrong = try run(
      [], ["GOPROXYTOP_PROMETHEUS_USER": "u", "GOPROXYTOP_PROMETHEUS_PASSWORD": "hunter2"])
    #expect(wrong.code == 1 && wrong.output.isEmpty)
    #expect(wrong.errors.contains("HTTP 401 Unauthorized: Prometheus wants other credentials"))
    #expect(wrong.errors.split(separator: "\n").count == 1 && !wrong.errors.contains("hunter2"))
    let before = prometheus.requests.count
    for content in ["", "two words", "s\u{1}", String(repeating: "s", count: 65537)] {
      let bad = try run(["--bearer-file", try bench.write(content, to: "bad")])
      #expect(bad.code == 1 && bad.errors.contains("no token"))
    }
    #expect(try run(["--bearer-file", "/no/such"]).errors.contains("No such file"))
    #expect(prometheus.requests.count == before)
  }

  /// What is answered to everything, and what is said of it.
  private static let hostileRows: [(Answer, String)] = [
    (Answer(200, "<html>Sign in</html>"), "invalid character '<'"),
    (Answer(302, ""), "HTTP 302 Found: redirects are not followed"),
    (Answer(404, "not found"), "HTTP 404 Not Found: no Prometheus answers at this address"),
    (Answer(403, ""), "wants other credentials"),
    (
      Answer(
        422, #"{"status":"error","errorType":"execution","error":"too many samples\u001b[2J"}"#),
      "Prometheus: execution: too many samples [2J"
    ),
    (Answer(503, "<html>"), "HTTP 503"), (Answer(200, ""), "unexpected end of JSON"),
    (
      Answer(200, #"{"status":"success","data":{"resultType":"matrix","result":[]}}"#),
      "answers with a matrix"
    ),
    (Answer(200, String(repeating: "[", count: 10 << 20)), "exceeded max depth"),
    (Answer(200, String(repeating: " ", count: 17 << 20)), "more than 16 MiB"),
    (broken(after: 20), "body truncated"), (silent, "no response"),
  ]

  private static func broken(after count: Int) -> Answer {
    var answer = Answer(200, #"{"status":"success","data":{"resultType":"vector","result":[]}}"#)
    answer.breaksAfter = count
    return answer
  }

  private static var silent: Answer {
    var answer = Answer()
    answer.isSilent = true
    return answer
  }

  @Test(
    "Whatever answers instead of a Prometheus, one clear line says so",
    arguments: hostileRows.indices)
  func hostile(index: Int) throws {
    let (answer, said) = Self.hostileRows[index]
    let bench = try ProgramBench()
    let prometheus = try WebReceiver { _, _ in answer }
    defer { prometheus.close() }
    let result = try bench.run(
      "fleet", "--prometheus", prometheus.url, "--json", "--timeout", answer.isSilent ? "1s" : "30s"
    )
    #expect(result.code == 1 && result.output.isEmpty)
    #expect(result.errors.contains(said), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1)
    #expect(!result.errors.contains("\u{1B}"))
  }

  @Test("Samples of NaN, control characters and ten megabytes are taken as they are")
  func odd() throws {
    let bench = try ProgramBench()
    let prometheus = try WebReceiver { request, _ in
      let query = Self.query(request)
      guard query.contains("(goproxy_mirror_since_seconds)") else { return Self.answer(request) }
      let odd = [
        #"{"metric":{"site":"here:9916","mirror":"a\u001b[31m\nb","state":"down"},"value":[1,"5"]}"#,
        #"{"metric":{"site":"here:9916","mirror":"n","state":"down"},"value":[1,"NaN"]}"#,
        #"{"metric":{"site":"here:9916","mirror":"n","state":"down"},"value":["x",null]}"#,
        #"{"metric":{"site":"here:9916","mirror":"n","state":"gone mad"},"value":[1,"1"]}"#,
      ]
      let long = String(repeating: "y", count: 10 << 20)
      let large =
        #"{"metric":{"site":"here:9916","mirror":"\#(long)","state":"up"},"value":[1,"1"]}"#
      return Answer(
        200,
        #"{"status":"success","data":{"resultType":"vector","result":["#
          + (odd + [large]).joined(separator: ",") + "]}}")
    }
    defer { prometheus.close() }
    let (code, object) = try bench.json(
      ["fleet", "--label", "site", "--prometheus", prometheus.url])
    #expect(code == 4)
    #expect(object["samples_skipped"] as? Int == 2, "\(object)")
    let names = (object["mirrors"] as? [[String: Any]])?.compactMap { $0["name"] as? String } ?? []
    #expect(names.contains("a [31m b"))
    #expect(names.contains(String(repeating: "y", count: 120)))
  }

  @Test("What cannot be asked is refused before anything is sent")
  func usage() throws {
    let bench = try ProgramBench()
    let rows: [([String], String)] = [
      ([], "needs --prometheus"),
      (["--prometheus", "ftp://x"], "expected a URL"),
      (["--prometheus", "https://u:geheim@[bad"], "expected a URL"),
      (["--prometheus", "http://127.0.0.1:1", "--label", "a-b"], "expected a label"),
      (["--prometheus", "http://127.0.0.1:1", "--label", "state"], "expected a label"),
      (["--prometheus", "http://127.0.0.1:1"], "fleet --json"),
    ]
    for (arguments, said) in rows {
      let result = try CommandResult(
        Goproxytop.path, ["fleet"] + arguments, environment: bench.environment())
      #expect(result.code == 2 && result.errors.contains(said), "\(result.errors)")
      #expect(!result.errors.contains("geheim"))
    }
    let refused = try bench.run("fleet", "--json", "--prometheus", "http://127.0.0.1:1")
    #expect(refused.code == 1 && refused.errors.contains("connection refused"))
  }

  @Test("On the screen, old figures stay and say how old they are when Prometheus fails")
  func screen() throws {
    let bench = try ProgramBench()
    let isDown = Locked(false)
    let prometheus = try WebReceiver { request, _ in
      isDown.withLock { $0 } ? Answer(401, "") : Self.answer(request)
    }
    defer { prometheus.close() }
    var environment = bench.environment()
    environment["PROGRAM"] = Goproxytop.path
    let tmux = try Tmux(
      "$PROGRAM fleet --label site --interval 500ms --prometheus \(prometheus.url); echo ended=$?; exec sh -i",
      columns: 100, rows: 30, environment: environment)
    try tmux.waitFor("the figures") {
      $0.contains("BROKEN at 1 of 2") && $0.contains("57.4") && $0.contains("gone 10m")
        && $0.contains("b ▶ a") && $0.contains("● live")
    }
    isDown.withLock { $0 = true }
    try tmux.waitFor("the trouble") {
      $0.contains("HTTP 401 Unauthorized: Prometheus wants other credentials")
        && $0.contains("BROKEN at 1 of 2")
    }
    try tmux.waitFor("old figures") {
      $0.contains("OLD 2") && $0.contains("? not known now") && $0.contains("? 57.4")
    }
    isDown.withLock { $0 = false }
    try tmux.waitFor("new figures") { $0.contains("● live") && !$0.contains("HTTP 401") }
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }
}
