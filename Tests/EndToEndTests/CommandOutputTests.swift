import Foundation
import Testing
import Text

/// What cannot be written to standard output: told in one line, exit code 1, whatever the command.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct CommandOutputTests {
  private static let commands: [[String]] = [
    ["--help"], ["--version"], ["check", "--help"], ["check"], ["check", "--json"], ["doctor"],
    ["doctor", "--json"],
    ["explain", "a.example"], ["explain", "a.example", "--json"], ["rank", "-n", "1"],
    ["rank", "-n", "1", "--json"], ["use", "b.example", "--dry-run"],
    ["use", "b.example", "--yes"],
    ["use", "b.example", "--dry-run", "--json"], ["undo"], ["history"], ["history", "--json"],
    ["history", "--csv"], ["history", "--what-if"], ["history", "--what-if", "--json"], ["status"],
    ["status", "--json"], ["config"], ["config", "--template"], ["keys"], ["themes"],
    ["completions", "bash"], ["man"],
    ["agent", "--rules"], ["hook"], ["gateway", "--print"], ["offline", "HOME/app"],
    ["offline", "HOME/app", "--json"],
  ]

  private func bench() throws -> ProgramBench {
    let bench = try ProgramBench()
    try bench.write(
      "at=1795255200\nfresh=30\nverdict=served\nlocal=false\nplain=x\ntmux=x\n",
      to: ".local/state/goproxytop/status")
    // A module proxy of files, which needs no network.
    try bench.write(
      #"{"Version":"v0.10.0"}"#, to: "proxy/golang.org/x/sync/@v/v0.10.0.info")
    try bench.write("module app.example\n", to: "app/go.mod")
    return bench
  }

  /// Runs a command with these descriptors of a shell: `>/dev/full`, `>&-`.
  private func run(
    _ arguments: [String], _ redirection: String, in bench: ProgramBench
  ) throws -> CommandResult {
    try CommandResult(
      "/bin/sh",
      ["-c", "exec \"$@\" \(redirection)", "sh", Goproxytop.path]
        + arguments.map { $0.replacing("HOME", with: bench.home.path) },
      environment: bench.environment(["GOPROXY": "file://\(bench.home.path)/proxy"]))
  }

  @Test(arguments: commands) func aFullDiskIsToldByEveryCommand(arguments: [String]) throws {
    let bench = try bench()
    let full = try run(arguments, ">/dev/full", in: bench)
    #expect(full.code == 1)
    #expect(full.errors.hasSuffix("goproxytop: standard output: No space left on device\n"))
    #expect(full.errors.split(separator: "\n").count { $0.contains("standard output") } == 1)
  }

  @Test func aClosedOutputIsTold() throws {
    let closed = try run(["keys"], ">&-", in: bench())
    #expect(closed.code == 1)
    #expect(closed.errors == "goproxytop: standard output: Bad file descriptor\n")
  }

  /// All commands that print are in the table above.
  @Test func noCommandIsLeftOut() throws {
    let help = try ProgramBench().run("completions", "fish").output
    let words = help.split(separator: "\n").filter { $0.contains("__fish_use_subcommand") }
      .compactMap { line in
        line.split(separator: " ").drop { $0 != "-a" }.dropFirst().first.map(String.init)
      }
    #expect(words.contains("check"))
    let tried = Set(Self.commands.compactMap(\.first))
    let screens: Set = ["dashboard", "replay", "demo", "fleet"]
    #expect(Set(words).subtracting(screens).subtracting(tried) == [])
  }
}
