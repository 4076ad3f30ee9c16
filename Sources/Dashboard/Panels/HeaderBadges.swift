import GoRules
import Health
import Text

/// The right of the first line: how many mirrors are not up, whether this is live, interval and clock.
enum HeaderBadges {
  typealias Badge = [Segment]

  struct Tier {
    var badges: [Badge]
    /// There is something in it for which nothing of the verdict is left out.
    var isExtra: Bool
  }

  /// All that there is to say, then less and less of it; what must be said is in each.
  static func tiers(_ scene: Scene) -> [Tier] {
    let needed = needed(scene)
    let live = live(scene)
    let clock = clock(scene)
    let counts = MirrorCounts.segments(scene.snapshot, scene.language, scene.glyphs)
    let short = MirrorCounts.segments(scene.snapshot, scene.language, scene.glyphs, isShort: true)
    // How often was asked then is not on record.
    let every =
      scene.state.position == .live
      ? [Segment(text: scene.say(.every, scene.snapshot.interval.written), role: .muted)] : []
    let ill = MirrorCounts.ill(scene.snapshot, scene.language, scene.glyphs)
    let extra = [
      [counts] + needed + [elsewhere(scene), live, every, clock],
      [counts] + needed + [live, clock],
    ]
    let least = [[counts], [ill], [short]].map { $0 + needed + [clock] }
    return (extra.map { ($0, true) } + least.map { ($0, false) }).map { badges, isExtra in
      Tier(badges: badges.filter { !$0.isEmpty }, isExtra: isExtra)
    }
  }

  static func columns(of badges: [Badge]) -> Int {
    badges.reduce(0) { sum, badge in
      sum + 2 + badge.reduce(0) { $0 + CharacterWidth.columns(of: $1.text) }
    }
  }

  /// What is never left out: that what is shown is not of now, or not of the mirrors, or not kept.
  private static func needed(_ scene: Scene) -> [Badge] {
    var badges: [Badge] = []
    if scene.snapshot.isLocal {
      let word = scene.say(HealthState.local.row.word)
      badges.append([Segment(text: " \(scene.glyphs.state(.local)) \(word) ", role: .notice)])
    }
    if scene.state.record == .failing {
      badges.append([Segment(text: scene.say(.notRecording), role: .notice)])
    }
    if scene.state.position == .past {
      badges.append([Segment(text: " \(PastBadge.text(scene)) ", role: .notice)])
    } else if scene.state.frozen != nil {
      let age = Format.span(scene.now.since(scene.snapshot.now))
      badges.append([Segment(text: " \(scene.say(.paused)) \(age) ", role: .notice)])
    }
    return badges
  }

  private static func elsewhere(_ scene: Scene) -> Badge {
    scene.state.record == .elsewhere
      ? [Segment(text: scene.say(.recordingElsewhere), role: .muted)] : []
  }

  private static func live(_ scene: Scene) -> Badge {
    guard scene.state.position == .live, scene.state.frozen == nil else { return [] }
    return [Segment(text: "\(scene.glyphs.state(.up)) \(scene.say(.live))", role: .up)]
  }

  private static func clock(_ scene: Scene) -> Badge {
    let wall = scene.snapshot.now.wall
    let time = scene.clock.time(wall)
    let isPast = scene.state.position == .past
    return [
      Segment(
        text: isPast ? "\(scene.clock.date(wall)) \(time)" : time, role: isPast ? .notice : .text)
    ]
  }
}
