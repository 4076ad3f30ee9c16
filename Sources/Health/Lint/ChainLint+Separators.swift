import GoRules

extension ChainLint {
  /// What the separator after one entry gives to tell; `nextPublic` is the first public entry behind it.
  func separatorAdvice(at index: Int, nextPublic: Int?) -> [Advice] {
    guard let chain, chain.entries[index].url != nil, index + 1 < chain.entries.count else {
      return []
    }
    return switch chain.entries[index].separator {
    case .comma: commaAdvice(at: index, of: chain).map { [$0] } ?? []
    case .pipe: pipeAdvice(at: index, of: chain, nextPublic).map { [$0] } ?? []
    case nil: []
    }
  }

  /// Measured where the walk breaks at this comma; as a rule of thumb where it was not measured.
  private func commaAdvice(at index: Int, of chain: Chain) -> Advice? {
    let name = name(ofEntry: index)
    var rescued: (kinds: [RequestKind], cause: FailureCause, by: Int, cost: Duration?)?
    // Where the fault is this machine's, no separator helps.
    let isLocal = isLocal || chain.mirror(ofEntry: index, among: mirrors)?.state == .local
    for walk in walks where !isLocal && walk.verdict == .broken && walk.stop == index {
      guard case .failure(let failure) = walk.steps.last?.outcome, let rescue = walk.withPipe
      else { continue }
      if rescued == nil { rescued = ([], failure.cause, rescue.entry, rescue.cost) }
      if rescued?.by == rescue.entry, rescued?.kinds.contains(walk.kind) == false {
        rescued?.kinds.append(walk.kind)
      }
    }
    if let rescued {
      let reason = Advice.Reason.commaHides(
        name, rescued.cause, rescued.kinds, by: self.name(ofEntry: rescued.by), wait: rescued.cost)
      return Advice(reason, entry: index)
    }
    // A path to a proxy that was never needed is worth a word only while nothing is measured.
    guard walks.allSatisfy({ $0.verdict == .unknown }), chain.entries[index + 1].url != nil else {
      return nil
    }
    return Advice(.commaMayHide(name, next: self.name(ofEntry: index + 1)), entry: index)
  }

  private func pipeAdvice(at index: Int, of chain: Chain, _ nextPublic: Int?) -> Advice? {
    guard let url = chain.entries[index].url, url.isPrivate, let next = nextPublic else {
      return nil
    }
    return Advice(
      .pipeLeaks(name(ofEntry: index), to: name(ofEntry: next)), entry: index)
  }
}
