import GoRules
import Platform

/// What the probers take from go's own settings that may change while they run.
final class GoSettingsInForce: Sendable {
  let credentials: Credentials
  private let cache: Locked<ModuleCache?>
  private let direct: Locked<VersionControlSettings>

  /// `environment`: see `ProbePoolConfiguration`.
  init(_ environment: [String: String]) {
    credentials = Credentials(environment: environment)
    cache = Locked(ModuleCache(variables: environment))
    direct = Locked(VersionControlSettings(environment))
  }

  func adopt(_ environment: [String: String]) {
    credentials.adopt(environment)
    cache.withLock { $0 = ModuleCache(variables: environment) }
    direct.withLock { $0 = VersionControlSettings(environment) }
  }

  /// go's; nil for none.
  var moduleCache: ModuleCache? { cache.withLock { $0 } }

  var versionControl: VersionControlSettings { direct.withLock { $0 } }
}
