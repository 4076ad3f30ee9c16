import Dashboard
import GoRules
import Health
import Testing
import Text

@Suite("Lists to choose from")
struct ChoiceTests {
  private static let size = Size(width: 120, height: 40)

  private static let faults = [
    PlayableFault(name: "story", what: .storyGoesOn),
    PlayableFault(name: "http-502", what: Phrase("its upstream is unavailable", "上游不可用")),
    PlayableFault(name: "zip-reset", what: Phrase("resets every zip", "重置每个 zip")),
  ]

  private func press(
    _ keys: [Key], _ state: inout DashboardState, _ snapshot: Snapshot = Sample.broken
  ) -> [DashboardAction] {
    keys.flatMap { state.handle($0, snapshot: snapshot, size: Self.size) }
  }

  private func line(_ text: String) -> [Key] { text.map { .character($0) } + [.enter] }

  private func screen(_ state: DashboardState) -> String {
    Golden.text(render(Sample.broken, state: state, size: Self.size))
  }

  @Test("Every address of the catalogue is one that go takes, and none is there twice")
  func catalogue() throws {
    var ids: Set<Mirror.ID> = []
    for mirror in PublicMirror.all {
      let url = try ProxyURL(parsingOne: mirror.address)
      #expect(url.scheme == .https)
      #expect(mirror.id == Mirror.ID(url))
      #expect(ids.insert(Mirror.ID(url)).inserted, "\(mirror.address)")
      // The short form that `:add` completes means the same.
      let short = try ProxyURL(parsingOne: mirror.name)
      #expect(short.host == url.host)
      #expect(short.path + (url.path.hasSuffix("/") ? "/" : "") == url.path)
    }
    #expect(ids.count >= 7)
  }

  @Test("Nothing is added before Enter, and then what is marked or under the cursor")
  func publicMirrors() {
    // Of the sample, proxy.golang.org and goproxy.cn are watched.
    let table: [([Key], [DashboardAction])] = [
      ([], []),
      ([.escape], []),
      ([.character("q"), .character(" ")], []),
      ([.down, .down, .enter], [.command("add https://goproxy.io")]),
      (
        [.down, .down, .character(" "), .character(" "), .enter],
        [
          .command("add https://goproxy.io"), .command("add https://mirrors.aliyun.com/goproxy/"),
        ]
      ),
      // Marked, and the mark taken away again.
      (
        [.down, .down, .character(" "), .up, .character(" "), .down, .enter],
        [.command("add https://mirrors.cloud.tencent.com/go/")]
      ),
      ([.enter], []),
      ([.character("G"), .enter], []),
    ]
    for (keys, expected) in table {
      var state = Sample.state()
      #expect(press(line(":add public"), &state).isEmpty)
      let listed = screen(state)
      #expect(listed.contains("Qiniu Cloud") && listed.contains("watched already"))
      #expect(press(keys, &state) == expected, "\(keys)")
    }
  }

  @Test("What cannot be added says why")
  func refusals() {
    let table: [([Key], String)] = [
      ([.enter], "watched already"), ([.character("G"), .enter], "out of service"),
    ]
    for (keys, word) in table {
      var state = Sample.state()
      _ = press(line(":add public") + keys, &state)
      #expect(screen(state).contains(": \(word)"))
    }
  }

  @Test("Faults are played in the demo alone, on the selected mirror")
  func faults() {
    var state = Sample.state()
    #expect(press([.character("x")], &state).isEmpty)
    #expect(press(line(":fault http-502"), &state).isEmpty)
    #expect(screen(state).contains("goproxytop demo"))

    state = Sample.state()
    state.settings.faults = Self.faults
    #expect(
      press([.character("x"), .down, .enter], &state)
        == [.playFault("http-502", host: "goproxy.cn")])
    #expect(press([.character("x"), .character("x"), .escape], &state).isEmpty)
    #expect(
      press([.down] + line(":fault zip-reset"), &state)
        == [.playFault("zip-reset", host: "proxy.golang.org")])
    #expect(press(line(":fault http-520"), &state).isEmpty)
    #expect(screen(state).contains("no fault named http-520: did you mean http-502?"))
    #expect(press([.escape] + line(":fault") + [.enter], &state).count == 1)
  }

  @Test("Completion knows the catalogue, the profiles and, in the demo, the faults")
  func completion() {
    func completed(_ text: String, demo: Bool = false) -> String {
      var state = Sample.state()
      state.settings.profiles = ["office", "home"]
      if demo { state.settings.faults = Self.faults }
      let actions = press(text.map { .character($0) } + [.tab, .enter], &state)
      if case .command(let line)? = actions.first { return line }
      if case .playFault(let name, _)? = actions.first { return "fault \(name)" }
      return screen(state).contains("Public mirrors") ? "add public" : ""
    }
    #expect(completed(":add p") == "add p")
    #expect(completed(":add pu") == "add public")
    #expect(completed(":add goproxy.i") == "add goproxy.io")
    #expect(completed(":use profile o") == "use profile office")
    #expect(completed(":fault z", demo: true) == "fault zip-reset")
    #expect(completed(":fau z") == "")
  }

  @Test(
    "The lists at each size",
    arguments: [("120x40", 120, 40), ("80x24", 80, 24), ("60x15", 60, 15), ("40x8", 40, 8)])
  func screens(name: String, width: Int, height: Int) {
    let size = Size(width: width, height: height)
    for (variant, language) in [("", Language.english), ("chinese-", .chinese)] {
      var state = Sample.state()
      state.settings.language = language
      _ = press(line(":add public") + [.down, .down, .character(" "), .down, .down], &state)
      Golden.expect(render(Sample.broken, state: state, size: size), "public-\(variant)\(name)")
      state = Sample.state()
      state.settings.language = language
      state.settings.faults = Self.faults
      _ = press([.character("x"), .down], &state)
      Golden.expect(render(Sample.broken, state: state, size: size), "faults-\(variant)\(name)")
    }
  }
}
