import Dashboard
import GoRules
import Health
import Record

/// What several chains would have made of the recorded time, beside each other.
struct ChainComparison: Sendable {
  /// The kinds of request that were walked.
  let kinds: [RequestKind]
  let canary: ModuleVersion
  /// nil where nothing was observed.
  let present: WhatIf.Result?
  /// From the best on, without the present one.
  let others: [WhatIf.Result]
  /// nil where nothing was observed.
  let best: WhatIf.Result?
  /// What was in fact in force, where that was not the present chain all the time.
  let recorded: WhatIf.Result?
  /// The chains that were in force.
  let recordedChains: [String]

  /// Every candidate for the chain of `settings`, walked over what was observed; nil where go refuses it.
  init?(_ whatIf: WhatIf, _ settings: MonitorSettings, isPrivate: (ProxyURL) -> Bool) {
    guard let present = settings.chain else { return nil }
    kinds = WhatIf.standardKinds.filter(whatIf.recordedKinds.contains)
    canary = whatIf.canary
    let results = whatIf.results(
      of: ChainCandidate.all(
        present: present, watched: settings.mirrors.map(\.url), isPrivate: isPrivate))
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
  var ordered: [WhatIf.Result] { (present.map { [$0] } ?? []) + others }

  /// For the pick panel: nil where the present chain is the best.
  var gain: Comparison.Gain? {
    guard let best, let present, best.candidate != present.candidate else { return nil }
    return Comparison.Gain(
      shownChain: best.candidate.chain.redacted, period: present.observed, broken: best.broken,
      presentBroken: present.broken, wait: best.expectedWait, presentWait: present.expectedWait)
  }
}
