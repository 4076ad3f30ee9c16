import Dashboard
import GoRules
import Health
import History
import Text

/// What the record says to a choice: the chain that would have been the best, beside the measurement.
extension App {
  /// How much of the record is walked.
  private static let reach = Duration.seconds(7 * 86_400)

  /// Walks the candidates over the record; the answer comes back as an event.
  mutating func readGain(for measurement: Int, at now: Timestamp) {
    guard let history, loaded.monitor.chain != nil else { return }
    let settings = loaded.monitor
    let isPrivate = PrivateProxies(loaded.configuration).contains
    jobs.append { [sink] in
      let whatIf = try? await history.whatIf(
        from: now.wall - Self.reach, until: now.wall, canary: settings.canaries[0])
      let comparison = whatIf.flatMap { ChainComparison($0, settings, isPrivate: isPrivate) }
      sink.send(.gainRead(measurement, comparison?.gain))
    }
  }

  mutating func gainRead(_ measurement: Int, _ gain: Comparison.Gain?) {
    guard measurement == measurements, view.ranking?.stage == .finished else { return }
    view.ranking?.gain = gain
    isDirty = true
  }
}
