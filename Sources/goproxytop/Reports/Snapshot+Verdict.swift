import GoRules
import Health

extension Snapshot {
  /// What happens to go as a whole.
  var verdict: Walk.Verdict { chain == nil ? .broken : walks.verdict }

  /// The walk that decided the verdict; nil where nothing is known.
  var decisiveWalk: Walk? {
    let verdict = verdict
    return walks.first { $0.standing == verdict }
  }

  /// How `check` ends, and `status`.
  var exitCode: ExitCode { ExitCode(verdict: verdict, isLocal: isLocal, isDegraded: isDegraded) }

  /// A mirror that serves is slow, or fails now and then.
  private var isDegraded: Bool {
    walks.contains { walk in
      walk.active.flatMap { active in
        mirror(ofEntry: active).map { [.slow, .degraded].contains($0.state) }
      } ?? false
    }
  }
}

extension ExitCode {
  /// Local faults go before: they say nothing about the mirrors.
  init(verdict: Walk.Verdict, isLocal: Bool, isDegraded: Bool = false) {
    if isLocal {
      self = .local
      return
    }
    switch verdict {
    case .served: self = isDegraded ? .fallback : .served
    case .unknown: self = .unknown
    case .fallback, .direct: self = .fallback
    case .broken, .hangs: self = .broken
    }
  }
}
