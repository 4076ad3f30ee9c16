import Foundation
import MirrorLab
import Testing

/// What `gateway` prints, writes and refuses.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct GatewayCommandTests {
  private static let m1 = LabModule("example.com/m1", "v1.0.0")
  private static let file = ".config/go/env"

  @Test func theLineKeepsTheOldList() throws {
    let bench = try ProgramBench()
    func line(_ list: String, _ more: String...) throws -> String {
      let result = try CommandResult(
        Goproxytop.path, ["gateway", "--print"] + more,
        environment: bench.environment(["GOPROXY": list]))
      return result.code == 0 ? result.output : result.errors
    }
    #expect(
      try line("https://a.example,direct")
        == "GOPROXY='http://127.0.0.1:8081|http://127.0.0.1:8081/again|https://a.example,direct'\n")
    #expect(
      try line("off", "--listen", "[::1]:99")
        == "GOPROXY='http://[::1]:99|http://[::1]:99/again|off'\n")
    #expect(
      try line("off", "--listen", ":99")
        == "GOPROXY='http://127.0.0.1:99|http://127.0.0.1:99/again|off'\n")
    // It is there once, however often it is put there.
    for own in [
      "http://127.0.0.1:8081", "http://localhost:8081/",
      "http://127.0.0.1:8081|http://127.0.0.1:8081/again",
    ] {
      #expect(
        try line("\(own)|https://a.example|direct")
          == "GOPROXY='http://127.0.0.1:8081|http://127.0.0.1:8081/again|https://a.example|direct'\n"
      )
    }
    // It stays where it is, or is moved.
    let present = "http://127.0.0.1:18081|http://127.0.0.1:18081/again|https://a.example"
    #expect(try line(present) == "GOPROXY='\(present)'\n")
    #expect(
      try line(present, "--listen", "127.0.0.1:99")
        == "GOPROXY='http://127.0.0.1:99|http://127.0.0.1:99/again|https://a.example'\n")
    #expect(
      try line("http://127.0.0.1:8081") == "goproxytop: GOPROXY names nobody but this gateway\n")
    #expect(try line("ftp://h").contains("invalid proxy URL scheme"))
    let secret = try line("https://user:S3cr3t@a.example,direct")
    #expect(secret.hasPrefix("goproxytop: --print: the list has a password"))
    #expect(!secret.contains("S3cr3t"))
  }

  @Test func itIsWrittenAndTakenBack() throws {
    let bench = try ProgramBench()
    try bench.write("GOPROXY=https://a.example,direct\n", to: Self.file)
    let before = try bench.run("gateway", "--install", "--dry-run")
    #expect(before.code == 0 && before.output.contains("nothing changed (dry run)"))
    let written = try bench.run("gateway", "--install", "--yes")
    #expect(written.code == 0, "\(written.errors)")
    #expect(written.output.contains("old:  https://a.example,direct\n"))
    #expect(written.output.contains("\nListenStream=127.0.0.1:8081\n"))
    #expect(written.output.contains("\nExecStart=\(Goproxytop.path) gateway\n"))
    let list = "http://127.0.0.1:8081|http://127.0.0.1:8081/again|https://a.example,direct"
    #expect(try bench.read(Self.file) == "GOPROXY=\(list)\n")
    let again = try bench.run("gateway", "--install", "--yes")
    #expect(again.output.hasPrefix("the gateway is already first in GOPROXY\n"))
    #expect(try bench.run("undo", "--yes").code == 0)
    #expect(try bench.read(Self.file) == "GOPROXY=https://a.example,direct\n")
  }

  @Test func othersGetInOnlyByTheList() throws {
    let bench = try ProgramBench()
    for address in ["0.0.0.0:0", ":0", "192.0.2.1:0"] {
      let open = try bench.run("gateway", "--listen", address, "--goproxy", "https://127.0.0.1:1")
      #expect(open.code == 2)
      #expect(
        open.errors.contains("can be reached from other machines: say from which with --allow"))
    }
    let wrong = try bench.run("gateway", "--allow", "10.0.0.0/33")
    #expect(wrong.code == 2 && wrong.errors.contains("expected ADDRESS or ADDRESS/BITS"))
    let stage = try GatewayStage(
      [[Self.m1]], options: ["--listen", "0.0.0.0:0", "--allow", "192.0.2.0/24"])
    #expect(stage.address.hasPrefix("0.0.0.0:") || stage.address.hasPrefix(":"))
  }

  @Test func badSettingsAreRefused() throws {
    let bench = try ProgramBench()
    func refusal(_ text: String) throws -> String {
      let path = try bench.write(text, to: "c.toml")
      let result = try bench.run("gateway", "--config", path, "--listen", "127.0.0.1:0")
      #expect(result.code == 2)
      return result.errors
    }
    #expect(try refusal("[gateway]\nevade = [\"403\"]\n").contains("a list of failures from 5xx, "))
    #expect(try refusal("[gateway]\nevade = \"5xx\"\n").contains("a list of failures from"))
    for value in ["\"some\"", "1", "[true]", "\"\""] {
      let text = try refusal("[gateway]\npass_through = \(value)\n")
      #expect(text.contains("pass_through") && text.contains("true, false or \"all\""), "\(text)")
      #expect(text.split(separator: "\n").count == 1, "\(text)")
    }
    let unwritten = try bench.run(
      "gateway", "--log", "/proc/none", "--listen", "127.0.0.1:0", "--goproxy",
      "https://127.0.0.1:1")
    #expect(unwritten.code == 2)
    #expect(unwritten.errors == "goproxytop: --log: /proc/none: No such file or directory\n")
    let both = try bench.run("gateway", "--print", "--install")
    #expect(both.code == 2 && both.errors.contains("cannot be combined"))
  }

  @Test func nonsenseIsAnsweredAndHarmsNothing() throws {
    let stage = try GatewayStage([[Self.m1]])
    let url = "\(stage.mirrors[0].url)/example.com/m1/@v/v1.0.0.info"
    let good = try stage.get("/example.com/m1/@v/v1.0.0.info")
    #expect(good.hasPrefix("HTTP/1.1 307 "))
    #expect(good.contains("\r\nLocation: \(url)\r\n"))
    // Targets are entries, paths are go's.
    for path in [
      "http://evil.example/example.com/m1/@v/v1.0.0.info", "//evil.example/x/@v/list",
      "/example.com/../m1/@v/list", "/example.com/%2e%2e/m1/@v/list", "/example.com/m1/@v/%00.info",
      "/example.com/m1/@v/v1%0d%0aLocation:x.info", "/sumdb/evil.example/../x", "/x/@v/list",
      "/example.com/m1/@v/v1.0.0.exe", "/none",
    ] {
      let answer = try stage.get(path)
      #expect(
        answer.hasPrefix("HTTP/1.1 404 ") || answer.hasPrefix("HTTP/1.1 400 "), "\(path): \(answer)"
      )
      #expect(!answer.lowercased().contains("\r\nlocation"))
    }
    // A page that has given its own name to 127.0.0.1.
    for host in ["evil.example", "evil.example:8081", "127.0.0.1.evil.example", ""] {
      let answer = try stage.get("/example.com/m1/@v/list", headers: "Host: \(host)")
      #expect(
        answer.hasPrefix("HTTP/1.1 403 ") || answer.hasPrefix("HTTP/1.1 400 "), "\(host): \(answer)"
      )
    }
    // Too long, two requests in one, no HTTP.
    let long = String(repeating: "a", count: 100_000)
    #expect(!(try stage.get("/example.com/\(long)/@v/list").contains("307")))
    let request = "GET /example.com/m1/@v/list HTTP/1.1\r\nHost: localhost\r\n"
    for body in [
      "Content-Length: 4\r\n\r\nGET ", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", "Content-Length: -1\r\n\r\n",
      "Content-Length: 0\r\nContent-Length: 6\r\n\r\nhello!", "Host: localhost\r\n\r\n",
      "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
      "X: \(long)\r\n\r\n",
    ] {
      let answer = try stage.answer(to: Array((request + body).utf8))
      #expect(!answer.contains(" 307 "), "\(body.prefix(40)): \(answer)")
    }
    _ = try stage.answer(to: (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 13) })
    #expect(try stage.get("/example.com/m1/@v/v1.0.0.mod").hasPrefix("HTTP/1.1 307 "))
  }

  /// Ten thousand connections, all of them silent: the gateway lives, and go goes on by the list.
  @Test func whoFillsItUpHarmsNobody() throws {
    let stage = try GatewayStage([[Self.m1]])
    let script = """
      import resource, signal, socket, sys
      hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
      resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
      host, port = sys.argv[1].rsplit(':', 1)
      kept = []
      for number in range(10000):
        s = socket.socket(); s.setblocking(False)
        try: s.connect((host, int(port)))
        except BlockingIOError: pass
        except OSError: break
        kept.append(s)
        if len(kept) == hard - 50: break
      print(len(kept), flush=True)
      signal.pause()
      """
    let ready = stage.bench.home.path + "/ready"
    let output = open(ready, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    let crowd = try ChildProcess(
      "/usr/bin/env", ["python3", "-c", script, stage.address],
      environment: ["PATH": "/usr/bin:/bin"], passing: [1: output])
    close(output)
    try AgentStage.wait("the crowd", in: ready) { $0.hasSuffix("\n") }
    let run = try stage.run("mod", "download", "example.com/m1@v1.0.0")
    #expect(run.code == 0, "\(run.errors)")
    crowd.signal(SIGKILL)
    crowd.wait()
    // Those that had gone before they were let in are still to be seen off.
    let end = Date(timeIntervalSinceNow: 60)
    var answer = ""
    while !answer.hasPrefix("HTTP/1.1 307 "), Date() < end {
      answer = (try? stage.get("/example.com/m1/@v/v1.0.0.mod")) ?? ""
    }
    #expect(answer.hasPrefix("HTTP/1.1 307 "))
  }

  /// SIGHUP is a wish for a reload, but not where the terminal was closed: the port would stay taken.
  @Test func itEndsWithItsTerminal() throws {
    let bench = try ProgramBench()
    let log = bench.home.path + "/log"
    var environment = bench.environment()
    environment["START"] =
      "exec \(Goproxytop.path) gateway --listen 127.0.0.1:0 --goproxy http://127.0.0.1:1 2>\(log)"
    var window: Tmux? = try Tmux(
      "eval \"$START\"", columns: 40, rows: 8, environment: environment)
    _ = try AgentStage.wait("its start", in: log) { $0.contains("serving http://") }
    withExtendedLifetime(window) {}
    window = nil
    _ = try AgentStage.wait("its end", in: log) { $0.contains("ended") }
  }
}
