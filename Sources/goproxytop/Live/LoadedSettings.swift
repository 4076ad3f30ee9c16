import Dashboard
import Health
import Platform
import Text
import Watching

/// Everything that configuration, command line and go's own setting say, put together: what a reload replaces.
struct LoadedSettings: Sendable {
  var configuration: Configuration
  var go: GoSettings
  var layers: LayeredSettings
  var dashboard: DashboardSettings
  var themes: ThemeCatalogue
  var theme: Theme
  /// Where the configuration file is, or would be; nil without a home.
  var configurationFile: String?
  /// Where the dashboard keeps how the user left it; nil without a home.
  var preferencesFile: String?
  /// How the user left the dashboard.
  var preferences: Preferences
  /// The files whose change makes another reading worth while.
  var watchedFiles: [String]
}

extension Program {
  func loadSettings() throws(UsageError) -> LoadedSettings {
    let configuration = try configuration()
    let themes = ThemeCatalogue(folder: folders.themes)
    let go = GoSettings(environment: environment)
    let preferencesFile = folders.state.map { "\($0)/preferences" }
    let preferences = Preferences(text: preferencesFile.flatMap { try? TextFile.read($0) } ?? "")
    // A theme that the user settled on and then took away is no error.
    var theme = options.theme == nil ? preferences.theme.flatMap { try? themes.theme($0) } : nil
    if theme == nil { theme = try themes.theme(options.theme ?? configuration.theme) }
    let path = options.configFile ?? folders.configurationFile
    return LoadedSettings(
      configuration: configuration, go: go, layers: layers(configuration, go),
      dashboard: dashboardSettings(configuration, themes: themes), themes: themes,
      theme: theme ?? .terminal,
      configurationFile: path,
      preferencesFile: preferencesFile, preferences: preferences,
      watchedFiles: [path, go.envFile, go.gorootFile].compactMap { $0 })
  }

  private func dashboardSettings(
    _ configuration: Configuration, themes: ThemeCatalogue
  ) -> DashboardSettings {
    let locale = Locale(environment: environment)
    let charts = configuration.charts ?? .braille
    var settings = DashboardSettings(
      language: options.language ?? configuration.language ?? Language(locale: locale.messages),
      glyphs: options.ascii || !locale.isUTF8 ? .ascii : charts,
      bindings: configuration.bindings, clock: LocalTime.clock(around: SystemClock.now().wall),
      themes: themes.names)
    settings.columns = configuration.columns?.columns
    settings.profiles = configuration.profiles.map(\.name)
    if invocation.command == .demo { settings.faults = PlayableFault.all }
    return settings
  }

  /// What all sources but the session say of what is to be watched. Options win over the configuration.
  func layers(_ configuration: Configuration, _ go: GoSettings) -> LayeredSettings {
    var layers = LayeredSettings(go: go.settings)
    layers.file = configuration.layer
    layers.options = options.layer
    return layers
  }
}

extension Configuration {
  fileprivate var layer: SettingsLayer {
    var layer = SettingsLayer()
    layer.goproxy = goproxy
    layer.interval = interval
    layer.timeout = timeout
    layer.canaries = canaries
    layer.thresholds = thresholds
    layer.mirrors = mirrors
    return layer
  }
}

extension Options {
  fileprivate var layer: SettingsLayer {
    var layer = SettingsLayer()
    layer.goproxy = goproxy
    layer.interval = interval
    layer.timeout = timeout
    layer.canaries = canaries.isEmpty ? nil : canaries
    layer.mirrors = mirrors.map { WatchedMirror(name: $0.name, url: $0.url) }
    return layer
  }
}
