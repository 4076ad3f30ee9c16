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
    var isBad: Bool
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
      if other.walk.verdict.isBad {
        return Tail(
          glyph: glyph, role: role, text: VerdictLine.badKinds(other, scene), kinds: "",
          isBad: true)
      }
      let isOne = !scene.snapshot.walks.haveSeveralCanaries
      return Tail(
        glyph: glyph, role: role,
        text: isOne ? part.text : "\(VerdictLine.module(other.walk.canary)): \(part.text)",
        kinds: isOne ? part.kinds : "", isBad: false)
    }
  }

  /// How many it would take to say all.
  var columns: Int {
    CharacterWidth.columns(of: head) + reasonColumns(reasons[0]) + columns(of: tails[...])
  }

  /// How many it would take to say who it is, and the least of why; and all else, or `isBare` what else is broken.
  func leastColumns(isBare: Bool) -> Int {
    CharacterWidth.columns(of: head)
      + reasonColumns(reasons.dropLast().last ?? reasons.last ?? "")
      + columns(of: tails.filter { $0.isBad || !isBare })
  }

  func draw(_ pen: inout Pen, on frame: inout Frame) {
    let needed = CharacterWidth.columns(of: head) + min(10, reasonColumns(reasons.last ?? ""))
    pen.write(needed <= pen.room ? head : shortHead, .down, .bold, on: &frame)
    let (reason, count) = fitting(into: pen.room)
    if !reason.isEmpty {
      pen.skip(2)
      pen.write(reason, .text, on: &frame)
    }
    for tail in tails.prefix(count) {
      pen.write(" \(scene.glyphs.dot) ", .muted, on: &frame)
      pen.write("\(tail.glyph) ", tail.role, on: &frame)
      pen.write(tail.text, tail.role, .bold, on: &frame)
      pen.write(tail.kinds, .text, on: &frame)
    }
  }

  /// What of the reason has room, and how much of what else there is to say, worst first, beside it: nothing takes the
  /// place of who stops go, and hardly anything that of the reason.
  private func fitting(into room: Int) -> (reason: String, tails: Int) {
    for count in (0...tails.count).reversed() {
      let rest = room - columns(of: tails.prefix(count))
      if let reason = reasons.dropLast().first(where: { reasonColumns($0) <= rest }) {
        return (reason, count)
      }
    }
    let name = reasons.last ?? ""
    // A part of the reason tells more than none.
    let isCut = room >= reasonColumns(name) + Self.leastReason
    return (isCut ? reasons.dropLast().last ?? name : name, 0)
  }

  /// Columns of a reason that tell something.
  private static let leastReason = 6

  private func reasonColumns(_ reason: String) -> Int {
    reason.isEmpty ? 0 : 2 + CharacterWidth.columns(of: reason)
  }

  private func columns(of tails: some Sequence<Tail>) -> Int {
    tails.reduce(0) { sum, tail in
      sum + 5 + CharacterWidth.columns(of: tail.text) + CharacterWidth.columns(of: tail.kinds)
    }
  }

  /// Who answers how, and what go makes of it, the longest first.
  private static func reasons(_ walk: Walk, _ scene: Scene) -> [String] {
    let name = scene.snapshot.nameOfStop(walk)
    guard let outcome = walk.database?.outcome ?? walk.steps.last?.outcome else {
      return reasonsOfOff(walk, scene) + [name]
    }
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
    return long + answers.map { scene.say(.withReason, name, $0) } + [name]
  }

  /// `off` answers nothing: who was asked before it, and how that one answers.
  private static func reasonsOfOff(_ walk: Walk, _ scene: Scene) -> [String] {
    if scene.snapshot.isOff { return [scene.say(.asksNobody)] }
    guard let step = walk.steps.dropLast().last, let outcome = step.outcome else { return [] }
    let name = scene.snapshot.name(ofEntry: step.entry)
    return [scene.language.text(outcome), scene.language.shortText(outcome)].map {
      scene.say(.thenOff, name, $0)
    }
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
