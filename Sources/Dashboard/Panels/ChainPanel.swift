import GoRules
import Health
import Text

/// What go would do for each kind of request: whom it asks, who answers, and where it stops.
///
/// ```
/// info mod list  ▶ goproxy.cn 41 ms
/// zip            ✕ goproxy.cn body: HTTP/2 stream reset INTERNAL_ERROR
///                ┤ stops here: go moves past `,` only on 404 or 410  with `|`: ▶ proxy.golang.org 183 ms
///                go says: stream error: stream ID 5; INTERNAL_ERROR; received from peer
/// ```
enum ChainPanel {
  /// Rows needed, without borders.
  static func lineCount(_ snapshot: Snapshot, _ groups: [WalkGroup]) -> Int {
    if snapshot.chain == nil { return 1 }
    return max(1, groups.reduce(0) { $0 + lineCount($1) })
  }

  /// A walk that ends badly has its reason, and what go would print.
  private static func lineCount(_ group: WalkGroup) -> Int {
    group.walk.verdict.isBad ? (group.walk.error == nil ? 2 : 3) : 1
  }

  static func draw(_ scene: Scene, in rect: Rect, on frame: inout Frame) {
    guard scene.snapshot.chain != nil else {
      var pen = Pen(rect.inset(left: 1, right: 1), scene.glyphs)
      pen.write("\(scene.glyphs.failure) ", .down, on: &frame)
      pen.write(scene.snapshot.chainError ?? scene.say(.rejected), .text, on: &frame)
      return
    }
    let labels = scene.groups.map { VerdictLine.kinds($0, scene) }
    let longest = labels.map { CharacterWidth.columns(of: $0) }.max() ?? 0
    let width = min(longest, max(8, rect.width / 4))
    // Where there is less room than lines, what go prints goes first, then the reasons.
    let bad = scene.groups.count { $0.walk.verdict.isBad }
    let explained =
      rect.height >= lineCount(scene.snapshot, scene.groups)
      ? 2 : rect.height >= scene.groups.count + bad ? 1 : 0
    var row = 0
    for (group, label) in zip(scene.groups, labels) where row < rect.height {
      let isBad = group.walk.verdict.isBad
      var pen = Pen(rect.inset(left: 1, right: 1), row: row, scene.glyphs)
      pen.column(label, width: width, isBad ? .down : .text, isBad ? .bold : [], on: &frame)
      pen.skip(2)
      steps(group, scene, &pen, on: &frame)
      row += 1
      guard isBad else { continue }
      let below = rect.inset(left: 3 + width, right: 1)
      if explained >= 1 {
        var pen = Pen(below, row: row, scene.glyphs)
        reason(
          group.walk, hasNextLine: explained >= 2 && group.walk.error != nil, scene, &pen,
          on: &frame)
        row += 1
      }
      if explained >= 2, group.walk.error != nil {
        var pen = Pen(below, row: row, scene.glyphs)
        error(group.walk, scene, &pen, on: &frame)
        row += 1
      }
    }
  }

  /// The entries go asks, from left to right.
  private static func steps(
    _ group: WalkGroup, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    let walk = group.walk
    if walk.isWaiting, walk.waiting == nil { return waiting(group, scene, &pen, on: &frame) }
    if walk.steps.isEmpty { return database(group, scene, &pen, on: &frame) }
    for step in walk.steps {
      let name = scene.snapshot.name(of: step, in: walk)
      if walk.isWaiting, step.entry == walk.waiting {
        return waiting(group, scene, &pen, on: &frame)
      }
      let isOld =
        step.entry == walk.proof?.entry
        || walk.proof?.entry == nil && scene.snapshot.chain?.entries[step.entry].url == nil
      if isOld, stale(group, scene, &pen, on: &frame) { return }
      if step.entry == walk.active {
        pen.write("\(scene.glyphs.active) \(name)", .active, on: &frame)
      } else if let outcome = step.outcome, outcome.isNotMeasured {
        pen.write("? \(name) ", .unknown, on: &frame)
        pen.write(scene.language.text(outcome), .muted, on: &frame)
      } else if let outcome = step.outcome {
        let role: Role = outcome.isAlive ? .muted : .down
        let glyph = outcome.isAlive ? scene.glyphs.dot : scene.glyphs.failure
        pen.write("\(glyph) \(name) ", role, on: &frame)
        let text =
          outcome.isAlive
          ? scene.language.shortText(outcome)
          : scene.language.text(
            outcome, step.entry == walk.stop ? scene.snapshot.silence(endingIn: walk) : nil)
        pen.write(text, role == .down ? .text : .muted, on: &frame)
      } else {
        pen.write("? \(name) ", .unknown, on: &frame)
        pen.write(scene.say(.notMeasured), .muted, on: &frame)
      }
      separator(after: step, walk, scene, &pen, on: &frame)
    }
    if walk.proof?.entry == nil, stale(group, scene, &pen, on: &frame) { return }
    cost(group, scene, &pen, on: &frame)
    notAsked(walk, scene, &pen, on: &frame)
  }

  /// The entry that does not answer: for how long, in which phase, and what was known before.
  private static func waiting(
    _ group: WalkGroup, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    guard let wait = scene.snapshot.wait(of: group.walk) else { return }
    let phase = wait.phase.map { " (\(scene.say($0.word)))" } ?? ""
    pen.write(
      "\(scene.glyphs.state(.waiting)) \(wait.name) ", .degraded, .bold, on: &frame)
    pen.write(scene.say(.lineWaiting, wait.time) + phase, .text, on: &frame)
    before(group, scene, &pen, on: &frame)
  }

