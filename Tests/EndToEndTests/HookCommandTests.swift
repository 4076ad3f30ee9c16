import Foundation
import TestServers
import Testing
import Text

/// Commands as hooks: what they get, and what they cannot do to us.
@Suite(.ownThreads, .timeLimit(.minutes(5))) struct HookCommandTests {
  private static let nasty = "\"one\\u001b[31m\\n<b>\""

  @Test func itReadsJSONAndVariables() throws {
    let bench = try HookBench(
      HookBench.command("cat > \"$HOME/in\"; env -0 > \"$HOME/env\"; pwd > \"$HOME/pwd\""),
      mirror: Self.nasty)
    let result = try bench.test("h", ["NOTIFY_SOCKET": "/run/x", "OWN": "kept"])
    #expect(result.output == "hook h: delivered: exit status 0\n")
    #expect(result.code == 0)
    let input = try bench.bench.read("in")
    #expect(input.hasSuffix("}\n") && input.filter { $0 == "\n" }.count == 1)
    let report = try HookBench.object(input)
    #expect(report["event"] as? String == "broken")
    #expect((report["mirror"] as? [String: Any])?["name"] as? String == "one [31m <b>")
    let lines = try bench.bench.read("env").split(separator: "\0")
    let variables = Dictionary(
      lines.compactMap { line -> (String, String)? in
        guard let equals = line.firstIndex(of: "=") else { return nil }
        return (String(line[..<equals]), String(line[line.index(after: equals)...]))
      }, uniquingKeysWith: { first, _ in first })
    #expect(variables["GOPROXYTOP_EVENT"] == "broken")
    #expect(variables["GOPROXYTOP_MIRROR"] == "one [31m <b>")
    #expect(variables["GOPROXYTOP_CAUSE"] == "HTTP 502 Bad Gateway (,)")
    #expect(variables["GOPROXYTOP_TEST"] == "1")
    #expect(variables["GOPROXYTOP_GOPROXY"] == "http://127.0.0.1:1/")
    #expect(variables["GOPROXYTOP_TEXT"] == report["text"] as? String)
    #expect(variables["OWN"] == "kept")
    #expect(variables["NOTIFY_SOCKET"] == nil)
    #expect(try bench.bench.read("pwd") == "/\n")
  }

  @Test func wordsAreNotForAShell() throws {
    let bench = try HookBench(
      "[[hook]]\nname = \"h\"\ncommand = [\"printf\", \"%s|\", \"$HOME; a\", \"b c\"]\n")
    let result = try bench.test("h")
    #expect(result.output == "hook h: delivered: exit status 0: $HOME; a|b c|\n")
  }

  /// No terminal, a session and a group of its own.
  @Test func itIsOnItsOwn() throws {
    let bench = try HookBench(
      HookBench.command("cut -d' ' -f5-7 /proc/$$/stat > \"$HOME/stat\""))
    #expect(try bench.test("h").code == 0)
    let numbers = try bench.bench.read("stat").split { " \n".contains($0) }
    #expect(numbers.count == 3 && numbers[0] == numbers[1] && numbers[2] == "0")
    #expect(numbers.first.map(String.init) != "\(getpgrp())")
  }

  @Test(arguments: [
    ("echo no such luck >&2; exit 3", "exit status 3: no such luck"), ("exit 1", "exit status 1"),
    // Its whole group, which is not ours.
    ("kill -9 0", "exit status 137"),
    // We are not its parent.
    ("kill -9 $PPID", "exit status 137"),
    ("trap '' TERM; while :; do sleep 1; done", "not finished within 500ms"),
    // The program has ended; who is left has its output.
    ("(trap '' TERM; sleep 1000) & exit 0", "not finished within 500ms"),
    // In a session of its own, it is beyond our reach, but waited for no longer.
    ("setsid sleep 3 & exit 0", "not finished within 500ms"),
  ]) func whatGoesWrongIsTold(line: String, expected: String) throws {
    let bench = try HookBench(HookBench.command(line, "timeout = \"500ms\""))
    let begin = Date()
    let result = try bench.test("h")
    #expect(result.output == "hook h: failed: \(expected)\n")
    #expect(result.code == 1)
    #expect(Date().timeIntervalSince(begin) < 60)
  }

  @Test func aFloodIsReadAndForgotten() throws {
    let bench = try HookBench(
      HookBench.command(
        "head -c 50000000 /dev/zero; echo done > \"$HOME/done\"", "timeout = \"60s\"")
    )
    let result = try bench.test("h")
    #expect(result.output == "hook h: delivered: exit status 0\n")
    #expect(try bench.bench.read("done") == "done\n")
    let endless = try HookBench(HookBench.command("exec yes >&2", "timeout = \"500ms\"")).test("h")
    #expect(endless.code == 1)
    #expect(endless.output.hasPrefix("hook h: failed: not finished within 500ms: y y y"))
    #expect(endless.output.utf8.count < 400)
  }

  /// What does not read its input is not waited for.
  @Test func itNeedNotRead() throws {
    #expect(try HookBench(HookBench.command("exec <&-; exit 0")).test("h").code == 0)
  }

  @Test(arguments: [
    ("[\"no-such-program-here\"]", "no-such-program-here is not on PATH"),
    ("[\"/nonexistent\"]", "/nonexistent: No such file or directory"),
    ("[\"/etc/passwd\"]", "/etc/passwd: Permission denied"),
  ]) func aProgramThatIsNotThere(command: String, expected: String) throws {
    let result = try HookBench("[[hook]]\nname = \"h\"\ncommand = \(command)\n").test("h")
    #expect(result.output == "hook h: failed: \(expected)\n")
    #expect(result.code == 1)
  }

  @Test func desktop() throws {
    let bench = try HookBench("[[hook]]\nname = \"h\"\ndesktop = true\n", mirror: "\"<b>&\"")
    let absent = try bench.test("h", ["PATH": "/nonexistent"])
    #expect(absent.output == "hook h: failed: notify-send is not on PATH\n")
    // Written by another process: what is open for writing cannot be run.
    let folder = bench.bench.home.path + "/bin"
    let script = "#!/bin/sh\\nprintf '%%s\\\\n' \"$@\" > \"$HOME/said\"\\n"
    _ = try CommandResult(
      "/bin/sh",
      [
        "-c",
        "mkdir \(folder); printf '\(script.replacing("'", with: "'\\''"))' > \(folder)/notify-send; chmod +x \(folder)/notify-send",
      ],
      environment: ["PATH": "/usr/bin:/bin"])
    let result = try bench.test("h", ["PATH": "\(folder):/usr/bin:/bin"])
    #expect(result.code == 0, "\(result.output)")
    let said = try bench.bench.read("said").split(separator: "\n")
    #expect(said.prefix(3) == ["--app-name=goproxytop", "--urgency=critical", "--"])
    #expect(said.last == "a test: go fails at &lt;b&gt;&amp;: HTTP 502 Bad Gateway (,)")
  }
}
