import GoRules
import Health
import Testing

/// A monitor that goes through the record comes to know what the live one knew.
@Suite struct RecordedTests {
  @Test func theRecordTellsWhatWasSeenLive() throws {
    let settings = chainSettings()
    var simulation = Simulation(settings: settings) { mirror, _, time in
      let isBad = mirror.rawValue == "https://a.example" && (20.5..<60).contains(time)
      return (isBad ? .badGateway : .ok, .milliseconds(9))
    }
    for end in [15.0, 45, 100] {
      simulation.run(until: end)
      var past = Monitor(settings: settings, seed: 7, at: Simulation.begin)
      for case .record(.sample(let result)) in simulation.commands {
        past.replay(result, at: result.startedAt)
      }
      let live = simulation.snapshot
      let told = past.recordedSnapshot(at: simulation.now)
      #expect(told.mirrors.map(\.state) == live.mirrors.map(\.state), "at \(end)")
      #expect(told.walks.map(\.verdict) == live.walks.map(\.verdict), "at \(end)")
      #expect(told.walks.map(\.active) == live.walks.map(\.active), "at \(end)")
      #expect(told.mirrors.map(\.recent) == live.mirrors.map(\.recent), "at \(end)")
      #expect(told.failovers.map(\.to) == live.failovers.map(\.to), "at \(end)")
      #expect(told.mirrors.allSatisfy { $0.nextRound == nil })
    }
  }
}

/// A time on the record's clock.
private func at(_ seconds: Double) -> Timestamp {
  Timestamp(monotonic: .seconds(500 + seconds), wall: .seconds(1_790_000_000 + seconds))
}

/// The chain that was in force replaces today's.
@Suite struct RecordedChainTests {
  private static let today = "https://a.example,https://b.example|direct"

  private func settings(_ value: String, watched: [String]) throws -> MonitorSettings {
    let chain = try Chain(parsing: value, noproxy: "corp.example")
    let mirrors = try watched.map { host in
      Mirror(
        name: "the \(host)", url: try ProxyURL(parsing: "https://\(host)"),
        entry: chain.entries.firstIndex { $0.url?.host == host })
    }
    return MonitorSettings(
      setting: GoproxySetting(value: value, source: .goEnvFile), chain: chain, mirrors: mirrors)
  }

  @Test func theSameChainIsTodays() throws {
    let present = try settings(Self.today, watched: ["a.example", "b.example"])
    #expect(present.withRecordedChain(Self.today) == present)
  }

  @Test func anotherChainHasItsOwnMirrors() throws {
    let present = try settings(Self.today, watched: ["a.example", "b.example", "w.example"])
    let then = present.withRecordedChain(
      "https://w.example|https://u:xxxxx@old.example,https://a.example")
    #expect(then.setting.source == .record)
    #expect(
      then.chain?.redacted == "https://w.example|https://u:xxxxx@old.example,https://a.example")
    // The entry for what goes direct is not written in a list.
    #expect(then.chain?.entries.first?.target == .noproxy)
    #expect(
      then.mirrors.map(\.name) == [
        "the w.example", "old.example", "the a.example", "sum.golang.org", "the b.example",
      ])
    #expect(then.mirrors.map(\.entry) == [1, 2, 3, nil, nil])
    #expect(then.mirrors[1].id.rawValue == "https://u:xxxxx@old.example")
  }

  /// As those of today are.
  @Test func mirrorsOfOneHostAreToldApart() throws {
    let present = try settings(Self.today, watched: ["a.example", "b.example"])
    let then = present.withRecordedChain(
      "https://x.example:1|https://x.example:2|https://y.example/a,https://y.example/b")
    let names = then.mirrors.filter { $0.entry != nil }.map(\.name)
    #expect(names == ["x.example:1", "x.example:2", "y.example/a", "y.example/b"])
  }

  @Test func whatGoRefusedIsNoChain() throws {
    let present = try settings(Self.today, watched: ["a.example", "b.example"])
    let then = present.withRecordedChain("")
    #expect(then.chain == nil)
    #expect(then.mirrors.map(\.entry) == [nil, nil])
  }

  /// The same probes, walked over `,` until the chain was changed to `|`.
  @Test func theWalkFollowsTheChangesOfTheChain() throws {
    let present = try settings(
      "https://a.example|https://b.example", watched: ["a.example", "b.example"])
    let comma = present.withRecordedChain("https://a.example,https://b.example")
    var past = Monitor(settings: comma, seed: 0, at: at(0))
    func probe(_ host: String, _ outcome: RequestOutcome, at second: Double) {
      let result = ProbeResult(
        mirror: Mirror.ID(rawValue: "https://\(host)"),
        request: ProbeRequest(.info, canary: .standard, use: .cold), startedAt: at(second),
        outcome: outcome)
      past.replay(result, at: result.startedAt)
    }
    probe("a.example", .failure(RequestFailure(.processing, .status(502))), at: 1)
    probe("b.example", .ok, at: 2)
    let info = past.recordedSnapshot(at: at(3)).walks.first { $0.kind == .info }
    #expect(info?.verdict == .broken)
    past.replay(present, at: at(4))
    let after = past.recordedSnapshot(at: at(5)).walks.first { $0.kind == .info }
    #expect(after?.verdict == .fallback)
    #expect(after?.active == 2)
  }
}
