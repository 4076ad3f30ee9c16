import Health
import Text

/// The line under GOPROXY while a gateway stands in it: what that does now, and the key that tells more.
///
/// ```
/// GATEWAY  12 requests/s · ▶ goproxy.cn 1s ago · 2 waiting · redirected 1204 · failed 3 · goproxy.cn 96%    W gateway
/// ```
enum GatewayLine {
  static func draw(_ scene: Scene, in rect: Rect, on frame: inout Frame) {
    guard !rect.isEmpty, let sight = scene.snapshot.gateway else { return }
    let room = hint(scene, in: rect, on: &frame)
    var pen = Pen(rect.inset(left: 1, right: room), scene.glyphs)
    let label = scene.say(.gatewayLabel)
    let width = max(9, CharacterWidth.columns(of: label) + 2)
    if let figures = sight.current(at: scene.snapshot.now) {
      pen.column(label, width: width, .title, on: &frame)
      return draw(pieces(figures, sight, scene), scene, &pen, on: &frame)
    }
    let silence = sight.silence(at: scene.snapshot.now)
    guard sight.trouble != nil || silence != nil else {
      pen.column(label, width: width, .title, on: &frame)
      return pen.write(scene.say(.gatewayIsAsked), .muted, on: &frame)
    }
    let texts = scene.language.texts(sight.trouble, silence: silence)
    pen.column(label, width: width, .down, .bold, on: &frame)
    pen.write(firstFitting: texts.map { "\(scene.glyphs.failure) \($0)" }, .down, on: &frame)
  }

  /// Those that fit.
  private static func draw(
    _ pieces: [[Segment]], _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    var isFirst = true
    for piece in pieces {
      let columns = piece.reduce(isFirst ? 0 : 3) { $0 + CharacterWidth.columns(of: $1.text) }
      guard columns <= pen.room else { continue }
      if !isFirst { pen.write(" \(scene.glyphs.dot) ", .muted, on: &frame) }
      isFirst = false
      for segment in piece { pen.write(segment.text, segment.role, on: &frame) }
    }
  }

  /// The key that tells more, at the right.
  /// - Returns: the columns that it takes, with a gap before it.
  private static func hint(_ scene: Scene, in rect: Rect, on frame: inout Frame) -> Int {
    let keys = scene.state.settings.bindings.keys(for: .gateway)
    guard let key = keys.first?.name else { return 1 }
    let text = scene.say(KeyAction.gateway.row.short)
    let columns = CharacterWidth.columns(of: key) + 1 + CharacterWidth.columns(of: text)
    var pen = Pen(rect.inset(left: rect.width - columns - 1), scene.glyphs)
    pen.write(key, .key, on: &frame)
    pen.write(" \(text)", .muted, on: &frame)
    return columns + 3
  }

  /// The most important first.
  private static func pieces(
    _ figures: GatewayFigures, _ sight: GatewaySight, _ scene: Scene
  ) -> [[Segment]] {
    let now = scene.snapshot.now
    var pieces = [[Segment(text: activity(figures, scene))]]
    if let served = sight.served(at: now) {
      let name = served.name.abbreviated(to: 24, scene.glyphs.ellipsis)
      pieces.append([
        Segment(text: "\(scene.glyphs.active) \(name)", role: .active),
        Segment(text: " \(scene.language.ago(served.age))", role: .muted),
      ])
    }
    if figures.waiting > 0 {
      let text = scene.say(.gatewayWaiting, String(figures.waiting))
      pieces.append([Segment(text: text, role: .degraded)])
    }
    for result in results {
      let count = figures.count(of: result)
      guard count > 0 || result == .redirected else { continue }
      pieces.append([
        Segment(text: "\(scene.say(result.word)) ", role: .muted),
        Segment(text: String(count), role: role(of: result, figures, now)),
      ])
    }
    let shares = GatewayShares(figures)
    pieces += shares.entries.prefix(2).map { entry in
      let name = entry.name.abbreviated(to: 24, scene.glyphs.ellipsis)
      return [Segment(text: "\(name) \(Format.percent(shares.share(of: entry)))", role: .muted)]
    }
    return pieces
  }

  private static let results: [GatewayResult] = [
    .redirected, .passed, .failed, .busy, .leftToList, .notFound,
  ]

  /// How much it is asked, or how long it has not been.
  private static func activity(_ figures: GatewayFigures, _ scene: Scene) -> String {
    if figures.perTenSeconds > 0 {
      return scene.say(.gatewayRate, GatewayShares.rate(figures.perTenSeconds))
    }
    guard let last = figures.recent.first else { return scene.say(.gatewayUnused) }
    return scene.say(.gatewayQuiet, Format.span(scene.age(last.at)))
  }

  /// A failure is loud while it is news.
  private static func role(
    of result: GatewayResult, _ figures: GatewayFigures, _ now: Timestamp
  ) -> Role {
    guard result == .failed || result == .busy else { return .text }
    let isNews = figures.recent.contains {
      $0.result == result && now.since($0.at) < .seconds(60)
    }
    return isNews ? .down : .text
  }
}
