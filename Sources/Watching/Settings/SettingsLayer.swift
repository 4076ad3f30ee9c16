import GoRules
import Health

/// What one source says of what is to be watched; nil and empty where it says nothing.
package struct SettingsLayer: Sendable {
  package var goproxy: String?
  package var interval: Duration?
  package var timeout: Duration?
  /// Not empty.
  package var canaries: [ModuleVersion]?
  package var thresholds: HealthThresholds?
  package var readsWholeZips: Bool?
  package var mirrors: [WatchedMirror] = []
  /// Not watched, whatever other layers say; mirrors of the chain are all the same.
  package var removed: Set<Mirror.ID> = []

  package init() {}
}

package struct WatchedMirror: Sendable {
  /// nil for the host.
  package var name: String?
  package var url: ProxyURL
  package var group: String?
  /// nil: the chain's first.
  package var canary: ModuleVersion?

  package init(
    name: String?, url: ProxyURL, group: String? = nil, canary: ModuleVersion? = nil
  ) {
    self.name = name
    self.url = url
    self.group = group
    self.canary = canary
  }
}
