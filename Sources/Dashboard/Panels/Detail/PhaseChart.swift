import GoRules
import Health
import Text

/// The totals of one mirror over time as a filled chart, each height in the colour of the phase that
/// reaches it, of a day minute by minute; a failure is a `✕` on the ground line, a gap is empty, `↑` reaches beyond the scale.
///
/// ```
/// 200┤            ⢀⡀
/// 100┤⣀⣀⣀⣀⣀ ⣀⣀⣀⣀⣀⣀⣸⡇⣀⣀⣀
///   0┤⣿⣿⣿⣿⣿✕⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿
///     -15m  ▇ dns  ▇ tcp  ▇ tls  ▇ ttfb  ▇ body  now
/// ```
struct PhaseChart {
  /// Oldest first.
  let rounds: [ProbeResult]
  let scene: Scene
  let probeSlots: ProbeSlots
  /// The chart's rectangle without labels.
  let plot: Rect
  /// The value at the upper edge.
  let top: Duration
  /// Dots of one cell: 2 x 4 in braille, 1 x 8 in blocks.
  private let across: Int
  private let up: Int

  init(_ row: MirrorSnapshot, _ scene: Scene, in rect: Rect) {
    let (rounds, interval) = scene.charted(row)
    self.rounds = rounds
    self.scene = scene
    let isBraille = scene.glyphs.kind == .braille
    across = isBraille ? 2 : 1
    up = isBraille ? 4 : 8
    plot = rect.inset(left: min(6, rect.width), right: 1, bottom: rect.height > 2 ? 1 : 0)
    probeSlots = scene.probeSlots(rounds, slots: plot.width * across, interval: interval)
    let totals = probeSlots.slots.compactMap { $0?.slowest }.compactMap { rounds[$0].timings.total }
    top = Self.top(of: totals)
  }

  /// The scale's end: the greatest value, but not where a few outliers would flatten all others.
  static func top(of totals: [Duration]) -> Duration {
    let sorted = totals.sorted()
    guard let greatest = sorted.last else { return .milliseconds(10) }
    let common = sorted[(sorted.count - 1) * 3 / 4]
    return roundUp(greatest > common * 4 ? common * 3 : greatest)
  }

  /// The next of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten.
  static func roundUp(_ value: Duration) -> Duration {
    let value = max(0.1, value.milliseconds)
    var power = 0.1
    while power * 10 < value { power *= 10 }
    let step = [1.0, 1.5, 2, 3, 4, 5, 6, 8].first { $0 * power >= value } ?? 10
    return .microseconds(Int64((step * power * 1000).rounded()))
  }

  func draw(on frame: inout Frame) {
    guard plot.width > 0, plot.height > 0 else { return }
    labels(on: &frame)
    for column in 0..<plot.width {
      var heights: [Int] = []
      var hasFailure = false
      var tallest: ProbeResult?
      for dot in 0..<across {
        let slot = probeSlots.slots[column * across + dot]
        if slot?.failed != nil { hasFailure = true }
        let result = slot?.slowest.map { rounds[$0] }
        let height = result.map(height) ?? 0
        if height > 0, height >= heights.max() ?? 0 { tallest = result }
        heights.append(height)
      }
      if let tallest {
        fill(column, heights, tallest, on: &frame)
        if let total = tallest.timings.total, total > top {
          frame.set(
            Cell(scene.glyphs.up, role: .degraded, attributes: .bold), x: plot.x + column, y: plot.y
          )
        }
      }
      if hasFailure {
        frame.set(
          Cell(scene.glyphs.failure, role: .down, attributes: .bold), x: plot.x + column,
          y: plot.bottom - 1)
      }
    }
  }

  /// Dots from the ground; at least one for what was measured.
  private func height(_ result: ProbeResult) -> Int {
    guard let total = result.timings.total else { return 0 }
    let whole = Double(plot.height * up)
    return max(1, min(Int(whole), Int((total.milliseconds / top.milliseconds * whole).rounded())))
  }

  private func fill(
    _ column: Int, _ heights: [Int], _ result: ProbeResult, on frame: inout Frame
  ) {
    let tallest = heights.max() ?? 0
    for level in 0..<plot.height where level * up < tallest {
      let parts = heights.map { max(0, min(up, $0 - level * up)) }
      let filled = parts.max() ?? 0
      guard filled > 0 else { continue }
      let middle = Double(level * up) + Double(filled) / 2
      let role = phase(at: middle / Double(max(1, tallest)), of: result).role
      frame.set(Cell(glyph(parts), role: role), x: plot.x + column, y: plot.bottom - 1 - level)
    }
  }

  private func glyph(_ parts: [Int]) -> Unicode.Scalar {
    guard across == 2, parts.count == 2 else { return scene.glyphs.bar(parts[0]) }
    // Dots from the ground up: 7, 3, 2, 1 on the left and 8, 6, 5, 4 on the right.
    let left: [UInt32] = [0, 0x40, 0x44, 0x46, 0x47]
    let right: [UInt32] = [0, 0x80, 0xA0, 0xB0, 0xB8]
    return Unicode.Scalar(0x2800 | left[parts[0]] | right[parts[1]]) ?? " "
  }

  /// The phase that covers a height of 0 to 1 of a result's phases, stacked.
  private func phase(at share: Double, of result: ProbeResult) -> Phase {
    let times = Phase.allCases.map { result.timings[$0]?.milliseconds ?? 0 }
    var rest = share * times.reduce(0, +)
    for (phase, time) in zip(Phase.allCases, times) where time > 0 {
      rest -= time
      if rest <= 0 { return phase }
    }
    return .processing
  }

  private func labels(on frame: inout Frame) {
    func label(_ value: Duration, at y: Int) {
      var pen = Pen(Rect(x: plot.x - 6, y: y, width: 6, height: 1), scene.glyphs)
      pen.column(Format.scale(value), width: 5, right: true, .muted, on: &frame)
      pen.write(scene.glyphs.axis, .border, on: &frame)
    }
    for y in plot.y..<plot.bottom {
      frame.set(Cell(scene.glyphs.vertical, role: .border), x: plot.x - 1, y: y)
    }
    if plot.height > 1 { label(.zero, at: plot.bottom - 1) }
    if plot.height >= 5 {
      label(top / 2, at: plot.y + plot.height / 2)
    }
    label(top, at: plot.y)
    legend(on: &frame)
  }

  /// The time axis and what the colours mean.
  private func legend(on frame: inout Frame) {
    let line = Rect(x: plot.x, y: plot.bottom, width: plot.width, height: 1)
    guard plot.bottom < scene.size.height, plot.width >= 12 else { return }
    var pen = Pen(line, scene.glyphs)
    pen.write("-\(Format.span(probeSlots.span))", .muted, on: &frame)
    let isLive = scene.state.position == .live
    let now = isLive ? scene.say(.now) : scene.clock.time(scene.now.wall)
    let nowColumns = CharacterWidth.columns(of: now)
    let room = line.right - nowColumns - pen.x - 3
    let names = Phase.allCases.map { scene.say($0.word) }
    if columns(of: names) <= room {
      pen.skip(1 + (room - columns(of: names)) / 2)
      for (phase, name) in zip(Phase.allCases, names) {
        pen.write(scene.glyphs.solid, phase.role, on: &frame)
        pen.skip(1)
        pen.write(name, .muted, on: &frame)
        pen.skip(2)
      }
    }
    pen.move(to: line.right - nowColumns)
    pen.write(now, .muted, on: &frame)
  }

  private func columns(of names: [String]) -> Int {
    names.reduce(-2) { $0 + CharacterWidth.columns(of: $1) + 4 }
  }
}