  /// What was known before the answers came no more.
  static func before(
    _ group: WalkGroup, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    guard let active = group.walk.active else { return }
    let cost = group.costs.map { " " + Format.latencyWithUnit($0.upperBound) } ?? ""
    pen.skip(3)
    pen.write(
      scene.say(.before, "\(scene.glyphs.active) \(scene.snapshot.name(ofEntry: active))\(cost)"),
      .muted, on: &frame)
  }

  /// The entries that go does not come to, whatever their health.
  private static func notAsked(
    _ walk: Walk, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    guard let chain = scene.snapshot.chain, let last = walk.steps.last?.entry,
      walk.verdict != .unknown, walk.active != nil || walk.stop != nil
    else { return }
    let rest = chain.entries.indices.filter { $0 > last }
    // By their names, or else by their numbers in the list.
    let counted = rest.compactMap(chain.number)
    guard let first = counted.first, let end = counted.last else { return }
    let dash = scene.glyphs.isASCII ? "-" : "–"
    let numbers = first == end ? "\(first)" : "\(first)\(dash)\(end)"
    let names = rest.map { scene.snapshot.name(ofEntry: $0) }.joined(separator: " ")
    for text in [names, numbers].map({ scene.say(.notTried, $0) })
    where pen.room >= CharacterWidth.columns(of: text) + 3 {
      pen.skip(3)
      return pen.write(text, .muted, on: &frame)
    }
  }

  /// The separator by which go moves on to the next entry.
  private static func separator(
    after step: Walk.Step, _ walk: Walk, _ scene: Scene, _ pen: inout Pen,
    on frame: inout Frame
  ) {
    guard step.entry != walk.active, step.fallsThrough,
      let separator = scene.snapshot.separator(afterEntry: step.entry)
    else { return }
    pen.write(" \(separator.rawValue) ", .muted, .bold, on: &frame)
  }

  private static func cost(
    _ group: WalkGroup, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    guard let costs = group.costs, group.walk.active != nil else { return }
    let low = Format.latencyWithUnit(costs.lowerBound)
    let high = Format.latencyWithUnit(costs.upperBound)
    let dash = scene.glyphs.isASCII ? "-" : "–"
    pen.write(" " + (low == high ? low : "\(low) \(dash) \(high)"), .text, on: &frame)
  }

  /// Why go stops, and what the other separator would have done.
  private static func reason(
    _ walk: Walk, hasNextLine: Bool, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    pen.write("\(scene.glyphs.stop) ", .down, .bold, on: &frame)
    let reason = why(walk, scene)
    guard let instead = instead(walk, scene) else {
      pen.write(firstFitting: [reason, shortWhy(walk, scene)], .down, on: &frame)
      return
    }
    let columns = CharacterWidth.columns(of: instead) + 2
    if pen.room >= columns + CharacterWidth.columns(of: reason) {
      pen.write(reason, .down, on: &frame)
      pen.skip(2)
      pen.write(instead, .active, on: &frame)
    } else {
      // Where both have no room: what would help, and the rest on the next line.
      if hasNextLine {
        pen.write(firstFitting: [reason, shortWhy(walk, scene)], .down, on: &frame)
      } else {
        pen.write(instead, .active, on: &frame)
      }
    }
  }

  /// What go would print; before it what would help, where it had no room in the line above.
  private static func error(
    _ walk: Walk, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    let reason = CharacterWidth.columns(of: why(walk, scene)) + 2
    if let instead = instead(walk, scene),
      pen.room < reason + CharacterWidth.columns(of: instead) + 2
    {
      pen.write(instead, .active, on: &frame)
      pen.skip(2)
      // Less would hold the URL alone.
      guard pen.room >= 40 else { return }
    }
    let text = scene.say(.goSays, ServerText(walk.error ?? "", limit: 400).text)
    pen.write(text, .muted, on: &frame)
  }

  private static func why(_ walk: Walk, _ scene: Scene) -> String {
    switch walk.stopReason {
    case .silence: scene.language.wait(scene.snapshot.silence(endingIn: walk))
    case .comma: scene.say(.commaStops)
    case .content: scene.say(.contentStops)
    case .endOfChain where walk.stop.flatMap(scene.snapshot.separator) == .pipe:
      scene.say(.stopsHere)
    case .endOfChain, .notMeasured, nil: scene.say(.endOfChain)
    }
  }

  /// The same where there is little room: cut, the statuses would be lost.
  private static func shortWhy(_ walk: Walk, _ scene: Scene) -> String {
    walk.stopReason == .comma ? scene.say(.commaStopsShort) : why(walk, scene)
  }

  /// Who would answer with the other separator; nil where that is no help.
  private static func instead(_ walk: Walk, _ scene: Scene) -> String? {
    guard let rescue = walk.withPipe else { return nil }
    let name = scene.snapshot.name(ofEntry: rescue.entry)
    let wait = rescue.cost.map { " " + Format.latencyWithUnit($0) } ?? ""
    return scene.say(.withPipe, "\(scene.glyphs.active) \(name)\(wait)")
  }
}
