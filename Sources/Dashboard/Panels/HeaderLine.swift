import GoRules
import Health
import Text

/// The first line: product, verdict, whether this is live, interval and clock; and the second: GOPROXY.
enum HeaderLine {
  /// ` goproxytop  BROKEN at goproxy.cn for zip · served by goproxy.cn for info mod   ● live  every 5s  14:02:31`
  static func draw(_ scene: Scene, in rect: Rect, on frame: inout Frame) {
    guard !rect.isEmpty else { return }
    if scene.layout.rung == .mini {
      StatusLine.draw(scene, in: rect, on: &frame)
      return
    }
    let title = rect.width >= 78 ? 12 : 0
    let all = badges(scene, wide: true)
    let isWide = rect.width >= columns(of: all) + title + 2 + min(VerdictLine.columns(scene), 60)
    let right = isWide ? all : badges(scene, wide: false)
    let columns = columns(of: right)
    var pen = Pen(rect.inset(left: 1, right: columns), scene.glyphs)
    if title > 0 {
      pen.write("goproxytop", .title, on: &frame)
      pen.skip(2)
    }
    VerdictLine.draw(scene, &pen, on: &frame)
    var end = Pen(rect.inset(left: rect.width - columns), scene.glyphs)
    for badge in right {
      end.skip(1)
      end.write(badge.text, badge.role, on: &frame)
      end.skip(1)
    }
  }

  private static func columns(of badges: [(text: String, role: Role)]) -> Int {
    badges.reduce(0) { $0 + CharacterWidth.columns(of: $1.text) + 2 }
  }

  private static func badges(
    _ scene: Scene, wide: Bool
  ) -> [(text: String, role: Role)] {
    var badges: [(String, Role)] = []
    if scene.snapshot.isLocal {
      badges.append(
        (" \(scene.glyphs.state(.local)) \(scene.say(HealthState.local.row.word)) ", .notice))
    }
    switch scene.state.record {
    case .failing: badges.append((scene.say(.notRecording), .notice))
    case .elsewhere where wide: badges.append((scene.say(.recordingElsewhere), .muted))
    case .elsewhere, nil: break
    }
    let isPast = scene.state.position == .past
    if isPast {
      badges.append((" \(scene.say(.past)) ", .notice))
    } else if scene.state.frozen != nil {
      let age = Format.span(scene.now.since(scene.snapshot.now))
      badges.append((" \(scene.say(.paused)) \(age) ", .notice))
    } else if wide {
      badges.append(("\(scene.glyphs.state(.up)) \(scene.say(.live))", .up))
    }
    if wide {
      badges.append((scene.say(.every, scene.snapshot.interval.written), .muted))
    }
    let wall = scene.snapshot.now.wall
    let time = scene.clock.time(wall)
    badges.append((isPast ? "\(scene.clock.date(wall)) \(time)" : time, isPast ? .notice : .text))
    return badges
  }

  /// ` GOPROXY ▶ https://goproxy.cn , https://proxy.golang.org | direct          from: go env file`
  static func drawSetting(_ scene: Scene, in rect: Rect, on frame: inout Frame) {
    guard !rect.isEmpty else { return }
    let source = scene.say(.from, scene.say(scene.snapshot.setting.source.word))
    let columns = CharacterWidth.columns(of: source) + 2
    let columnsOfChain = scene.snapshot.chain.map { width($0) } ?? 40
    let hasSource = rect.width >= columns + 10 + columnsOfChain
    let isShort = columnsOfChain > rect.width - 10
    var pen = Pen(rect.inset(left: 1, right: hasSource ? columns : 0), scene.glyphs)
    pen.write("GOPROXY ", .title, on: &frame)
    pen.skip(1)
    if let chain = scene.snapshot.chain {
      draw(chain, isShort: isShort, scene, &pen, on: &frame)
    } else {
      let value = scene.snapshot.setting.redactedValue
      pen.write(value.isEmpty ? scene.say(.emptyValue) : value, .down, on: &frame)
    }
    if hasSource {
      var end = Pen(rect.inset(left: rect.width - columns, right: 1), scene.glyphs)
      end.skip(1)
      end.write(source, .muted, on: &frame)
    }
  }

  /// Columns of the chain with its URLs.
  private static func width(_ chain: Chain) -> Int {
    let marks = 2 + (chain.entries.count - 1) * 3
    return chain.entries.reduce(marks) { $0 + CharacterWidth.columns(of: $1.redacted) }
  }

  private static func draw(
    _ chain: Chain, isShort: Bool, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    let active = scene.snapshot.mainActive
    let stops = Set(scene.groups.filter { $0.walk.verdict.isBad }.compactMap(\.walk.stop))
    // Nobody wrote `noproxy`.
    for (index, entry) in chain.entries.enumerated() where entry.target != .noproxy {
      if index == active {
        pen.write("\(scene.glyphs.active) ", .active, on: &frame)
      }
      let isStop = stops.contains(index)
      let role: Role = isStop ? .down : index == active ? .active : .text
      pen.write(isShort ? scene.snapshot.name(ofEntry: index) : entry.redacted, role, on: &frame)
      guard let separator = entry.separator else { continue }
      pen.skip(1)
      pen.write(
        String(separator.rawValue), isStop ? .down : .muted, isStop ? [.bold, .reverse] : [],
        on: &frame)
      pen.skip(1)
    }
  }
}
