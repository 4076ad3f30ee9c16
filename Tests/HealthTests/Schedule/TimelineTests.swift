import GoRules
import Health
import Testing

/// When rounds start: one row per mirror, one column per second (`o` one round, a digit for more).
@Suite struct TimelineTests {
  private func timelines(
    _ settings: MonitorSettings, seconds: Int, _ behaviour: @escaping Simulation.Behaviour
  ) -> [String] {
    var simulation = Simulation(settings: settings, behaviour: behaviour)
    simulation.run(until: Double(seconds))
    return settings.mirrors.map { simulation.timeline($0, seconds: seconds) }
  }

  /// Five mirrors, five seconds: all at once in the first second, then one a second.
  @Test func slotsAreSpreadOverTheInterval() {
    let settings = chainSettings(["a", "b", "c", "d", "e"].map { "\($0).example" })
    let rows = timelines(settings, seconds: 16) { _, _, _ in (.ok, .milliseconds(20)) }
    #expect(
      rows == [
        "o....o....o....o",
        "o.....o....o....",
        "o......o....o...",
        "o..o....o....o..",
        "o...o....o....o.",
      ])
  }

  /// A fault at 10 s: found, confirmed at once and, for the other kinds, a moment later; then stretched. A recovery is
  /// confirmed a second later.
  @Test func aChangeIsConfirmedSoon() {
    let settings = chainSettings(["a.example"])
    let rows = timelines(settings, seconds: 22) { _, _, time in
      ((10..<18).contains(time) ? .badGateway : .ok, .milliseconds(20))
    }
    #expect(rows == ["o....o....3....o....ooo"[...].prefix(22)].map(String.init))
  }

  /// One refused round is refuted at once for `.info`, and right after that for all kinds.
  @Test func oneBadRoundIsRefutedSoon() {
    let settings = chainSettings(["a.example"])
    let rows = timelines(settings, seconds: 21) { _, _, time in
      ((10..<10.01).contains(time) ? .refused : .ok, .milliseconds(20))
    }
    #expect(rows == ["o....o....3....o....o"])
  }

  /// Down for long, it is asked every six intervals, give or take a tenth; back, within one.
  @Test func aDeadMirrorIsAskedSeldom() {
    let settings = chainSettings(["a.example", "b.example"])
    var simulation = Simulation(settings: settings) { mirror, _, time in
      (mirror.rawValue == "https://a.example" && time >= 20 ? .refused : .ok, .milliseconds(20))
    }
    simulation.run(until: 1500)
    let starts = simulation.rounds.filter { $0.round.mirror == settings.mirrors[0].id }
      .map { $0.at.since(Simulation.begin).seconds }.filter { $0 > 600 }
    let gaps = zip(starts, starts.dropFirst()).map { $1 - $0 }
    #expect(gaps.allSatisfy { (26.9...33.1).contains($0) })
    #expect(Set(gaps).count > 5)
  }

  @Test func aRoundLongerThanTheIntervalIsNotOverlapped() {
    let settings = chainSettings(["a.example"])
    var simulation = Simulation(settings: settings) { _, request, _ in
      (.ok, request.use == .cold && request.family == nil ? .seconds(7) : .zero)
    }
    simulation.run(until: 40)
    #expect(simulation.timeline(settings.mirrors[0], seconds: 40).hasPrefix("o.........o"))
    #expect(!simulation.overlapped)
  }

  @Test func probeNowAsksEveryMirrorAtOnce() {
    let settings = chainSettings(["a.example", "b.example", "c.example"], interval: .seconds(60))
    var simulation = Simulation(settings: settings) { _, _, _ in (.ok, .milliseconds(20)) }
    simulation.run(until: 7)
    simulation.send(.probeNowRequested)
    simulation.run(until: 12)
    for mirror in settings.mirrors {
      #expect(simulation.timeline(mirror, seconds: 12) == "o......o....")
    }
  }

  /// All kinds, the zip included, of every mirror; also where a round is under way.
  @Test(arguments: [22.0, 25.005]) func probeNowAsksForEveryKind(second: Double) {
    let settings = chainSettings(["a.example", "b.example"])
    var simulation = Simulation(settings: settings) { _, _, _ in (.ok, .milliseconds(20)) }
    simulation.zips = Simulation.Zips(bytes: 20_000, declared: 20_000)
    simulation.run(until: second)
    #expect(simulation.monitor.mirrorsSparedZips(at: simulation.now).isEmpty)
    simulation.send(.probeNowRequested)
    let start = simulation.now
    simulation.run(until: second + 1)
    for mirror in settings.mirrors {
      let asked = simulation.rounds.filter { $0.at >= start && $0.round.mirror == mirror.id }
        .flatMap(\.round.requests)
      #expect(Set(asked.map(\.kind)) == [.list, .info, .mod, .zip, .sumdb])
    }
  }

  /// 200 kB of zip are most of what a minute may bring.
  @Test func probeNowTellsWhatItDoesNotAskFor() {
    let settings = chainSettings(["a.example"])
    var simulation = Simulation(settings: settings) { _, _, _ in (.ok, .milliseconds(20)) }
    simulation.zips = Simulation.Zips(bytes: 200_000, declared: 200_000)
    simulation.run(until: 70)
    #expect(simulation.monitor.mirrorsSparedZips(at: simulation.now) == ["a.example"])
    let before = simulation.zipBytes.count
    simulation.send(.probeNowRequested)
    simulation.run(until: 72)
    #expect(simulation.zipBytes.count == before)
  }

  @Test func theIntervalCanBeChanged() {
    var settings = chainSettings(["a.example"], interval: .seconds(10))
    var simulation = Simulation(settings: settings) { _, _, _ in (.ok, .milliseconds(20)) }
    simulation.run(until: 12)
    settings.interval = .seconds(2)
    simulation.send(.settingsChanged(settings))
    simulation.run(until: 19)
    #expect(simulation.timeline(settings.mirrors[0], seconds: 19) == "o.........o.o.o.o.o")
    #expect(simulation.snapshot.interval == .seconds(2))
  }

  @Test func noTwoRoundsStartTogether() {
    let settings = chainSettings((0..<1000).map { "m\($0).example" })
    var simulation = Simulation(settings: settings) { _, _, _ in (.ok, .milliseconds(3)) }
    simulation.run(until: 11)
    let starts = simulation.rounds.filter { $0.round.lane == .fresh }.map(\.at)
    #expect(starts.count > 2000)
    for (earlier, later) in zip(starts, starts.dropFirst()) {
      #expect(later.since(earlier) >= .microseconds(3750))
    }
  }
}
