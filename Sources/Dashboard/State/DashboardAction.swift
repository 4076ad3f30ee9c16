import Health
import Record

/// What the dashboard wants done by the program around it.
package enum DashboardAction: Sendable, Hashable {
  case quit
  /// Quit and leave a summary in the scrollback.
  case quitWithSummary
  case probeNow
  case changeInterval(Duration)
  /// Show the theme of this name; `keep` once the user has settled on it.
  case useTheme(String, keep: Bool)
  case suspend
  /// Paint the whole screen again.
  case redraw
  /// Measure all mirrors and hand the progress to `DashboardState.pickTable`.
  case requestRank
  case cancelRank
  /// Ask these mirrors what they are compared by, and hand what comes of it to `DashboardState.comparisons`.
  case compare([Mirror.ID])
  case cancelComparison
  /// Have the real go download the canaries and hand what comes of it to `DashboardState.hearing`.
  case callReferee
  case dismissReferee
  /// Have the doctor look at this mirror (nil: at the chain), and hand what comes of it to `DashboardState.consultation`.
  case examine(Mirror?)
  case dismissDoctor
  /// Look at the go commands that run, again and again, and hand them to `DashboardState.goProcesses`.
  case watchGoProcesses
  case stopWatchingGoProcesses
  /// Find out what would write this cure, and hand it to `DashboardState.confirm`.
  case requestFix(Cure)
  /// Write the proposal's value; the user has seen and confirmed it.
  case apply(ChainProposal)
  /// Take back the last change (`DashboardState.undo`); the user has seen and confirmed it.
  case undo
  /// Put into the clipboard of the terminal (OSC 52).
  case copy(String)
  case setMouse(Bool)
  /// Show another moment of the record.
  case leap(RecordLeap)
  case goLive
  /// A line of the command line that the dashboard does not carry out itself, checked for its verb:
  /// `add [NAME] URL`, `remove MIRROR`, `use MIRROR`, `use profile NAME`, `export FILE`, `export! FILE`.
  case command(String)
  /// Play this fault of `DashboardSettings.faults` on the demo's mirror of this host.
  case playFault(String, host: String)
  /// `DashboardState.preferences` changed: remember them.
  case preferencesChanged
}
