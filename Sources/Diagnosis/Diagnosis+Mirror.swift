import GoRules
import Health

/// What of an examination concerns one mirror: what was found of it, and what each mirror depends on.
extension Diagnosis {
  package func concerns(_ finding: Finding, _ mirror: Mirror) -> Bool {
    if let trouble = finding.trouble {
      return trouble.mirror?.id == mirror.id || finding.others.contains(mirror.name)
    }
    switch finding.cause {
    case .deadAddress, .deadFamily: return finding.subjects.first == mirror.peer
    default: return finding.entry.map { entry(of: mirror) == $0 } ?? true
    }
  }

  package func concerns(_ step: Step, _ mirror: Mirror) -> Bool {
    switch step.kind {
    case .go, .setting, .lint, .walk, .referee: true
    case .name: step.target == mirror.url.host
    case .tcp: step.target == mirror.peer
    case .forwardProxy, .tls, .http, .requests, .sumdb, .direct, .burst, .idle,
      .trial:
      step.target == mirror.name
    }
  }

  /// It has answered something: where it has not, that nothing was found means nothing.
  package func hasHeard(_ mirror: Mirror) -> Bool {
    steps.contains { step in
      [.requests, .sumdb, .direct].contains(step.kind) && step.target == mirror.name
        && [.pass, .warn].contains(step.result)
    }
  }

  /// Its first place in the chain that was examined; nil where it has none.
  private func entry(of mirror: Mirror) -> Int? {
    facts.snapshot.mirrors.first { $0.id == mirror.id }?.mirror.entry
  }
}

extension Mirror {
  fileprivate var peer: String {
    ReachFact(host: url.host, port: url.portInUse, address: "").peer
  }
}
