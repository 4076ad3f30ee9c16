import ProxyHealth

/// What go would do for each kind of request: whom it asks, who answers, and where it stops.
///
/// ```
/// info mod list  ▶ goproxy.cn 41 ms
/// zip            ✕ goproxy.cn  transfer: HTTP/2 stream reset  ┤ `,` passes on only 404 and 410
///                go says: stream error: stream ID 5; INTERNAL_ERROR    with `|`: ▶ proxy.golang.org 183 ms
/// ```
enum ChainPanel {
  /// Rows needed, without borders.
  static func lineCount(_ snapshot: Snapshot, _ groups: [WalkGroup]) -> Int {
    if snapshot.chain == nil { return 1 }
    return max(1, groups.reduce(0) { $0 + ($1.walk.verdict.isBad ? 2 : 1) })
  }

  static func draw(_ scene: Scene, in rect: Rect, on frame: inout Frame) {
    guard scene.snapshot.chain != nil else {
      var pen = Pen(rect.inset(left: 1, right: 1), scene.glyphs)
      pen.write("\(scene.glyphs.failure) ", .down, on: &frame)
      pen.write(scene.snapshot.chainError ?? scene.say(.refused), .text, on: &frame)
      return
    }
    let labels = scene.groups.map { Verdict.kinds($0, scene) }
    let longest = labels.map { CharacterWidth.columns(of: $0) }.max() ?? 0
    let width = min(longest, max(8, rect.width / 4))
    var row = 0
    for (group, label) in zip(scene.groups, labels) where row < rect.height {
      let isBad = group.walk.verdict.isBad
      var pen = Pen(rect.inset(left: 1, right: 1), row: row, scene.glyphs)
      pen.column(label, width: width, isBad ? .down : .text, isBad ? .bold : [], on: &frame)
      pen.skip(2)
      steps(group, scene, &pen, on: &frame)
      row += 1
      guard isBad, row < rect.height else { continue }
      var second = Pen(rect.inset(left: 3 + width, right: 1), row: row, scene.glyphs)
      explanation(group.walk, scene, &second, on: &frame)
      row += 1
    }
  }

  /// The entries go asks, from left to right.
  private static func steps(
    _ group: WalkGroup, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    let walk = group.walk
    if walk.steps.isEmpty {
      pen.write(scene.say(.measuring), .unknown, on: &frame)
      return
    }
    for step in walk.steps {
      let name = scene.snapshot.name(ofEntry: step.entry)
      if step.entry == walk.active {
        pen.write("\(scene.glyphs.active) \(name)", .active, on: &frame)
      } else if let outcome = step.outcome {
        let role: Role = outcome.isAlive ? .muted : .down
        let glyph = outcome.isAlive ? scene.glyphs.dot : scene.glyphs.failure
        pen.write("\(glyph) \(name) ", role, on: &frame)
        pen.write(scene.language.text(outcome), role == .down ? .text : .muted, on: &frame)
      } else {
        pen.write("? \(name) ", .unknown, on: &frame)
        pen.write(scene.say(.notMeasured), .muted, on: &frame)
      }
      separator(after: step, walk, scene, &pen, on: &frame)
    }
    cost(group, scene, &pen, on: &frame)
  }

  /// The separator: how go passes on, or that it stops here.
  private static func separator(
    after step: Walk.Step, _ walk: Walk, _ scene: Scene, _ pen: inout Pen,
    on frame: inout Frame
  ) {
    guard step.entry != walk.active, let chain = scene.snapshot.chain,
      chain.entries.indices.contains(step.entry)
    else { return }
    let separator = chain.entries[step.entry].separator.map { String($0.rawValue) }
    if step.fallsThrough, let separator {
      pen.write("  \(separator)  ", .muted, on: &frame)
    } else if walk.verdict == .hangs {
      pen.write(" \(scene.glyphs.stop) ", .down, .bold, on: &frame)
      pen.write(scene.say(.waitsForEver), .down, on: &frame)
    } else if walk.verdict == .broken {
      pen.write(" \(scene.glyphs.stop) ", .down, .bold, on: &frame)
      let text =
        switch separator {
        case ","?: scene.say(.commaStops)
        case nil: scene.say(.endOfChain)
        default: scene.say(.nobodyElse)
        }
      pen.write(text, .down, on: &frame)
    }
  }

  private static func cost(
    _ group: WalkGroup, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    guard let costs = group.costs, group.walk.active != nil else { return }
    let low = Format.latencyWithUnit(costs.lowerBound)
    let high = Format.latencyWithUnit(costs.upperBound)
    let dash = scene.glyphs.isASCII ? "-" : "–"
    pen.write("  " + (low == high ? low : "\(low) \(dash) \(high)"), .text, on: &frame)
  }

  /// What go would print, and what the other separator would have done.
  private static func explanation(
    _ walk: Walk, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    var instead: String?
    if let (entry, cost) = scene.snapshot.answerWithPipe(walk) {
      let wait = cost.map { " " + Format.latencyWithUnit($0) } ?? ""
      instead =
        "\(scene.say(.withPipe)) \(scene.glyphs.active) \(scene.snapshot.name(ofEntry: entry))\(wait)"
    }
    let columns = instead.map { CharacterWidth.columns(of: $0) + 2 } ?? 0
    // Where both do not fit, what would help is told before what go prints.
    if let instead, pen.room < columns + 24 {
      pen.write(instead, .active, on: &frame)
      return
    }
    if let error = walk.error {
      pen.column(
        scene.say(.goSays, ServerText(error, limit: 400).text), width: pen.room - columns, .muted,
        on: &frame)
    }
    if let instead {
      pen.move(to: pen.end - columns + 2)
      pen.write(instead, .active, on: &frame)
    }
  }
}
