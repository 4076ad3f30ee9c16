import GoRules
import Health

/// What several chains would have made of the recorded time, beside each other.
package struct ChainComparison: Sendable {
  package let kinds: [RequestKind]
  package let canary: ModuleVersion
  /// nil where nothing was observed.
  package let present: WhatIf.Result?
  /// From the best on, without the present one.
  package let others: [WhatIf.Result]
  /// nil where nothing was observed.
  package let best: WhatIf.Result?
  /// The best by more than chance; nil where less than `leastObserved` is on record.
  package var recommended: WhatIf.Result? {
    present.map { $0.observed >= Self.leastObserved } == true ? best : nil
  }
  package static let leastObserved = Duration.seconds(3600)
  /// What was in fact in force, where that was not the present chain all the time.
  package let recorded: WhatIf.Result?
  package let recordedChains: [String]

  /// Every candidate for the chain of `settings`, walked over what was observed; nil where go refuses it.
  package init?(_ whatIf: WhatIf, _ settings: MonitorSettings) {
    guard let present = settings.chain else { return nil }
    kinds = WhatIf.standardKinds.filter(whatIf.recordedKinds.contains)
    canary = whatIf.canary
    let answered = whatIf.answered
    // One that never answered is proposed to nobody.
    let watched = settings.proxies.filter { $0.isInChain || answered.contains($0.id) }
    let results = whatIf.results(
      of: ChainCandidate.all(
        present: present, watched: watched.map(\.url), isPrivate: settings.isPrivate))
    let isObserved = results.first.map { $0.observed > .zero } ?? false
    self.present = isObserved ? results.first : nil
    others = results.dropFirst().sorted { $0.isBetter(than: $1) }
    best = isObserved ? WhatIf.best(of: results) : nil
    recordedChains = whatIf.chains
    let isOther = recordedChains.contains { $0 != present.redacted }
    recorded =
      isOther
      ? whatIf.recordedResult { settings.withRecordedChain($0).chain } : nil
  }

  /// The present one first.
  package var ordered: [WhatIf.Result] { (present.map { [$0] } ?? []) + others }
}
