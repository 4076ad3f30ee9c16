import Foundation
import Testing
import Text

/// What a wrong command line gets: one line on stderr, nothing on stdout, exit code 2.
@Suite(.ownThreads) struct CommandLineTests {
  @Test(arguments: [
    (["--foo"], "goproxytop: unknown option --foo; see goproxytop --help\n"),
    (["-x"], "goproxytop: unknown option -x; see goproxytop --help\n"),
    (["chekc"], "goproxytop: unknown command \"chekc\"; did you mean check?\n"),
    (["hist"], "goproxytop: unknown command \"hist\"; did you mean history?\n"),
    (["surgeon"], "goproxytop: unknown command \"surgeon\"; see goproxytop --help\n"),
    (["check", "--cannary=x"], "goproxytop: unknown option --cannary=x; did you mean --canary?\n"),
    (["check", "more"], "goproxytop: check: unexpected argument \"more\"\n"),
    (["use"], "goproxytop: use: missing argument MIRROR|profile NAME\n"),
    (["check", "--interval"], "goproxytop: option --interval needs a value\n"),
    (["check", "--goproxy", ""], "goproxytop: --goproxy: \"\": must not be empty\n"),
    (["check", "--json=1"], "goproxytop: option --json=1 takes no value\n"),
    (["check", "--yes"], "goproxytop: --yes is not an option of goproxytop check\n"),
    (
      ["check", "--interval", "soon"],
      "goproxytop: --interval: \"soon\": expected a duration such as 500ms, 5s, 1m30s or 24h\n"
    ),
    (["check", "--interval", "1ms"], "goproxytop: --interval: \"1ms\": must be at least 100ms\n"),
    (
      ["check", "--color", "blue"],
      "goproxytop: --color: \"blue\": expected one of auto, always, never\n"
    ),
    (["check", "--mirror", "x"], "goproxytop: --mirror: \"x\": expected NAME=URL\n"),
    (
      ["check", "--mirror", "x=ftp://h"],
      "goproxytop: --mirror: x: invalid proxy URL scheme (must be https, http, file): ftp://h\n"
    ),
    (
      ["check", "--canary", "text"],
      "goproxytop: --canary: \"text\": expected MODULE@VERSION, for example "
        + "golang.org/x/sync@v0.10.0\n"
    ),
    (
      ["check", "--resolve", "a:b:c"],
      "goproxytop: --resolve: \"a:b:c\": expected HOST:PORT:ADDR\n"
    ),
    (["rank", "-n", "0"], "goproxytop: --rounds: \"0\": expected a number from 1 to 1000\n"),
    (
      ["explain", "a.example", "--assume", "2=ok"],
      "goproxytop: --assume: \"2\" is not an entry of the chain that can be asked\n"
    ),
    (
      ["explain", "a.example", "--assume", "1=maybe"],
      "goproxytop: --assume: unknown outcome \"maybe\": expected an HTTP status or one of "
        + "ok, refused, timeout, reset, dns, tls, truncated, invalid, hang\n"
    ),
    (["completions", "tcsh"], "goproxytop: completions: \"tcsh\": expected bash, zsh or fish\n"),
    (
      ["check", "--cacert", "/nonexistent"], "goproxytop: /nonexistent: No such file or directory\n"
    ),
    (
      ["--theme", "nosuch"],
      "goproxytop: unknown theme \"nosuch\"; list them with goproxytop themes\n"
    ),
  ])
  func refuses(arguments: [String], line: String) throws {
    let bench = try ProgramBench()
    let result = try CommandResult(
      Goproxytop.path, arguments, environment: bench.environment())
    #expect(result.code == 2)
    #expect(result.errors == line)
    #expect(result.output == "")
  }

  @Test("A GOPROXY that go would refuse ends with go's own text", arguments: ["check", "explain"])
  func refusedChain(command: String) throws {
    let result = try ProgramBench().run(command, environment: ["GOPROXY": "https://a.example,OFF"])
    #expect(result.code == 2)
    #expect(result.errors == "goproxytop: invalid proxy URL missing scheme: OFF\n")
  }

