import Foundation
import MirrorLab
import Testing

/// What `check` says that a go command does, the real go does.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct CheckSentenceTests {
  private static let module = "example.com/m1"
  private static let download = ["mod", "download", module + "@v1.0.0"]
  private static let get = ["get", module + "@v1.0.0"]
  private static let getLatest = ["get", module + "@latest"]
  private static let versions = ["list", "-m", "-versions", module]

  /// How the commands end with a mirror; nil where one waits.
  private func codes(
    of commands: [[String]], goproxy: String
  ) async throws -> [Int32?] {
    var codes: [Int32?] = []
    for command in commands {
      let run = try await RealGo().run(
        command, goproxy: goproxy, certificateFile: "/dev/null", forwardProxy: "http://127.0.0.1:1"
      ) { try? await Task.sleep(for: .seconds(4)) }
      codes.append(run.exitCode)
    }
    return codes
  }

  private func check(_ goproxy: String) throws -> CommandResult {
    try ProgramBench().run(
      "check", "--timeout", "2s", "--goproxy", goproxy, "--canary", Self.module + "@v1.0.0")
  }

  /// A list that fails, or does not come: which commands fail, and which works.
  @Test func aListAlone() async throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let mirror = try lab.addMirror(tls: false)
    mirror.fault = .answer(.status(500), only: .list)
    #expect(
      try await codes(
        of: [Self.download, Self.get, Self.getLatest, Self.versions], goproxy: mirror.url)
        == [0, 0, 1, 1])
    let broken = try check(mirror.url)
    #expect(broken.code == 4)
    #expect(
      broken.output.contains(
        "broken: `go get m@latest` and `go list -m -versions m` would fail; `go mod download m@v` "
          + "works\n"))
    mirror.fault = .answer(.silence, only: .list)
    #expect(
      try await codes(of: [Self.download, Self.get, Self.versions], goproxy: mirror.url)
        == [0, nil, nil])
    let hung = try check(mirror.url)
    #expect(hung.code == 4)
    #expect(
      hung.output.contains(
        "; `go get m@v` and `go list -m -versions m` wait on; `go mod download m@v` works\n"))
  }

  /// A `.mod` that is none, or another's: one command takes it, the other fails on it.
  @Test(arguments: [
    (AnswerFault.emptyBody, "the .mod has no module line"),
    (.garbageBody, "the .mod has no module line"), (.htmlPage, "answers mod with an HTML page"),
    (.otherModule, "the .mod is of another module"),
  ])
  func aStrangeMod(fault: AnswerFault, words: String) async throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let mirror = try lab.addMirror(tls: false)
    mirror.fault = .answer(fault, only: .mod)
    #expect(try await codes(of: [Self.download, Self.get], goproxy: mirror.url) == [0, 1])
    let checked = try check(mirror.url)
    #expect(checked.code == 0)
    let line = checked.output.split(separator: "\n").first { $0.hasPrefix("unchecked-content: ") }
    #expect(line?.contains(words) == true, "\(checked.output)")
    #expect(line?.contains("`go mod download` takes it") == true)
    #expect(line?.contains("`go get` fails on it") == true)
  }
}
