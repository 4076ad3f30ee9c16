/// What a key can do, in the order of the help.
///
/// The raw value is the name in the configuration's `[keys]`; everything else about a key is its `row`.
package enum KeyAction: String, Sendable, Hashable, CaseIterable {
  case up, down, top, bottom
  case pageUp = "page-up"
  case pageDown = "page-down"
  case open
  case back
  case nextPanel = "next-panel"
  case previousPanel = "previous-panel"
  case panelChain = "panel-chain"
  case panelMirrors = "panel-mirrors"
  case panelDetail = "panel-detail"
  case panelFailovers = "panel-failovers"
  case panelEvents = "panel-events"
  case panelAdvice = "panel-advice"
  case zoom
  case fix
  case fastest
  case undo
  case advice
  case referee
  case doctor
  case goProcesses = "go-processes"
  case gateway
  case mark, compare
  case filter
  case sortLeft = "sort-left"
  case sortRight = "sort-right"
  case reverse
  case pause
  case probeNow = "probe-now"
  case slower, faster
  case window
  case timeBack = "time-back"
  case timeForward = "time-forward"
  case minutesBack = "minutes-back"
  case minutesForward = "minutes-forward"
  case live
  case theme
  case copy
  case copyExport = "copy-export"
  case mouse
  case commandLine = "command-line"
  case faults
  case help
  case redraw
  case suspend
  case quit
  case quitWithSummary = "quit-with-summary"
}
