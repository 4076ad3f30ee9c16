import Dashboard
import GoRules
import Health
import Testing
import Text

/// The gateway on the screen: its line, its panel, and who serves through it.
@Suite struct GatewayScreenTests {
  private static let sizes = [(120, 40), (80, 24), (40, 8)]

  private static let cases: [(name: String, snapshot: Snapshot)] = [
    ("busy", Sample.gateway { $0.heard(Sample.busyGateway, at: Sample.ago(1)) }),
    ("quiet", Sample.gateway { $0.heard(Sample.quietGateway, at: Sample.ago(1)) }),
    ("refused", Sample.gateway { $0.failed(.exchange(Sample.refusedConnection)) }),
    (
      "gone",
      Sample.gateway {
        $0.heard(Sample.busyGateway, at: Sample.ago(12))
        $0.failed(.exchange(Sample.refusedConnection))
      }
    ),
    (
      "silent",
      Sample.gateway {
        $0.heard(Sample.busyGateway, at: Sample.ago(3))
        $0.failed(.exchange(.hang(.processing)))
      }
    ),
  ]

  private static func screen(_ snapshot: Snapshot, _ state: DashboardState) -> String {
    Golden.characters(render(snapshot, state: state, size: Size(width: 120, height: 40)))
  }

  @Test(arguments: sizes)
  func screens(width: Int, height: Int) {
    let size = Size(width: width, height: height)
    for (name, snapshot) in Self.cases {
      var state = DashboardState()
      Golden.expect(
        render(snapshot, state: state, size: size), "gateway-\(name)-\(width)x\(height)")
      guard name == "busy" || width == 120 else { continue }
      _ = state.handle(.character("W"), snapshot: snapshot, size: size)
      Golden.expect(
        render(snapshot, state: state, size: size), "gateway-panel-\(name)-\(width)x\(height)")
    }
  }

  @Test func variants() {
    let size = Size(width: 120, height: 40)
    for (name, settings) in [
      ("chinese", DashboardSettings(language: .chinese)),
      ("ascii", DashboardSettings(glyphs: .ascii)),
    ] {
      var state = DashboardState(settings: settings)
      _ = state.handle(.character("W"), snapshot: Self.cases[0].snapshot, size: size)
      Golden.expect(
        render(Self.cases[0].snapshot, state: state, size: size), "gateway-\(name)-120x40")
    }
  }

