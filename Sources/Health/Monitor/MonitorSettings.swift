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
  /// Large zips are read to their ends, since the user asked once and wants the answer.
  package var readsWholeZips = false

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
    guard mirror.isInChain else { return [mirror.canary] }
    let all =
      switch mirror.service {
      case .proxy: canaries
      case .direct: chain?.directCanaries(canaries) ?? []
      case .checksumDatabase: canaries.filter { chain?.checksSums(of: $0) == true }
      }
    return [mirror.canary] + all.filter { $0 != mirror.canary }
  }

  /// All that `mirror` is asked, with what it is judged by among it.
  func questions(of mirror: Mirror) -> [Question] {
    let canaries = canaries(of: mirror)
    return switch mirror.service {
    case .proxy: Question.all(about: canaries) { chain?.asksProxiesForSums(of: $0) == true }
    case .direct: canaries.flatMap(Question.direct)
    case .checksumDatabase: canaries.map { Question(.sumdb, $0) }
    }
  }

  /// The place of this proxy in the chain is not ours to change: its URL says that it is private, go takes modules of
  /// its host for private (GONOPROXY, GOPRIVATE), or the watch list has it in the group `private`.
  package func isPrivate(_ url: ProxyURL) -> Bool {
    url.isPrivate || chain?.noproxy.matches(url.host) == true
      || mirrors.contains { $0.group == "private" && $0.url == url }
  }
}
