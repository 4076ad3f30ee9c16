import Fleet
import GoRules
import Health
import Text

/// The first lines: what go would meet, and where; which Prometheus says so; what is wrong with its answers.
///
/// ```
///  ✕ BROKEN at 2 of 5  beijing 38s, shanghai 12s · goproxy.cn down everywhere     1 gone  ● live 3s  14:02:31
///  PROMETHEUS http://127.0.0.1:9090   5 vantage points by instance
/// ```
enum FleetHeader {
  static func draw(_ scene: FleetScene, on frame: inout Frame) {
    let rect = scene.layout.header
    let badges = badges(scene)
    let isSmall = scene.layout.rung == .line || scene.layout.rung == .mini
    let needed = badges.filter { !isSmall || $0.role == .notice }
    let columns = needed.reduce(0) { $0 + CharacterWidth.columns(of: $1.text) + 2 }
    var pen = Pen(rect.inset(left: isSmall ? 0 : 1, right: columns), scene.glyphs)
    // Rather one name than none.
    let parts =
      [3, 2].lazy.map { headline(scene, names: $0) }.first { parts in
        parts.prefix(2).reduce(3) { $0 + CharacterWidth.columns(of: $1.text) } <= pen.room
      } ?? headline(scene, names: 1)
    for (index, part) in parts.enumerated() {
      let width = CharacterWidth.columns(of: part.text)
      // Half a name tells nothing: what does not fit is left out, but for the verdict itself.
      guard index == 0 || pen.room >= width + 3 else { continue }
      if index > 0 { pen.write(" \(scene.glyphs.dot) ", .muted, on: &frame) }
      pen.write(part.text, part.role, index == 0 ? .bold : [], on: &frame)
    }
    var end = Pen(rect.inset(left: rect.width - columns), scene.glyphs)
    for badge in needed {
      end.skip(1)
      end.write(badge.text, badge.role, on: &frame)
      end.skip(1)
    }
    drawSource(scene, on: &frame)
    drawTrouble(scene, on: &frame)
  }

  /// The verdict over all in one line, for the window's title and for a screen of one row.
  static func plain(_ scene: FleetScene) -> String {
    headline(scene).prefix(2).map(\.text).joined(separator: " ")
  }

  /// The most important first.
  static func headline(_ scene: FleetScene, names: Int = 3) -> [Segment] {
    let snapshot = scene.snapshot
    let (glyphs, all) = (scene.glyphs, snapshot.vantagePoints.count)
    guard snapshot.answeredAt != nil else {
      if let (_, trouble) = trouble(scene) {
        let headline = Segment(text: "\(glyphs.failure) \(scene.say(.noPrometheus))", role: .down)
        let reason = Segment(text: scene.language.text(trouble), role: .down)
        return scene.layout.trouble.isEmpty ? [headline, reason] : [headline]
      }
      return [
        Segment(text: "\(glyphs.state(.unknown)) \(scene.say(.askingPrometheus))", role: .unknown)
      ]
    }
    guard all > 0 else {
      let text =
        snapshot.hasNameless
        ? scene.say(.noNamedAgents, scene.state.label) : scene.say(.noVantagePoints)
      return [Segment(text: "\(glyphs.state(.unknown)) \(text)", role: .unknown)]
    }
    let verdict = self.verdict(scene, all)
    // Only agents that answer say what is down; once everything is old, none do.
    return [verdict] + (scene.isOld ? [] : points(scene, names) + mirrors(scene))
  }

  private static func verdict(_ scene: FleetScene, _ all: Int) -> Segment {
    let (snapshot, glyphs) = (scene.snapshot, scene.glyphs)
    func count(_ verdicts: Walk.Verdict...) -> Int {
      snapshot.current.count { $0.verdict.map(verdicts.contains) ?? false }
    }
    func segment(_ mark: Unicode.Scalar, _ phrase: Phrase, _ number: Int, _ role: Role) -> Segment {
      let numbers = phrase == .servedAtAll ? ["\(number)"] : ["\(number)", "\(all)"]
      return Segment(text: "\(mark) \(scene.language.say(phrase, numbers))", role: role)
    }
    let (broken, hangs) = (count(.broken), count(.hangs))
    if scene.isOld || snapshot.current.isEmpty {
      return Segment(
        text: "\(glyphs.state(.unknown)) "
          + scene.say(
            scene.isOld ? .notNow : .nobodyAnswers, "\(all)"),
        role: .unknown)
    }
    if broken > 0 { return segment(glyphs.failure, .brokenAtSome, broken + hangs, .down) }
    if hangs > 0 { return segment(glyphs.failure, .hangsAtSome, hangs, .down) }
    let others = count(.fallback, .direct)
    if others > 0 { return segment(glyphs.state(.degraded), .fallbackAtSome, others, .degraded) }
    let served = count(.served)
    guard served > 0 else {
      return Segment(text: "\(glyphs.state(.unknown)) \(scene.say(.notNow))", role: .unknown)
    }
    let isAll = served == all && snapshot.isWhole
    return segment(glyphs.active, isAll ? .servedAtAll : .servedAtSome, served, .active)
  }

