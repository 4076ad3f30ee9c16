import Dashboard
import GoRules
import Health
import Record
import Testing
import Text

@Suite("Keys and state")
struct StateTests {
  static let size = Size(width: 120, height: 40)

  /// The actions that `keys` lead to, one after another.
  private func press(
    _ keys: [Key], _ state: inout DashboardState, _ snapshot: Snapshot = Sample.broken
  ) -> [DashboardAction] {
    keys.flatMap { state.handle($0, snapshot: snapshot, size: Self.size) }
  }

  private func type(_ text: String) -> [Key] { text.map { .character($0) } }

  @Test("Simple keys")
  func simple() {
    var state = Sample.state()
    #expect(press(type("R"), &state) == [.probeNow])
    #expect(press(type("+"), &state) == [.changeInterval(.seconds(10))])
    #expect(press(type("-"), &state) == [.changeInterval(.seconds(2))])
    #expect(press(type("["), &state) == [.leap(.earlierEvent)])
    #expect(press(type("]"), &state) == [.leap(.laterEvent)])
    #expect(press(type("{"), &state) == [.leap(.by(.seconds(-300)))])
    #expect(press(type("}"), &state) == [.leap(.by(.seconds(300)))])
    #expect(press(type("q"), &state) == [.quit])
    #expect(press(type("Q"), &state) == [.quitWithSummary])
    #expect(press([.control("l")], &state) == [.redraw])
    #expect(press([.control("z")], &state) == [.suspend])
    #expect(press(type("y"), &state) == [.copy("https://goproxy.cn")])
    #expect(
      press(type("Y"), &state)
        == [.copy("export GOPROXY='https://goproxy.cn,https://proxy.golang.org|direct'")])
  }

  @Test("A note goes after its time, and an error with the next command")
  func messages() {
    var state = Sample.state()
    for key in ["R", "u"] {
      if key == "u" { state.undo = nil }
      _ = press(type(key), &state)
      #expect(state.message != nil)
      state.timePassed(until: Sample.now)
      state.timePassed(until: Sample.now.advanced(by: .seconds(7)))
      #expect(state.message != nil)
      state.timePassed(until: Sample.now.advanced(by: .seconds(9)))
      #expect(state.message == nil)
    }
    state.show(.init(.error, Sentence(.noHistory)), at: Sample.now)
    state.timePassed(until: Sample.now.advanced(by: .seconds(900)))
    #expect(state.message?.kind == .error)
    _ = press(type(":remove athens.corp") + [.enter], &state)
    #expect(state.message == nil)
  }

  @Test("What is copied without its password says so")
  func copyWithoutPassword() throws {
    var state = Sample.state()
    var snapshot = Sample.broken
    snapshot.chain = try Chain(parsing: "https://u:pw@a.example,direct")
    #expect(
      press(type("Y"), &state, snapshot)
        == [.copy("export GOPROXY='https://u:xxxxx@a.example,direct'")])
    #expect(
      state.message?.sentence
        == Sentence(
          .copiedWithoutPassword, .text("export GOPROXY='https://u:xxxxx@a.example,direct'")))
  }

  @Test("The detail of nobody says why, and on the smallest screen it says whose it is")
  func detail() {
    var state = Sample.state()
    _ = press(type("/xyzzy") + [.enter], &state)
    _ = press(type("3"), &state)
    let screen = Golden.text(render(Sample.broken, state: state, size: Self.size))
    #expect(screen.contains("no mirror matches xyzzy") && !screen.contains("no mirrors to watch"))
    var small = Sample.state()
    _ = press([.enter], &small)
    for height in 6...9 {
      let size = Size(width: 40, height: height)
      let screen = Golden.text(render(Sample.broken, state: small, size: size))
      let top = screen.split(separator: "\n").dropFirst().prefix(2)
      #expect(top.contains { $0.contains("goproxy.cn  ▲ degr") }, "\(screen)")
    }
  }

  @Test("A mirror that is down says when it is asked again")
  func nextTry() {
    var snapshot = Sample.stopped
    snapshot.mirrors[0].nextRound = Sample.now.advanced(by: .seconds(12))
    let screen = Golden.text(
      render(snapshot, state: Sample.state(), size: Size(width: 140, height: 40)))
    #expect(screen.contains(#/HTTP 502( Bad Gateway)?, next try in 12s/#), "\(screen)")
  }

  @Test("Esc goes back one level at a time and never quits; Ctrl-C always quits")
  func escape() {
    var state = Sample.state()
    _ = press(type("/go") + [.enter], &state)
    #expect(state.filter == "go")
    _ = press([.enter], &state)
    #expect(state.preferences.zoomed && state.preferences.focus == .detail)
    _ = press([.escape], &state)
    #expect(!state.preferences.zoomed && state.preferences.focus == .mirrors)
    #expect(state.filter == "go")
    _ = press([.escape], &state)
    #expect(state.filter.isEmpty)
    #expect(press(Array(repeating: .escape, count: 5), &state).isEmpty)
    for opener in ["?", "f", "t", ":", "/", "u"] {
      _ = press(type(opener), &state)
      #expect(press([.control("c")], &state) == [.quit], "\(opener)")
      _ = press([.escape, .escape], &state)
    }
  }

  @Test("Ctrl-C quits though another key was bound to that, or it to something else")
  func reboundQuit() {
    for bindings in [
      KeyBindings.standard.rebinding(.quit, to: [.character("x")]),
      KeyBindings.standard.rebinding(.pause, to: [.control("c")]),
    ] {
      var state = Sample.state()
      state.settings.bindings = bindings
      #expect(press([.control("c")], &state) == [.quit])
    }
  }

  @Test("m says whether the mouse is on")
  func mouseKey() {
    var state = Sample.state()
    #expect(press(type("m"), &state) == [.setMouse(false), .preferencesChanged])
    #expect(state.message?.sentence == Sentence(.mouseIsOff))
    #expect(press(type("m"), &state) == [.setMouse(true), .preferencesChanged])
    #expect(state.message?.sentence == Sentence(.mouseIsOn))
  }

  @Test("The selection is a mirror, not a row: it stays when the order changes")
  func selection() {
    var state = Sample.state()
    _ = press(type("j"), &state)
    #expect(state.selection == Sample.broken.mirrors[1].id)
    _ = press(type(">"), &state)
    #expect(state.selection == Sample.broken.mirrors[1].id)
    _ = press(type("G"), &state)
    // By name: athens.corp, goproxy.cn, mirrors.aliyun.com, proxy.golang.org.
    #expect(state.selection == Sample.broken.mirrors[1].id)
    _ = press(type("g"), &state)
    #expect(state.selection == Sample.broken.mirrors[3].id)
  }

  @Test("The selected row is marked from edge to edge, and no other")
  func selectedRow() {
    var state = DashboardState()
    _ = press(type("j"), &state)
    let frame = render(Sample.broken, state: state, size: Self.size)
    for y in 0..<Self.size.height {
      // Row 12 of the golden screen, between the margins.
      for x in 2..<118 {
        #expect(frame[x, y].attributes.contains(.selected) == (y == 12), "\(x),\(y)")
      }
    }
  }

  @Test("A paused display shows what it showed")
  func pause() {
    var state = DashboardState()
    _ = press(type("p"), &state, Sample.broken)
    let frame = render(Sample.start, state: state, size: Self.size)
    var live = DashboardState()
    _ = press([.resize(Self.size)], &live)
    #expect(frame != render(Sample.start, state: live, size: Self.size))
    #expect(state.frozen == Sample.broken)
    _ = press(type("p"), &state, Sample.start)
    #expect(
      render(Sample.start, state: state, size: Self.size)
        == render(Sample.start, state: live, size: Self.size))
  }

  @Test("Pick: nothing is written before the second Enter")
  func pick() {
    var state = Sample.state()
    let proposal = state.pickTable?.rows[0].proposal
    #expect(press(type("f"), &state) == [.requestRank])
    #expect(press([.enter], &state).isEmpty)
    #expect(press([.escape, .enter], &state).isEmpty)
    #expect(press([.enter], &state) == proposal.map { [.apply($0)] })
    // athens.corp failed: it has no proposal.
    _ = press(type("fG"), &state)
    #expect(press([.enter, .enter, .enter], &state).isEmpty)
    _ = press([.escape], &state)
    #expect(press([.escape], &state) == [])
  }

  @Test("Pick: Enter takes what is known at any moment, and writes just what was shown")
  func pickWhileMeasuring() throws {
    var state = Sample.state()
    state.pickTable?.isFinished = false
    let row = try #require(state.pickTable?.rows[0])
    let proposal = try #require(row.proposal)
    #expect(press(type("f") + [.enter], &state) == [.requestRank])
    // Another mirror takes the lead while the user reads, with a change of its own.
    var other = try #require(state.pickTable?.rows[1])
    other.proposal?.value = "https://other.example"
    state.pickTable?.rows = [other, row]
    state.pickTable?.best = other.id
    #expect(press([.enter], &state) == [.cancelRank, .apply(proposal)])
    #expect(press(type("f") + [.escape], &state) == [.requestRank, .cancelRank])
  }

  @Test("Pick: the cursor stays on the mirror that was chosen; left alone, it is on the best")
  func pickSelection() throws {
    var state = Sample.state()
    for index in 0..<3 { state.pickTable?.rows[index].proposal?.value = "https://\(index).example" }
    let rows = try #require(state.pickTable?.rows)
    func applied(_ keys: [Key], then change: (inout PickTable?) -> Void = { _ in }) -> String? {
      var state = state
      _ = press(type("f") + keys, &state)
      change(&state.pickTable)
      let actions = press([.enter, .enter], &state)
      guard case .apply(let proposal)? = actions.first else { return nil }
      return proposal.value
    }
    #expect(applied([]) == "https://0.example")
    #expect(applied([.down]) == "https://1.example")
    #expect(applied([.down]) { $0?.rows = rows.reversed() } == "https://1.example")
    // The best is not the first where that one is private.
    #expect(applied([]) { $0?.best = rows[1].id } == "https://1.example")
    #expect(applied([]) { $0?.best = nil } == "https://0.example")
  }

  @Test(
    "The key of the advice takes its separators, and gives them back; the hint names the bound key")
  func advisedSeparators() {
    var state = Sample.state()
    let row = state.pickTable?.rows[0]
    let advised = row?.advisedProposal.map { [DashboardAction.apply($0)] }
    #expect(advised != nil && row?.proposal != row?.advisedProposal)
    #expect(press(type("fa") + [.enter, .enter], &state) == [.requestRank] + (advised ?? []))
    #expect(press(type("faa") + [.enter, .enter], &state).last == row?.proposal.map { .apply($0) })
    state.settings.bindings = state.settings.bindings.rebinding(.advice, to: [.character("x")])
    _ = press(type("f"), &state)
    func note() -> String {
      Golden.text(render(Sample.broken, state: state, size: Self.size))
    }
    #expect(note().contains("Enter preview  x with advice  Esc close"))
    _ = press(type("x"), &state)
    #expect(note().contains("Enter preview  x without advice  Esc close"))
  }

  @Test("The whole command is seen before it is run: what has no room comes by scrolling")
  func scrolling() {
    var state = Sample.state()
    let chain = (1...20).map { "https://mirror\($0).example.com" }.joined(separator: ",")
    let proposal = ChainProposal(
      shownOld: "direct", shownNew: chain, command: "go env -w GOPROXY=\(chain)", value: chain,
      warnings: [Sentence(.goenvOff)])
    state.pickTable?.rows[0].proposal = proposal
    state.undo = proposal
    for opening in [type("f") + [.enter], type("u")] {
      for size in [Self.size, Size(width: 80, height: 24), Size(width: 30, height: 5)] {
        for key in opening { _ = state.handle(key, snapshot: Sample.broken, size: size) }
        var frames = [render(Sample.broken, state: state, size: size)]
        func scroll(_ key: Key) -> Bool {
          _ = state.handle(key, snapshot: Sample.broken, size: size)
          frames.append(render(Sample.broken, state: state, size: size))
          return frames[frames.count - 1] != frames[frames.count - 2]
        }
        while scroll(.down) {}
        // From the end the first step back is one.
        #expect(scroll(.up) == (size != Self.size))
        let shown = frames.map(Golden.text).joined()
        #expect((1...20).allSatisfy { shown.contains("mirror\($0).") }, "\(size)")
        #expect(shown.contains("GOENV"), "\(size)")
        _ = press([.escape, .escape], &state)
      }
    }
  }

  @Test("The best chain of the record is shown with what it would have gained")
  func gain() {
    var state = Sample.state()
    state.pickTable?.gain = PickTable.Gain(
      shownChain: "https://a.example|direct", period: .seconds(86_400), broken: .zero,
      presentBroken: .seconds(192), wait: .milliseconds(41), presentWait: .milliseconds(52))
    _ = press(type("f"), &state)
    let screen = Golden.text(render(Sample.broken, state: state, size: Self.size))
    #expect(
      screen.contains(
        " history  best over the last 1d: https://a.example|direct, down 0s instead of 3m12s, "))
    #expect(screen.contains(" wait 41 ms instead of ") && screen.contains(" 52 ms "))
    state.pickTable?.gain?.presentBroken = .zero
    let equal = Golden.text(render(Sample.broken, state: state, size: Self.size))
    #expect(equal.contains("https://a.example|direct, wait 41 ms instead of 52 ms "))
  }

  @Test("Columns are chosen by name and remembered; an unknown name changes nothing")
  func columns() {
    var state = Sample.state()
    func heading(_ width: Int) -> [Substring] {
      let size = Size(width: width, height: 24)
      let frame = render(Sample.broken, state: state, size: size)
      let line = Golden.text(frame).split(separator: "\n").first { $0.contains(" mirror ") } ?? ""
      return line.split { $0 == " " || $0 == "│" }
    }
    #expect(press(type(":columns tls,fail,p50") + [.enter], &state) == [.preferencesChanged])
    #expect(heading(120) == ["#", "mirror", "usual", "tls", "fail"])
    let remembered = Preferences(text: state.preferences.text)
    #expect(remembered.columns == [.tls, .fail, .usual])
    // 3 for the number, 17 for the name, 11 for the state, 5 or 6 for each other one: p95 has to go.
    _ = press(type(":columns tls,usual,state,fail,p95,dns") + [.enter], &state)
    #expect(heading(56).contains("state") && !heading(56).contains("p95"))
    #expect(press(type(":columns usual,speed") + [.enter], &state).isEmpty)
    #expect(state.message?.kind == .error)
    #expect(
      state.message?.sentence
        == Sentence(
          .unknownColumn, .text("speed"), .text(MirrorColumn.names(MirrorColumn.choosable))))
    #expect(state.preferences.columns?.count == 6)
    _ = press(type(":columns") + [.enter], &state)
    #expect(state.preferences.columns == nil)
  }

  @Test("A note goes by itself, an error waits for Esc; the keys stay in sight below both")
  func notes() {
    var state = DashboardState()
    func message(after seconds: Int) -> String {
      var snapshot = Sample.served
      snapshot.now = Sample.now.advanced(by: .seconds(seconds))
      let frame = render(snapshot, state: state, size: Size(width: 80, height: 24))
      let lines = Golden.text(frame).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines[23].hasSuffix("q quit"))
      return String(lines[22])
    }
    state.show(.init(.note, Sentence(.settingsRead)), at: Sample.now)
    #expect(message(after: 7) == " settings reloaded")
    #expect(!message(after: 8).contains("settings"))
    state.show(.init(.error, Sentence(.noHistory)), at: Sample.now)
    #expect(message(after: 3600) == " history is off")
    _ = press(type("j"), &state)
    #expect(message(after: 3600) == " history is off")
    _ = press([.escape], &state)
    #expect(!message(after: 0).contains("history"))
    // What is longer than the line takes rows above it.
    let reason = (1...40).map { "word\($0)" }.joined(separator: " ")
    state.show(.init(.error, Sentence(verbatim: reason)), at: Sample.now)
    let frame = render(Sample.served, state: state, size: Size(width: 80, height: 24))
    let lines = Golden.text(frame).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[19].hasPrefix(" word1 word2") && lines[22].hasSuffix(" word40"))
  }

  @Test("What only tells a story takes no other message's place, and is kept in the log")
  func asides() {
    var state = DashboardState()
    let story = DashboardState.Message(
      .aside, Sentence(Phrase("{} is back", "{} 恢复"), .text("a.example")))
    state.show(story, at: Sample.now)
    #expect(state.message == story)
    for kind in [DashboardState.Message.Kind.error, .warning, .note] {
      let news = DashboardState.Message(kind, Sentence(.noHistory))
      state.show(news, at: Sample.now)
      state.show(story, at: Sample.now.advanced(by: .seconds(7)))
      #expect(state.message == news)
    }
    state.show(story, at: Sample.now.advanced(by: .seconds(8)))
    #expect(state.message == story)
    #expect(state.log.count { $0.message == story } == 5)
  }

  @Test("Where only ASCII is shown all is English, and asking for Chinese says why")
  func asciiIsEnglish() {
    var state = DashboardState(settings: DashboardSettings(language: .chinese, glyphs: .ascii))
    let screen = Golden.text(render(Sample.broken, state: state, size: Self.size))
    #expect(screen.contains("BROKEN for zip 1m24s") && !screen.contains("??"))
    #expect(press(type(":lang zh") + [.enter], &state).isEmpty)
    #expect(state.message?.sentence.phrase == .languageNeedsUTF8)
  }

  @Test("The real go is asked by its key, and its answer can be read and closed")
  func referee() throws {
    var state = Sample.state()
    #expect(press(type("v"), &state) == [.callReferee])
    #expect(
      Golden.text(render(Sample.broken, state: state, size: Self.size)).contains("is running"))
    #expect(press([.escape], &state) == [.dismissReferee])
    _ = press(type("v"), &state)
    let chain = try Chain(parsing: "https://a.example")
    let walk = chain.walk(Question(.info, .standard)) { _ in Answer(.ok) }
    let url = chain.entries[0].url?.redactedURL(of: Question(.info, .standard)) ?? ""
    let trace = GoTrace(
      "# get \(url): 502 Bad Gateway (0.1s)\ngo: \(ModuleVersion.standard): no\n\tmore\n".utf8)
    state.hearing = .ended(
      RefereeReport(
        trace, status: 1, time: .milliseconds(420), modules: [.standard], chain: chain,
        walks: [walk]))
    let screen = Golden.text(
      render(Sample.broken, state: state, size: Size(width: 120, height: 40)))
    for text in [
      "go disagrees: it fails for \(ModuleVersion.standard), 420 ms", "they differ at \(url)",
      "go: HTTP 502", "probes: ok", "│ more",
    ] {
      #expect(screen.contains(text), "\(text)")
    }
    #expect(press(type("v"), &state).isEmpty)
    #expect(state.hearing != .running)
    #expect(press(type("v"), &state) == [.callReferee])
  }

  @Test("Undo asks, and says so where there is nothing")
  func undo() {
    var state = Sample.state()
    #expect(press(type("u"), &state).isEmpty)
    #expect(press([.enter], &state) == [.undo])
    state.undo = nil
    #expect(press(type("u") + [.enter], &state).isEmpty == false || state.message == nil)
    _ = press([.escape], &state)
    _ = press(type("u"), &state)
    #expect(state.message?.sentence == Sentence(.nothingToUndo))
    state.isUndoKnown = false
    _ = press(type("u"), &state)
    #expect(state.message?.sentence == Sentence(.undoNotKnown))
  }

  @Test("Themes are previewed, kept by Enter and taken back by Esc")
  func themes() {
    var state = Sample.state()
    #expect(press(type("tj"), &state) == [.useTheme("dark", keep: false)])
    #expect(press([.escape], &state) == [.useTheme("terminal", keep: false)])
    _ = press(type("tt"), &state)
    #expect(
      press([.enter], &state) == [.useTheme("dark", keep: true), .preferencesChanged])
    #expect(state.preferences.theme == "dark")
  }

  @Test("The command line completes, carries out and refuses")
  func commands() {
    var state = Sample.state()
    #expect(
      press(type(":add corp https://athens.corp") + [.enter], &state)
        == [.command("add corp https://athens.corp")])
    #expect(
      press(type(":use pr") + [.tab, .enter], &state)
        == [.command("use proxy.golang.org")])
    #expect(
      press(type(":interval 500ms") + [.enter], &state)
        == [.changeInterval(.milliseconds(500))])
    #expect(
      press(type(":theme oka") + [.tab, .enter], &state)
        == [.useTheme("okabe-ito", keep: true), .preferencesChanged])
    for bad in [":interval -1s", ":interval 1e99", ":nonsense", ":add", ":theme no", ":sort no"] {
      #expect(press(type(bad) + [.enter], &state).isEmpty, "\(bad)")
      #expect(state.message?.kind == .error, "\(bad)")
      _ = press([.escape], &state)
    }
    _ = press(type(":") + [.paste(String(repeating: "x\n", count: 500_000)), .enter], &state)
    #expect(state.message?.kind == .error)
  }

  @Test("The mouse selects, opens, sorts and presses the keys of the footer")
  func mouse() {
    var state = Sample.state()
    // The table of 120x40: heading at row 10, rows from 11; see the golden screen.
    _ = press([.mouse(MouseEvent(.press, x: 10, y: 12))], &state)
    #expect(state.selection == Sample.broken.mirrors[1].id)
    let heading = Key.mouse(MouseEvent(.press, x: 26, y: 10))
    #expect(press([heading], &state).isEmpty)
    #expect(state.order == TableOrder(.state))
    #expect(press([.mouse(MouseEvent(.press, x: 116, y: 39))], &state) == [.quit])
    _ = press([.mouse(MouseEvent(.doublePress, x: 10, y: 11))], &state)
    #expect(state.preferences.zoomed)
    #expect(press(type("m"), &state) == [.setMouse(false), .preferencesChanged])
    #expect(press([.mouse(MouseEvent(.press, x: 116, y: 39))], &state).isEmpty)
  }

  @Test("A click sorts for this session alone, three of them are none; a key's order is remembered")
  func clickedOrder() {
    var state = Sample.state()
    let heading = Key.mouse(MouseEvent(.press, x: 26, y: 10))
    let number = Key.mouse(MouseEvent(.press, x: 2, y: 10))
    let steps: [(Key, TableOrder)] = [
      (heading, TableOrder(.state)), (heading, TableOrder(.state, reversed: true)),
      (heading, TableOrder(.chain)), (number, TableOrder(.chain, reversed: true)),
      (number, TableOrder(.chain)), (heading, TableOrder(.state)),
    ]
    for (key, order) in steps {
      #expect(press([key], &state).isEmpty)
      #expect(state.order == order)
      #expect(Preferences(text: state.preferences.text).sort == .chain)
    }
    #expect(press(type(">"), &state) == [.preferencesChanged])
    #expect(state.order == TableOrder(.now) && state.preferences.sort == .now)
  }

  @Test("Preferences come back as they were, and nonsense changes nothing")
  func preferences() {
    var state = Sample.state()
    _ = press(type("5e>rm"), &state)
    #expect(Preferences(text: state.preferences.text) == state.preferences)
    #expect(Preferences(text: "zoomed=maybe\nfocus=\nsort=x\n\n=\nsecondary") == Preferences())
  }

  @Test("Any key at any time does no harm")
  func anyKey() {
    var generator = SplitMix64(seed: 7)
    let names = ["q", "Esc", "Enter", "Tab", "Up", "PgDn", "Home", "End", "Backspace", "F1"]
    var keys = names.compactMap { Key(name: $0) }
    keys += KeyBindings.standard.table.flatMap(\.keys)
    keys += [
      .paste("镜\u{1B}[2J"), .resize(Size(width: 1, height: 1)), .focusIn, .focusOut,
      .mouse(MouseEvent(.press, x: 500, y: -3)), .mouse(MouseEvent(.wheelDown, x: 3, y: 3)),
    ]
    let snapshots = [Sample.broken, Sample.start, Sample.refused]
    var state = Sample.state()
    for step in 0..<600 {
      let key = keys[Int(generator.next() % UInt64(keys.count))]
      let size = Size(width: 1 + step % 130, height: 1 + step % 41)
      let snapshot = snapshots[step / 50 % 3]
      _ = state.handle(key, snapshot: snapshot, size: size)
      if step % 20 == 0 { #expect(render(snapshot, state: state, size: size).size == size) }
    }
  }
}
