import Glibc
import GoRules
import Platform

/// What the probers take from go's own settings that may change while they run.
final class GoSettingsInForce: Sendable {
  let credentials: Credentials
  private let cache: Locked<ModuleCache?>
  private let direct: Locked<VersionControlSettings>
  private let variables: Locked<[String: String]>

  /// `environment`: see `ProbePoolConfiguration`.
  init(_ environment: [String: String]) {
    credentials = Credentials(environment: environment)
    cache = Locked(ModuleCache(variables: environment))
    direct = Locked(VersionControlSettings(environment))
    variables = Locked(environment)
  }

  func adopt(_ environment: [String: String]) {
    credentials.adopt(environment)
    cache.withLock { $0 = ModuleCache(variables: environment) }
    direct.withLock { $0 = VersionControlSettings(environment) }
    variables.withLock { $0 = environment }
  }

  /// go's; nil for none.
  var moduleCache: ModuleCache? { cache.withLock { $0 } }

  var versionControl: VersionControlSettings { direct.withLock { $0 } }

  /// What go remembers of `database` now; another go may have learnt more since the last time.
  func latestTree(of database: ChecksumDatabase) -> LatestTree {
    guard let name = database.key?.name,
      let file = LatestTree.file(of: name, variables: variables.withLock { $0 })
    else { return .none }
    return LatestTree(file)
  }
}

extension LatestTree {
  init(_ file: String) {
    guard let content = FileContent.read(file, limit: Self.limit) else {
      self =
        errno == ENOENT
        ? .none : .unreadable("open \(file): \(String(cString: strerror(errno)).lowercased())")
      return
    }
    self = content.count < Self.limit ? .note(content) : .tooLong
  }
}
