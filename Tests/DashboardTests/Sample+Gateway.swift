import GoRules
import Health

extension Sample {
  private static let gatewayURL = ProxyURL(scheme: .http, host: "127.0.0.1", port: 8081)

  /// A gateway before the list of `served`; nil: not heard of yet.
  static func gateway(_ change: (inout GatewaySight) -> Void = { _ in }) -> Snapshot {
    var snapshot = served
    var again = gatewayURL
    again.path = GatewayRequest.again
    snapshot.setting = GoproxySetting(
      value:
        "http://127.0.0.1:8081|http://127.0.0.1:8081/again|https://goproxy.cn,https://proxy.golang.org|direct",
      source: .goEnvFile)
    let chain = Chain(
      entries: [
        Chain.Entry(.proxy(gatewayURL), separator: .pipe),
        Chain.Entry(.proxy(again), separator: .pipe),
      ] + chain.entries)
    snapshot.chain = chain
    snapshot.mirrors = snapshot.mirrors.map { row in
      var row = row
      if let entry = row.mirror.entry { row.mirror.entry = entry + 2 }
      return row
    }
    let rows = [gatewayURL, again].enumerated().map { entry, url in
      var row = mirror("127.0.0.1", entry: entry, state: .up, [0, 0.1, 0, 41.3, 0.1])
      row.mirror = Mirror(url: url, entry: entry, of: chain, canary: .standard)
      return row
    }
    snapshot.mirrors = rows + snapshot.mirrors
    snapshot.walks = RequestKind.allCases.map { kind in
      chain.walk(Question(kind, .standard)) { _ in answer(.ok, 41) }
    }
    guard let places = chain.gateway else { return snapshot }
    var sight = GatewaySight(places)
    change(&sight)
    snapshot.gateway = sight
    return snapshot
  }

  private static func event(
    _ age: Int, _ kind: RequestKind, _ module: String, _ entry: String?,
    _ result: GatewayResult = .redirected, status: Int = 307,
    passed: [GatewayAnswer.Passed] = [], after ms: Double = 0.4
  ) -> GatewayEvent {
    let parts = module.split(separator: "@").map(String.init)
    return GatewayEvent(
      at: ago(age), module: ModuleVersion(module: parts[0], version: parts.dropFirst().first ?? ""),
      kind: kind, path: "/\(module)", entry: entry, result: result, status: status,
      passed: passed, time: milliseconds(ms))
  }

  /// A build is under way.
  static var busyGateway: GatewayFigures {
    var figures = GatewayFigures()
    figures.waiting = 2
    figures.perTenSeconds = 12.4
    figures.perMinute = 3.1
    figures.answers = [
      .init(.init(entry: "goproxy.cn", result: .redirected), 1150),
      .init(.init(entry: "proxy.golang.org", result: .redirected), 50),
      .init(.init(entry: "proxy.golang.org", result: .notFound), 31),
      .init(.init(entry: nil, result: .leftToList), 10),
      .init(.init(entry: "goproxy.cn", result: .failed), 4),
    ]
    figures.asks = [
      .init(.init(mirror: "goproxy.cn", outcome: .ok), 1201),
      .init(.init(mirror: "goproxy.cn", outcome: .hang), 3),
    ]
    figures.probes = 230
    figures.recent = [
      event(1, .zip, "golang.org/x/text@v0.3.0", "goproxy.cn"),
      event(1, .info, "golang.org/x/sync@v0.9.0", "goproxy.cn", after: 21.2),
      event(
        2, .mod, "rsc.io/quote@v1.5.2", "proxy.golang.org",
        passed: [
          .init(name: "goproxy.cn", outcome: .failure(RequestFailure(.processing, .status(502))))
        ],
        after: 188),
      event(2, .list, "rsc.io/none", "proxy.golang.org", .notFound, status: 404, after: 190),
      event(4, .info, "corp.example/x@v1.0.0", nil, .leftToList, status: 404, after: 0.1),
      event(
        70, .info, "rsc.io/sampler@v1.3.0", "goproxy.cn", .failed, status: 502,
        passed: [.init(name: "proxy.golang.org", outcome: .hang(.processing))], after: 2000),
    ]
    return figures
  }

  /// Nothing was asked since a while.
  static var quietGateway: GatewayFigures {
    var figures = busyGateway
    figures.waiting = 0
    (figures.perTenSeconds, figures.perMinute) = (0, 0.2)
    figures.recent = [event(34, .zip, "golang.org/x/text@v0.3.0", "goproxy.cn")]
    return figures
  }

  static let refusedConnection = RequestOutcome.failure(RequestFailure(.connect, .refused))
}
