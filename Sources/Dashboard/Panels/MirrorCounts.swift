import Health
import Text

/// How many mirrors are not up: on every screen that has room for it.
enum MirrorCounts {
  /// `1 down 1 slow of 4`; `isShort`: `✕1 ▲1`. Where all are up, how many that are; empty before anything is known.
  static func segments(
    _ snapshot: Snapshot, _ language: Language, _ glyphs: Glyphs, isShort: Bool = false
  ) -> [Segment] {
    let segments = ill(snapshot, language, glyphs, isShort: isShort)
    if isShort { return segments }
    let count = String(snapshot.mirrors.count)
    guard segments.isEmpty else {
      return segments + [Segment(text: " " + language.say(.countOf, count), role: .muted)]
    }
    let isWell = !snapshot.mirrors.isEmpty && snapshot.mirrors.allSatisfy { $0.state == .up }
    return isWell ? [Segment(text: language.say(.countUp, count), role: .up)] : []
  }

  /// The same of those that are not up; empty for none.
  static func ill(
    _ snapshot: Snapshot, _ language: Language, _ glyphs: Glyphs, isShort: Bool = false
  ) -> [Segment] {
    let states = snapshot.mirrors.map(\.state)
    var segments: [Segment] = []
    for (state, phrase) in counted {
      let count = states.count { $0 == state }
      guard count > 0 else { continue }
      if !segments.isEmpty { segments.append(Segment(text: " ", role: .text)) }
      let text = isShort ? "\(glyphs.state(state))\(count)" : language.say(phrase, String(count))
      segments.append(Segment(text: text, role: state.role))
    }
    return segments
  }

  private static let counted: [(HealthState, Phrase)] = [
    (.down, .countDown), (.waiting, .countWaiting), (.slow, .countSlow),
    (.degraded, .countDegraded),
  ]
}
