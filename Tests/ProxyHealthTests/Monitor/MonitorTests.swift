import ProxyHealth
import Testing

@Suite struct MonitorTests {
  @Test func startAsksTheFirstMirrorAndWakesForTheNext() throws {
    var mirrors: [Mirror] = []
    for host in ["a.example", "b.example"] {
      mirrors.append(Mirror(name: host, url: ProxyURL(scheme: .https, host: host)))
    }
    let settings = MonitorSettings(
      setting: GoproxySetting(value: "https://a.example,https://b.example", source: .option),
      chain: nil, mirrors: mirrors)
    let begin = Timestamp(monotonic: .zero, wall: .seconds(1_800_000_000))
    var monitor = Monitor(settings: settings, seed: 1, at: begin)
    let commands = monitor.start(at: begin)
    guard commands.count == 2, case .probe(let round) = commands[0],
      case .wake(let time) = commands[1]
    else {
      Issue.record("unexpected commands \(commands)")
      return
    }
    #expect(round.mirror == mirrors[0].id)
    #expect(time > begin)
  }
}
