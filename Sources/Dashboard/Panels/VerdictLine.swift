import GoRules
import Health
import Text

/// What go would do, in one line, worst first.
enum VerdictLine {
  static func draw(_ scene: Scene, _ pen: inout Pen, on frame: inout Frame) {
    if scene.snapshot.chain == nil {
      pen.write("\(scene.glyphs.failure) \(scene.say(.rejected))", .down, on: &frame)
      return
    }
    if scene.snapshot.isLocal {
      pen.write(scene.say(.noNetwork), .local, on: &frame)
      return
    }
    let known = known(scene)
    guard let first = known.first, known.count > 1 || !first.walk.isUnmeasured else {
      let text = scene.snapshot.unmeasured(scene.unmeasured, scene.language)
      pen.write(text, .unknown, on: &frame)
      return
    }
    if first.walk.verdict.isBad {
      BrokenLine(first, others: Array(known.dropFirst()), scene).draw(&pen, on: &frame)
    } else {
      drawGood(known, scene, &pen, on: &frame)
    }
  }

  private static func drawGood(
    _ known: [WalkGroup], _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    let parts = known.enumerated().map { part($0.element, isFirst: $0.offset == 0, scene) }
    // Where not all fits, of good news the kinds go first: the chain panel has them.
    // Not where they say of which module it is.
    let hasSeveral = scene.snapshot.walks.haveSeveralCanaries
    let isShort = !hasSeveral && known.count > 1 && columns(ofGood: known, scene) > pen.room
    for (index, group) in known.enumerated() {
      if index > 0 {
        // Good news that would be cut stays out: half a name could be another's.
        let columns =
          5 + CharacterWidth.columns(of: parts[index].text)
          + (hasSeveral ? CharacterWidth.columns(of: parts[index].kinds) : 0)
        guard group.walk.standing == .unknown || pen.room >= columns else { continue }
        pen.write(" \(scene.glyphs.dot) ", .muted, on: &frame)
      }
      let (glyph, role) = mark(group.walk, scene)
      pen.write("\(glyph) ", role, on: &frame)
      pen.write(
        parts[index].text, role == .active ? group.walk.role : role, .bold, on: &frame)
      if known.count > 1 || group.walk.isUnmeasured,
        group.walk.standing == .unknown || !isShort
      {
        pen.write(parts[index].kinds, .text, on: &frame)
      }
    }
    let fitting = recovery(scene).first { pen.room >= CharacterWidth.columns(of: $0) + 3 }
    if let fitting {
      pen.write(" \(scene.glyphs.dot) ", .muted, on: &frame)
      pen.write(fitting, .degraded, on: &frame)
    }
  }

  static func mark(_ walk: Walk, _ scene: Scene) -> (Unicode.Scalar, Role) {
    let glyphs = scene.glyphs
    if walk.isWaiting { return (glyphs.state(.waiting), .degraded) }
    if walk.standing == .unknown || scene.snapshot.isGatewaySilent(servingIn: walk) {
      return (glyphs.state(.unknown), .unknown)
    }
    if walk.verdict.isBad { return (glyphs.failure, .down) }
    let isAiling = scene.snapshot.ailing(servingIn: walk) != nil
    return (glyphs.active, isAiling ? .degraded : .active)
  }

  /// How long the last breakdown was and when it ended, for a while after its end; the longest first, empty for nothing.
  private static func recovery(_ scene: Scene) -> [String] {
    guard let breakdown = scene.snapshot.breakdown, let end = breakdown.end,
      scene.age(end) < recoveryIsNews
    else { return [] }
    let time = scene.moment(end)
    let length = Format.length(end.since(breakdown.begin), isLeast: breakdown.isOlder)
    return [scene.say(.lastBroken, length, time), scene.say(.lastBrokenShort, time)]
  }

  private static let recoveryIsNews = Duration.seconds(900)

  /// What there is to say. That the checksum database is asked itself is not said beside the modules: most mirrors
  /// do not carry it, and the chain panel tells it.
  private static func known(_ scene: Scene) -> [WalkGroup] {
    let asked = scene.groups.filter {
      $0.walk.verdict != .unknown || $0.walk.isOpen || $0.walk.isUnmeasured
    }
    let modules = asked.filter { $0.kinds != [.sumdb] || $0.walk.standing != .direct }
    let known = modules.isEmpty ? asked : modules
    // The same good news of several modules is one.
    guard let first = known.first, first.walk.active != nil, first.walk.standing != .unknown,
      known.allSatisfy({
        $0.walk.standing == first.walk.standing && $0.walk.active == first.walk.active
      })
    else { return known }
    return scene.snapshot.walks.haveSeveralCanaries ? [first] : known
  }

