import GoRules
import Health
import Text

/// What the gateway of the list does: how much it is asked, who serves, and its last answers.
///
/// ```
/// ╭─ Gateway 127.0.0.1:8081 ──────────────────────────────────────── Esc closes ─╮
/// │ 12 requests/s over 10 s, 3.1 over a minute · 2 waiting                       │
/// │ ▶ goproxy.cn served last, 1s ago                                             │
/// │                                                                              │
/// │ entry                 redirected  failed  share                              │
/// │ goproxy.cn                  1150       4    96%                              │
/// ```
struct GatewayPanel {
  private let scene: Scene
  private let popUp: PopUp
  private let lines: [[Segment]]

  /// Borders included.
  private static let width = 110
  /// From here on a request has its entry and its time beside it.
  private static let wide = 64

  init(_ scene: Scene) {
    self.scene = scene
    let room = PopUp("", width: Self.width, rows: 1, on: scene.size).inside.width - 2
    lines = Content(scene: scene, room: room).lines
    let place = scene.snapshot.gateway?.places.url.authority
    popUp = PopUp(
      scene.say(.gatewayTitle, place ?? ""), note: scene.say(.escCloses), width: Self.width,
      rows: lines.count, on: scene.size)
  }

  /// How far it can be scrolled.
  var lastScroll: Int { Scroll.last(of: lines.count, in: popUp.inside) }

  func draw(scroll: Int, on frame: inout Frame) {
    popUp.draw(scene, on: &frame)
    let area = popUp.inside.inset(left: 1, right: 1)
    let scroll = Scroll(to: scroll, of: lines.count, in: area.inset(right: -1))
    for (row, line) in lines[scroll.first...].prefix(area.height).enumerated() {
      var pen = Pen(area, row: row, scene.glyphs)
      for segment in line {
        pen.column(
          segment.text, width: segment.width ?? CharacterWidth.columns(of: segment.text),
          right: segment.isRight, segment.role, segment.attributes, on: &frame)
      }
    }
    scroll.mark(scene.glyphs, on: &frame)
  }

  private struct Content {
    let scene: Scene
    let room: Int

    private var now: Timestamp { scene.snapshot.now }

    var lines: [[Segment]] {
      guard let sight = scene.snapshot.gateway else {
        let isPast = scene.state.position == .past
        return text(scene.say(isPast ? .gatewayNotInThePast : .gatewayNone))
      }
      guard let figures = sight.current(at: now) else { return absence(sight) }
      var lines = activity(figures, sight)
      if figures.total > 0 { lines += [[]] + table(figures) }
      lines += [[]] + asks(figures)
      return lines + recent(figures, .gatewayRecent)
    }

    private func text(_ text: String, _ role: Role = .text) -> [[Segment]] {
      TextWrap.lines(text, width: max(8, room)).map { [Segment(text: $0, role: role)] }
    }

    /// It does not answer: what it told before is of then.
    private func absence(_ sight: GatewaySight) -> [[Segment]] {
      let silence = sight.silence(at: now)
      guard sight.trouble != nil || silence != nil else { return text(scene.say(.gatewayIsAsked)) }
      let trouble = scene.language.texts(sight.trouble, silence: silence).first ?? ""
      var lines = text("\(scene.glyphs.failure) \(trouble)", .down)
      if let trouble = sight.trouble { lines += text(scene.say(consequence(of: trouble))) }
      if let figures = sight.figures { lines += recent(figures, .gatewayRecentBefore) }
      return lines
    }

    /// What go does about it.
    private func consequence(of trouble: GatewaySight.Trouble) -> Phrase {
      switch trouble {
      case .exchange(.hang): .gatewayKeepsGoWaiting
      case .foreign: .gatewayForeignIsAsked
      case .exchange: .gatewayListGoesOn
      }
    }

    private func activity(_ figures: GatewayFigures, _ sight: GatewaySight) -> [[Segment]] {
      let rates = scene.say(
        .gatewayRates, GatewayShares.rate(figures.perTenSeconds),
        GatewayShares.rate(figures.perMinute))
      let waiting =
        figures.waiting == 0
        ? "" : " \(scene.glyphs.dot) \(scene.say(.gatewayWaiting, String(figures.waiting)))"
      var lines = text(rates + waiting)
      if figures.total == 0 {
        lines += text(scene.say(.gatewayUnused), .muted)
      } else if let served = sight.served(at: now) {
        let said = scene.say(.gatewayServedLast, served.name, scene.language.ago(served.age))
        lines += text("\(scene.glyphs.active) \(said)", .active)
      } else {
        let asked = sight.wasAsked(at: now)
        lines += text(
          scene.say(asked ? .gatewayNothingServedLately : .gatewayNothingLately), .muted)
      }
      return lines
    }

    // MARK: - By entry

