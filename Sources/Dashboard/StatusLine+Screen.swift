import GoRules
import Health
import Text

extension StatusLine {
  /// The line on a screen of one row: where it does not fit, the worst news is kept at the right.
  static func draw(_ scene: Scene, in rect: Rect, on frame: inout Frame) {
    var badges: [Segment] = []
    let isNarrow = rect.width < 24
    // What is not live is never shown as if it were, however little room there is.
    let isLive = scene.state.position == .live && scene.state.frozen == nil
    if let badge = badge(scene, width: rect.width), !isNarrow || !isLive {
      badges.append(Segment(text: isNarrow ? badge : " \(badge) ", role: .notice))
      badges.append(Segment(text: " "))
    }
    let lines = extents(scene).map { extent in
      badges
        + Self.segments(
          scene.snapshot, scene.language, scene.glyphs, unmeasured: scene.unmeasured, extent)
    }
    var segments = lines.first { columns($0) <= rect.width } ?? lines.last ?? []
    if scene.snapshot.isBroken {
      // Behind what is broken half a name tells nothing.
      while columns(segments) > rect.width, segments.count > badges.count + 1 {
        segments.removeLast(min(2, segments.count - badges.count - 1))
      }
    }
    var left = rect
    if columns(segments) > rect.width {
      let worst = worst(scene)
      let width = min(rect.width, CharacterWidth.columns(of: worst.text))
      if width > 0 {
        left = rect.inset(right: width == rect.width ? width : width + 1)
        var pen = Pen(rect.inset(left: rect.width - width), scene.glyphs)
        pen.write(worst.text, worst.role, .bold, on: &frame)
      }
    }
    var pen = Pen(left, scene.glyphs)
    for segment in segments { pen.write(segment.text, segment.role, on: &frame) }
    // On a screen of one row a message has what is left of it.
    if scene.layout.rung == .line, left == rect, pen.room > 12,
      let message = scene.state.message(at: scene.now)
    {
      pen.skip(2)
      pen.write(scene.language.say(message.sentence), message.kind.role, on: &frame)
    }
  }

  /// From all that there is to say to the least; below a line of its own, the cure is not told again, and the rows below
  /// show what is down, too.
  private static func extents(_ scene: Scene) -> [Extent] {
    guard scene.layout.fix.isEmpty else {
      return [Extent(cure: .none), Extent(cure: .none, hasCounts: false)]
    }
    let key = scene.state.settings.bindings.keys(for: .fix).first?.name
    let cures = [Extent.Cure.text] + (key.map { [.key($0)] } ?? [])
    let all =
      cures.flatMap { [Extent(cure: $0), Extent(cure: $0, hasCounts: false)] }
      + [Extent(cure: .none, hasCounts: false)]
    // Beside what is broken what is well has the least to say.
    guard scene.snapshot.isBroken else { return all }
    return all
      + all.map { extent in
        var extent = extent
        extent.hasOthers = false
        return extent
      }
  }

  /// What must be said before the verdict; nil for nothing.
  private static func badge(_ scene: Scene, width: Int) -> String? {
    if scene.state.position == .past { return PastBadge.line(scene, width: width) }
    if scene.state.frozen != nil { return scene.say(.paused) }
    return scene.snapshot.isLocal ? scene.say(HealthState.local.row.word) : nil
  }

  private static func columns(_ segments: [Segment]) -> Int {
    segments.reduce(0) { $0 + CharacterWidth.columns(of: $1.text) }
  }

  /// The mark of the worst state; empty where what is broken stands first anyway.
  private static func worst(_ scene: Scene) -> Segment {
    let glyphs = scene.glyphs
    if scene.snapshot.isBroken { return Segment(text: "") }
    let state = scene.snapshot.mirrors.map(\.state).max { $0.severity < $1.severity }
    guard let state, state != .up || scene.size.width < 4 else { return Segment(text: "") }
    return Segment(text: String(glyphs.state(state)), role: state.role)
  }
}
