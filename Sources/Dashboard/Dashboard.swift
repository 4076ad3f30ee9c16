import GoRules
import Health
import Text

/// Draws the whole screen: a pure function, cheap enough to call on every change.
///
/// `snapshot` is the newest one; while the display is frozen, `state` holds the one that is shown.
package func render(_ snapshot: Snapshot, state: DashboardState, size: Size) -> Frame {
  var frame = Frame(size: size)
  guard size.width > 0, size.height > 0 else { return frame }
  let scene = Scene(state.frozen ?? snapshot, state: state, size: size, now: snapshot.now)
  let layout = scene.layout
  if layout.rung == .line {
    StatusLine.draw(scene, in: layout.footer, on: &frame)
  } else {
    HeaderLine.draw(scene, in: layout.header, on: &frame)
    HeaderLine.drawSetting(scene, in: layout.setting, on: &frame)
    FixLine.draw(scene, in: layout.fix, on: &frame)
    GatewayLine.draw(scene, in: layout.gateway, on: &frame)
    for (panel, rect) in layout.panels { draw(panel, scene, in: rect, on: &frame) }
    AdvicePanel.drawLine(scene, in: layout.advice, on: &frame)
  }
  if Footer.isShown(scene) { Footer.draw(scene, in: layout.footer, on: &frame) }
  switch state.overlay {
  case .help(let help): HelpPanel(help, scene).draw(on: &frame)
  case .themes(let index, _): ThemesPanel.draw(index, scene.canvas, on: &frame)
  case .pick(let pick): PickPanel.draw(pick, scene, on: &frame)
  case .change(let change, let scroll):
    ProposalPanel(change, scene)?.draw(scroll: scroll, scene, on: &frame)
  case .choice(let choice): ChoicePanel(choice, scene).draw(scene, on: &frame)
  case .compare(let compare): ComparePanel(compare, scene).draw(scene, on: &frame)
  case .referee(let scroll): TextPanel.referee(scene).draw(scroll: scroll, scene, on: &frame)
  case .doctor(let scroll):
    DoctorPanel(scene)?.panel.draw(scroll: scroll, scene, on: &frame)
  case .goProcesses(let scroll):
    TextPanel.goProcesses(scene).draw(scroll: scroll, scene, on: &frame)
  case .gateway(let scroll): GatewayPanel(scene).draw(scroll: scroll, on: &frame)
  case .filter, .command, nil: break
  }
  return frame
}

/// Draws one panel with its border, where the layout has borders.
private func draw(_ panel: Panel, _ scene: Scene, in rect: Rect, on frame: inout Frame) {
  var inside = rect
  if scene.layout.hasBorders, panel != .chain || !scene.layout.isChainFolded {
    let title =
      switch panel {
      case .detail: DetailPanel.title(scene)
      case .chain: ChainPanel.title(scene)
      default: scene.say(panel.title)
      }
    let key = KeyAction.allCases.first { $0.panel == panel }.flatMap {
      scene.state.settings.bindings.keys(for: $0).first?.name
    }
    inside = frame.box(
      rect, key: key ?? "", title: title, note: note(panel, scene),
      focused: scene.isFocused(panel), scene.glyphs)
  }
  switch panel {
  case .chain: ChainPanel.draw(scene, in: inside, on: &frame)
  case .mirrors: MirrorsPanel.draw(scene, in: inside, on: &frame)
  case .detail: DetailPanel.draw(scene, in: inside, on: &frame)
  case .failovers: FailoversPanel.draw(scene, in: inside, on: &frame)
  case .events: EventsPanel.draw(scene, in: inside, on: &frame)
  case .advice: AdvicePanel.draw(scene, in: inside, on: &frame)
  }
}

/// What stands at the right of a panel's title.
private func note(_ panel: Panel, _ scene: Scene) -> String {
  switch panel {
  case .mirrors:
    guard let rect = scene.layout.rect(of: .mirrors) else { return "" }
    // The border's own marks, the key and the title take the rest.
    let room = rect.width - CharacterWidth.columns(of: scene.say(panel.title)) - 12
    return MirrorsPanel.notes(scene, in: rect)
      .first { CharacterWidth.columns(of: $0) <= room } ?? ""
  case .failovers, .events, .advice:
    let count = scene.lineCount(of: panel)
    return count > 0 ? String(count) : ""
  case .detail:
    guard scene.layout.rect(of: .mirrors) == nil, let row = scene.selected else { return "" }
    return scene.windowNote([row])
  case .chain: return ChainPanel.note(scene)
  }
}
