import Fleet
import GoRules
import Health
import Text

/// What the screen of the fleet itself knows: where the user is and what is open. It has one owner, takes keys and gives
/// actions; what it shows comes in as a `FleetSnapshot`.
package struct FleetState: Sendable {
  package var settings: DashboardSettings
  /// Clicks and the wheel are ours; else the terminal's.
  package var takesMouse = true
  package var themeName: String
  /// Prometheus' address, without secrets.
  package var source: String
  /// The label that tells vantage points apart.
  package var label: String
  /// Between two refreshes.
  package var refresh: Duration

  /// The mirror and the vantage point that keys act on; nil: the first.
  package internal(set) var mirror: String?
  var point: String?
  /// What is shown while the display is frozen; nil while it is not.
  package internal(set) var frozen: FleetSnapshot?
  package private(set) var message: DashboardState.Message?
  /// When it was first shown; nil: not yet.
  private var messageAt: Timestamp?

  /// Part of a mirror's name, or its state; after `@` of a vantage point's name; after `!` what is hidden.
  package internal(set) var filter = ""
  var order = FleetOrder.state
  var isReversed = false
  var overlay: FleetOverlay?
  var focus = FleetPanel.mirrors
  /// The panel in the lower part, where not both have room.
  var secondary = FleetPanel.failovers
  var isZoomed = false
  /// The first failover shown.
  var scroll = 0

  package init(
    settings: DashboardSettings, themeName: String, source: String, label: String,
    refresh: Duration
  ) {
    self.settings = settings
    self.themeName = themeName
    self.source = source
    self.label = label
    self.refresh = refresh
  }

  /// Shows `message` in the bottom line until the next key, a note for some seconds.
  package mutating func show(_ message: DashboardState.Message?) {
    self.message = message
    messageAt = nil
  }

  /// Time has passed: a note is gone after some seconds.
  package mutating func timePassed(until now: Timestamp) {
    guard message?.kind == .note else { return }
    let at = messageAt ?? now
    messageAt = at
    if now.since(at) >= DashboardState.noteSpan { show(nil) }
  }
}

/// A panel of the fleet's screen; the raw value is the key action that goes to it.
enum FleetPanel: CaseIterable, Sendable, Hashable {
  case mirrors, detail, failovers

  /// That of the dashboard which has its key and its title.
  var panel: Panel {
    switch self {
    case .mirrors: .mirrors
    case .detail: .detail
    case .failovers: .failovers
    }
  }
}

/// By what the mirrors are sorted.
enum FleetOrder: CaseIterable, Sendable, Hashable {
  /// Where it is down at most vantage points first.
  case state
  case name
  /// The worst p95 first.
  case p95

  var word: Phrase {
    switch self {
    case .state: .whereDown
    case .name: MirrorColumn.name.row.heading
    case .p95: MirrorColumn.p95.row.heading
    }
  }
}

/// What lies over the panels and takes the keys first.
enum FleetOverlay: Sendable, Hashable {
  case help(Overlay.Help)
  case filter(LineEditor, before: String)
  /// The theme under the cursor is previewed; `original` comes back with Esc.
  case themes(index: Int, original: String)
}

/// What is on the screen, and needs figures that are not asked for all.
package struct FleetSight: Sendable, Hashable {
  /// Whose phases are shown; nil for none.
  package var mirror: String?
  /// The vantage points in sight; nil where all count.
  package var points: [String]?
}

/// What the screen of the fleet wants done by the program around it.
package enum FleetAction: Sendable, Hashable {
  case quit
  /// Ask Prometheus at once.
  case refresh
  case changeRefresh(Duration)
  /// Show the theme of this name; `keep` once the user has settled on it.
  case useTheme(String, keep: Bool)
  case suspend
  /// Paint the whole screen again.
  case redraw
  case setMouse(Bool)
}
