import Foundation
import MirrorLab
import Testing
import Text

/// Watch, outage, pick, apply, undo, quit, with the real go as the witness of what was written.
@Suite(.ownThreads, .serialized, .timeLimit(.minutes(10))) struct ScreenPickTests {
  /// A chain of two mirrors, and a home for go's setting.
  private final class Stage: TwoMirrorStage {
    var old: String { "\(first.url)|\(second.url)" }
    /// The better mirror first, separators kept.
    var proposed: String { "\(second.url)|\(first.url)" }
    var goFolder: String { go.executable.deletingLastPathComponent().path }

    /// go's own file with other lines, which must stay.
    func writeSetting() throws {
      try FileManager.default.createDirectory(
        atPath: home.path + "/.config/go", withIntermediateDirectories: true)
      _ = try home.write("GOPROXY=\(old)\nGOSUMDB=off\n", to: ".config/go/env")
    }

    /// Starts the dashboard with these variables and no others.
    func start(
      path: String, _ more: [String: String] = [:], options: String = "",
      before preparation: String? = nil
    ) throws -> Tmux {
      let variables = ["HOME": home.path, "PATH": path, "LANG": "C.UTF-8"].merging(more) { $1 }
      let settings = variables.map { "'\($0.key)=\($0.value)'" }.joined(separator: " ")
      var command =
        "/usr/bin/env -i TERM=$TERM \(settings) \(Goproxytop.path) --interval 500ms \(options)"
        + " --cacert \(home.path)/ca.pem"
      if let preparation {
        command =
          "unshare \(geteuid() == 0 ? "-m" : "-rm") sh -c \"\(preparation) && exec \(command)\""
      }
      return try Tmux(
        "\(command); echo ended=$?; exec sleep 1000000", columns: 150, rows: 40)
    }

    /// What the real go says that GOPROXY is, from its file alone.
    func goproxy() throws -> String {
      let result = try CommandResult(
        go.executable.path, ["env", "GOPROXY"],
        environment: ["HOME": home.path, "PATH": "/usr/bin:/bin", "GOTOOLCHAIN": "local"])
      #expect(result.code == 0, "\(result.errors)")
      return result.output.trimmingCharacters(in: .newlines)
    }

    /// Waits until both are up, lets the first fail, and waits until the second serves.
    func letTheFirstFail(_ tmux: Tmux) throws {
      try tmux.waitForBothUp()
      first.fault = .status(502, "fault")
      try tmux.waitFor("the failover") { screen in
        screen.contains("✕ down") && screen.contains("▶ 127.0.0.1:\(second.port)")
      }
    }

    /// `f`, the end of the comparison, Enter: the change is shown and not yet made.
    func pick(_ tmux: Tmux) throws {
      try tmux.send("f")
      // With the reason why the other one cannot be first.
      try tmux.waitFor("the comparison") { screen in
        screen.contains("done, best first") && screen.contains(proposed)
          && screen.contains(#/2 +127.0.0.1:\d+ +HTTP 502/#)
      }
      try tmux.send("Enter")
      try tmux.waitFor("the change") { screen in
        screen.contains("Write GOPROXY?") && screen.contains(old)
          && screen.contains("go env -w GOPROXY='\(proposed)'")
      }
    }
  }

  /// With go in PATH go writes; without, the program writes the same file.
  @Test(arguments: [true, false]) func applyAndUndo(hasGo: Bool) throws {
    let stage = try Stage()
    try stage.writeSetting()
    #expect(try stage.goproxy() == stage.old)
    let tmux = try stage.start(path: hasGo ? stage.goFolder : stage.home.path)
    try stage.letTheFirstFail(tmux)
    try stage.pick(tmux)
    #expect(try stage.goproxy() == stage.old)

    try tmux.send("Enter")
    try tmux.waitFor("the new value") { $0.contains("GOPROXY is now \(stage.proposed)") }
    #expect(try stage.goproxy() == stage.proposed)
    try tmux.waitFor("the new chain watched") { screen in
      screen.contains("1▶ 127.0.0.1:\(stage.second.port)")
    }

    try tmux.send("u")
    try tmux.waitFor("what undo would do") { screen in
      screen.contains("Undo the last change?")
        && screen.contains("go env -w GOPROXY='\(stage.old)'")
    }
    try tmux.send("Enter")
    try tmux.waitFor("the old value") { $0.contains("GOPROXY is now \(stage.old)") }
    #expect(try stage.goproxy() == stage.old)
    let file = try String(contentsOfFile: stage.home.path + "/.config/go/env", encoding: .utf8)
    #expect(file.split(separator: "\n").sorted() == ["GOPROXY=\(stage.old)", "GOSUMDB=off"])

    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }

  /// Two changes, an end, a new start: each `u` takes one of them back.
  @Test func undoesStepByStepAcrossARestart() throws {
    let stage = try Stage()
    let third = try stage.lab.addMirror(name: "third")
    try stage.writeSetting()
    let options = "--mirror third=\(third.url)"
    var tmux = try stage.start(path: stage.goFolder, options: options)
    try tmux.waitFor("the mirrors up") { $0.components(separatedBy: "● up").count > 3 }
    let values = [
      stage.old, "\(third.url)|\(stage.old)", "\(stage.second.url)|\(third.url)|\(stage.first.url)",
    ]
    for (name, value) in zip(["third", "127.0.0.1:\(stage.second.port)"], values.dropFirst()) {
      try tmux.send(":")
      try tmux.send("-l", "use \(name)")
      try tmux.send("Enter")
      try tmux.waitFor("the question") { $0.contains("Write GOPROXY?") }
      try tmux.send("Enter")
      try tmux.waitFor("the new value") { $0.contains("GOPROXY is now \(value)") }
      #expect(try stage.goproxy() == value)
    }
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }

    tmux = try stage.start(path: stage.goFolder, options: options)
    try tmux.waitFor("the mirrors up") { $0.components(separatedBy: "● up").count > 3 }
    for value in values.dropLast().reversed() {
      try tmux.send("u")
      try tmux.waitFor("what undo would do") {
        if $0.contains("still being read") { try? tmux.send("u") }
        return $0.contains("Undo the last change?") && $0.contains("go env -w GOPROXY=")
      }
      try tmux.send("Enter")
      try tmux.waitFor("the value before") { $0.contains("GOPROXY is now \(value)") }
      #expect(try stage.goproxy() == value)
    }
    try tmux.send("u")
    try tmux.waitFor("the end of the changes") { $0.contains("nothing to undo") }
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }

  /// A file on a file system that is mounted read-only, in a namespace of its own: neither go nor the
  /// program can write it, whoever runs them.
  @Test(arguments: [true, false]) func aReadOnlyFileStaysAsItIs(hasGo: Bool) throws {
    let stage = try Stage()
    try stage.writeSetting()
    let folder = stage.home.path + "/.config/go"
    let before = try String(contentsOfFile: folder + "/env", encoding: .utf8)
    let tmux = try stage.start(
      path: hasGo ? stage.goFolder : stage.home.path,
      before: "mount --bind \(folder) \(folder) && mount -o remount,bind,ro \(folder)")
    try stage.letTheFirstFail(tmux)
    try stage.pick(tmux)
    try tmux.send("Enter")
    try tmux.waitFor("the reason") { screen in
      screen.contains("could not write GOPROXY") && screen.lowercased().contains("read-only")
    }
    #expect(try String(contentsOfFile: folder + "/env", encoding: .utf8) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["env"])
    try tmux.send("Escape")
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }

  /// A place that not even root can write to; both ways to write say so and leave nothing behind.
  @Test(arguments: [true, false]) func saysWhatCannotBeWritten(hasGo: Bool) throws {
    let stage = try Stage()
    let inTheWay = try stage.home.write("a file, not a folder\n", to: "file")
    let tmux = try stage.start(
      path: hasGo ? stage.goFolder : stage.home.path,
      ["GOENV": inTheWay + "/env", "GOPROXY": stage.old, "GOSUMDB": "off"])
    try stage.letTheFirstFail(tmux)
    try stage.pick(tmux)
    try tmux.waitFor("the warnings") { screen in
      screen.contains("overrides the file") && screen.contains("GOENV points to")
    }
    try tmux.send("Enter")
    try tmux.waitFor("the reason") { screen in
      screen.contains("could not write GOPROXY") && screen.lowercased().contains("not a directory")
    }
    #expect(try String(contentsOfFile: inTheWay, encoding: .utf8) == "a file, not a folder\n")
    #expect(!FileManager.default.fileExists(atPath: stage.home.path + "/.config/go/env"))
    // It goes on as before.
    try tmux.send("Escape")
    try tmux.waitFor("the mirrors") { screen in
      screen.contains("2▶ 127.0.0.1:\(stage.second.port)") && screen.contains("q quit")
    }
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }

  /// An outage in which the first of the chain hangs: what is known is taken before the hung one has been given up.
  @Test func picksWhileAMirrorHangs() throws {
    let stage = try Stage()
    try stage.writeSetting()
    var options = ""
    for number in 1...3 {
      let mirror = try stage.lab.addMirror(name: "m\(number)")
      mirror.delays = Delays(firstByte: .milliseconds(number * 60))
      options += " --mirror m\(number)=\(mirror.url)"
    }
    stage.first.fault = .acceptAndSilence
    stage.second.delays = Delays(firstByte: .milliseconds(20))
    let tmux = try stage.start(path: stage.goFolder, options: options)
    try tmux.waitFor("the outage") { $0.contains("… waiting") || $0.contains("HANGS") }
    try tmux.send("f")
    // Ten rounds of the hung one would take a hundred seconds.
    try tmux.waitFor("a mirror to take", within: 30) { screen in
      screen.contains("Enter takes the best so far") && screen.contains(stage.proposed)
        || screen.contains("done, best first")
    }
    try tmux.waitFor("the end of the race", within: 30) { screen in
      screen.contains("done, best first") && screen.contains(#/silent for 2(\.\d)? s/#)
    }
    try tmux.send("Enter")
    try tmux.waitFor("the change") { screen in
      screen.contains("Write GOPROXY?") && screen.contains("GOPROXY='\(stage.proposed)'")
    }
    try tmux.send("Enter")
    try tmux.waitFor("the new value") { $0.contains("GOPROXY is now \(stage.proposed)") }
    #expect(try stage.goproxy() == stage.proposed)
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }
}
