import Foundation
import MirrorLab
import Testing

/// The real go commands that run, as the dashboard shows them.
@Suite(.ownThreads, .serialized, .timeLimit(.minutes(10))) struct ScreenGoTests {
  private let stage: ScreenTests.Stage

  init() throws { stage = try ScreenTests.Stage() }

  /// The dashboard, beside a download that began before it. Other tests run go commands, too: these two see only the
  /// processes of a namespace of their own.
  private func start(downloadingThrough url: String) throws -> Tmux {
    let home = stage.bench.home.path
    let download = "GOPROXY=$URL $GO mod download lab.example/hello@v1.1.0 >/dev/null 2>&1"
    return try stage.start(
      columns: 120, rows: 40,
      environment: [
        "GO": RealGo().executable.path, "URL": url, "GOMODCACHE": home + "/go-cache",
        "GOPATH": home + "/go-path", "GOFLAGS": "-modcacherw", "GOTOOLCHAIN": "local",
        "SSL_CERT_FILE": home + "/ca.pem",
      ],
      through: "unshare --pid --fork --mount-proc sh -c '\(download) & exec \"$@\"' sh")
  }

  @Test func aSilentMirrorIsToldFromADeadPath() throws {
    stage.second.fault = .answer(.silence)
    let tmux = try start(
      downloadingThrough: stage.second.url.replacingOccurrences(
        of: "://", with: "://user:secret@"))
    try tmux.waitFor("the dashboard") { $0.contains("Failovers") }
    try tmux.send("N")
    let seen = try tmux.waitFor("go's wait") {
      $0.contains("go mod download lab.example/hello@v1.1.0")
        && $0.contains("\(stage.secondName): silent for ")
    }
    #expect(seen.contains("the path is fine"))
    #expect(seen.contains("its own GOPROXY: https://user:xxxxx@"))
    #expect(!seen.contains("secret"))
    stage.second.close()
    try tmux.waitFor("go's end") { $0.contains("you run no go command") }
    try tmux.send("Escape")
    try tmux.waitFor("the panel closed") { !$0.contains("go commands that run now") }
  }

  @Test func aSYNWithoutAnswerIsSeen() throws {
    let server = try FullListener()
    let tmux = try start(downloadingThrough: "http://127.0.0.1:\(server.port)")
    try tmux.waitFor("the dashboard") { $0.contains("Failovers") }
    try tmux.send("N")
    try tmux.waitFor("the SYNs") {
      $0.contains("127.0.0.1:\(server.port): connecting; no answer to the SYN, sent again ")
    }
  }
}
