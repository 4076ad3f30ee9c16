import GoRules
import Health

/// The settings by where they come from: go's own, then the configuration file, the options of the command line and
/// what was chosen since the start, each winning over those before. The one place that puts them together.
package struct LayeredSettings: Sendable {
  package var go: GoEnvironment
  package var file = SettingsLayer()
  package var options = SettingsLayer()
  package var session = SettingsLayer()
  /// `host:port` under which this program itself is an entry of the list: it is left out.
  package var ownAuthorities: Set<String> = []

  package init(go: GoEnvironment) { self.go = go }

  private var layers: [SettingsLayer] { [file, options, session] }

  private func last<Value>(_ value: (SettingsLayer) -> Value?) -> Value? {
    layers.reversed().lazy.compactMap(value).first
  }

  /// What is to be watched: the chain with its mirrors, then the watch list.
  package var resolved: MonitorSettings {
    let option = session.goproxy ?? options.goproxy
    let setting =
      option.map { GoproxySetting(value: $0, source: .option) }
      ?? file.goproxy.map { GoproxySetting(value: $0, source: .configuration) } ?? go.goproxy
    var chain: Chain?
    var chainError: String?
    do {
      chain = try go.chain(of: setting.value).leavingOut(ownAuthorities)
    } catch {
      chainError = error.text
    }
    var settings = MonitorSettings(
      setting: setting, chain: chain, chainError: chainError, mirrors: [])
    settings.canaries = last(\.canaries) ?? settings.canaries
    settings.interval = last(\.interval) ?? settings.interval
    settings.timeout = last(\.timeout) ?? settings.timeout
    settings.thresholds = last(\.thresholds) ?? settings.thresholds
    settings.readsWholeZips = last(\.readsWholeZips) ?? settings.readsWholeZips
    settings.mirrors = mirrors(of: chain, canary: settings.canaries[0])
    settings.addServices()
    return settings
  }

  /// One mirror per URL: the first place in the chain, with the watch list's name, group and canary.
  private func mirrors(of chain: Chain?, canary: ModuleVersion) -> [Mirror] {
    var mirrors: [Mirror] = []
    var places: [Mirror.ID: Int] = [:]
    if let chain {
      for (index, entry) in chain.entries.enumerated() {
        guard let url = entry.url, places[Mirror.ID(url)] == nil else { continue }
        places[Mirror.ID(url)] = mirrors.count
        mirrors.append(Mirror(url: url, entry: index, of: chain, canary: canary))
      }
    }
    for watched in layers.flatMap(\.mirrors) {
      let mirror = Mirror(
        name: watched.name, url: watched.url, group: watched.group,
        canary: watched.canary ?? canary)
      if let place = places[mirror.id] {
        mirrors[place].name = mirror.name
        mirrors[place].group = mirror.group
        mirrors[place].canary = mirror.canary
      } else {
        places[mirror.id] = mirrors.count
        mirrors.append(mirror)
      }
    }
    let removed = layers.reduce(into: Set()) { $0.formUnion($1.removed) }
    mirrors.removeAll { $0.entry == nil && removed.contains($0.id) }
    mirrors.tellApart()
    return mirrors
  }
}
