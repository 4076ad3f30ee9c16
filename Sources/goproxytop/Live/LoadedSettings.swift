import Dashboard
import GoRules
import Health
import Platform
import Record
import Text

/// Everything that configuration, command line and go's own setting say, put together: what a reload replaces.
struct LoadedSettings: Sendable {
  var configuration: Configuration
  var go: GoSettings
  var monitor: MonitorSettings
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
  /// Reads all settings anew. Options win over the configuration.
  func loadSettings() throws(UsageError) -> LoadedSettings {
    let configuration = try configuration()
    let themes = ThemeCatalogue(folder: folders.themes)
    let go = GoSettings(environment: environment)
    let monitor = try monitorSettings(configuration, go: go)
    let preferencesFile = folders.state.map { "\($0)/preferences" }
    let preferences = Preferences(text: preferencesFile.flatMap { try? TextFile.read($0) } ?? "")
    // A theme that the user settled on and then took away is no error.
    var theme = options.theme == nil ? preferences.theme.flatMap { try? themes.theme($0) } : nil
    if theme == nil { theme = try themes.theme(options.theme ?? configuration.theme) }
    let path = options.configFile ?? folders.configurationFile
    return LoadedSettings(
      configuration: configuration, go: go, monitor: monitor,
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
    return settings
  }

  /// The chain with its mirrors, then the watch list; a mirror that is named twice counts once.
  func monitorSettings(
    _ configuration: Configuration, go: GoSettings
  ) throws(UsageError) -> MonitorSettings {
    let given = options.goproxy ?? configuration.goproxy
    let setting = given.map { GoproxySetting(value: $0, source: .option) } ?? go.settings.goproxy
    let canaries = options.canaries.isEmpty ? configuration.canaries : options.canaries
    var chain: Chain?
    var chainError: String?
    do {
      chain = try go.settings.chain(of: setting.value)
    } catch {
      chainError = error.text
    }
    var settings = MonitorSettings(
      setting: setting, chain: chain, chainError: chainError,
      mirrors: mirrors(of: chain, configuration, canary: canaries[0]), canaries: canaries)
    settings.interval = options.interval ?? configuration.interval
    settings.timeout = options.timeout ?? configuration.timeout
    settings.thresholds = configuration.thresholds
    return settings
  }

  private func mirrors(of chain: Chain?, _ configuration: Configuration, canary: ModuleVersion)
    -> [Mirror]
  {
    let watched =
      configuration.mirrors
      + options.mirrors.map { Configuration.WatchedMirror(name: $0.name, url: $0.url) }
    var mirrors: [Mirror] = []
    for (index, entry) in (chain?.entries ?? []).enumerated() {
      guard case .proxy(let url) = entry.target else { continue }
      mirrors.append(Mirror(name: url.shortName, url: url, entry: index, canary: canary))
    }
    for watch in watched {
      mirrors.append(
        Mirror(
          name: watch.name, url: watch.url, group: watch.group, canary: watch.canary ?? canary))
    }
    return Self.merged(mirrors)
  }

  /// One mirror per URL: the first place in the chain, with the watch list's name, group and canary.
  private static func merged(_ mirrors: [Mirror]) -> [Mirror] {
    var merged: [Mirror] = []
    for mirror in mirrors {
      guard let index = merged.firstIndex(where: { $0.id == mirror.id }) else {
        merged.append(mirror)
        continue
      }
      if mirror.entry == nil {
        merged[index].name = mirror.name
        merged[index].group = mirror.group
        merged[index].canary = mirror.canary
      }
    }
    // Mirrors of one name are told apart by their ports, or else by their URLs.
    for name in [\ProxyURL.authority, \ProxyURL.withoutScheme] {
      let names = Dictionary(merged.map { ($0.name, 1) }, uniquingKeysWith: +)
      for index in merged.indices where names[merged[index].name] ?? 0 > 1 {
        merged[index].name = ServerText(merged[index].url[keyPath: name]).text
      }
    }
    return merged
  }
}

extension ProxyURL {
  /// The host, or the path of a `file` URL.
  var shortName: String { ServerText(host.isEmpty ? path : host).text }

  /// The URL from its host on, without credentials.
  fileprivate var withoutScheme: String { authority + path }

  /// The host with the port, or the path of a `file` URL.
  var name: String {
    if host.isEmpty { return ServerText(path).text }
    return ServerText(port.map { "\(host):\($0)" } ?? host).text
  }
}