  /// How many it would take to say all.
  static func columns(_ scene: Scene) -> Int {
    if scene.snapshot.isLocal { return CharacterWidth.columns(of: scene.say(.noNetwork)) }
    let known = known(scene)
    if let first = known.first, first.walk.verdict.isBad {
      return BrokenLine(first, others: Array(known.dropFirst()), scene).columns
    }
    let recovery = recovery(scene).first.map { CharacterWidth.columns(of: $0) + 3 } ?? 0
    return columns(ofGood: known, scene) + recovery
  }

  /// How many it takes to say what matters; `isBare`: what is broken.
  static func leastColumns(_ scene: Scene, isBare: Bool) -> Int {
    let known = known(scene)
    if !scene.snapshot.isLocal, let first = known.first, first.walk.verdict.isBad {
      return BrokenLine(first, others: Array(known.dropFirst()), scene)
        .leastColumns(isBare: isBare)
    }
    return min(columns(scene), 60)
  }

  private static func columns(ofGood known: [WalkGroup], _ scene: Scene) -> Int {
    known.enumerated().reduce(-3) { sum, group in
      let part = part(group.element, isFirst: group.offset == 0, scene)
      let kinds = known.count > 1 ? CharacterWidth.columns(of: part.kinds) : 0
      return sum + 5 + CharacterWidth.columns(of: part.text) + kinds
    }
  }

  /// What one group says; after the first, good news is the name alone.
  static func part(
    _ group: WalkGroup, isFirst: Bool, _ scene: Scene
  ) -> (text: String, kinds: String) {
    let kinds = scene.say(.forKinds, kinds(group, scene))
    if let wait = scene.snapshot.wait(of: group.walk) {
      return (scene.say(.waitingFor, wait.time, wait.name), kinds)
    }
    if let stale = scene.snapshot.staleness(of: group.walk) {
      return (scene.say(.staleSince, stale.age, stale.name), kinds)
    }
    if group.walk.isUnmeasured { return (scene.say(.notMeasured), kinds) }
    if !isFirst, let active = group.walk.active {
      return (scene.snapshot.servingName(ofEntry: active, scene.language), kinds)
    }
    let text = scene.snapshot.text(group.walk, scene.language)
    guard let ailing = scene.snapshot.ailing(servingIn: group.walk) else { return (text, kinds) }
    let word = "\(scene.glyphs.state(ailing.state)) \(scene.say(ailing.state.row.word))"
    let reason = scene.language.reason(of: ailing)
    return (scene.say(.servedPoorly, text, reason.map { "\(word) \($0)" } ?? word), kinds)
  }

  /// `info mod list`, or that it is all of them; with the module where several are asked for.
  static func kinds(_ group: WalkGroup, _ scene: Scene) -> String {
    let canary = group.walk.canary
    let kinds =
      isAll(group, scene)
      ? scene.say(.allKinds) : group.kinds.map(\.rawValue).joined(separator: " ")
    guard scene.snapshot.walks.haveSeveralCanaries else { return kinds }
    return "\(module(canary)): \(kinds)"
  }

  /// What go fails on besides: `zip`, or with the module, as `kinds`.
  static func badKinds(_ group: WalkGroup, _ scene: Scene) -> String {
    scene.snapshot.walks.haveSeveralCanaries
      ? kinds(group, scene) : group.kinds.map(\.rawValue).joined(separator: " ")
  }

  /// The end of its path.
  static func module(_ canary: ModuleVersion) -> String {
    canary.module.split(separator: "/").last.map(String.init) ?? canary.module
  }

  /// It is all that is asked about the module.
  static func isAll(_ group: WalkGroup, _ scene: Scene) -> Bool {
    let all = Set(scene.snapshot.walks.filter { $0.canary == group.walk.canary }.map(\.kind))
    return all.count > 2 && all == Set(group.kinds)
  }
}
