import GoRules
import Health
import Text

/// The line under the header while go fails: the cure that is proved, and the key that writes it; or that there is none,
/// and what can be done about what stops go.
///
/// ```
/// FIX      `,` -> `|` after goproxy.cn: proxy.golang.org would answer after 212 ms   F apply  f measure first
/// ```
enum FixLine {
  static func draw(_ scene: Scene, in rect: Rect, on frame: inout Frame) {
    guard !rect.isEmpty, let finding = scene.snapshot.cure else { return }
    let isMini = scene.layout.rung == .mini
    let texts = texts(finding, scene)
    let label = scene.say(finding.cure == nil ? .noFix : .fix)
    // The fix comes first, then its keys, then the details, as far as they fit.
    let indent = isMini ? 0 : 1
    let labelWidth =
      isMini ? CharacterWidth.columns(of: label) + 1 : max(9, CharacterWidth.columns(of: label) + 2)
    let room = rect.width - indent - labelWidth
    let hints = hints(finding, scene)
    let fitting = texts.lazy.flatMap { text in hints.map { (text, $0) } }.first { text, hint in
      CharacterWidth.columns(of: text) + columns(of: hint) <= room
    }
    let (text, hint) = fitting ?? (texts.last ?? "", hints.last ?? [])
    var pen = Pen(rect.inset(left: indent, right: columns(of: hint)), scene.glyphs)
    pen.column(label, width: labelWidth, finding.cure == nil ? .degraded : .up, .bold, on: &frame)
    pen.write(text, .text, finding.cure == nil ? [] : .bold, on: &frame)
    var end = Pen(rect.inset(left: rect.width - columns(of: hint)), scene.glyphs)
    for item in hint {
      end.skip(2)
      end.write(item.key, .key, .bold, on: &frame)
      end.skip(1)
      end.write(item.text, .text, on: &frame)
    }
  }

  private typealias Hint = [(key: String, text: String)]

  /// What would help, the longest first.
  private static func texts(_ finding: CureFinding, _ scene: Scene) -> [String] {
    switch finding {
    case .proved(let cure): return scene.language.texts(cure)
    case .open: return [scene.say(.notProved), scene.say(.notProvedShort)]
    case .none:
      let long = scene.say(scene.snapshot.nothingHelps)
      if scene.snapshot.isOff { return [long, scene.say(.nothingHelpsOffShort)] }
      let stop = scene.groups.first { $0.walk.verdict.isBad }?.walk
      let outcome = stop?.database?.outcome ?? stop?.steps.last?.outcome
      let remedy = outcome.flatMap(scene.language.remedy).map {
        "\(long) \(scene.glyphs.dot) \($0)"
      }
      return [remedy, long, scene.say(.nothingHelpsShort)].compactMap(\.self)
    }
  }

  /// The keys that help on, the most words first; a cure never goes without its key.
  private static func hints(_ finding: CureFinding, _ scene: Scene) -> [Hint] {
    func key(_ action: KeyAction) -> String? {
      scene.state.settings.bindings.keys(for: action).first?.name
    }
    let fix = finding.cure == nil ? nil : key(.fix).map { (key: $0, text: scene.say(.applies)) }
    let measure = key(.fastest)
    let hints: [Hint] = [Phrase.measures, .measuresShort].map { phrase in
      [fix, measure.map { (key: $0, text: scene.say(phrase)) }].compactMap(\.self)
    }
    return hints + [fix.map { [$0] } ?? []]
  }

  private static func columns(of hint: Hint) -> Int {
    let columns = hint.reduce(0) { sum, item in
      sum + 3 + CharacterWidth.columns(of: item.key) + CharacterWidth.columns(of: item.text)
    }
    return columns == 0 ? 0 : columns + 1
  }
}
