import Foundation
import GoRules
import Health
import MirrorLab
import Testing
import Text

/// The dashboard of a list with a gateway in it, beside a real gateway and the real go.
@Suite(.ownThreads, .serialized, .timeLimit(.minutes(10))) struct ScreenGatewayTests {
  private static let m1 = LabModule("example.com/m1", "v1.0.0")
  private static let path = "/example.com/m1/@v/v1.0.0.info"

  private static func dashboard(
    _ stage: GatewayStage, columns: Int = 120, rows: Int = 40, interval: String = "500ms",
    more: String = ""
  ) throws -> Tmux {
    try stage.bench.write("GOPROXY=\(stage.goproxy)\n", to: ".config/go/env")
    var environment = stage.bench.environment()
    environment["PROGRAM"] = Goproxytop.path
    return try Tmux(
      "$PROGRAM --interval \(interval) --canary example.com/m1@v1.0.0 --cacert \(stage.authority)"
        + " \(more); echo ended=$?; exec sh -i",
      columns: columns, rows: rows, environment: environment)
  }

  private static func figures(_ stage: GatewayStage) throws -> GatewayFigures {
    let answer = try stage.get(GatewayFigures.path)
    let body = answer.firstRange(of: "\r\n\r\n").map { answer[$0.upperBound...] } ?? ""
    let figures = GatewayFigures(
      parsing: Array(body.utf8), at: Timestamp(monotonic: .seconds(1), wall: .seconds(1)))
    return try #require(figures, "\(answer)")
  }

  @Test func itsPageTellsWhatItDid() throws {
    let stage = try GatewayStage([[Self.m1]])
    let empty = try Self.figures(stage)
    #expect(empty.total == 0 && empty.recent.isEmpty)
    let run = try stage.run("mod", "download", "example.com/m1@v1.0.0")
    #expect(run.code == 0, "\(run.errors)")
    _ = try stage.get("/none/@v/x")
    let figures = try Self.figures(stage)
    let name = "127.0.0.1"
    #expect(
      figures.answers == [
        .init(.init(entry: name, result: .redirected), 3),
        .init(.init(entry: nil, result: .malformed), 1),
      ])
    #expect(figures.recent.map(\.kind) == [nil, .zip, .mod, .info])
    #expect(figures.recent[1].module == ModuleVersion("example.com/m1@v1.0.0"))
    #expect(figures.recent[1].entry == name && figures.recent[1].status == 307)
    #expect(figures.asks.contains { $0.asked == .init(mirror: name, outcome: .ok) })
    // Whom it passed, and why, is what it was.
    stage.mirrors[0].fault = .refused
    // Where nothing is taken as known.
    _ = try stage.get("/again\(Self.path)")
    let refused = try #require(try Self.figures(stage).recent.first)
    #expect(refused.result == .failed)
    #expect(
      refused.passed == [
        .init(name: name, outcome: .failure(RequestFailure(.connect, .refused)))
      ])
    // No page in a browser that has given another name to this machine.
    let foreign = try stage.get(GatewayFigures.path, headers: "Host: evil.example")
    #expect(foreign.hasPrefix("HTTP/1.1 403 ") && !foreign.contains("recent"))
  }

  @Test func showsWhoReallyServes() throws {
    let stage = try GatewayStage([[Self.m1], [Self.m1]])
    let tmux = try Self.dashboard(stage)
    let names = stage.mirrors.map { "127.0.0.1:\($0.port)" }
    let idle = try tmux.waitFor("the gateway") {
      $0.contains("GATEWAY") && $0.contains("no request since its start") && $0.contains("● up")
    }
    // Its own probes are none of go's requests.
    #expect(idle.contains("gateway/again"), "\(idle)")
    let before = try Self.figures(stage)
    #expect(before.probes > 0 && before.total == 0 && before.recent.isEmpty)
    let run = try stage.run("mod", "download", "example.com/m1@v1.0.0")
    #expect(run.code == 0, "\(run.errors)")
    #expect(try Self.figures(stage).total == 3)

    /// go goes on to ask while the screen is looked at.
    func served(by name: String) throws {
      try tmux.waitFor("\(name) through the gateway") { screen in
        _ = try? stage.get(Self.path)
        return screen.contains("served by \(name) through the gateway")
          && screen.contains("▶ \(name) ")
      }
    }
    try served(by: names[0])
    stage.mirrors[0].fault = .refused
    try served(by: names[1])
    stage.mirrors[0].fault = .none
    try served(by: names[0])
    try tmux.send("W")
    try tmux.waitFor("the panel") {
      $0.contains("Gateway \(stage.address)") && $0.contains("Last requests")
        && $0.contains("example.com/m1@v1.0.0")
    }
    stage.process.signal(SIGKILL)
    stage.process.wait()
    let gone = try tmux.waitFor("the end of the gateway") {
      $0.contains("no answer for") && $0.contains("connection refused")
    }
    #expect(!gone.contains("requests/s"), "\(gone)")
    try tmux.send("Escape")
    // The list behind it serves, and who that is is measured again.
    try tmux.waitFor("the list behind it") {
      $0.contains("falling back to \(names[0]) ")
    }
    try tmux.resize(columns: 40, rows: 8)
    try tmux.waitFor("the small screen") {
      $0.contains("▶ \(names[0])") && !$0.contains("through the gateway")
    }
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }

  @Test func itsReasonsAreInTheLanguageOfTheScreen() throws {
    let stage = try GatewayStage([[Self.m1], [Self.m1]])
    stage.mirrors[0].fault = .refused
    let run = try stage.run("mod", "download", "example.com/m1@v1.0.0")
    #expect(run.code == 0, "\(run.errors)")
    let tmux = try Self.dashboard(stage, more: "--lang zh")
    try tmux.waitFor("the gateway") { $0.contains("已重定向") }
    try tmux.send("W")
    try tmux.waitFor("the panel") {
      $0.contains("最近的请求")
        && $0.contains("127.0.0.1:\(stage.mirrors[0].port)：连接被拒绝")
    }
  }

  /// It is asked each second: its probes do not wait for their minute.
  @Test func itsEndIsSeenAtOnce() throws {
    let stage = try GatewayStage([[Self.m1]])
    let tmux = try Self.dashboard(stage, interval: "60s")
    try tmux.waitFor("the gateway") { $0.contains("served by gateway (") }
    stage.process.signal(SIGKILL)
    stage.process.wait()
    try tmux.waitFor("the list behind it", within: 30) {
      $0.contains("falling back to 127.0.0.1 ")
    }
  }

  /// A server of another kind where a gateway should be: it is asked, and nothing of it is believed.
  @Test func anotherServerIsNoGateway() throws {
    let stage = try GatewayStage([[Self.m1]])
    let other = try stage.lab.addMirror(name: "other", tls: false, modules: [Self.m1])
    try stage.bench.write(
      "GOPROXY=\(other.url)|\(other.url)/again|\(stage.chain)\n", to: ".config/go/env")
    var environment = stage.bench.environment()
    environment["PROGRAM"] = Goproxytop.path
    let tmux = try Tmux(
      "$PROGRAM --interval 500ms --canary example.com/m1@v1.0.0 --cacert \(stage.authority)",
      columns: 80, rows: 24, environment: environment)
    try tmux.waitFor("that it is none") {
      $0.contains("something other than a goproxytop gateway answers there")
    }
    // It alone has heard the mark of our probes.
    let marked = other.requests.filter { $0.headers["goproxytop-probe"] == "1" }
    #expect(!marked.isEmpty && !marked.contains { $0.path == "/gateway" })
    #expect(stage.mirrors[0].requests.allSatisfy { $0.headers["goproxytop-probe"] == nil })
  }
}
