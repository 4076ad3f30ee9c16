import Health
import Text

/// Calling the doctor.
extension DashboardState {
  /// For the selected mirror; for the chain, where there is none. Of the past there is nothing to be examined.
  mutating func callDoctor(_ context: KeyContext) -> [DashboardAction] {
    guard position == .live else { return refuseInThePast(.doctorNotInThePast) }
    let rows = rows(of: context.shown)
    return callDoctor(of: selectedRow(of: rows).map { rows[$0].mirror })
  }

  private mutating func callDoctor(of mirror: Mirror?) -> [DashboardAction] {
    overlay = .doctor(scroll: 0)
    consultation = Consultation(of: mirror)
    return [.examine(mirror)]
  }

  mutating func handleDoctor(
    _ key: Key, _ scroll: Int, _ scene: Scene
  ) -> [DashboardAction] {
    let action = settings.bindings.action(for: key)
    guard let consultation, let panel = DoctorPanel(scene), !isCancel(key),
      action != .doctor || consultation.isRunning
    else {
      overlay = nil
      let isRunning = consultation?.isRunning == true
      consultation = nil
      return isRunning ? [.dismissDoctor] : []
    }
    switch action {
    case .probeNow: return consultation.isRunning ? [] : callDoctor(of: consultation.mirror)
    case .copy:
      message = Message(.note, Sentence(.doctorCopied))
      return [.copy(panel.text)]
    case let action?:
      let page = max(1, scene.size.height - 6)
      let moved = Self.moved(scroll, by: action, page: page, last: panel.panel.lastScroll)
      overlay = .doctor(scroll: moved)
    case nil: break
    }
    return []
  }
}
