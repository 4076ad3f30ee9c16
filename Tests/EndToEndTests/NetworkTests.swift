import Foundation
import MirrorLab
import Testing
import Text

/// What only a network of its own can show: names that cannot be looked up, packets that disappear, and no network.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct NetworkTests {
  /// `check --json` on the recorded faults of names and of lost packets: the verdict that go gives.
  @Test(arguments: [
    ("dns_nxdomain", "http://first.test", "resolve", "no such host"),
    ("dns_silent", "http://first.test", "resolve", "resolver timed out"),
    ("connect_timeout_syn_dropped", "http://192.0.2.1", "connect", "connect timed out"),
  ])
  func checkOfARecordedFault(
    fault: String, url: String, phase: String, cause: String
  ) throws {
    let folder = try TemporaryFolder()
    let versions = folder.path + "/good/example.com/m1/@v"
    try FileManager.default.createDirectory(
      atPath: versions, withIntermediateDirectories: true)
    _ = try folder.write(#"{"Version":"v1.0.0"}"#, to: "good/example.com/m1/@v/v1.0.0.info")
    let seconds = ["good": "file://\(folder.path)/good", "off": "off", "direct": "direct"]
    let cases = try RecordedCase.all().filter { $0.fault == fault }
    #expect(cases.count == 6)
    let outputs = try PrivateNetwork.run(
      Goproxytop.path,
      cases.map {
        [
          "check", "--json", "--no-history", "--timeout", "2s", "--canary", "example.com/m1@v1.0.0",
          "--goproxy", url + $0.separator + seconds[$0.second, default: ""],
        ]
      }, nameServer: fault == "dns_silent" ? .silent : .nxdomain,
      environment: Goproxytop.environment(home: folder), folder: folder)
    for (record, text) in zip(cases, outputs) {
      let name = Comment("\(record.separator) \(record.second)")
      let output = try JSONDecoder().decode(CheckOutput.self, from: Data(text.utf8))
      let probe = try #require(output.mirrors.first?.probe, name)
      #expect(probe.outcome == "failure", name)
      #expect(probe.phase == phase, name)
      #expect(probe.cause == cause, name)
      let walk = try #require(output.walks.first { $0.kind == "info" }, name)
      #expect(walk.steps.contains { $0.entry == 1 } == record.fellThrough, name)
      // There is no version control here: go gets that far and fails.
      let ending = ["good": "fallback", "direct": "broken", "off": "broken"]
      #expect(
        walk.verdict == (record.fellThrough ? ending[record.second] : "broken"), name)
    }
  }

  /// The failure of a mirror that is asked last may be ours: `check` asks another one once more.
  @Test func anUnroutableMirrorBesideOneThatAnswersIsDown() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/good/example.com/m1/@v", withIntermediateDirectories: true)
    _ = try folder.write(#"{"Version":"v1.0.0"}"#, to: "good/example.com/m1/@v/v1.0.0.info")
    let good = "file://\(folder.path)/good"
    let unroutable = "http://198.51.100.1"
    let chains = ["\(good)|\(unroutable)", "\(unroutable)|\(good)", unroutable]
    let outputs = try PrivateNetwork.run(
      Goproxytop.path,
      chains.map {
        ["check", "--json", "--canary", "example.com/m1@v1.0.0", "--goproxy", $0]
      }, nameServer: .nxdomain, environment: Goproxytop.environment(home: folder), folder: folder)
    let checks = try outputs.map {
      try JSONDecoder().decode(CheckOutput.self, from: Data($0.utf8))
    }
    let states = checks.map { $0.mirrors.map(\.state) }
    #expect(states == [["up", "down"], ["down", "up"], ["local"]])
    let verdicts = checks.map { check in check.walks.first { $0.kind == "info" }?.verdict }
    #expect(verdicts.prefix(2) == ["served", "fallback"])
  }

  @Test(arguments: [
    ("en", "no network; try `goproxytop demo`"),
    ("zh", "本机无网络，可试 `goproxytop demo`"),
  ])
  func screenSaysThatThereIsNoNetwork(language: String, text: String) throws {
    let folder = try TemporaryFolder()
    let command = "\(Goproxytop.path) --no-history --interval 1s --timeout 2s --lang \(language)"
    let tmux = try Tmux(
      "\(PrivateNetwork.alone(command)); echo ended=$?; read line", columns: 120, rows: 40,
      environment: Goproxytop.environment(
        home: folder,
        ["GOPROXY": "https://192.0.2.7|https://192.0.2.8,direct"]))
    let screen = try tmux.waitFor("the word of no network") { $0.contains(text) }
    // No mirror is blamed, and nobody serves.
    #expect(!screen.contains("✕ down"))
    #expect(!screen.contains("✕ 不可用"))
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }

  @Test func oneMirrorThatIsDownIsNoLackOfNetwork() throws {
    let folder = try TemporaryFolder()
    let healthy = try Nginx()
    let lab = try MirrorLab()
    defer { lab.close() }
    let down = try lab.addMirror()
    down.fault = .refused
    let tmux = try Tmux(
      "\(Goproxytop.path) --no-history --interval 1s --cacert \(healthy.authority.path)",
      columns: 120, rows: 40,
      environment: Goproxytop.environment(
        home: folder, ["GOPROXY": "\(down.url)|\(healthy.url)"]))
    let screen = try tmux.waitFor("the mirror down") { $0.contains("✕ down") }
    #expect(!screen.contains("no network"))
    try tmux.send("q")
  }
}
