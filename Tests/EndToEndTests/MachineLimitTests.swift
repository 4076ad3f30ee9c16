import Foundation
import MirrorLab
import Testing
import Text

/// A machine that lets the program have little: said in one line, and no mirror is blamed for it.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct MachineLimitTests {
  /// Runs a command under limits of a shell: `ulimit -n 40`.
  private func run(
    _ arguments: [String], under limits: String, in bench: ProgramBench,
    _ environment: [String: String] = [:]
  ) throws -> CommandResult {
    // Other tests have files open that are not closed for a child.
    let script = """
      for file in /proc/$$/fd/*; do
        number=${file##*/}
        if [ "$number" -gt 2 ]; then eval "exec $number>&-"; fi
      done
      \(limits) && exec "$@"
      """
    return try CommandResult(
      "/bin/bash", ["-c", script, "bash", Goproxytop.path] + arguments,
      environment: bench.environment(environment))
  }

  private static let commands = [
    ["check", "--goproxy", "http://127.0.0.1:1"], ["history"], ["undo"],
    ["rank", "--goproxy", "http://127.0.0.1:1", "-n", "1"],
  ]

  @Test(arguments: commands, [10, 14, 18])
  func tooFewDescriptorsToStart(arguments: [String], limit: Int) throws {
    let result = try run(arguments, under: "ulimit -n \(limit)", in: ProgramBench())
    #expect(result.code == 1)
    #expect(
      result.errors
        == "goproxytop: too few open files: \(limit) allowed, 19 needed (ulimit -n)\n")
    #expect(result.output == "")
  }

  /// With what is asked for, every command runs, and nothing is said.
  @Test(arguments: commands) func justEnoughDescriptors(arguments: [String]) throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let mirror = try lab.addMirror()
    let bench = try ProgramBench()
    let authority = try bench.write(lab.certificateAuthorityPEM, to: "ca.pem")
    var arguments = arguments
    if arguments.contains("--goproxy") {
      arguments = arguments.map { $0.hasPrefix("http:") ? mirror.url : $0 }
      arguments += ["--cacert", authority]
    }
    let result = try run(arguments, under: "ulimit -n 19", in: bench, ["GOSUMDB": "off"])
    #expect(result.errors == "")
    #expect(result.code == 0, "\(result.output)")
  }

  @Test func whatNeedsNoThreadsRunsAllTheSame() throws {
    let result = try run(["explain", "direct"], under: "ulimit -n 10", in: ProgramBench())
    #expect(result.errors == "")
    #expect(result.code == 3)
  }

  @Test(arguments: commands) func tooLittleMemoryForThreads(arguments: [String]) throws {
    // A stack that no thread can be given.
    let result = try run(
      arguments, under: "ulimit -s 4000000 && ulimit -v 6000000", in: ProgramBench())
    #expect(result.code == 1)
    #expect(result.errors.hasPrefix("goproxytop: no threads can be started"))
  }

  @Test(arguments: commands) func tooLittleMemory(arguments: [String]) throws {
    let result = try run(arguments, under: "ulimit -v 160000", in: ProgramBench())
    #expect(result.code == 1)
    #expect(
      result.errors == "goproxytop: too little memory: 156 MiB allowed, 256 needed (ulimit -v)\n")
  }

  /// Descriptors run out while it runs: told, no mirror is down for it, and nothing of it is recorded.
  @Test func noMirrorIsBlamedForWhatThisMachineLacks() throws {
    let stage = try ScreenTests.Stage()
    let tmux = try stage.start(columns: 140, rows: 40)
    try tmux.waitForBothUp()
    let program = try tmux.child()
    let limit = try CommandResult(
      "/usr/bin/prlimit", ["--pid", "\(program)", "--nofile=8:8"], environment: [:])
    #expect(limit.code == 0, "\(limit.errors)")
    let word = Language.english.say(Sentence(.machineLacks))
    let screen = try tmux.waitFor("what is lacking") { $0.contains(word) }
    #expect(!screen.contains("✕ down"))
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
    let told = try stage.bench.run("history", "--json").output
    #expect(told.contains("\"outages\" : []"))
    let record = try Data(
      contentsOf: URL(
        fileURLWithPath: stage.bench.home.path + "/.local/state/goproxytop/history.sqlite"))
    #expect(!String(decoding: record, as: UTF8.self).contains("no_local_resources"))
  }

  /// 31 sound mirrors, and room for two at a time: all are measured, and all are up.
  @Test func withFewDescriptorsFewerAreAskedAtATime() throws {
    let bench = try ProgramBench()
    let lab = try MirrorLab()
    defer { lab.close() }
    let urls = try (1...31).map { try lab.addMirror(name: "m\($0)", tls: false).url }
    let environment = ["GOPROXY": urls.joined(separator: "|"), "GOSUMDB": "off"]
    let result = try run(["check", "--json"], under: "ulimit -n 40", in: bench, environment)
    #expect(result.code == 0, "\(result.errors)")
    #expect(
      result.errors
        == "goproxytop: open files: 40 allowed, 240 wanted; probing 2 mirrors at a time (ulimit -n)\n"
    )
    #expect(result.output.components(separatedBy: "\"state\" : \"up\"").count == 32)
    // The soft limit alone is raised, and nothing need be said.
    let soft = try run(["check"], under: "ulimit -Sn 40", in: bench, environment)
    #expect(soft.code == 0)
    #expect(soft.errors == "")
  }
}
