import Foundation
import MirrorLab
import Testing

/// `check` of a list with a gateway in it: who serves behind that.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct CommandCheckGatewayTests {
  private static let m1 = LabModule("example.com/m1", "v1.0.0")

  private static let path = "/example.com/m1/@v/v1.0.0.info"

  private static func arguments(_ stage: GatewayStage, _ list: String) -> [String] {
    [
      "check", "--cacert", stage.authority, "--canary", "example.com/m1@v1.0.0", "--goproxy", list,
    ]
  }

  private static func check(
    _ stage: GatewayStage, _ list: String
  ) throws -> (code: Int32, object: [String: Any]) {
    try stage.bench.json(arguments(stage, list))
  }

  private static func text(_ stage: GatewayStage, _ list: String) throws -> CommandResult {
    try CommandResult(
      Goproxytop.path, arguments(stage, list), environment: stage.bench.environment())
  }

  @Test func saysWhoReallyServes() throws {
    let stage = try GatewayStage([[Self.m1], [Self.m1]])
    let before = try Self.check(stage, stage.goproxy)
    #expect(before.code == 0 && before.object["active"] as? Int == 0)
    let idle = try #require(before.object["gateway"] as? [String: Any])
    #expect(idle["url"] as? String == "http://\(stage.address)")
    #expect(idle["served_by"] is NSNull && idle["served_age_ms"] is NSNull)

    let names = stage.mirrors.map { "127.0.0.1:\($0.port)" }
    stage.mirrors[0].fault = .refused
    try stage.wait("the outage") { $0.contains("{mirror=\"\(names[0])\",state=\"down\"} 1\n") }
    // On a busy machine it may be long ago.
    var serving: [String: Any]?
    repeat {
      _ = try stage.get(Self.path)
      let after = try Self.check(stage, stage.goproxy)
      #expect(after.code == 0 && after.object["verdict"] as? String == "served")
      serving = after.object["gateway"] as? [String: Any]
    } while serving?["served_by"] is NSNull
    #expect(serving?["served_by"] as? String == names[1], "\(serving ?? [:])")
    #expect(serving?["served_age_ms"] is Double)
    var text: CommandResult
    repeat {
      _ = try stage.get(Self.path)
      text = try Self.text(stage, stage.goproxy)
    } while text.output.contains("(no requests lately)")
    #expect(text.output.contains("zip: served by \(names[1]) through the gateway\n"), "\(text)")
  }

  @Test func saysThatNobodyAsked() throws {
    let stage = try GatewayStage([[Self.m1]])
    let text = try Self.text(stage, stage.goproxy)
    #expect(text.code == 0)
    #expect(text.output.contains("served by gateway (no requests lately)\n"), "\(text)")
  }

  /// Where it does not serve it is not asked who does; and who is no gateway has nothing to tell.
  @Test func whatDoesNotTellIsNamedAsItIs() throws {
    let stage = try GatewayStage([[Self.m1]])
    let other = try stage.lab.addMirror(name: "other", tls: false, modules: [Self.m1])
    let list = "\(other.url)|\(other.url)/again|\(stage.chain)"
    let foreign = try Self.check(stage, list)
    #expect(foreign.code == 0 && foreign.object["gateway"] == nil)
    let text = try Self.text(stage, list)
    #expect(text.output.contains("served by gateway\n"), "\(text)")
    #expect(other.requests.filter { $0.path == "/gateway" }.count == 2)
    other.fault = .refused
    let gone = try Self.check(stage, list)
    #expect(gone.code == 3 && gone.object["gateway"] == nil)
    #expect(gone.object["active"] as? Int == 2)
    #expect(other.requests.filter { $0.path == "/gateway" }.count == 2)
  }
}
