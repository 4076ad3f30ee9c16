import GoRules
import Platform

/// What the probers take from go's own settings that may change while they run.
final class GoSettingsInForce: Sendable {
  let credentials: Credentials
  private let cache: Locked<ModuleCache?>

  /// `environment`: see `ProbePoolConfiguration`.
  init(_ environment: [String: String]) {
    credentials = Credentials(environment: environment)
    cache = Locked(ModuleCache(variables: environment))
  }

  func adopt(_ environment: [String: String]) {
    credentials.adopt(environment)
    cache.withLock { $0 = ModuleCache(variables: environment) }
  }

  /// go's; nil for none.
  var moduleCache: ModuleCache? { cache.withLock { $0 } }
}
