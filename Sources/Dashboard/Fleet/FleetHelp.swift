import Fleet
import Health
import Text

/// The keys that do something on the screen of the fleet, and what its marks mean.
enum FleetHelp {
  static func panel(_ help: Overlay.Help, _ scene: FleetScene) -> HelpPanel {
    let canvas = scene.canvas
    return HelpPanel(
      help, HelpPanel.found(help.search.text, in: sections(scene), canvas),
      keys: canvas.say(.fleetHelpKeys, canvas.key(.filter)), canvas)
  }

  private static func sections(_ scene: FleetScene) -> [HelpPanel.Section] {
    let language = scene.language
    var sections: [HelpPanel.Section] = KeyGroup.allCases.map { group in
      let lines = scene.state.settings.bindings.table.compactMap { binding -> HelpPanel.Line? in
        guard binding.action.group == group, !binding.keys.isEmpty,
          let row = FleetKeyRow.row(of: binding.action)
        else { return nil }
        return HelpPanel.Line(
          left: binding.keys.compactMap(\.name).joined(separator: " "), role: .key,
          right: row.long.map { language.say($0) } ?? binding.action.help(in: language))
      }
      return (title(group, scene), lines)
    }
    sections[0].lines.append(
      HelpPanel.Line(
        left: scene.glyphs.isASCII ? "Left Right" : "← →", role: .key,
        right: scene.say(Phrase("select a vantage point", "选择观测点"))))
    sections.append((scene.say(.helpMarks), marks(scene)))
    return sections.filter { !$0.lines.isEmpty }
  }

  private static func title(_ group: KeyGroup, _ scene: FleetScene) -> String {
    group == .probing ? "Prometheus" : scene.say(group.title)
  }

  private static func marks(_ scene: FleetScene) -> [HelpPanel.Line] {
    let glyphs = scene.glyphs
    let old = Phrase(
      "old: its agent does not answer, or Prometheus does not", "已过时：agent 或 Prometheus 无响应")
    let notAsked = Phrase("not asked there", "该处未探测")
    return HealthState.allCases.filter { $0 != .unknown }.map { state in
      HelpPanel.Line(
        left: "\(glyphs.state(state)) \(scene.say(state.row.word))", role: state.role,
        right: scene.say(state.row.meaning))
    } + [
      HelpPanel.Line(left: String(glyphs.state(.unknown)), role: .unknown, right: scene.say(old)),
      HelpPanel.Line(left: "-", role: .muted, right: scene.say(notAsked)),
    ]
  }
}
