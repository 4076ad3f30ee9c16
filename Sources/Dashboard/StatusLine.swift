import GoRules
import Health
import Text

/// The whole state in one line: `▶ goproxy.cn ●65ms · sumdb ▶ proxy.golang.org · 1 down`; what is broken first, as in the
/// header: `✕ BROKEN for zip 38s at goproxy.cn · list info mod ▶ goproxy.cn`.
package enum StatusLine {
  /// As plain text.
  package static func plain(
    _ snapshot: Snapshot, language: Language = .english, glyphs: GlyphSet = .braille,
    withTimes: Bool = true
  ) -> String {
    let extent = Extent(hasTimes: withTimes)
    return segments(snapshot, language, Glyphs(glyphs), extent).map(\.text).joined()
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

  /// What is shown besides who serves.
  struct Extent {
    /// Of what would help: all, or nothing, or this key alone.
    enum Cure { case text, key(String), none }
    var cure = Cure.text
    /// How many mirrors are not up.
    var hasCounts = true
    /// What differs from what stands first.
    var hasOthers = true
    /// How long who serves took.
    var hasTimes = true
  }

  static func segments(
    _ snapshot: Snapshot, _ language: Language, _ glyphs: Glyphs, unmeasured: Phrase = .measuring,
    _ extent: Extent = Extent()
  ) -> [Segment] {
    if snapshot.chain == nil {
      return [Segment(text: "\(glyphs.failure) \(language.say(.rejected))", role: .down)]
    }
    if snapshot.isLocal {
      return [
        Segment(text: "\(glyphs.state(.local)) \(language.say(.noNetworkShort))", role: .local)
      ]
    }
    let groups = snapshot.walkGroups()
    let place = groups.firstIndex { $0.walk.verdict.isBad }
    let worst = place.map { groups[$0] }
    guard let main = worst?.walk ?? snapshot.mainWalk, main.verdict != .unknown || main.isWaiting
    else {
      let text = snapshot.unmeasured(unmeasured, language)
      return [Segment(text: "? \(text)", role: .unknown)]
    }
    var segments =
      worst.map { bad($0, groups, snapshot, language, glyphs) }
      ?? answer(main, snapshot, language, glyphs, extent)
    let others = groups.enumerated().filter { index, group in
      guard extent.hasOthers else { return false }
      return place == nil ? differs(group.walk, from: main) : index != place && isKnown(group.walk)
    }.map(\.element)
    for group in others.prefix(Self.others) {
      segments.append(Segment(text: " \(glyphs.dot) ", role: .muted))
      segments += other(group, snapshot, language, glyphs)
    }
    if others.count > Self.others {
      segments.append(Segment(text: " \(glyphs.dot) ", role: .muted))
      segments.append(Segment(text: "+\(others.count - Self.others)", role: .muted))
    }
    if let cure = snapshot.cure?.cure, let text = text(cure, language, extent.cure) {
      segments.append(Segment(text: " \(glyphs.dot) ", role: .muted))
      segments.append(Segment(text: text, role: .up))
    }
    let counts = MirrorCounts.ill(snapshot, language, glyphs)
    if !counts.isEmpty, extent.hasCounts {
      segments.append(Segment(text: " \(glyphs.dot) ", role: .muted))
      segments += counts
    }
    return segments
  }

  private static func text(_ cure: Cure, _ language: Language, _ extent: Extent.Cure) -> String? {
    switch extent {
    case .text: language.say(.statusFix, language.texts(cure).last ?? "")
    case .key(let key): "\(key) \(language.say(.fix))"
    case .none: nil
    }
  }

  /// How many groups that differ from the main walk are told; of the rest the number.
  private static let others = 3

  private static func isKnown(_ walk: Walk) -> Bool {
    walk.verdict != .unknown || walk.isOpen || walk.isUnmeasured
  }

  private static func differs(_ walk: Walk, from main: Walk) -> Bool {
    if walk.isWaiting || main.isWaiting { return walk.waiting != main.waiting }
    if walk.isStale != main.isStale { return true }
    return (walk.verdict != .unknown || walk.isUnmeasured)
      && (walk.active != main.active || walk.verdict != main.verdict)
  }

  private static func name(_ entry: Int, _ snapshot: Snapshot) -> String {
    String(snapshot.name(ofEntry: entry).prefix(40))
  }

  /// `▶ goproxy.cn ▲65ms`.
  private static func answer(
    _ walk: Walk, _ snapshot: Snapshot, _ language: Language, _ glyphs: Glyphs, _ extent: Extent
  ) -> [Segment] {
    if let wait = snapshot.wait(of: walk) {
      let text = language.say(.waitingFor, wait.time, String(wait.name.prefix(40)))
      return [Segment(text: "\(glyphs.state(.waiting)) \(text)", role: .degraded)]
    }
    if let stale = snapshot.staleness(of: walk) {
      let text = language.say(.staleSince, stale.age, String(stale.name.prefix(40)))
      return [Segment(text: "\(glyphs.state(.unknown)) \(text)", role: .unknown)]
    }
    if snapshot.isGatewaySilent(servingIn: walk) {
      let text = snapshot.text(walk, language)
      return [Segment(text: "\(glyphs.state(.unknown)) \(text)", role: .unknown)]
    }
    guard let active = walk.active else { return [] }
    let name = snapshot.servingName(ofEntry: active, language, limit: 40)
    var segments = [Segment(text: "\(glyphs.active) \(name)", role: .active)]
    if let mirror = snapshot.mirror(ofEntry: active) {
      var text = " \(glyphs.state(mirror.state))"
      if extent.hasTimes, let total = mirror.lastCold?.timings.total,
        mirror.lastCold?.outcome.isAlive == true
      {
        text += Format.latencyWithUnit(total).split(separator: " ").joined()
      }
      // Of what is not known the mirror's own health says nothing.
      let isKnown = snapshot.walks.verdict != .unknown
      segments.append(Segment(text: text, role: isKnown ? mirror.state.role : .unknown))
    }
    return segments
  }

  /// `✕ BROKEN for zip 38s at goproxy.cn`; all kinds are not named.
  private static func bad(
    _ group: WalkGroup, _ groups: [WalkGroup], _ snapshot: Snapshot, _ language: Language,
    _ glyphs: Glyphs
  ) -> [Segment] {
    let word = language.say(group.walk.verdict == .hangs ? .hangs : .broken)
    let kinds = groups.count > 1 ? language.say(.forKinds, kinds(group, snapshot)) : ""
    let span = snapshot.brokenSpan.map { " \($0)" } ?? ""
    let place = String(snapshot.nameOfStop(group.walk).prefix(40))
    let at = place.isEmpty ? "" : language.say(.atEntry, place)
    return [Segment(text: "\(glyphs.failure) \(word)\(kinds)\(span)\(at)", role: .down)]
  }

  /// `info zip`, with the module where several are asked for.
  private static func kinds(_ group: WalkGroup, _ snapshot: Snapshot) -> String {
    let kinds = group.kinds.map(\.rawValue).joined(separator: " ")
    guard snapshot.walks.haveSeveralCanaries, group.walk.kind != .sumdb else { return kinds }
    return "\(module(group.walk.canary)) \(kinds)"
  }

  /// `zip ✕ broken`, or `sumdb ▶ proxy.golang.org`.
  private static func other(
    _ group: WalkGroup, _ snapshot: Snapshot, _ language: Language, _ glyphs: Glyphs
  ) -> [Segment] {
    let kinds = kinds(group, snapshot)
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
    case .unknown:
      let text = "\(kinds) \(glyphs.state(.unknown)) \(language.say(.notMeasured))"
      return [Segment(text: text, role: .unknown)]
    case .served, .fallback, .direct:
      // The checksum database is asked itself: no module comes from version control.
      let place =
        group.walk.database.map { String($0.name.prefix(40)) }
        ?? group.walk.active.map { name($0, snapshot) } ?? language.say(.askedItself)
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
}
