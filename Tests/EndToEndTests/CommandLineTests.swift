import Foundation
import Testing

/// What a wrong command line gets: one line on stderr, nothing on stdout, exit code 2.
@Suite struct CommandLineTests {
  @Test(arguments: [
    (["--foo"], "goproxytop: unknown option --foo; see goproxytop --help\n"),
    (["-x"], "goproxytop: unknown option -x; see goproxytop --help\n"),
    (["chekc"], "goproxytop: \"chekc\" is no command; see goproxytop --help\n"),
    (["check", "more"], "goproxytop: check: \"more\" is one word too many\n"),
    (["use"], "goproxytop: use needs MIRROR|fastest\n"),
    (["check", "--interval"], "goproxytop: option --interval needs a value\n"),
    (["check", "--json=1"], "goproxytop: option --json=1 takes no value\n"),
    (["check", "--yes"], "goproxytop: --yes is not an option of check\n"),
    (
      ["check", "--interval", "soon"],
      "goproxytop: --interval: \"soon\": expected a time such as 500ms, 5s, 1m30s or 24h\n"
    ),
    (["check", "--interval", "1ms"], "goproxytop: --interval: \"1ms\": must be at least 100ms\n"),
    (
      ["check", "--color", "blue"],
      "goproxytop: --color: \"blue\": expected auto, always, never\n"
    ),
    (["check", "--mirror", "x"], "goproxytop: --mirror: \"x\": expected NAME=URL\n"),
    (
      ["check", "--mirror", "x=ftp://h"],
      "goproxytop: --mirror: x: invalid proxy URL scheme (must be https, http, file): ftp://h\n"
    ),
    (
      ["check", "--canary", "text"],
      "goproxytop: --canary: \"text\": expected MODULE@VERSION, for example "
        + "golang.org/x/text@v0.14.0\n"
    ),
    (
      ["check", "--resolve", "a:b:c"],
      "goproxytop: --resolve: \"a:b:c\": expected HOST:PORT:ADDR\n"
    ),
    (["rank", "-n", "0"], "goproxytop: --rounds: \"0\": expected a number from 1 to 1000\n"),
    (
      ["explain", "a.example", "--assume", "2=ok"],
      "goproxytop: --assume: \"2\" is no proxy entry of the chain\n"
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
    (["--theme", "nosuch"], "goproxytop: no theme \"nosuch\"; goproxytop themes lists them\n"),
  ])
  func refuses(arguments: [String], line: String) throws {
    let bench = try ProgramBench()
    let result = try CommandResult(
      ProgramBench.path, arguments, environment: bench.environment())
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

  @Test func helpNamesEveryCommandAndExitCode() throws {
    let help = try ProgramBench().run("--help")
    #expect(help.code == 0)
    for word in ["check", "explain", "rank", "use", "undo", "history", "status", "demo"] {
      #expect(help.output.contains("\n  \(word)"))
    }
    for code in 0...5 { #expect(help.output.contains("\n  \(code)  ")) }
    #expect(try ProgramBench().run("-V").output.hasPrefix("goproxytop 0."))
  }

  @Test("Completions are scripts that their shell can read") func completions() throws {
    let bench = try ProgramBench()
    let script = try bench.write(try bench.run("completions", "bash").output, to: "completions")
    let shell = try CommandResult(
      "/bin/bash",
      [
        "-c",
        "source \(script); COMP_WORDS=(goproxytop ch); COMP_CWORD=1; _goproxytop; echo ${COMPREPLY[@]}",
      ],
      environment: bench.environment())
    #expect(shell.output == "check\n")
    #expect(shell.errors == "")
    #expect(try bench.run("completions", "zsh").output.hasPrefix("#compdef goproxytop\n"))
    #expect(try bench.run("completions", "fish").output.contains("-l goproxy "))
  }

  @Test func manualPageNamesEveryOption() throws {
    let page = try ProgramBench().run("man").output
    #expect(page.hasPrefix(".TH GOPROXYTOP 1"))
    #expect(page.contains("\\fB\\-\\-dry\\-run\\fR"))
    #expect(page.contains("interval = \"5s\""))
  }
}
