import Fleet
import Health
import Text

/// Draws the whole screen of the fleet: a pure function of what is known and where the user is.
package func render(_ snapshot: FleetSnapshot, state: FleetState, size: Size) -> Frame {
  var frame = Frame(size: size)
  guard size.width > 0, size.height > 0 else { return frame }
  let scene = FleetScene(snapshot, state: state, size: size)
  FleetHeader.draw(scene, on: &frame)
  for (panel, rect) in scene.layout.panels { draw(panel, scene, in: rect, on: &frame) }
  FleetFooter.draw(scene, on: &frame)
  switch state.overlay {
  case .help(let help): FleetHelp.panel(help, scene).draw(on: &frame)
  case .themes(let index, _): ThemesPanel.draw(index, scene.canvas, on: &frame)
  case .filter, nil: break
  }
  return frame
}

extension FleetState {
  /// The verdict over all in one line, for the title of the window.
  package func title(_ snapshot: FleetSnapshot) -> String {
    FleetHeader.plain(FleetScene(snapshot, state: self, size: Size(width: 80, height: 1)))
  }

  /// Of whom figures are on a screen of this size.
  package func sight(_ snapshot: FleetSnapshot, size: Size) -> FleetSight {
    let scene = FleetScene(snapshot, state: self, size: size)
    var columns = Set(MatrixPanel.columnsInSight(scene))
    var mirror: String?
    if let rect = scene.layout.rect(of: .detail) {
      mirror = scene.selected?.name
      let selected = scene.selectedColumn ?? 0
      let first = max(0, selected - rect.height)
      columns.formUnion(scene.columns[first...].prefix(2 * rect.height))
    }
    // Whose p95 decides the order has to be known of all.
    guard order != .p95 else { return FleetSight(mirror: mirror, points: nil) }
    return FleetSight(
      mirror: mirror, points: columns.sorted().map { scene.snapshot.vantagePoints[$0].name })
  }
}

private func draw(
  _ panel: FleetPanel, _ scene: FleetScene, in rect: Rect, on frame: inout Frame
) {
  var inside = rect
  if scene.layout.hasBorders {
    let action = KeyAction.allCases.first { $0.panel == panel.panel }
    let title =
      panel == .detail
      ? scene.selected?.name ?? scene.say(panel.panel.title) : scene.say(panel.panel.title)
    inside = frame.box(
      rect, key: action.map(scene.canvas.key) ?? "", title: title,
      note: note(panel, scene, in: rect), focused: scene.state.focus == panel, scene.glyphs)
  }
  switch panel {
  case .mirrors: MatrixPanel.draw(scene, in: inside, on: &frame)
  case .detail: FleetDetailPanel.draw(scene, in: inside, on: &frame)
  case .failovers: FleetFailoversPanel.draw(scene, in: inside, on: &frame)
  }
}

/// What stands at the right of a panel's title.
private func note(_ panel: FleetPanel, _ scene: FleetScene, in rect: Rect) -> String {
  switch panel {
  case .mirrors: return MatrixPanel.note(scene, in: rect)
  case .detail: return scene.selectedRow.map { scene.text(scene.spreads[$0]) } ?? ""
  case .failovers:
    let count = scene.snapshot.failovers.count
    return count > 0 ? String(count) : ""
  }
}
