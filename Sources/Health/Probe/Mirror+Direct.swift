import GoRules

extension Mirror {
  /// Version control as `chain` uses it; nil where none of the canaries would reach it.
  ///
  /// Its URL is the page of the first module that would; no other place in the settings changes it.
  package init?(directOf chain: Chain, canaries: [ModuleVersion]) {
    guard let canary = chain.directCanaries(canaries).first,
      let entry = chain.directEntry(of: canary)
    else { return nil }
    self.init(
      name: "direct", url: ProxyURL(pageOf: canary.module), entry: entry, canary: canary)
    id = .direct
    service = .direct
  }
}
