import Dashboard
import GoRules
import Health
import Record
import Testing
import Text

@Suite("Moments of the record")
struct MomentTests {
  private static let size = Size(width: 120, height: 40)

  private func press(
    _ keys: String, then last: Key? = nil, _ state: inout DashboardState, _ snapshot: Snapshot
  ) -> [DashboardAction] {
    (keys.map { Key.character($0) } + [last].compactMap { $0 })
      .flatMap { state.handle($0, snapshot: snapshot, size: Self.size) }
      .filter { $0 != .preferencesChanged }
  }

  @Test("Enter on a failover leads to its moment, also where newer ones came meanwhile")
  func enterOnAFailover() throws {
    var state = Sample.state()
    var snapshot = Sample.broken
    let times = FailoverGroup.all(of: snapshot.failovers).map(\.failover.at.wall)
    try #require(times.count >= 2)
    #expect(press("4", then: .enter, &state, snapshot) == [.leap(.to(times[0]))])
    #expect(press("j", then: .enter, &state, snapshot) == [.leap(.to(times[1]))])
    var newer = try #require(snapshot.failovers.first)
    newer.at = snapshot.now
    newer.kind = .list
    snapshot.failovers.insert(newer, at: 0)
    #expect(press("", then: .enter, &state, snapshot) == [.leap(.to(times[1]))])
    #expect(press("g", then: .enter, &state, snapshot) == [.leap(.to(snapshot.now.wall))])
  }

  @Test("Enter on an event leads to its moment; a double click on a line does the same")
  func eventsAndClicks() throws {
    var state = Sample.state()
    let snapshot = Sample.broken
    let changes = snapshot.stateChanges.map(\.at.wall)
    #expect(press("5j", then: .enter, &state, snapshot) == [.leap(.to(changes[1]))])
    state = Sample.state()
    let lines = Golden.text(render(snapshot, state: state, size: Self.size)).split(
      separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(lines.firstIndex { $0.contains("proxy.golang.org ▶ goproxy.cn") })
    for (kind, expected) in [
      (MouseEvent.Action.press, []), (.doublePress, [.leap(.to(Sample.ago(2991).wall))]),
    ] as [(MouseEvent.Action, [DashboardAction])] {
      let click = Key.mouse(MouseEvent(kind, x: 100, y: row))
      let actions = state.handle(click, snapshot: snapshot, size: Self.size)
      #expect(actions.filter { $0 != .preferencesChanged } == expected)
    }
  }

  @Test("Lines of one time are each gone through, and one that left the list is the next older one")
  func sameTimes() {
    var state = Sample.state()
    var snapshot = Sample.broken
    let at = Sample.ago(100)
    snapshot.stateChanges = (0..<3).map { index in
      StateChange(at: at, mirror: snapshot.mirrors[index].id, from: .up, to: .down, failure: nil)
    }
    snapshot.stateChanges.append(
      StateChange(
        at: Sample.ago(200), mirror: snapshot.mirrors[0].id, from: .down, to: .up, failure: nil))
    #expect(
      press("5jjj", then: .enter, &state, snapshot) == [.leap(.to(Sample.ago(200).wall))])
    #expect(press("k", then: .enter, &state, snapshot) == [.leap(.to(at.wall))])
    snapshot.stateChanges.removeFirst(3)
    #expect(press("", then: .enter, &state, snapshot) == [.leap(.to(Sample.ago(200).wall))])
  }

  @Test("What writes GOPROXY does nothing in the past but say so")
  func nothingIsWrittenFromThePast() {
    var state = Sample.state()
    state.position = .past
    for keys in ["F", "f", "u"] {
      #expect(press(keys, &state, Sample.broken).isEmpty)
      #expect(state.message?.sentence.phrase == .notInThePast)
    }
    for line in [":use goproxy.cn", ":use profile office", ":use fastest", ":undo", ":rank"] {
      #expect(press(line, then: .enter, &state, Sample.broken).isEmpty, "\(line)")
      #expect(state.message?.sentence.phrase == .notInThePast, "\(line)")
    }
    #expect(press("", then: .end, &state, Sample.broken) == [.goLive])
  }

  @Test("What is said in the past is seen for a while, whatever time that is")
  func messages() {
    var state = Sample.state()
    state.position = .past
    let at = Timestamp(monotonic: .seconds(77), wall: Sample.now.wall + .seconds(86_400))
    state.show(.init(.note, Sentence(.recordEmpty)), at: at)
    for (seconds, isShown) in [(0.0, true), (7, true), (9, false)] {
      state.frameTime = Timestamp(
        monotonic: at.monotonic + .seconds(seconds), wall: at.wall + .seconds(seconds))
      for size in [Self.size, Size(width: 80, height: 24), Size(width: 40, height: 8)] {
        let screen = Golden.text(render(Sample.broken, state: state, size: size))
        #expect(screen.contains("nothing is on record yet") == isShown, "\(seconds) \(size)")
      }
    }
  }

  @Test("What is kept in the log alone takes no place on the screen")
  func keptInTheLog() {
    var state = Sample.state()
    state.keep(.init(.aside, Sentence(.recordEmpty)), at: Sample.now)
    #expect(state.message == nil && state.log.count == 1)
    let screen = Golden.text(render(Sample.broken, state: state, size: Self.size))
    #expect(screen.split(at: "nothing is on record yet").count == 2)
  }

  @Test("The time axis of the past ends at its moment")
  func timeAxis() {
    var state = Sample.state()
    for (position, end) in [(DashboardState.Position.live, "now"), (.past, "14:02:31")] {
      state.position = position
      let lines = Golden.text(render(Sample.broken, state: state, size: Self.size)).split(
        separator: "\n")
      let axis = lines.first { $0.contains("dns") && $0.contains("ttfb") && $0.contains("-15m") }
      #expect(axis?.contains(" \(end) ") == true, "\(axis ?? "")")
    }
  }

  @Test("A frozen display is let go; without failovers Enter does nothing")
  func frozenOrEmpty() {
    var state = Sample.state()
    var snapshot = Sample.broken
    _ = press("p", &state, snapshot)
    #expect(state.frozen != nil)
    #expect(press("[", &state, snapshot) == [.leap(.earlierEvent)])
    #expect(state.frozen == nil)
    snapshot.failovers = []
    #expect(press("4", then: .enter, &state, snapshot).isEmpty)
  }

  @Test("The header tells where on record one is, and what is left of that time")
  func header() {
    var state = Sample.state()
    state.position = .past
    func top() -> String {
      let frame = render(Sample.broken, state: state, size: Size(width: 160, height: 40))
      return String(
        String.UnicodeScalarView(frame.cells.prefix(160).filter { $0.width > 0 }.map(\.scalar)))
    }
    for (grain, words) in [
      (RecordGrain.samples, "PAST event 3/17 "), (.minutes, "PAST event 3/17, 1m sums"),
      (.hours, "PAST event 3/17, 1h sums"), (.gone, "PAST event 3/17, not kept"),
    ] {
      state.placeOnRecord = PlaceOnRecord(event: 3, count: 17, grain: grain)
      #expect(top().contains(words), "\(top())")
    }
    state.placeOnRecord = nil
    #expect(top().contains("PAST ") && !top().contains("event"))
  }
}
