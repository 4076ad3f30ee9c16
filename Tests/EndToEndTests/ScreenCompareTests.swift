import Foundation
import MirrorLab
import Testing
import Text

/// Two mirrors that differ in all that a comparison tells, as a user sees them.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct ScreenCompareTests {
  private static let module = "golang.org/x/sync"

  /// Each row of the comparison by its label: what stands behind it.
  private func row(_ label: String, _ screen: String) -> String {
    screen.split(separator: "\n").lazy.flatMap { $0.split(separator: "│") }
      .first { $0.hasPrefix(" \(label) ") }.map(String.init) ?? ""
  }

  @Test func differencesAreShown() throws {
    let bench = try ProgramBench()
    let lab = try MirrorLab()
    defer { lab.close() }
    let first = try lab.addMirror(
      modules: [LabModule(Self.module, "v0.10.0", padding: 40_000)])
    let second = try lab.addMirror(
      modules: ["v0.10.0", "v0.11.0", "v0.12.0", "v0.13.0-rc.1"].map {
        LabModule(Self.module, $0, padding: 50_000)
      })
    // A body that comes in one piece has no rate.
    for mirror in [first, second] { mirror.delays = Delays(body: .milliseconds(5)) }
    first.fault = .http1Only
    second.fault = .answer(
      .fields([
        "age": "3720", "via": "1.1 \u{202E}cache", "x-cache": "HIT", "retry-after": "120",
      ]), only: .zip)
    try bench.write(lab.certificateAuthorityPEM, to: "ca.pem")
    try bench.write("GOPROXY=\(first.url)|\(second.url)\n", to: ".config/go/env")
    var environment = bench.environment([:])
    environment["PROGRAM"] = Goproxytop.path
    let tmux = try Tmux(
      "$PROGRAM --interval 1s --cacert \(bench.home.path)/ca.pem; echo ended=$?; exec sh -i",
      columns: 120, rows: 40, environment: environment)
    try tmux.waitForBothUp()
    try tmux.send("Space")
    try tmux.send("Space")
    try tmux.waitFor("the marks") { $0.components(separatedBy: "◆").count == 3 }
    try tmux.send("c")
    let table: [(String, Regex<Substring>)] = [
      ("canary", #/served +served/#), ("protocol", #/HTTP\/1\.1 ! +HTTP\/2/#),
      ("HTTP/2", #/not used +[\d.]+ \/ [\d.]+/#),
      ("HTTP/1.1", #/[\d.]+ \/ [\d.]+.* [\d.]+ \/ [\d.]+/#),
      ("TLS version", #/TLSv1\.3 +TLSv1\.3/#), ("issuer", #/goproxytop mirror lab.* +goproxytop/#),
      ("days left", #/\d+ +\d+/#), ("OCSP staple", #/none +none/#),
      ("resumption", #/resumed +resumed/#), ("newest", #/v0\.10\.0 2 behind ! +v0\.12\.0/#),
      ("zip SHA-256", #/[0-9a-f]{8} +[0-9a-f]{8} modified !/#), ("Age", #/none +1h02m/#),
      ("Via", #/none +1\.1 +cache/#), ("X-Cache", #/none +HIT/#),
      ("throughput", #/B\/s of 4\d KiB.* +.*B\/s of 4\d KiB/#),
      ("Retry-After", #/none +2m until \d\d:\d\d:\d\d !/#),
    ]
    let screen = try tmux.waitFor("the comparison") { screen in
      screen.contains("1-2 of 2")
        && table.allSatisfy { !row($0.0, screen).isEmpty && !row($0.0, screen).contains("…") }
    }
    for (label, expected) in table {
      #expect(row(label, screen).contains(expected), "\(label): \(row(label, screen))\n\(screen)")
    }
    // What came once stays: nothing more is asked until `r`.
    let asked = second.requests.count { $0.file == .list && $0.httpVersion == "2" }
    try tmux.send("r")
    try tmux.waitFor("the question") { row("newest", $0).contains("…") }
    try tmux.waitFor("the answer") { row("newest", $0).contains("2 behind !") }
    #expect(second.requests.count { $0.file == .list && $0.httpVersion == "2" } > asked)
    try tmux.send("Escape")
    try tmux.waitFor("the table") { !$0.contains("zip SHA-256") && $0.contains("● up") }
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }

  /// One that hangs keeps nothing from being told of the other, and is given up.
  @Test func aMirrorThatHangsIsNotMeasured() throws {
    let stage = try ScreenTests.Stage()
    let tmux = try stage.start(options: "--interval 500ms --timeout 3s", columns: 80, rows: 40)
    try tmux.waitForBothUp()
    stage.first.fault = .acceptAndSilence
    try tmux.send("Space")
    try tmux.send("Space")
    try tmux.send("c")
    let screen = try tmux.waitFor("the comparison") { screen in
      row("newest", screen).contains("not measured") && row("newest", screen).contains("v0.10.0")
    }
    #expect(!row("canary", screen).contains("…"))
    try tmux.send("q")
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }
}
