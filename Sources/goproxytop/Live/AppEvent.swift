import Dashboard
import Health
import Terminal
import Text

/// What comes to the running dashboard beside its watcher's news.
enum AppEvent: Sendable {
  case terminal(Terminal.Event)
  /// GOPROXY was written, or not.
  case settingWritten(Result<SettingChange, OperationError>)
  /// Something to show at the bottom, such as a step of the demo's story.
  case told(Sentence, DashboardState.Message.Kind)
  case hookEnded(Hooks.End)
}
