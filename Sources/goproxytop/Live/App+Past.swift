import Dashboard
import History
import ProxyHealth

/// Moving through the record: the same panels, drawn from a monitor that went through the recorded probes.
extension App {
  /// One step of `[` and `]`.
  private static let step = Duration.seconds(300)
  /// How much of the record before the moment goes into its picture.
  private static let window = Duration.seconds(900)

  mutating func seek(_ seek: DashboardAction.Seek, at now: Timestamp) {
    guard let history else {
      return show(DashboardState.Message(.note, "no history is kept"), at: now)
    }
    let from = past?.now.wall ?? now.wall
    let moment: Duration
    switch seek {
    case .live: return goLive()
    case .back: moment = from - Self.step
    case .forward: moment = from + Self.step
    }
    guard moment < now.wall else { return goLive() }
    let settings = loaded.monitor
    jobs.append { [sink] in
      do throws(HistoryError) {
        let probes = try await history.replay(from: moment - Self.window, until: moment)
        sink.send(.pastRead(Self.snapshot(of: probes, at: moment, settings)))
      } catch {
        sink.send(.pastUnreadable("\(error)"))
      }
    }
  }

  /// What the screen showed at `moment`, as far as the record tells.
  private static func snapshot(
    of probes: [RecordedProbe], at moment: Duration, _ settings: MonitorSettings
  ) -> Snapshot {
    func time(_ wall: Duration) -> Timestamp { Timestamp(monotonic: wall, wall: wall) }
    var monitor = Monitor(
      settings: settings, seed: 0, at: time(probes.first?.result.startedAt.wall ?? moment))
    for probe in probes {
      var result = probe.result
      result.startedAt = time(result.startedAt.wall)
      _ = monitor.handle(.probeFinished(result), at: result.startedAt)
    }
    return monitor.snapshot(at: time(moment))
  }

  mutating func pastRead(_ snapshot: Snapshot) {
    past = snapshot
    view.position = .past
  }

  private mutating func goLive() {
    past = nil
    view.position = .live
  }
}
