import GoRules
import Text

/// A setting of go as it is in force, where it comes from, and how something may leak through it from one job or user to
/// another.
struct EffectiveSetting: Sendable {
  enum Leak: Sendable {
    case file(PathOwner.Fault)
    /// In CI: the file is there before the job, and another one may have written it.
    case outlastsJob(String)

    /// Stable: scripts match on it.
    var code: String {
      switch self {
      case .file(.foreign): "setting-foreign"
      case .file(.writable): "setting-writable"
      case .outlastsJob: "setting-outlasts-job"
      }
    }
  }

  let name: String
  /// Without passwords.
  let value: String
  let source: GoproxySetting.Source
  var leaks: [Leak] = []

  /// Those that decide where modules come from and where they are kept; of the others, those that are set.
  static func all(
    _ go: GoSettings, goproxy: GoproxySetting, environment: [String: String]
  ) -> [EffectiveSetting] {
    let settings = go.settings
    var all = [ofFile(go.envFile, environment), EffectiveSetting("GOPROXY", goproxy)]
    for name in ["GOSUMDB", "GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOINSECURE", "GOFLAGS"] {
      let setting = settings.setting(name)
      let isUsual = ["GOSUMDB", "GOPRIVATE", "GOFLAGS"].contains(name)
      if isUsual || !setting.value.isEmpty { all.append(EffectiveSetting(name, setting)) }
    }
    let modules = ModuleCache(variables: settings.effectiveVariables)?.folder
    all.append(ofFolder("GOMODCACHE", settings, standard: modules))
    all.append(ofFolder("GOCACHE", settings, standard: buildCache(environment)))
    if isJob(environment), let file = go.envFile {
      for index in all.indices where all[index].source == .goEnvFile {
        all[index].leaks.append(.outlastsJob(file))
      }
    }
    return all
  }

  /// What CI systems set for their jobs.
  static func isJob(_ environment: [String: String]) -> Bool {
    ![nil, "", "false", "0"].contains(environment["CI"])
  }

  private init(_ name: String, _ setting: GoproxySetting) {
    self.name = name
    value =
      name == "GOPROXY"
      ? setting.redactedValue
      : ServerText(Redaction.conservative(setting.value), limit: 400).text
    source = setting.source
  }

  private static func ofFile(
    _ file: String?, _ environment: [String: String]
  ) -> EffectiveSetting {
    let isSet = environment["GOENV"]?.isEmpty == false
    let setting = GoproxySetting(value: file ?? "off", source: isSet ? .environment : .default)
    var result = EffectiveSetting("GOENV", setting)
    result.look(at: file)
    return result
  }

  private static func ofFolder(
    _ name: String, _ settings: GoEnvironment, standard: String?
  ) -> EffectiveSetting {
    var setting = settings.setting(name)
    if setting.value.isEmpty { setting = GoproxySetting(value: standard ?? "", source: .default) }
    var result = EffectiveSetting(name, setting)
    result.look(at: setting.value)
    return result
  }

  private mutating func look(at path: String?) {
    if let path, path.hasPrefix("/"), let fault = PathOwner.fault(at: path) {
      leaks.append(.file(fault))
    }
  }

  /// cmd/go/internal/cache `DefaultDir`, os `UserCacheDir`; nil where go would have none.
  private static func buildCache(_ environment: [String: String]) -> String? {
    if let folder = environment["XDG_CACHE_HOME"], !folder.isEmpty {
      return folder.hasPrefix("/") ? folder + "/go-build" : nil
    }
    return environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.cache/go-build" }
  }
}

extension Language {
  /// What may leak, and what would help.
  func text(_ leak: EffectiveSetting.Leak, of setting: EffectiveSetting) -> String {
    let holds: Phrase =
      switch setting.name {
      case "GOMODCACHE": .leakOfModules
      case "GOCACHE": .leakOfBuilds
      default: .leakOfSettings
      }
    switch leak {
    case .file(.foreign(let path, let owner)):
      return say(.settingIsForeign, setting.name, ServerText(path).text, "\(owner)", say(holds))
    case .file(.writable(let path)):
      return say(.settingIsWritable, setting.name, ServerText(path).text, say(holds))
    case .outlastsJob(let file):
      return say(.settingOutlastsJob, setting.name, ServerText(file).text)
    }
  }
}
