import Dashboard
import GoRules
import Health
import Testing
import Text

/// The go commands that run, over the panels.
struct GoPanelTests {
  private func press(_ key: Key, _ state: inout DashboardState) -> [DashboardAction] {
    state.handle(key, snapshot: Sample.broken, size: Size(width: 120, height: 40))
  }

  @Test func isOpenedFilledAndClosed() {
    var state = Sample.state()
    #expect(press(.character("N"), &state) == [.watchGoProcesses])
    let size = Size(width: 120, height: 40)
    #expect(Golden.text(render(Sample.broken, state: state, size: size)).contains("looking for go"))
    state.goProcesses = .processes([])
    #expect(
      Golden.text(render(Sample.broken, state: state, size: size)).contains("you run no go command")
    )
    state.goProcesses = .failed(Sentence(.goProcessesUnseen, .text("/proc: Permission denied")))
    #expect(
      Golden.text(render(Sample.broken, state: state, size: size))
        .contains("cannot be seen: /proc: Permission denied"))
    #expect(press(.escape, &state) == [.stopWatchingGoProcesses])
    #expect(state.goProcesses == nil)
  }

  @Test func aGoThatIsAtAnotherEntry() throws {
    var snapshot = Sample.broken
    let met = try #require(snapshot.mirrors.last { $0.mirror.isInChain && !$0.latest.isEmpty })
    snapshot.walks[0].active = 0
    let kind = try #require(met.latest.keys.first)
    let index = try #require(snapshot.mirrors.firstIndex { $0.id == met.id })
    snapshot.mirrors[index].latest[kind]?.connection.address = "127.0.0.9"
    var state = Sample.state()
    _ = press(.character("N"), &state)
    state.goProcesses = .processes([
      GoProcess(
        id: 4711, command: ServerText("go mod download"), age: .seconds(34),
        connections: [
          GoConnection(
            to: "127.0.0.9", port: UInt16(met.mirror.url.portInUse), .established,
            sinceSent: .seconds(12), sinceReceived: .seconds(13)),
          GoConnection(to: "::1", port: 53, .datagrams),
        ]),
      GoProcess(id: 4712, command: ServerText("go build"), age: .seconds(2), isComputing: true),
      GoProcess(id: 4713, command: ServerText("go list"), age: .seconds(1)),
    ])
    let screen = Golden.text(
      render(snapshot, state: state, size: Size(width: 120, height: 40)))
    for text in [
      "go mod download for 34s (process 4711)",
      "\(met.mirror.name): silent for 12s; what go sent was acknowledged: the path is fine",
      "[::1]:53: asked for an address; no answer yet",
      "by the probes the active entry is \(snapshot.mirrors[0].mirror.name)",
      "busy computing", "no connection open",
    ] {
      #expect(screen.contains(text), "\(text)\n\(screen)")
    }
  }
}
