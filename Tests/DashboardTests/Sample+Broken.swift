import Dashboard
import GoRules
import Health

/// Chains that go fails on, and what would help.
extension Sample {
  /// Served again for four minutes, after 38 s in which it was not.
  static var recovered: Snapshot {
    var snapshot = served
    snapshot.breakdown = Breakdown(begin: ago(278), end: ago(240))
    return snapshot
  }

  /// All kinds stopped by the first entry, whose `,` go does not get over.
  static var stopped: Snapshot {
    var snapshot = broken
    let fault = RequestOutcome.failure(RequestFailure(.processing, .status(502)))
    snapshot.mirrors[0] = mirror(
      "goproxy.cn", entry: 0, state: .down, [1.2, 20.1, 22.4, 21.0, 0.1], pattern: "xxxxxxxx",
      failure: fault)
    snapshot.mirrors[0].stateSince = ago(38)
    let costs: [Double] = [190, 0, 188, 191, 212, 194]
    snapshot.walks = zip(RequestKind.allCases, costs).filter { $0.0 != .latest }.map { kind, cost in
      walk(kind, answer(fault, 21), answer(.ok, cost))
    }
    snapshot.answers = [[:], [:], [:]]
    for (kind, cost) in zip(RequestKind.allCases, costs) where kind != .latest {
      snapshot.answers[0].merge(measured([kind: answer(fault, 21)])) { $1 }
      snapshot.answers[1].merge(measured([kind: answer(.ok, cost)])) { $1 }
      if kind == .info { snapshot.answers[2] = measured([kind: Answer(.ok)]) }
    }
    snapshot.breakdown = Breakdown(begin: ago(38))
    var cure = snapshot.cure?.cure
    cure?.wait = milliseconds(233)
    cure?.kinds = snapshot.walks.map(\.kind)
    snapshot.cure = cure.map { .proved($0) }
    prove([.list: 3, .info: 1, .mod: 3, .zip: 9, .sumdb: 3], in: &snapshot)
    return snapshot
  }

  /// What would write a cure of `broken`.
  static func proposal(of cure: Cure) -> ChainProposal {
    let value = cure.chain.redacted
    return ChainProposal(
      shownOld: chain.redacted, shownNew: value, command: "go env -w GOPROXY='\(value)'",
      value: value)
  }
}
