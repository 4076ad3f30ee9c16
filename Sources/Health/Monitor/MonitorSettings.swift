import GoRules

/// What the monitor works on: the chain, who is watched, and the thresholds. Defaults are written here, once.
package struct MonitorSettings: Sendable, Hashable {
  package var setting: GoproxySetting
  /// nil where go would refuse the value.
  package var chain: Chain?
  /// go's own text where it would.
  package var chainError: String?
  /// Mirrors of the chain in its order, then the watch list; no two with one id.
  package var mirrors: [Mirror]
  /// The chain's canaries: each is asked of every chain entry, and walked.
  package var canaries: [ModuleVersion]
  /// Between the starts of two rounds of one mirror in normal times.
  package var interval: Duration = .seconds(5)
  /// Our own deadline for one request.
  package var timeout: Duration = .seconds(10)
  package var thresholds = HealthThresholds()

  package init(
    setting: GoproxySetting, chain: Chain?, chainError: String? = nil, mirrors: [Mirror],
    canaries: [ModuleVersion] = [.standard]
  ) {
    self.setting = setting
    self.chain = chain
    self.chainError = chainError
    self.mirrors = mirrors
    self.canaries = canaries
  }

  /// What `mirror` is asked about, its own canary first.
  func canaries(of mirror: Mirror) -> [ModuleVersion] {
    guard mirror.entry != nil else { return [mirror.canary] }
    let all = mirror.service == .direct ? chain?.directCanaries(canaries) ?? [] : canaries
    return [mirror.canary] + all.filter { $0 != mirror.canary }
  }

  /// The place of this proxy in the chain is not ours to change: its URL says that it is private, or the watch list
  /// has it in the group `private`.
  package func isPrivate(_ url: ProxyURL) -> Bool {
    url.isPrivate || mirrors.contains { $0.group == "private" && $0.url == url }
  }
}
