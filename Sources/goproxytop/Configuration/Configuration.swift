import Dashboard
import GoRules
import Health
import History
import Text
import Watching

/// What the configuration file can say. The defaults are written here and in the types named here, once:
/// template, man page and checks come from this struct through `ConfigurationKey`.
struct Configuration: Sendable {
  /// The chain to watch; nil: go's own setting.
  var goproxy: String?
  var interval = MonitorSettings.defaults.interval
  var timeout = MonitorSettings.defaults.timeout
  var canaries = MonitorSettings.defaults.canaries
  /// PEM file of the only authorities to trust; nil: as go does.
  var cacert: String?
  /// A name in the catalogue, or the path of a file.
  var theme = Theme.terminal.name
  /// nil: by the locale.
  var language: Language?
  /// nil: braille in a UTF-8 locale, ASCII in any other.
  var charts: GlyphSet?
  /// The columns of the mirrors table; nil: those that the width has room for.
  var columns: ChosenColumns?
  var mouse = true
  /// Ring the terminal's bell on a failover.
  var bell = false
  /// Keep what happens on disk.
  var history = true
  /// Of the history file, in MB.
  var historySize = HistoryLimits().size >> 20
  var thresholds = HealthThresholds()
  var gateway = GatewayPolicy()
  /// In the order of the file.
  var keys: [(action: KeyAction, keys: [Key])] = []
  var mirrors: [WatchedMirror] = []
  var hooks: [HookSetting] = []
  /// Chains by name, in the order of the file.
  var profiles: [(name: String, goproxy: String)] = []

  var bindings: KeyBindings {
    keys.reduce(KeyBindings.standard) { $0.rebinding($1.action, to: $1.keys) }
  }
}

extension MonitorSettings {
  /// The settings of a monitor that watches nothing: they carry the defaults.
  static let defaults = MonitorSettings(
    setting: GoproxySetting(value: "", source: .default), chain: nil, mirrors: [])
}
