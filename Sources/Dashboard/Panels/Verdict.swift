import ProxyHealth

/// What go would do, in one line, worst first.
enum Verdict {
  static func draw(_ scene: Scene, _ pen: inout Pen, on frame: inout Frame) {
    if scene.snapshot.chain == nil {
      pen.write("\(scene.glyphs.failure) \(scene.say(.refused))", .down, on: &frame)
      return
    }
    let known = scene.groups.filter { $0.walk.verdict != .unknown }
    if scene.snapshot.isLocal {
      pen.write(scene.say(.noNetwork), .local, on: &frame)
      return
    }
    guard !known.isEmpty else {
      pen.write(scene.say(.measuring), .unknown, on: &frame)
      return
    }
    for (index, group) in known.enumerated() {
      if index > 0 { pen.write(" \(scene.glyphs.dot) ", .muted, on: &frame) }
      let verdict = group.walk.verdict
      let glyph = verdict.isBad ? scene.glyphs.failure : scene.glyphs.active
      pen.write("\(glyph) ", verdict.isBad ? .down : .active, on: &frame)
      pen.write(text(group.walk, scene), verdict.role, .bold, on: &frame)
      if known.count > 1 {
        pen.write(" " + scene.say(.forKinds, kinds(group, scene)), .text, on: &frame)
      }
    }
  }

  static func text(_ walk: Walk, _ scene: Scene) -> String {
    let place = (walk.active ?? walk.stop).map { scene.snapshot.name(ofEntry: $0) }
    switch (walk.verdict, place) {
    case (.served, let place?): return scene.say(.servedBy, place)
    case (.fallback, let place?): return scene.say(.fallbackTo, place)
    case (.direct, _): return scene.say(.direct)
    case (.broken, let place?): return scene.say(.brokenAt, place)
    case (.hangs, let place?): return scene.say(.hangsAt, place)
    case (.broken, nil): return scene.say(.broken)
    case (.hangs, nil): return scene.say(.hangs)
    case (.served, nil), (.fallback, nil), (.unknown, _): return scene.say(.measuring)
    }
  }

  /// `info mod list`, or that it is all of them; with the module where several are asked for.
  static func kinds(_ group: WalkGroup, _ scene: Scene) -> String {
    let canary = group.walk.canary
    let all = Set(scene.snapshot.walks.filter { $0.canary == canary }.map(\.kind))
    let kinds =
      all.count > 2 && all == Set(group.kinds)
      ? scene.say(.allKinds) : group.kinds.map(\.rawValue).joined(separator: " ")
    guard scene.snapshot.hasSeveralCanaries else { return kinds }
    let module = canary.module.split(separator: "/").last.map(String.init) ?? canary.module
    return "\(module): \(kinds)"
  }
}
