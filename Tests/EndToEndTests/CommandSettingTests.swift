import Foundation
import MirrorLab
import Testing

/// `use` and `undo`: what is written, by whom, and what is kept.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct SettingTests {
  private static let file = ".config/go/env"

  @Test(arguments: ["http://127.0.0.1:1/a,b", "https://a.example|https://b.example"])
  func aListIsNoMirror(word: String) throws {
    let bench = try ProgramBench()
    let result = try bench.run("use", "--yes", word)
    #expect(result.code == 2)
    #expect(
      result.errors == "goproxytop: use: \"\(word)\": expected one mirror, not a list\n")
  }

  @Test func writesAsGoWouldWhereThereIsNoGo() throws {
    let bench = try ProgramBench()
    try bench.write("# mine\nGOSUMDB=off\nGOPROXY=https://a.example,direct\n", to: Self.file)
    let use = try bench.run("use", "https://b.example", "--yes")
    #expect(use.code == 0)
    #expect(use.errors == "")
    #expect(
      use.output == """
        old:  https://a.example,direct
        new:  https://b.example|https://a.example,direct
              go env -w GOPROXY='https://b.example|https://a.example,direct'
        done

        """)
    #expect(
      try bench.read(Self.file)
        == "# mine\nGOPROXY=https://b.example|https://a.example,direct\nGOSUMDB=off\n")
  }

  @Test func undoGoesBackStepByStepAcrossRuns() throws {
    let bench = try ProgramBench()
    try bench.write("GOPROXY=https://a.example|direct\n", to: Self.file)
    for mirror in ["https://b.example", "https://c.example"] {
      #expect(try bench.run("use", mirror, "--yes").code == 0)
    }
    #expect(
      try bench.read(Self.file)
        == "GOPROXY=https://c.example|https://b.example|https://a.example|direct\n")
    #expect(try bench.run("undo", "--yes").code == 0)
    #expect(
      try bench.read(Self.file) == "GOPROXY=https://b.example|https://a.example|direct\n")
    #expect(try bench.run("undo", "--yes").code == 0)
    #expect(try bench.read(Self.file) == "GOPROXY=https://a.example|direct\n")
    #expect(try bench.run("undo", "--yes").output == "nothing to undo\n")
  }

  /// Neither the record nor anything printed has it, and `undo` brings it back all the same.
  @Test func aPasswordIsBroughtBackAndNotRecorded() throws {
    let bench = try ProgramBench()
    try bench.write("GOPROXY=https://u:hunter2@a.example,direct\n", to: Self.file)
    let use = try bench.run("use", "https://b.example", "--yes")
    #expect(use.code == 0)
    #expect(!(use.output + use.errors).contains("hunter2"))
    let state = bench.home.appendingPathComponent(".local/state/goproxytop")
    for name in try FileManager.default.contentsOfDirectory(atPath: state.path)
    where !name.hasSuffix(".undo") {
      let bytes = try Data(contentsOf: state.appendingPathComponent(name))
      #expect(!String(decoding: bytes, as: UTF8.self).contains("hunter2"), "\(name)")
    }
    #expect(try bench.run("use", "https://c.example", "--yes").code == 0)
    #expect(try bench.run("undo", "--yes").code == 0)
    #expect(try bench.run("undo", "--yes").code == 0)
    #expect(try bench.read(Self.file) == "GOPROXY=https://u:hunter2@a.example,direct\n")
  }

  /// A go that tells its arguments stands in PATH, as `ps` would: it is not given a password.
  @Test func noPasswordIsInAnArgument() throws {
    let bench = try ProgramBench()
    try bench.write("#!/bin/sh\necho \"$@\" >> \"$HOME/arguments\"\nexit 1\n", to: "bin/go")
    chmod(bench.home.path + "/bin/go", 0o755)
    let environment = ["PATH": "\(bench.home.path)/bin:/usr/bin:/bin"]
    let chain = "https://u:hunter2@a.example,direct"
    try bench.write("GOPROXY=\(chain)\n", to: Self.file)
    let use = try bench.run("use", "https://b.example", "--yes", environment: environment)
    #expect(use.code == 0, "\(use.errors)")
    #expect(
      try bench.read(Self.file)
        == "GOPROXY=https://u:hunter2@a.example,https://b.example|direct\n")
    #expect(throws: (any Error).self) { try bench.read("arguments") }
    try bench.write("GOPROXY=direct\n", to: Self.file)
    let plain = try bench.run("use", "https://b.example", "--yes", environment: environment)
    #expect(plain.errors == "goproxytop: go env failed with exit status 1\n")
    #expect(try bench.read("arguments") == "env -w GOPROXY=https://b.example|direct\n")
  }

  @Test("Where there was no line, undo takes it out") func undoOfTheFirst() throws {
    let bench = try ProgramBench()
    #expect(try bench.run("use", "https://b.example", "--yes").code == 0)
    #expect(
      try bench.read(Self.file)
        == "GOPROXY=https://b.example|https://proxy.golang.org,direct\n")
    #expect(try bench.run("undo", "--yes").code == 0)
    #expect(try bench.read(Self.file) == "")
  }

  /// go itself refuses to write what it reads in such a file.
  @Test(arguments: [false, true]) func undoInAFileWithTheLineEndsOfWindows(withGo: Bool) throws {
    let bench = try ProgramBench()
    let environment =
      withGo
      ? ["PATH": "\(try RealGo().executable.deletingLastPathComponent().path):/usr/bin:/bin"] : [:]
    try bench.write("GOSUMDB=off\r\nGOPROXY=https://a.example\r,direct\r\n", to: Self.file)
    let use = try bench.run("use", "https://b.example", "--yes", environment: environment)
    #expect(use.code == 0, "\(use.errors)")
    let undo = try bench.run("undo", "--yes", environment: environment)
    #expect(undo.code == 0, "\(undo.errors)")
    #expect(
      try Set(bench.read(Self.file).split { $0.isNewline }.map(String.init))
        == ["GOSUMDB=off", "GOPROXY=https://a.example,direct"])
  }

  @Test func aFileTooLongToReadIsLeftAlone() throws {
    let bench = try ProgramBench()
    let path = "\(try RealGo().executable.deletingLastPathComponent().path):/usr/bin:/bin"
    let comments = String(repeating: String(repeating: "#", count: 1023) + "\n", count: 16 << 10)
    let long = comments + "GOPROXY=https://a.example\n"
    try bench.write(long, to: Self.file)
    for environment in [[:], ["PATH": path]] {
      let use = try bench.run("use", "https://b.example", "--yes", environment: environment)
      #expect(use.code == 1)
      #expect(use.errors.hasSuffix("/env is over 16 MiB long and was left as it is\n"))
      #expect(try bench.read(Self.file) == long)
    }
  }

  /// GOPROXY is exported: what is named stands in the file beneath.
  @Test func anEntryOfTheFileIsFound() throws {
    let bench = try ProgramBench()
    try bench.write("GOPROXY=http://127.0.0.1:1,http://127.0.0.1:2\n", to: Self.file)
    let use = try bench.run(
      "use", "127.0.0.1:2", "--dry-run", environment: ["GOPROXY": "http://127.0.0.1:3"])
    #expect(use.output.contains("new:  http://127.0.0.1:2|http://127.0.0.1:1\n"), "\(use.output)")
  }

  @Test func aLongFileIsReadToItsEnd() throws {
    let bench = try ProgramBench()
    try bench.write(
      String(repeating: "# much\n", count: 150_000) + "GOPROXY=https://a.example\n", to: Self.file)
    #expect(try bench.run("use", "https://b.example", "--yes").code == 0)
    #expect(try bench.read(Self.file).hasSuffix("GOPROXY=https://b.example|https://a.example\n"))
    #expect(try bench.run("undo", "--yes").code == 0)
    #expect(try bench.read(Self.file).hasSuffix("GOPROXY=https://a.example\n"))
  }

  @Test func theRealGoReadsWhatWasWritten() throws {
    let go = try RealGo()
    let bench = try ProgramBench()
    let environment = ["PATH": "\(go.executable.deletingLastPathComponent().path):/usr/bin:/bin"]
    func setting() throws -> String {
      try CommandResult(
        go.executable.path, ["env", "GOPROXY"], environment: bench.environment(environment)
      )
      .output
    }
    let before = try setting()
    #expect(try bench.run("use", "https://b.example", "--yes", environment: environment).code == 0)
    let after = try setting()
    #expect(after == "https://b.example|\(before)")
    #expect(try bench.run("undo", "--yes", environment: environment).code == 0)
    #expect(try setting() == before)
  }

  @Test func asksBeforeItWrites() throws {
    let bench = try ProgramBench()
    let use = try bench.run("use", "https://b.example")
    #expect(use.code == 2)
    #expect(use.errors == "goproxytop: not interactive: pass --yes or --dry-run\n")
    let dry = try bench.run("use", "https://b.example", "--dry-run")
    #expect(dry.code == 0)
    #expect(dry.output.hasSuffix("nothing changed (dry run)\n"))
    #expect(throws: (any Error).self) { try bench.read(Self.file) }
  }

  @Test func anUnknownNameIsAnsweredWithTheKnownOnes() throws {
    let environment = ["GOPROXY": "https://a.example|https://b.example,direct"]
    let use = try ProgramBench().run("use", "c", "--yes", environment: environment)
    #expect(use.code == 2)
    #expect(
      use.errors == "goproxytop: use: unknown mirror \"c\"; choose from a.example, b.example\n")
    // A thousand watched mirrors make no error of 40 kB.
    let many = (1...12).map { "https://m\($0).example" }.joined(separator: ",")
    let long = try ProgramBench().run("use", "c", environment: ["GOPROXY": many])
    #expect(long.errors.hasSuffix(", m10.example and 2 more\n"))
    let scheme = try ProgramBench().run("use", "ftp://c", "--yes", environment: environment)
    #expect(scheme.errors.hasPrefix("goproxytop: use: invalid proxy URL scheme"))
  }

  @Test func warnsOfWhatKeepsItFromTakingEffect() throws {
    let bench = try ProgramBench()
    let exported = try bench.run(
      "use", "https://b.example", "--yes", environment: ["GOPROXY": "https://u:pw@a.example"])
    #expect(exported.errors.contains("warning: the exported GOPROXY overrides the file"))
    #expect(exported.errors.contains("https://u:xxxxx@a.example"))
    #expect(exported.output.hasSuffix("\nwritten, not in force: unset GOPROXY\n"))
    #expect(try bench.read(Self.file) == "GOPROXY=https://u:pw@a.example,https://b.example\n")
    // What the file has by now is changed, not lost for what is exported.
    let again = try bench.run(
      "use", "https://c.example", "--yes", environment: ["GOPROXY": "https://d.example"])
    #expect(again.output.hasPrefix("old:  https://u:xxxxx@a.example,https://b.example\n"))
    #expect(
      try bench.read(Self.file)
        == "GOPROXY=https://u:pw@a.example,https://c.example|https://b.example\n")
    let same = try bench.run(
      "use", "https://b.example", "--yes",
      environment: ["GOPROXY": "https://u:pw@a.example,https://b.example|https://c.example"])
    #expect(!same.output.contains("not in force"), "\(same.output)")
    let elsewhere = bench.home.path + "/elsewhere"
    let other = try bench.run(
      "use", "https://b.example", "--yes", environment: ["GOENV": elsewhere])
    #expect(other.errors.contains("warning: GOENV points to \(elsewhere)"))
    #expect(try bench.read("elsewhere").hasPrefix("GOPROXY=https://b.example|"))
  }

  /// In a container the number of a killed process comes back.
  @Test func aDraftOfAKilledRunIsNotInTheWay() throws {
    let bench = try ProgramBench()
    try bench.write("GOPROXY=https://a.example\n", to: Self.file)
    try bench.write("half", to: Self.file + ".1.new")
    try bench.write("other", to: Self.file + ".mine.new")
    // One that is being written: it stays.
    try bench.write("held", to: Self.file + ".2.new")
    let held = open("\(bench.home.path)/\(Self.file).2.new", O_RDONLY | O_CLOEXEC)
    defer { close(held) }
    #expect(flock(held, LOCK_EX | LOCK_NB) == 0)
    let use = try CommandResult(
      "/usr/bin/unshare",
      ["--pid", "--fork", "--mount-proc", Goproxytop.path, "use", "https://b.example", "--yes"],
      environment: bench.environment([:]))
    #expect(use.code == 0, "\(use.errors)")
    #expect(try bench.read(Self.file) == "GOPROXY=https://b.example|https://a.example\n")
    #expect(throws: (any Error).self) { try bench.read(Self.file + ".1.new") }
    #expect(try bench.read(Self.file + ".mine.new") == "other")
    #expect(try bench.read(Self.file + ".2.new") == "held")
  }

  @Test func aFolderThatCannotBeMadeIsTold() throws {
    let bench = try ProgramBench()
    try bench.write("a file where the folder should be", to: ".config/go")
    let use = try bench.run("use", "https://b.example", "--yes")
    #expect(use.code == 1)
    #expect(use.errors.hasPrefix("goproxytop: \(bench.home.path)/.config/go/env: "))
  }

  @Test func ranksAndUsesTheFastest() throws {
    let bench = try ProgramBench()
    let lab = try MirrorLab()
    defer { lab.close() }
    let slow = try lab.addMirror(name: "slow", tls: false)
    slow.fault = .answer(.slowHeaders(.milliseconds(150)))
    let fast = try lab.addMirror(name: "fast", tls: false)
    let dead = try lab.addMirror(name: "dead", tls: false)
    dead.fault = .refused
    let chain = "\(slow.url),\(dead.url)|\(fast.url)"
    try bench.write("GOPROXY=\(chain)\n", to: Self.file)
    let (code, object) = try bench.json(["rank", "-n", "2"])
    #expect(code == 0)
    let mirrors = try #require(object["mirrors"] as? [[String: Any]])
    #expect(mirrors.map { $0["url"] as? String } == [fast.url, slow.url, dead.url])
    #expect(mirrors.map { $0["rank"] as? Int } == [1, 2, nil])
    #expect(mirrors[2]["failures"] as? Int == 2)
    let cold = try #require(mirrors[1]["cold_ms"] as? [String: Any])
    #expect(try #require(cold["p50"] as? Double) >= 148)
    let use = try bench.run("use", "fastest", "-n", "2", "--yes")
    #expect(use.code == 0)
    #expect(try bench.read(Self.file) == "GOPROXY=\(fast.url)|\(slow.url)|\(dead.url)\n")
  }

  private func writePrivate(_ mirror: LabMirror, _ bench: ProgramBench) throws {
    try bench.write(
      "[[mirror]]\nname = \"own\"\nurl = \"\(mirror.url)\"\ngroup = \"private\"\n",
      to: ".config/goproxytop/config.toml")
  }

  /// Five that serve and one that takes connections and never answers, first in the chain: nobody waits for its ten
  /// seconds, round after round. A private one is measured, and not put first.
  @Test func oneHungMirrorKeepsNobodyWaiting() throws {
    let bench = try ProgramBench()
    let lab = try MirrorLab()
    defer { lab.close() }
    let hung = try lab.addMirror(name: "hung", tls: false)
    hung.fault = .acceptAndSilence
    let own = try lab.addMirror(name: "own", tls: false)
    try writePrivate(own, bench)
    var options: [String] = []
    for number in 1...4 {
      let mirror = try lab.addMirror(name: "m\(number)", tls: false)
      mirror.fault = .answer(.slowHeaders(.milliseconds(number * 30)))
      options += ["--mirror", "m\(number)=\(mirror.url)"]
    }
    try bench.write("GOPROXY=\(hung.url)\n", to: Self.file)
    let begin = ContinuousClock.now
    let (code, object) = try bench.json(["rank"] + options)
    // In three seconds on an idle machine; in over a hundred where it is waited for.
    #expect(ContinuousClock.now - begin < .seconds(30))
    #expect(code == 0)
    let mirrors = try #require(object["mirrors"] as? [[String: Any]])
    #expect(mirrors.map { $0["name"] as? String }.first == "own")
    #expect(mirrors.map { $0["private"] as? Bool } == [true] + Array(repeating: false, count: 5))
    let last = try #require(mirrors.last)
    #expect(last["url"] as? String == hung.url && last["failures"] as? Int == 1)
    #expect((last["failure"] as? String)?.hasSuffix("no response") == true)
    let use = try CommandResult(
      Goproxytop.path, ["use", "fastest", "--yes"] + options, environment: bench.environment())
    #expect(use.code == 0, "\(use.errors)")
    let written = try bench.read(Self.file)
    #expect(written.hasSuffix("|\(hung.url)\n"))
    #expect(!written.contains(":\(own.port)"))
    #expect(ContinuousClock.now - begin < .seconds(60))
  }

  @Test func onlyPrivateMirrorsAreNoChoice() throws {
    let bench = try ProgramBench()
    let lab = try MirrorLab()
    defer { lab.close() }
    let own = try lab.addMirror(name: "own", tls: false)
    try writePrivate(own, bench)
    try bench.write("GOPROXY=http://127.0.0.1:1|\(own.url)\n", to: Self.file)
    let use = try bench.run("use", "fastest", "--yes")
    #expect(use.code == 1)
    #expect(
      use.errors
        == "goproxytop: only private mirrors answered; choose one yourself to put it first\n")
    let named = try bench.run("use", "own", "--yes")
    #expect(named.code == 0, "\(named.errors)")
    #expect(named.errors.contains("a private mirror: it would be asked first for every module"))
    #expect(try bench.read(Self.file) == "GOPROXY=\(own.url),http://127.0.0.1:1\n")
  }
}