    private func table(_ figures: GatewayFigures) -> [[Segment]] {
      let shares = GatewayShares(figures)
      var lines: [[Segment]] = []
      if !shares.entries.isEmpty { lines = rows(shares) }
      if !shares.others.isEmpty {
        let counts = shares.others.map { "\(scene.say($0.result.word)) \($0.count)" }
        lines += text(scene.say(.gatewayNobody, scene.language.list(counts)))
      }
      return lines
    }

    private func rows(_ shares: GatewayShares) -> [[Segment]] {
      let results = shares.results
      let widths = results.map { CharacterWidth.columns(of: scene.say($0.word)) + 2 }
      let longest = shares.entries.map { CharacterWidth.columns(of: $0.name) }.max() ?? 0
      let share = CharacterWidth.columns(of: scene.say(.gatewayShare)) + 3
      let rest = room - widths.reduce(share, +)
      let name = max(8, min(30, longest + 1, rest))
      let heading =
        [cell(scene.say(.gatewayEntry), name, .muted)]
        + zip(results, widths).map { number(scene.say($0.word), $1, .muted) }
        + [number(scene.say(.gatewayShare), share, .muted)]
      return [heading]
        + shares.entries.map { entry in
          let isServing = scene.snapshot.gateway?.served(at: now)?.name == entry.name
          let shown = entry.name.abbreviated(to: name - 1, scene.glyphs.ellipsis)
          return [cell(shown, name, isServing ? .active : .text)]
            + zip(results, widths).map { result, width in
              let count = entry.counts[result]
              return number(count.map(String.init) ?? "-", width, count == nil ? .muted : .text)
            } + [number(Format.percent(shares.share(of: entry)), share, .text)]
        }
    }

    private func cell(_ text: String, _ width: Int, _ role: Role) -> Segment {
      Segment(text: text, role: role, width: width)
    }

    private func number(_ text: String, _ width: Int, _ role: Role) -> Segment {
      Segment(text: text, role: role, width: width, isRight: true)
    }

    private func asks(_ figures: GatewayFigures) -> [[Segment]] {
      let all = figures.asks.reduce(0) { $0 + $1.count }
      let vain = figures.asks.reduce(0) { sum, row in
        sum + ([.failure, .hang].contains(row.asked.outcome) ? row.count : 0)
      }
      return text(
        scene.say(.gatewayAsks, String(all), String(vain), String(figures.probes)), .muted)
    }

    // MARK: - Requests

    private func recent(_ figures: GatewayFigures, _ title: Phrase) -> [[Segment]] {
      guard !figures.recent.isEmpty else { return [] }
      let longest = figures.recent.compactMap(\.entry).map { CharacterWidth.columns(of: $0) }.max()
      let width = min(24, longest ?? 0) + 2
      let times = figures.recent.map { scene.moment($0.at) }
      let timeWidth = (times.map(\.count).max() ?? 0) + 1
      return [[], [Segment(text: scene.say(title), role: .title, attributes: .bold)]]
        + zip(figures.recent, times).map { event, time in
          [cell(time, timeWidth, .muted)] + line(event, entryWidth: width)
        }
    }

    /// Behind its time: `▶ 307 info  goproxy.cn  3.2 ms  golang.org/x/text@v0.3.0  mirrors.aliyun: HTTP 502`
    private func line(_ event: GatewayEvent, entryWidth: Int) -> [Segment] {
      let (mark, role) = mark(event)
      var line = [
        Segment(text: "\(mark) \(event.status) ", role: role),
        cell(event.kind?.rawValue ?? "?", 7, .text),
      ]
      if room >= GatewayPanel.wide {
        let entry = event.entry?.abbreviated(to: entryWidth - 2, scene.glyphs.ellipsis)
        let time = Format.latencyWithUnit(event.time)
        line += [
          cell(entry ?? "-", entryWidth, event.entry == nil ? .muted : role),
          number(time, 7, .muted), Segment(text: "  "),
        ]
      }
      let module = event.module.map {
        $0.version.isEmpty ? $0.module : "\($0.module)@\($0.version)"
      }
      line.append(Segment(text: module ?? event.path))
      let why = scene.language.shortText(event.passed, by: event.entry)
      let notes = [event.result.isServed ? "" : scene.say(event.result.word), why]
        .filter { !$0.isEmpty }.map { "  " + $0 }
      return line + [Segment(text: notes.joined(), role: .muted)]
    }

    private func mark(_ event: GatewayEvent) -> (Unicode.Scalar, Role) {
      switch event.result {
      case .redirected, .passed: (scene.glyphs.active, .active)
      case .failed, .busy: (scene.glyphs.failure, .down)
      case .notFound, .leftToList, .privateModule, .noEntries, .malformed:
        (scene.glyphs.dot, .muted)
      }
    }
  }
}