  /// go 1.27 says the same before it asks anybody.
  @Test(arguments: [
    (
      ["GOPATH": "/dev/null"],
      "could not create module cache: stat /dev/null/pkg/mod: not a directory"
    ),
    (
      ["GOMODCACHE": "/dev/null"],
      "could not create module cache: \"/dev/null\" is not a directory"
    ),
    (
      ["GOWORK": "/dev/null/go.work"],
      "reading go.work: open /dev/null/go.work: not a directory"
    ),
    (["GOROOT": "/dev/null"], "cannot find GOROOT directory: /dev/null"),
    (["GOTOOLCHAIN": "bogus"], "invalid GOTOOLCHAIN \"bogus\""),
  ])
  func refusedSurroundings(environment: [String: String], text: String) throws {
    let result = try ProgramBench().run(
      "check", environment: environment.merging(["GOPROXY": "http://127.0.0.1:1"]) { $1 })
    #expect(result.code == 2)
    #expect(result.errors == "goproxytop: \(text)\n")
  }

  @Test func helpNamesEveryCommandAndExitCode() throws {
    let help = try ProgramBench().run("--help")
    #expect(help.code == 0)
    for word in ["check", "explain", "rank", "use", "undo", "history", "status", "demo"] {
      #expect(help.output.contains("\n  \(word)"))
    }
    for code in 0...6 { #expect(help.output.contains("\n  \(code)  ")) }
    #expect(try ProgramBench().run("-V").output.hasPrefix("goproxytop 0."))
  }

  /// What is typed, the last word unfinished, and what it may become.
  static let completed: [([String], [String])] = [
    (["ch"], ["check"]), (["use", ""], ["fastest", "profile"]), (["completions", "z"], ["zsh"]),
    (["--theme", "modu"], ["modus"]), (["explain", "--kind", "z"], ["zip"]),
    (["undo", "--dry"], ["--dry-run"]), (["--color", "a"], ["always", "auto"]),
  ]

  @Test("bash completes", arguments: completed + [(["--theme", "=", "modu"], ["modus"])])
  func bash(words: [String], candidates: [String]) throws {
    let bench = try ProgramBench()
    let script = try bench.write(try bench.run("completions", "bash").output, to: "completions")
    let typed = words.map { "'\($0)'" }.joined(separator: " ")
    let shell = try CommandResult(
      "/bin/bash",
      [
        "-c",
        "source \(script); COMP_WORDS=(goproxytop \(typed)); COMP_CWORD=\(words.count); _goproxytop; "
          + "printf '%s\\n' ${COMPREPLY[@]}",
      ],
      environment: bench.environment())
    #expect(shell.output.split(separator: "\n").map(String.init).sorted() == candidates)
    #expect(shell.errors == "")
  }

  @Test("fish completes", arguments: completed) func fish(words: [String], candidates: [String])
    throws
  {
    let bench = try ProgramBench()
    let script = try bench.write(try bench.run("completions", "fish").output, to: "completions")
    let line = (["goproxytop"] + words).joined(separator: " ")
    let shell = try CommandResult(
      "/usr/bin/fish", ["-c", "source \(script); complete -C '\(line)'"],
      environment: bench.environment())
    let offered = shell.output.split(separator: "\n").compactMap { $0.split(separator: "\t").first }
    #expect(offered.map(String.init).sorted() == candidates)
    #expect(shell.errors == "")
  }

  /// In an interactive shell: completion works nowhere else.
  @Test("zsh completes", arguments: completed) func zsh(words: [String], candidates: [String])
    throws
  {
    let bench = try ProgramBench()
    let script = try bench.write(try bench.run("completions", "zsh").output, to: "completions")
    try bench.write(
      "autoload -U compinit && compinit -u; source \(script); unsetopt beep; PS1='ready> '\n",
      to: ".zshrc")
    let tmux = try Tmux("exec zsh -i", columns: 120, rows: 20, environment: bench.environment())
    try tmux.waitFor("the prompt") { $0.contains("ready>") }
    try tmux.send("-l", (["goproxytop"] + words).joined(separator: " "))
    try tmux.send("Tab")
    try tmux.waitFor("the candidates") { screen in
      candidates.allSatisfy { screen.contains(" \($0)") || screen.contains("\n\($0)") }
    }
  }

  @Test func manualPageNamesEveryOption() throws {
    let page = try ProgramBench().run("man").output
    #expect(page.hasPrefix(".TH GOPROXYTOP 1"))
    #expect(page.contains("\\fB\\-\\-dry\\-run\\fR"))
    #expect(page.contains("interval = \"5s\""))
  }
}