  /// Where it is as the verdict says, and since when.
  private static func points(_ scene: FleetScene, _ most: Int) -> [Segment] {
    let snapshot = scene.snapshot
    let worst = snapshot.current.filter { $0.verdict?.isBad == true }
    let told =
      worst.isEmpty
      ? snapshot.current.filter { $0.verdict == .fallback || $0.verdict == .direct } : worst
    guard !told.isEmpty else { return [] }
    let names = told.prefix(most).map { point in
      let index = snapshot.vantagePoints.firstIndex(of: point) ?? 0
      return scene.names[index] + (point.since.map { " " + Format.span(snapshot.age($0)) } ?? "")
    }
    let more = told.count > most ? " +\(told.count - most)" : ""
    return [
      Segment(text: scene.language.list(names) + more, role: worst.isEmpty ? .degraded : .down)
    ]
  }

  /// Which mirrors are down, and whether everywhere.
  private static func mirrors(_ scene: FleetScene) -> [Segment] {
    scene.down.prefix(4).map { mirror, spread in
      Segment(
        text: "\(mirror.name) \(scene.text(spread))",
        role: spread.scope == .everywhere ? .down : .degraded)
    }
  }

  private static func badges(_ scene: FleetScene) -> [Segment] {
    let snapshot = scene.snapshot
    var badges: [Segment] = []
    let gone = snapshot.vantagePoints.count { !$0.isCurrent }
    if gone > 0, snapshot.answeredAt != nil {
      badges.append(
        Segment(
          text: "\(scene.glyphs.state(.unknown)) \(scene.say(.goneCount, "\(gone)"))",
          role: .degraded))
    }
    let age = snapshot.answeredAt.map { Format.span(scene.newest.now.since($0)) }
    if scene.state.frozen != nil {
      badges.append(Segment(text: " \(scene.say(.paused)) \(age ?? "") ", role: .notice))
    } else if scene.isOld, let age {
      badges.append(Segment(text: " \(scene.say(.figuresOld, age)) ", role: .notice))
    } else if let age {
      badges.append(
        Segment(text: "\(scene.glyphs.state(.up)) \(scene.say(.live)) \(age)", role: .up))
    }
    badges.append(
      Segment(text: scene.state.settings.clock.time(scene.newest.now.wall), role: .muted))
    return badges
  }

  private static func drawSource(_ scene: FleetScene, on frame: inout Frame) {
    let rect = scene.layout.source
    guard !rect.isEmpty else { return }
    let every = scene.say(.every, scene.state.refresh.written)
    let count = scene.say(
      .vantagePoints, "\(scene.snapshot.vantagePoints.count)", scene.state.label)
    let all = [scene.state.source, count, every].reduce(18) { $0 + CharacterWidth.columns(of: $1) }
    let columns = all > rect.width ? 0 : CharacterWidth.columns(of: every) + 1
    var pen = Pen(rect.inset(left: 1, right: columns + 1), scene.glyphs)
    pen.write("PROMETHEUS ", .title, on: &frame)
    pen.write(scene.state.source, .text, on: &frame)
    pen.skip(2)
    pen.write(count, .muted, on: &frame)
    guard columns > 0 else { return }
    var end = Pen(rect.inset(left: rect.width - columns), scene.glyphs)
    end.write(every, .muted, on: &frame)
  }

  /// The first question that was not answered, in the order in which they are asked.
  private static func trouble(_ scene: FleetScene) -> (FleetQuery, PrometheusTrouble)? {
    let troubles = scene.snapshot.troubles
    return FleetQuery.regular.first { troubles[$0] != nil }.flatMap { query in
      troubles[query].map { (query, $0) }
    } ?? troubles.first.map { ($0.key, $0.value) }
  }

  private static func drawTrouble(_ scene: FleetScene, on frame: inout Frame) {
    let rect = scene.layout.trouble
    guard !rect.isEmpty else { return }
    var pen = Pen(rect.inset(left: scene.layout.rung == .mini ? 0 : 1), scene.glyphs)
    guard let (query, trouble) = trouble(scene) else {
      var notes = scene.snapshot.isPartial ? [scene.say(.prometheusPartial)] : []
      if scene.snapshot.hasNameless {
        notes.append(scene.say(.namelessAgents, scene.state.label))
      }
      if scene.snapshot.skipped > 0 {
        notes.append(scene.say(.samplesSkipped, "\(scene.snapshot.skipped)"))
      }
      pen.write("\(scene.glyphs.state(.degraded)) ", .degraded, on: &frame)
      return pen.write(scene.language.list(notes), .degraded, on: &frame)
    }
    let isAll = FleetQuery.regular.allSatisfy { scene.snapshot.troubles[$0] == trouble }
    var text = scene.language.text(trouble)
    if !isAll { text = scene.say(.withReason, query.name, text) }
    if let age = scene.snapshot.answeredAt.map({ scene.newest.now.since($0) }) {
      text += "  (\(scene.language.ago(age)))"
    }
    pen.write("\(scene.glyphs.failure) ", .down, on: &frame)
    pen.write(text, .down, on: &frame)
  }
}
