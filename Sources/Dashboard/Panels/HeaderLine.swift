import GoRules
import Health
import Text

/// The first line: product, verdict, whether this is live, interval and clock; and the second: GOPROXY.
enum HeaderLine {
  /// ` ✕ BROKEN 38s  goproxy.cn: HTTP 502, and `,` stops go here     1 down of 4   ● live  every 5s  14:02:31`
  static func draw(_ scene: Scene, in rect: Rect, on frame: inout Frame) {
    guard !rect.isEmpty else { return }
    if scene.layout.rung == .mini {
      StatusLine.draw(scene, in: rect, on: &frame)
      return
    }
    let isBad = scene.snapshot.isBroken
    // Who looks at a broken screen knows what it is of.
    let title = rect.width >= 78 && !isBad ? 12 : 0
    // Two columns stay between the left and the right.
    let room = rect.width - title - 3
    let all = min(VerdictLine.columns(scene), 90)
    let tiers = HeaderBadges.tiers(scene)
    func fitting(_ least: Int) -> [HeaderBadges.Badge]? {
      tiers.first { tier in
        room >= HeaderBadges.columns(of: tier.badges) + (tier.isExtra ? all : least)
      }?.badges
    }
    let right =
      fitting(VerdictLine.leastColumns(scene, isBare: false))
      ?? fitting(VerdictLine.leastColumns(scene, isBare: true)) ?? tiers.last?.badges ?? []
    let columns = HeaderBadges.columns(of: right)
    var pen = Pen(rect.inset(left: 1, right: columns + 1), scene.glyphs)
    if title > 0 {
      pen.write("goproxytop", .title, on: &frame)
      pen.skip(2)
    }
    VerdictLine.draw(scene, &pen, on: &frame)
    var end = Pen(rect.inset(left: rect.width - columns), scene.glyphs)
    for badge in right {
      end.skip(1)
      for segment in badge { end.write(segment.text, segment.role, on: &frame) }
      end.skip(1)
    }
  }

  /// ` GOPROXY ▶ https://goproxy.cn , https://proxy.golang.org | direct          from: go env file`
  static func drawSetting(_ scene: Scene, in rect: Rect, on frame: inout Frame) {
    guard !rect.isEmpty else { return }
    let source = scene.say(.from, scene.say(scene.snapshot.setting.source.word))
    let columns = CharacterWidth.columns(of: source) + 2
    let chain = scene.snapshot.chain
    let long = chain.map { width($0, isShort: false, scene) } ?? 40
    let short = chain.map { width($0, isShort: true, scene) } ?? 40
    let room = rect.width - 10
    // Where it comes from before how it is written: whoever wants to change it needs to know. A chain that fits by its
    // names is not cut for it.
    let hasSource = room >= columns + (short <= room ? short : 40)
    let isShort = long > room - (hasSource ? columns : 0)
    var pen = Pen(rect.inset(left: 1, right: hasSource ? columns : 0), scene.glyphs)
    pen.write("GOPROXY ", .title, on: &frame)
    pen.skip(1)
    if let chain {
      draw(chain, isShort: isShort, scene, &pen, on: &frame)
      pen.write(unread(scene), .muted, on: &frame)
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

  /// What stands in the value behind the last entry that go reads; empty for nothing.
  private static func unread(_ scene: Scene) -> String {
    let text = Chain.unread(in: scene.snapshot.setting.redactedValue)
    return text.isEmpty ? "" : text + "  " + scene.say(.notRead)
  }

  /// Columns of the chain with its URLs, or `isShort` with names.
  private static func width(_ chain: Chain, isShort: Bool, _ scene: Scene) -> Int {
    let entries = chain.entries.indices.filter { chain.entries[$0].target != .noproxy }
    let marks = (scene.snapshot.shownActive == nil ? 0 : 2) + (entries.count - 1) * 3
    return entries.reduce(marks + CharacterWidth.columns(of: unread(scene))) { sum, index in
      let text =
        isShort ? scene.snapshot.name(ofEntry: index) : chain.entries[index].redacted
      return sum + CharacterWidth.columns(of: text)
    }
  }

  private static func draw(
    _ chain: Chain, isShort: Bool, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    let active = scene.snapshot.shownActive
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
