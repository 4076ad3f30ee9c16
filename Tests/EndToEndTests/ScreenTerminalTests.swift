import Foundation
import MirrorLab
import Testing
import Text

/// What passes between the dashboard and the terminal beside text and keys: the mouse, the clipboard, the bell and
/// the encoding.
@Suite(.ownThreads, .serialized, .timeLimit(.minutes(10))) struct ScreenTerminalTests {
  /// Both mirrors up on a terminal that tells of the mouse as xterm does.
  private func start(_ stage: ScreenTests.Stage, _ more: [String: String] = [:]) throws -> Tmux {
    let tmux = try stage.start(
      columns: 120, rows: 40, environment: ["TERM": "xterm-256color"].merging(more) { $1 })
    try tmux.waitForBothUp()
    return tmux
  }

  /// Presses `button` (64 and 65: the wheel) on the first place where `text` stands below the chain.
  private func press(_ button: Int = 0, on text: String, _ tmux: Tmux) throws {
    let lines = try tmux.screen().components(separatedBy: "\n")
    let y = try #require(lines.indices.dropFirst(5).first { lines[$0].contains(text) })
    let before = try #require(lines[y].range(of: text)).lowerBound
    let x = lines[y].distance(from: lines[y].startIndex, to: before)
    try tmux.send("-l", "\u{1B}[<\(button);\(x + 1);\(y + 1)M\u{1B}[<\(button);\(x + 1);\(y + 1)m")
  }

  @Test func theMouseSelectsSortsAndIsTurnedOffByAKey() throws {
    let stage = try ScreenTests.Stage()
    let tmux = try start(stage)
    let flags = try tmux.value("#{mouse_any_flag} #{mouse_sgr_flag}")
    #expect(flags == "1 1")
    try press(on: stage.secondName, tmux)
    try tmux.waitFor("the detail of the second") { $0.contains("─ 3 \(stage.secondName)") }
    try press(64, on: stage.secondName, tmux)
    try tmux.waitFor("the detail of the first") { $0.contains("─ 3 \(stage.firstName)") }
    try press(on: "usual", tmux)
    try tmux.waitFor("the least usual time on top") { $0.contains("usual↑") }
    try press(on: "usual", tmux)
    try tmux.waitFor("the greatest usual time on top") { $0.contains("usual↓") }
    try tmux.send("m")
    try tmux.waitFor("the mouse left to the terminal") { _ in
      (try? tmux.value("#{mouse_any_flag}")) == "0"
    }
    try tmux.send("m")
    try tmux.waitFor("the mouse taken again") { _ in
      (try? tmux.value("#{mouse_any_flag}")) == "1"
    }
    try tmux.quit()
  }

  @Test func copiesTheURLAndTheExportLineToTheClipboardOfTheTerminal() throws {
    let stage = try ScreenTests.Stage()
    let tmux = try start(stage)
    let file = stage.bench.home.path + "/output"
    try tmux.record(to: file)
    let export = "export GOPROXY='\(stage.first.url)|\(stage.second.url)'"
    for (key, text) in [("y", "\(stage.first.url)"), ("Y", export)] {
      try tmux.send(key)
      try tmux.waitFor("the copy") { $0.contains("copied: \(text)") }
      let sequence = "\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{7}"
      try tmux.waitFor("the sequence") { _ in (try? output(file).contains(sequence)) == true }
    }
    try tmux.quit()
  }

  /// Off by default: then a failover makes no sound.
  @Test(arguments: [true, false]) func aFailoverRingsTheBellWhereThatIsWanted(isOn: Bool) throws {
    let stage = try ScreenTests.Stage()
    if isOn { try stage.bench.write("bell = true\n", to: ".config/goproxytop/config.toml") }
    let tmux = try start(stage)
    let file = stage.bench.home.path + "/output"
    try tmux.record(to: file)
    stage.first.fault = .answer(.status(502))
    try tmux.waitFor("the failover") {
      $0.contains("\(stage.firstName) ▶ \(stage.secondName)")
    }
    // BEL ends titles, too.
    func hasRung() throws -> Bool {
      try output(file).replacing(#/\x1B\][^\x07]*\x07/#, with: "").contains("\u{7}")
    }
    if isOn { try tmux.waitFor("the bell") { _ in (try? hasRung()) == true } }
    try tmux.quit()
    let rang = try hasRung()
    #expect(rang == isOn)
  }

  private func output(_ file: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
  }

  /// As on a server that is reached from a machine with that locale.
  @Test func aLocaleThatIsNotInstalledIsStillOneOfUTF8() throws {
    let stage = try ScreenTests.Stage()
    let tmux = try stage.start(environment: ["LC_ALL": "zh_CN.UTF-8"])
    let screen = try tmux.waitFor("both mirrors up") {
      $0.components(separatedBy: "● 正常").count > 2
    }
    #expect(screen.contains("由 \(stage.firstName) 提供服务"))
    try tmux.quit()
  }

  /// Where only ASCII can be shown there is no Chinese.
  @Test func withoutUTF8AllIsEnglish() throws {
    let stage = try ScreenTests.Stage()
    let tmux = try stage.start(environment: [
      "LC_ALL": "C", "LANGUAGE": "zh", "LANG": "zh_CN.UTF-8",
    ])
    let screen = try tmux.waitFor("both mirrors up") {
      $0.components(separatedBy: "o up").count > 2
    }
    #expect(screen.contains("served by \(stage.firstName)"))
    #expect(screen.unicodeScalars.allSatisfy { $0.isASCII })
    try tmux.quit()
  }
}
