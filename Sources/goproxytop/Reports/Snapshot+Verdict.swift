import GoRules
import Health

extension [Walk] {
  /// What happens to go as a whole: the worst answer to what every download asks (`info`, `mod`, `zip`). The
  /// other kinds count only where go would fail on them or wait forever: most mirrors lack one of them, and
  /// go does without. A walk of a single kind counts by itself.
  var verdict: Walk.Verdict {
    let counted = filter { walk in
      switch walk.kind {
      case .info, .mod, .zip: true
      case .list, .latest, .sumdb:
        walk.verdict.isBad || walk.isWaiting || allSatisfy { $0.kind == walk.kind }
      }
    }
    return counted.map(\.standing).max { $0.severity < $1.severity } ?? .unknown
  }
}

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

  private var isDegraded: Bool {
    walks.contains { walk in
      walk.active.map { active in
        mirrors.contains { $0.mirror.entry == active && $0.state == .degraded }
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
