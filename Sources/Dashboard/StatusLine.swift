import GoRules
import Health
import Text

/// The whole state in one line: `▶ goproxy.cn ▲65ms · zip ✕ broken · 1 down`.
package enum StatusLine {
  /// As plain text.
  package static func plain(
    _ snapshot: Snapshot, language: Language = .english, glyphs: GlyphSet = .braille
  ) -> String {
    segments(snapshot, language, Glyphs(glyphs)).map(\.text).joined()
  }

  /// With tmux's styles, for its status bar; every `#` of the text is doubled.
  package static func tmux(
    _ snapshot: Snapshot, language: Language = .english, glyphs: GlyphSet = .braille
  ) -> String {
    segments(snapshot, language, Glyphs(glyphs)).reduce(into: "") { line, segment in
      let text = segment.text.split(separator: "#", omittingEmptySubsequences: false)
        .joined(separator: "##")
      if let colour = tmuxColour(segment.role) {
        line += "#[fg=\(colour)]\(text)#[default]"
      } else {
        line += text
      }
    }
  }

  private static func tmuxColour(_ role: Role) -> String? {
    switch role {
    case .up: "green"
    case .degraded: "yellow"
    case .down: "red,bold"
    case .active: "cyan"
    case .local: "magenta"
    default: nil
    }
  }

  static func segments(
    _ snapshot: Snapshot, _ language: Language, _ glyphs: Glyphs, unmeasured: Phrase = .measuring,
    countsDown: Bool = true
  ) -> [Segment] {
    if snapshot.chain == nil {
      return [Segment(text: "\(glyphs.failure) \(language.say(.rejected))", role: .down)]
    }
    if snapshot.isLocal {
      return [
        Segment(text: "\(glyphs.state(.local)) \(language.say(.noNetworkShort))", role: .local)
      ]
    }
    guard let main = snapshot.mainWalk, main.verdict != .unknown || main.isWaiting else {
      return [Segment(text: "? \(language.say(unmeasured))", role: .unknown)]
    }
    var segments = answer(main, snapshot, language, glyphs)
    let others = snapshot.walkGroups().filter { differs($0.walk, from: main) }
    for group in others.prefix(Self.others) {
      segments.append(Segment(text: " \(glyphs.dot) ", role: .muted))
      segments += other(group, snapshot, language, glyphs)
    }
    if others.count > Self.others {
      segments.append(Segment(text: " \(glyphs.dot) ", role: .muted))
      segments.append(Segment(text: "+\(others.count - Self.others)", role: .muted))
    }
    let down = snapshot.mirrors.count { $0.state == .down }
    if down > 0, countsDown {
      segments.append(Segment(text: " \(glyphs.dot) ", role: .muted))
      segments.append(Segment(text: language.say(.countDown, String(down)), role: .down))
    }
    return segments
  }

  /// How many groups that differ from the main walk are told; of the rest the number.
  private static let others = 3

  private static func differs(_ walk: Walk, from main: Walk) -> Bool {
    if walk.isWaiting || main.isWaiting { return walk.waiting != main.waiting }
    if walk.isStale != main.isStale { return true }
    return walk.verdict != .unknown
      && (walk.active != main.active || walk.verdict != main.verdict)
  }

  private static func name(_ entry: Int, _ snapshot: Snapshot) -> String {
    String(snapshot.name(ofEntry: entry).prefix(40))
  }

  /// `▶ goproxy.cn ▲65ms`, or `✕ broken at goproxy.cn`.
  private static func answer(
    _ walk: Walk, _ snapshot: Snapshot, _ language: Language, _ glyphs: Glyphs
  ) -> [Segment] {
    if let wait = snapshot.wait(of: walk) {
      let text = language.say(.waitingFor, wait.time, String(wait.name.prefix(40)))
      return [Segment(text: "\(glyphs.state(.waiting)) \(text)", role: .degraded)]
    }
    if let stale = snapshot.staleness(of: walk) {
      let text = language.say(.staleSince, stale.age, String(stale.name.prefix(40)))
      return [Segment(text: "\(glyphs.state(.unknown)) \(text)", role: .unknown)]
    }
    guard let active = walk.active else { return [bad(walk, snapshot, language, glyphs)] }
    let name = name(active, snapshot)
    var segments = [Segment(text: "\(glyphs.active) \(name)", role: .active)]
    if let mirror = snapshot.mirror(ofEntry: active) {
      var text = " \(glyphs.state(mirror.state))"
      if let total = mirror.lastCold?.timings.total, mirror.lastCold?.outcome.isAlive == true {
        text += Format.latencyWithUnit(total).split(separator: " ").joined()
      }
      segments.append(Segment(text: text, role: mirror.state.role))
    }
    return segments
  }

  private static func bad(
    _ walk: Walk, _ snapshot: Snapshot, _ language: Language, _ glyphs: Glyphs
  ) -> Segment {
    let hangs = walk.verdict == .hangs
    let place = walk.stop.map { name($0, snapshot) }
    let text =
      place.map { language.say(hangs ? .hangsAt : .brokenAt, $0) }
      ?? language.say(hangs ? .hangs : .broken)
    return Segment(text: "\(glyphs.failure) \(text)", role: .down)
  }

  /// `zip ✕ broken`, or `sumdb ▶ proxy.golang.org`.
  private static func other(
    _ group: WalkGroup, _ snapshot: Snapshot, _ language: Language, _ glyphs: Glyphs
  ) -> [Segment] {
    var kinds = group.kinds.map(\.rawValue).joined(separator: " ")
    if snapshot.walks.haveSeveralCanaries, group.walk.kind != .sumdb {
      kinds = "\(module(group.walk.canary)) \(kinds)"
    }
    if let wait = snapshot.wait(of: group.walk) {
      let text = language.say(.lineWaiting, wait.time)
      return [Segment(text: "\(kinds) \(glyphs.state(.waiting)) \(text)", role: .degraded)]
    }
    if let stale = snapshot.staleness(of: group.walk) {
      let text = language.say(.lineStale, stale.age)
      return [Segment(text: "\(kinds) \(glyphs.state(.unknown)) \(text)", role: .unknown)]
    }
    switch group.walk.verdict {
    case .broken:
      return [
        Segment(text: "\(kinds) \(glyphs.failure) \(language.say(.lineBroken))", role: .down)
      ]
    case .hangs:
      return [
        Segment(text: "\(kinds) \(glyphs.failure) \(language.say(.lineHangs))", role: .down)
      ]
    default:
      // Without an entry it is the checksum database, asked itself.
      let place = group.walk.active.map { name($0, snapshot) } ?? "direct"
      return [
        Segment(
          text: "\(kinds) \(glyphs.active) \(place)",
          role: group.walk.verdict.role)
      ]
    }
  }

  /// A module by the end of its path, as much of it as a status bar has room for.
  private static func module(_ canary: ModuleVersion) -> String {
    String(canary.module.split(separator: "/").suffix(2).joined(separator: "/").suffix(24))
  }

  /// The line on a screen of one row: where it does not fit, the worst news is kept at the right.
  static func draw(_ scene: Scene, in rect: Rect, on frame: inout Frame) {
    var badges: [Segment] = []
    let isNarrow = rect.width < 24
    // What is not live is never shown as if it were, however little room there is.
    let isLive = scene.state.position == .live && scene.state.frozen == nil
    if let badge = badge(scene), !isNarrow || !isLive {
      badges.append(Segment(text: isNarrow ? badge : " \(badge) ", role: .notice))
      badges.append(Segment(text: " "))
    }
    func line(countsDown: Bool) -> [Segment] {
      badges
        + Self.segments(
          scene.snapshot, scene.language, scene.glyphs, unmeasured: scene.unmeasured,
          countsDown: countsDown)
    }
    var segments = line(countsDown: true)
    // The rows below show what is down, too.
    if columns(segments) > rect.width { segments = line(countsDown: false) }
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

  /// What must be said before the verdict; nil for nothing.
  private static func badge(_ scene: Scene) -> String? {
    if scene.state.position == .past { return scene.say(.past) }
    if scene.state.frozen != nil { return scene.say(.paused) }
    return scene.snapshot.isLocal ? scene.say(HealthState.local.row.word) : nil
  }

  private static func columns(_ segments: [Segment]) -> Int {
    segments.reduce(0) { $0 + CharacterWidth.columns(of: $1.text) }
  }

  /// One mark, with the request kinds where something is broken.
  private static func worst(_ scene: Scene) -> Segment {
    let glyphs = scene.glyphs
    if let bad = scene.groups.first(where: \.walk.verdict.isBad) {
      let kind = scene.size.width >= 12 && bad.kinds.count == 1 ? bad.kinds[0].rawValue : ""
      return Segment(text: "\(glyphs.failure)\(kind)", role: .down)
    }
    let state = scene.snapshot.mirrors.map(\.state).max { $0.severity < $1.severity }
    guard let state, state != .up || scene.size.width < 4 else { return Segment(text: "") }
    return Segment(text: String(glyphs.state(state)), role: state.role)
  }
}
