import Health
import Record
import Text

/// That what is shown is of the past, where on record that is, and what is left of that time.
enum PastBadge {
  /// In the header, which has a clock: `PAST event 3/17, 1m sums`; in little room `PAST 3/17 1m sums`.
  static func text(_ scene: Scene) -> String {
    let past = scene.say(.past)
    let isWide = scene.size.width >= 110
    let event = number(scene).map { isWide ? scene.say(.pastEvent, $0) : $0 }
    let parts = [event, grain(scene)].compactMap(\.self)
    return parts.isEmpty ? past : "\(past) \(parts.joined(separator: isWide ? ", " : " "))"
  }

  /// On a screen without a clock: `PAST 3/17 2026-11-21 14:02:31`, `PAST 3/17 14:02`, `PAST`.
  static func line(_ scene: Scene, width: Int) -> String {
    let past = scene.say(.past)
    guard width >= 40 else { return past }
    let wall = scene.snapshot.now.wall
    let time = scene.clock.time(wall)
    let parts =
      width < 60
      ? [past, number(scene), String(time.prefix(5))]
      : [past, number(scene), grain(scene), scene.clock.date(wall), time]
    return parts.compactMap(\.self).joined(separator: " ")
  }

  /// Which event of how many; nil where there are none.
  private static func number(_ scene: Scene) -> String? {
    scene.state.placeOnRecord.flatMap { $0.count > 0 ? "\($0.event)/\($0.count)" : nil }
  }

  /// nil where all is known.
  private static func grain(_ scene: Scene) -> String? {
    switch scene.state.placeOnRecord?.grain {
    case .samples, nil: nil
    case .minutes: scene.say(.pastMinutes)
    case .hours: scene.say(.pastHours)
    case .gone: scene.say(.pastGone)
    }
  }
}
