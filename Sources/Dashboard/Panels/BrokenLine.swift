import GoRules
import Health
import Text

/// What stops go: since when, who, and why; then what go still gets.
///
/// ```
/// ✕ BROKEN for zip 38s  goproxy.cn: HTTP 502 Bad Gateway, and `,` stops go here · ▶ goproxy.cn for list info mod
/// ```
struct BrokenLine {
  private let scene: Scene
  private let head: String
  /// Without how long, where there is no room for it.
  private let shortHead: String
  /// The longest first, at last the name alone.
  private let reasons: [String]
  private let tails: [Tail]

  private struct Tail {
    var glyph: Unicode.Scalar
    var role: Role
    var text: String
    var kinds: String
  }

  /// `group` is the worst.
  init(_ group: WalkGroup, others: [WalkGroup], _ scene: Scene) {
    self.scene = scene
    let word = scene.say(group.walk.verdict == .hangs ? .hangs : .broken)
    let isAll = VerdictLine.isAll(group, scene) && !scene.snapshot.walks.haveSeveralCanaries
    let kinds = isAll ? "" : scene.say(.forKinds, VerdictLine.kinds(group, scene))
    let since = scene.snapshot.brokenSpan.map { " " + $0 } ?? ""
    shortHead = "\(scene.glyphs.failure) \(word)\(kinds)"
    head = shortHead + since
    reasons = Self.reasons(group.walk, scene)
    tails = others.map { other in
      let (glyph, role) = VerdictLine.mark(other.walk, scene)
      let part = VerdictLine.part(other, isFirst: false, scene)
      let text =
        other.walk.verdict.isBad
        ? other.kinds.map(\.rawValue).joined(separator: " ") : part.text
      return Tail(
        glyph: glyph, role: role, text: text, kinds: other.walk.verdict.isBad ? "" : part.kinds)
    }
  }

  /// How many it would take to say all.
  var columns: Int {
    CharacterWidth.columns(of: head) + reasonColumns(reasons[0])
      + tails.reduce(0) { $0 + columns(of: $1, hasKinds: true) }
  }

  /// How many it would take to say who it is, and the least of why.
  var leastColumns: Int {
    CharacterWidth.columns(of: head)
      + reasonColumns(reasons.dropLast().last ?? reasons.last ?? "")
      + tails.reduce(0) { $0 + columns(of: $1, hasKinds: false) }
  }

  func draw(_ pen: inout Pen, on frame: inout Frame) {
    let needed = CharacterWidth.columns(of: head) + min(10, reasonColumns(reasons.last ?? ""))
    pen.write(needed <= pen.room ? head : shortHead, .down, .bold, on: &frame)
    let (reason, hasKinds) = fitting(into: pen.room)
    if !reason.isEmpty {
      pen.skip(2)
      pen.write(reason, .text, on: &frame)
    }
    for tail in tails {
      // Half a name could be another's.
      guard pen.room >= columns(of: tail, hasKinds: hasKinds) else { continue }
      pen.write(" \(scene.glyphs.dot) ", .muted, on: &frame)
      pen.write("\(tail.glyph) ", tail.role, on: &frame)
      pen.write(tail.text, tail.role, .bold, on: &frame)
      if hasKinds { pen.write(tail.kinds, .text, on: &frame) }
    }
  }

  /// What of the reason has room beside what go still gets, and whether the kinds of that have.
  private func fitting(into room: Int) -> (reason: String, hasKinds: Bool) {
    let long = tails.reduce(0) { $0 + columns(of: $1, hasKinds: true) }
    let short = tails.reduce(0) { $0 + columns(of: $1, hasKinds: false) }
    // The name alone tells too little for the kinds to stay.
    if let reason = reasons.dropLast().first(where: { reasonColumns($0) + long <= room }) {
      return (reason, true)
    }
    if let reason = reasons.first(where: { reasonColumns($0) + short <= room }) {
      return (reason, false)
    }
    return (short <= room ? "" : reasons.last ?? "", false)
  }

  private func reasonColumns(_ reason: String) -> Int {
    reason.isEmpty ? 0 : 2 + CharacterWidth.columns(of: reason)
  }

  private func columns(of tail: Tail, hasKinds: Bool) -> Int {
    5 + CharacterWidth.columns(of: tail.text)
      + (hasKinds ? CharacterWidth.columns(of: tail.kinds) : 0)
  }

  /// Who answers how, and what go makes of it, the longest first.
  private static func reasons(_ walk: Walk, _ scene: Scene) -> [String] {
    let name = scene.snapshot.nameOfStop(walk)
    guard let outcome = walk.database?.outcome ?? walk.steps.last?.outcome else { return [name] }
    let answers = [
      scene.language.text(outcome, scene.snapshot.silence(endingIn: walk)),
      scene.language.text(outcome), scene.language.shortText(outcome),
    ]
    let phrase: Phrase? =
      switch walk.stopReason {
      case .comma: .stopsAtComma
      case .silence: .waitsThere
      case .content: .failsOnContent
      case .endOfChain: .nobodyLeft
      case .notMeasured, nil: nil
      }
    let long = phrase.map { phrase in answers.map { scene.say(phrase, name, $0) } } ?? []
    let phase = outcome.failure.map { scene.say($0.phase.word) }
    let short = answers + (phase.map { [$0] } ?? [])
    return long + short.map { scene.say(.withReason, name, $0) } + [name]
  }
}

extension Snapshot {
  /// go fails for some kind of request, and the chain is to blame.
  var isBroken: Bool { chain != nil && !isLocal && walks.contains(where: \.verdict.isBad) }

  /// Who stops go in a walk that ends badly.
  func nameOfStop(_ walk: Walk) -> String {
    walk.database?.name ?? walk.stop.map(name(ofEntry:)) ?? ""
  }

  /// For how long go has failed: `38s`, or `38s+` where it may be longer; nil where that is not confirmed.
  var brokenSpan: String? {
    guard isBroken else { return nil }
    if let breakdown, breakdown.end == nil {
      return Format.span(now.since(breakdown.begin)) + (breakdown.isOlder ? "+" : "")
    }
    // Out of the history.
    let begins = failovers.filter { failover in
      guard case .nowhere(let verdict, _) = failover.to else { return false }
      return failover.lasted == nil && verdict.isBad
    }.map(\.at)
    return begins.min { $0.wall < $1.wall }.map { Format.span(now.since($0)) }
  }
}
