import Foundation
import GoRules
import Health
import Platform
import Probing
import Testing

/// Running go, by a script in its place: with which environment, and that nothing of it is left behind.
@Suite(.ownThreads, .timeLimit(.minutes(10))) final class RefereeTests {
  private let folder: URL
  private let module = ModuleVersion(module: "a.example/x", version: "v1.0.0")

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("goproxytop-referee-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func referee(
    _ body: String, source: GoproxySetting.Source = .environment
  ) throws -> Referee {
    let command = folder.appendingPathComponent("go").path
    // By another process: a file that this one has just written cannot always be executed, since another thread's
    // child may still hold it open.
    let written = CommandRun(
      "/bin/sh",
      ["-c", "printf '#!/bin/sh\\n%s\\n' \"$1\" > \"$0\" && chmod 700 \"$0\"", command, body],
      environment: ["PATH": "/usr/bin:/bin"]
    ).run()
    #expect(written.ending == .exited(0))
    let go = GoEnvironment(
      variables: [
        "PATH": "/usr/bin:/bin", "GOPROXY": "https://own.example", "GOFLAGS": "-modcacherw",
        "TMPDIR": folder.path,
      ], userFile: nil)
    let value = "https://u:p@other.example"
    let settings = MonitorSettings(
      setting: GoproxySetting(value: value, source: source), chain: try Chain(parsing: value),
      mirrors: [], canaries: [module])
    return Referee(command: command, go: go, settings: settings, certificateFile: "/ca.pem")
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  @Test func hasTheUsersEnvironmentAndAThrowAwayCache() async throws {
    let output = folder.path + "/seen"
    let body =
      "{ echo \"$@\"; echo $GOPROXY $GOFLAGS $SSL_CERT_FILE; pwd; echo $GOMODCACHE; } > \(output)"
      + "\nmkdir -p $GOMODCACHE/a/b; touch $GOMODCACHE/a/b/c; chmod -R a-w $GOMODCACHE; echo 'go: no' >&2; exit 3"
    for source in [GoproxySetting.Source.environment, .option] {
      let answer = try await referee(body, source: source).download([module]).get()
      #expect(answer.status == 3)
      #expect(answer.trace.errors.map(\.text) == ["no"])
      let seen = try text("seen").split(separator: "\n").map(String.init)
      #expect(seen[0] == "mod download -x a.example/x@v1.0.0")
      let value = source == .option ? "https://u:p@other.example" : "https://own.example"
      #expect(seen[1] == "\(value) -modcacherw /ca.pem")
      #expect(seen[3] == seen[2] + "/mod")
      #expect(!FileManager.default.fileExists(atPath: seen[2]))
    }
  }

  @Test func endsWithItsChildrenWhenItIsCancelled() async throws {
    let pids = folder.path + "/pids"
    let referee = try referee("sleep 600 & echo $$ $! > \(pids).new; mv \(pids).new \(pids); wait")
    let module = module
    let result = try await withThrowingTaskGroup(
      of: Result<Referee.Answer, Referee.Failure>.self
    ) { group in
      group.addTask { await referee.download([module]) }
      while !FileManager.default.fileExists(atPath: pids) { await Task.yield() }
      group.cancelAll()
      return try await #require(group.next())
    }
    #expect(result.failure?.text == "stopped")
    for pid in try text("pids").split(whereSeparator: \.isWhitespace) {
      let number = try #require(pid_t(pid))
      // It may take the kernel a moment to bury them.
      while kill(number, 0) == 0 { await Task.yield() }
      #expect(errno == ESRCH)
    }
  }

  @Test func aGoThatIsNotThereIsSaid() async throws {
    let referee = try referee("exit 0")
    try FileManager.default.removeItem(at: folder.appendingPathComponent("go"))
    let result = await referee.download([module])
    #expect(result.failure?.text.hasSuffix("No such file or directory") == true)
  }

  @Test func aGoThatPrintsWithoutEndIsEnded() async throws {
    let result = try await referee("while :; do echo '# get http://h/x: 200 OK (0s)' >&2; done")
      .download([module])
    #expect(result.failure?.text == "go printed over 4 MiB")
  }
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}