  @Test func whoServes() {
    let busy = Self.screen(Self.cases[0].snapshot, DashboardState())
    #expect(busy.contains("served by goproxy.cn through the gateway"))
    #expect(busy.contains("3▶ goproxy.cn"))
    let quiet = Self.screen(Self.cases[1].snapshot, DashboardState())
    #expect(quiet.contains("served by gateway (no requests lately)"))
    #expect(quiet.contains("1▶ gateway") && quiet.contains("no request for 34s"))
    let gone = Self.screen(Self.cases[3].snapshot, DashboardState())
    #expect(gone.contains("no answer for 12s: tcp: connection refused"))
    #expect(!gone.contains("requests/s") && !gone.contains("through the gateway"))
    #expect(
      StatusLine.plain(Self.cases[0].snapshot).hasPrefix("▶ goproxy.cn through the gateway ●49ms"))
  }

  /// Its last probe was answered: by that it would serve until the next one.
  @Test func noneServesThatDoesNotAnswer() {
    for (index, age, reason) in [(3, "12s", ": tcp: connection refused"), (4, "3s", "")] {
      let snapshot = Self.cases[index].snapshot
      let screen = Self.screen(snapshot, DashboardState())
      #expect(screen.contains("? depends on gateway (no answer for \(age))"), "\(screen)")
      #expect(!screen.contains("served by") && !screen.contains("▶ gateway"), "\(screen)")
      #expect(screen.contains("✕ no answer for \(age)\(reason)  "), "\(screen)")
      #expect(
        StatusLine.plain(snapshot).hasPrefix("? depends on gateway (no answer for \(age))"))
    }
  }

  /// Of a long list who has decided says first why.
  @Test func whoDecidedStandsFirst() {
    var figures = GatewayFigures()
    figures.answers = [.init(.init(entry: "b.example", result: .failed), 1)]
    figures.recent = [
      GatewayEvent(
        at: Sample.now, kind: .info, path: "/x", entry: "b.example", result: .failed, status: 502,
        passed: [
          .init(name: "a.example", outcome: .notFound(NotFound(status: 404))),
          .init(name: "b.example", outcome: .failure(RequestFailure(.processing, .status(502)))),
          .init(name: "c.example", outcome: .hang(.tls)),
        ])
    ]
    let snapshot = Sample.gateway { $0.heard(figures, at: Sample.now) }
    var state = DashboardState()
    _ = state.handle(
      .character("W"), snapshot: snapshot, size: Size(width: 120, height: 40))
    let screen = Self.screen(snapshot, state)
    #expect(
      screen.contains("/x  failed  HTTP 502; a.example: 404; c.example: no response "), "\(screen)")
  }

  /// What go does about it hangs on how it fails.
  @Test(arguments: [
    (GatewaySight.Trouble.exchange(Sample.refusedConnection), "go moves on to the list behind it."),
    (.exchange(.hang(.processing)), "While it is silent go waits"),
    (.foreign, "go asks it all the same"),
  ])
  func thePanelSaysWhatGoDoes(trouble: GatewaySight.Trouble, text: String) {
    let snapshot = Sample.gateway {
      $0.heard(Sample.busyGateway, at: Sample.ago(3))
      $0.failed(trouble)
    }
    var state = DashboardState()
    _ = state.handle(
      .character("W"), snapshot: snapshot, size: Size(width: 120, height: 40))
    #expect(Self.screen(snapshot, state).contains(text))
  }

  /// go asks, and nothing is there for it: that is not silence.
  @Test func aRequestInVainIsARequest() {
    var figures = GatewayFigures()
    figures.answers = [.init(.init(entry: nil, result: .notFound), 1)]
    figures.recent = [
      GatewayEvent(
        at: Sample.now, kind: .info, path: "/", entry: nil, result: .notFound, status: 404)
    ]
    figures.perMinute = 1.0 / 60
    let snapshot = Sample.gateway { $0.heard(figures, at: Sample.now) }
    var state = DashboardState()
    for text in ["gateway (no request served lately)", "over 10 s, <0.1 over a minute"] {
      let screen = Self.screen(snapshot, state)
      #expect(screen.contains(text) && !screen.contains("nothing asked"), "\(screen)")
      _ = state.handle(
        .character("W"), snapshot: snapshot, size: Size(width: 120, height: 40))
    }
  }

  @Test func everyStateIsSaid() {
    let states: [(Snapshot, String)] = [
      (Sample.served, "GOPROXY has no gateway."),
      (Sample.gateway(), "is being asked"),
      (
        Sample.gateway { $0.failed(.foreign) },
        "something other than a goproxytop gateway answers there"
      ),
      (Sample.gateway { $0.heard(GatewayFigures(), at: Sample.now) }, "no request since its start"),
    ]
    for (snapshot, text) in states {
      var state = DashboardState()
      _ = state.handle(
        .character("W"), snapshot: snapshot, size: Size(width: 120, height: 40))
      let screen = Self.screen(snapshot, state)
      #expect(screen.contains(text), "\(screen)")
      _ = state.handle(
        .character("W"), snapshot: snapshot, size: Size(width: 120, height: 40))
      #expect(!Self.screen(snapshot, state).contains("GOPROXY has no gateway"))
    }
    var state = DashboardState()
    state.position = .past
    _ = state.handle(
      .character("W"), snapshot: Sample.served, size: Size(width: 120, height: 40))
    #expect(Self.screen(Sample.served, state).contains("is not on record"))
  }

  /// Any size and whatever the gateway tells of itself.
  @Test func anySize() {
    var figures = Sample.busyGateway
    let long = String(repeating: "长", count: 300)
    figures.answers.append(.init(.init(entry: long, result: .redirected), .max / 1000))
    figures.recent.append(
      GatewayEvent(
        at: Sample.now, path: long, entry: long, result: .malformed, status: 404,
        passed: [.init(name: long, outcome: .notFound(NotFound(status: 404)))]))
    let snapshot = Sample.gateway { $0.heard(figures, at: Sample.now) }
    for (width, height) in [(1, 1), (14, 2), (20, 3), (39, 9), (50, 12), (78, 20), (300, 90)] {
      let size = Size(width: width, height: height)
      var state = DashboardState()
      _ = state.handle(.character("W"), snapshot: snapshot, size: size)
      for _ in 0..<3 { _ = state.handle(.pageDown, snapshot: snapshot, size: size) }
      #expect(render(snapshot, state: state, size: size).size == size)
    }
  }
}
