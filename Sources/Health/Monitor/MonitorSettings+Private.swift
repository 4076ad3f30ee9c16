import GoRules

extension MonitorSettings {
  /// Whether a proxy may hear the name of a module. Private proxies may. Others hear of none that go fetches from its own
  /// host; and of one that GOPRIVATE or GONOSUMDB names, that proxy alone which go asks first.
  package func mayAsk(_ mirror: Mirror, about module: String, _ go: GoEnvironment) -> Bool {
    if isPrivate(mirror.url) { return true }
    if ModulePatterns(go.gonoproxy).matches(module) { return false }
    let isPrivateModule = [go["GOPRIVATE"], go.gonosumdb].contains { text in
      let patterns = ModulePatterns(text)
      // What covers a public module, too, was not written for privacy.
      return patterns.matches(module) && !patterns.matches(ModuleVersion.standard.module)
    }
    guard isPrivateModule else { return true }
    return mirror.entry != nil && mirror.entry == proxies.compactMap(\.entry).min()
  }
}
