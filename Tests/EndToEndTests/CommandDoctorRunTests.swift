import Foundation
import MirrorLab
import Testing
import Text

/// `doctor -- go …` with the real go: what it names, what it passes on, and that it leaves nothing behind.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct DoctorRunTests {
  /// What came of a watched command.
  struct Watched {
    var code: Int32
    var output: String
    var errors: String
    /// The lines of `--jsonl`, by their type.
    var log: [(type: String, values: [String: Any])] = []

    func values(_ type: String) -> [[String: Any]] {
      log.filter { $0.type == type }.map(\.values)
    }

    var findings: [(code: String, confidence: String, entry: Int?)] {
      values("finding").compactMap { line in
        guard let finding = line["finding"] as? [String: Any],
          let code = finding["code"] as? String, let confidence = finding["confidence"] as? String
        else { return nil }
        return (code, confidence, finding["entry"] as? Int)
      }
    }
  }

  /// Two mirrors over TLS, and the real go with caches of its own.
  final class Bench {
    static let module = "example.com/m1@v1.0.0"
    let lab: CheckTests.Lab
    private let path: String

    init() throws {
      lab = try CheckTests.Lab()
      path = try RealGo().executable.deletingLastPathComponent().path + ":/usr/bin:/bin"
    }

    var home: String { lab.bench.home.path }
    var log: String { home + "/log.jsonl" }

    /// Nothing leaves this machine: what is no loopback address is asked for at a forward proxy that nobody is.
    func environment(_ more: [String: String]) -> [String: String] {
      lab.bench.environment(
        [
          "PATH": path, "GOPATH": home + "/path", "GOCACHE": home + "/cache", "GOENV": "off",
          "GOTOOLCHAIN": "local", "GOFLAGS": "-modcacherw", "SSL_CERT_FILE": lab.authority,
          "HTTPS_PROXY": "http://127.0.0.1:1", "HTTP_PROXY": "http://127.0.0.1:1",
          "GIT_CONFIG_NOSYSTEM": "1", "GOPROXY": "\(lab.first.url),\(lab.second.url)",
        ].merging(more) { $1 })
    }

    /// - Parameter seconds: after which it gets SIGINT, as from Ctrl-C; nil: it ends by itself.
    func watch(
      _ words: [String] = ["go", "mod", "download", Bench.module], seconds: Int? = nil,
      options: [String] = [], environment more: [String: String] = [:]
    ) throws -> Watched {
      let own =
        [Goproxytop.path, "doctor", "--no-history", "--jsonl", log] + options + ["--"] + words
      let all =
        seconds.map { ["/usr/bin/timeout", "--preserve-status", "--signal=INT", "\($0)"] + own }
        ?? own
      let result = try CommandResult(all[0], Array(all.dropFirst()), environment: environment(more))
      return try read(result)
    }

    /// With the log that it wrote.
    func read(_ result: CommandResult? = nil) throws -> Watched {
      var watched = Watched(
        code: result?.code ?? 0, output: result?.output ?? "", errors: result?.errors ?? "")
      let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
      for line in text.split(separator: "\n") {
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
        let values = try #require(object as? [String: Any])
        watched.log.append((try #require(values["type"] as? String), values))
      }
      return watched
    }

    /// What a shell command prints and how it ends, with `$G` for the program.
    func shell(_ script: String, _ more: [String: String] = [:]) throws -> CommandResult {
      try CommandResult(
        "/bin/sh", ["-c", "cd '\(home)'; " + script],
        environment: environment(["G": Goproxytop.path].merging(more) { $1 }))
    }
  }

  @Test func aHealthyRunHasOneLine() throws {
    let bench = try Bench()
    let watched = try bench.watch()
    #expect(watched.code == 0)
    #expect(watched.output == "")
    #expect(watched.findings.isEmpty)
    let lines = watched.errors.split(separator: "\n")
    #expect(lines.count == 1, "\(watched.errors)")
    let name = "127.0.0.1:\(bench.lab.first.port)"
    #expect(lines[0].hasPrefix("goproxytop: requests: 3 in "), "\(watched.errors)")
    #expect(lines[0].hasSuffix("modules: 1 by \(name)"))

    let requests = watched.values("request")
    #expect(requests.map { $0["kind"] as? String } == ["info", "mod", "zip"])
    for request in requests {
      #expect(request["module"] as? String == "example.com/m1")
      #expect(request["version"] as? String == "v1.0.0")
      #expect(request["entry"] as? Int == 0)
      #expect(request["status"] as? Int == 200)
      #expect((request["ms"] as? Double).map { $0 >= 0 && $0 < 60_000 } == true)
      #expect((request["url"] as? String)?.hasPrefix(bench.lab.first.url) == true)
      // What go keeps of .info is not what came.
      #expect((request["bytes"] as? Int == nil) == (request["kind"] as? String == "info"))
    }
    let zip = try #require(requests.last?["bytes"] as? Int)
    let kept = bench.home + "/path/pkg/mod/cache/download/example.com/m1/@v/v1.0.0.zip"
    #expect(try Data(contentsOf: URL(fileURLWithPath: kept)).count == zip)
    let modules = watched.values("module")
    #expect(modules.map { $0["served_by"] as? String } == [name])
    #expect(modules.map { $0["got"] as? String } == ["zip"])
    let end = try #require(watched.values("end").first)
    #expect(end["exit_code"] as? Int == 0)
    #expect(end["is_cut_off"] as? Bool == false)
    #expect(end["requests"] as? Int == 3)
    #expect(end["command"] as? String == "go mod download \(Bench.module)")
  }

  /// Standard output is the command's, and GitHub reads standard error too.
  @Test func annotationsGoToStandardError() throws {
    let bench = try Bench()
    bench.lab.first.fault = .status(502)
    let watched = try bench.watch(options: ["--github"])
    #expect(watched.code == 1)
    let lines = watched.errors.split(separator: "\n")
    let errors = lines.filter { $0.hasPrefix("::error title=") }
    #expect(errors.count == 1 && errors[0].contains("HTTP 502"), "\(watched.errors)")
    #expect(lines.last?.hasPrefix("::goproxytop-") == true)
    #expect(!watched.output.contains("::"))
  }

  @Test func passwordsAndPrivateNamesStayAway() throws {
    let bench = try Bench()
    let url = bench.lab.first.url.replacingOccurrences(of: "https://", with: "https://ada:pw@")
    let watched = try bench.watch(
      options: ["--redact"], environment: ["GOPROXY": url, "GONOSUMDB": "example.com/m1"])
    let log = try String(contentsOfFile: bench.log, encoding: .utf8)
    for text in [watched.errors, log] {
      #expect(!text.contains("pw@"))
      #expect(!text.contains("example.com/m1"), "\(text)")
    }
  }

  // MARK: - What is passed on

  /// What go prints of itself, but for lines of ours.
  @Test func standardErrorIsGosOwn() throws {
    let bench = try Bench()
    let made = try bench.shell(
      """
      mkdir m && cd m && printf 'module example.com/x\\n\\ngo 1.21\\n' > go.mod
      printf 'package x\\n\\nfunc f() { undefined1() }\\n' > x.go
      """)
    #expect(made.code == 0)
    for command in [
      "go build ./...", "go get example.com/m1@v1.0.0", "go list -m -versions example.com/m1",
      "go mod download example.com/none@v1.0.0", "go vet ./...",
    ] {
      let plain = try bench.shell("cd m && GOPATH=$HOME/p1 \(command)")
      _ = try bench.shell(
        "cd m && git checkout -q . 2>/dev/null; sed -i /require/d go.mod; rm -f go.sum")
      let watched = try bench.shell("cd m && GOPATH=$HOME/p2 $G doctor -- \(command)")
      #expect(watched.code == plain.code, "\(command)")
      #expect(watched.output == plain.output, "\(command)")
      #expect(
        watched.errors.hasPrefix(plain.errors), "\(command): \(watched.errors)\n\(plain.errors)")
      let rest = watched.errors.dropFirst(plain.errors.count)
      #expect(rest.hasPrefix("goproxytop: "), "\(command): \(rest)")
    }
    // -x that the user gave is the user's.
    let traced = try bench.shell(
      "cd m && GOPATH=$HOME/p3 $G doctor -- go mod download -x \(Bench.module)")
    #expect(traced.errors.hasPrefix("# get https://"), "\(traced.errors)")
  }

  @Test func otherProgramsThatRunGoAreSeenToo() throws {
    let bench = try Bench()
    bench.lab.first.fault = .status(502)
    let watched = try bench.watch(["sh", "-c", "go mod download \(Bench.module); exit 9"])
    #expect(watched.code == 9)
    #expect(watched.findings.map(\.code) == ["status-before-comma"])
    #expect(!watched.errors.contains("# get"))
    // Its own list is found in its environment.
    let other = try bench.watch(
      ["env", "GOPROXY=\(bench.lab.second.url)", "go", "mod", "download", Bench.module])
    #expect(other.code == 0)
    #expect(other.findings.isEmpty, "\(other.errors)")
    let none = try bench.watch(["go", "version"])
    #expect(none.output.hasPrefix("go version go1."))
    #expect(none.errors.contains("its requests were not seen"))
  }

  @Test(arguments: [
    ("$G doctor -- sh -c 'exit 7' 2> e; echo $?", "7"),
    ("$G doctor -- sh -c 'kill -9 $$' 2> e; echo $?", "137"),
    (
      "$G doctor -- /nowhere/x 2> e; echo $?; cat e",
      "127\ngoproxytop: \"/nowhere/x\": command not found"
    ),
    ("$G doctor -- no-such-command 2> e; echo $?; wc -l < e", "127\n1"),
    ("$G doctor -- /etc/passwd 2> e; echo $?; wc -l < e", "126\n1"),
    ("$G doctor -- 2> e; echo $?; cat e", "2\ngoproxytop: doctor: missing command after --"),
    (
      "$G doctor --json -- touch ran 2> e; echo $?; wc -l < e; ls ran 2>&1 | wc -c | sed s/^0/x/",
      "2\n1"
    ),
    (
      "$G doctor --jsonl /nowhere/f -- touch ran 2> e; echo $?; wc -l < e; test -e ran; echo $?",
      "2\n1\n1"
    ),
    ("$G doctor m@v1.0.0 -- true 2> e; echo $?; wc -l < e", "2\n1"),
    ("$G doctor --jsonl f 2> e; echo $?; wc -l < e", "2\n1"),
    ("$G doctor --deep -- true 2> e; echo $?; wc -l < e", "2\n1"),
    // Options after -- are the command's.
    ("$G doctor -- echo --help -x --json 2> e", "--help -x --json"),
    // Bytes are passed on as they are, and many of them.
    ("$G doctor -- printf 'a\\000\\377b' 2> e | od -An -tx1", " 61 00 ff 62"),
    ("$G doctor -- head -c 524288000 /dev/zero 2> e | wc -c", "524288000"),
    (
      "$G doctor -- sh -c 'head -c 30000000 /dev/zero >&2' 2>&1 > o | head -c 30000000 | tr -d '\\000' | wc -c",
      "0"
    ),
    ("echo in | $G doctor -- cat 2> e", "in"),
    // Who reads has gone, or was never there.
    ("$G doctor -- sh -c 'while echo x; do :; done >&2; exit 0' 2>&1 | head -n 1", "x"),
    ("$G doctor -- yes 2> e | head -n 1", "y"),
    ("$G doctor -- cat <&- 2> e; echo $?", "0"),
    ("$G doctor -- sh -c 'exit 3' >&- 2> e; echo $?", "3"),
    ("$G doctor -- sh -c 'echo x >&2; exit 3' 2>&-; echo $?", "3"),
    // A child that is left behind on purpose stays, and is not waited for.
    (
      "$G doctor -- sh -c 'sleep 300 > o 2>&1 & echo $! > pid' 2> e; kill -0 $(cat pid) && kill $(cat pid) && echo there",
      "there"
    ),
  ])
  func shells(script: String, expected: String) throws {
    let bench = try Bench()
    let result = try bench.shell(script)
    let output = result.output.trimmingCharacters(in: .newlines)
    #expect(
      output == expected || output.hasPrefix(expected + "\n"), "\(result.output) \(result.errors)")
  }

  // MARK: - Its end

  /// What ignores the first request to end is ended by the second, with all below it.
  @Test(arguments: ["TERM", "HUP"]) func theSecondRequestEndsIt(signal: String) throws {
    let bench = try Bench()
    let result = try bench.shell(
      """
      $G doctor --jsonl log -- sh -c 'trap "" \(signal); sh -c "trap \\"\\" \(signal); echo \\$\\$ > below; while :; do sleep 1; done"; :' 2> e &
      own=$!
      until [ -s below ]; do sleep 0.05; kill -0 $own || exit 9; done
      while kill -\(signal) $own; do sleep 0.5; done 2> /dev/null
      wait $own
      echo $?
      kill -0 $(cat below) 2> /dev/null || echo gone
      grep -c '"is_cut_off":true' log
      """)
    #expect(result.output == "137\ngone\n1\n", "\(result.output) \(result.errors)")
  }

  @Test func aLongWaitIsToldWhileItLasts() throws {
    let bench = try Bench()
    bench.lab.first.fault = .answer(.silence)
    let watched = try bench.watch(seconds: 26)
    #expect(watched.code == 130)
    #expect(
      watched.errors.contains("s go still waits for \(bench.lab.first.url)/example.com/m1/@v/"),
      "\(watched.errors)")
    #expect(watched.errors.contains("what go sent was acknowledged: the path is fine"))
    #expect(watched.findings.map(\.code) == ["silent"])
    #expect(watched.findings.map(\.confidence) == ["high"])
    #expect(watched.values("end").first?["is_cut_off"] as? Bool == true)
  }
}
