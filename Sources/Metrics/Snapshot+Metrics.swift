import GoRules
import Health

extension Snapshot {
  /// All that is told of now, and what `counters` have of before. What was not measured, or so long ago that it says
  /// nothing of now, has no sample.
  package func metrics(_ counters: MetricCounters) -> [MetricFamily] {
    let names = MirrorNames(mirrors.map(\.mirror))
    return probeMetrics(names) + mirrorMetrics(names) + walkMetrics + standings(names)
      + counters.metrics(names)
  }

  // MARK: - As blackbox_exporter has them

  private func probeMetrics(_ names: MirrorNames) -> [MetricFamily] {
    var success = MetricFamily(
      "probe_success", .gauge, "Whether the newest request of this kind was served as go takes it")
    var total = MetricFamily(
      "probe_duration_seconds", .gauge, "How long the newest request of this kind took")
    var phases = MetricFamily(
      "probe_http_duration_seconds", .gauge,
      "How long each phase of the newest request of this kind took on a new connection")
    var status = MetricFamily(
      "probe_http_status_code", .gauge, "HTTP status of the newest answer to this kind of request")
    var expiry = MetricFamily(
      "probe_ssl_earliest_cert_expiry", .gauge,
      "When the first certificate of the chain that the mirror sent ends, in Unix time")
    for mirror in mirrors {
      let name = MetricFamily.Label("mirror", names[mirror.id])
      for kind in RequestKind.allCases {
        guard let result = mirror.latest[kind], isOfNow(result, of: mirror),
          !result.outcome.isFailureNotMeasured
        else { continue }
        let kind = MetricFamily.Label("kind", kind.rawValue)
        success.add(result.outcome == .ok ? 1 : 0, name, kind)
        status.add(result.status.map(Double.init), name, kind)
        if !result.timingsAreUnusable {
          total.add(result.timings.total?.seconds, name, kind)
        }
      }
      guard let cold = mirror.lastCold, isOfNow(cold, of: mirror) else { continue }
      if !cold.timingsAreUnusable {
        for phase in Phase.allCases {
          phases.add(
            cold.timings[phase]?.seconds, name, MetricFamily.Label("phase", phase.rawValue))
        }
      }
      expiry.add(cold.connection.tls?.chain.map(\.notAfter.seconds).min(), name)
    }
    return [success, total, phases, status, expiry]
  }

  /// Younger than three of the intervals at which this kind is asked for; who is down is asked less often.
  private func isOfNow(_ result: ProbeResult, of mirror: MirrorSnapshot) -> Bool {
    let usual: Duration =
      switch result.request.kind {
      case .info: interval
      case .zip: max(interval, .seconds(60))
      case .list, .latest, .mod, .sumdb: max(interval, .seconds(30))
      }
    let stretch = mirror.state == .down ? 6 : 1
    return now.since(result.startedAt) <= max(.seconds(20), usual * (3 * stretch))
  }

  // MARK: - What only we know

  private func mirrorMetrics(_ names: MirrorNames) -> [MetricFamily] {
    var info = MetricFamily("goproxy_mirror_info", .gauge, "The mirrors being watched: always 1")
    var entry = MetricFamily(
      "goproxy_mirror_entry", .gauge,
      "Index in GOPROXY of the first entry that is this mirror, from 0; none where it is only watched"
    )
    var state = MetricFamily(
      "goproxy_mirror_state", .gauge, "1 for the state that the mirror is in, 0 for the others")
    for mirror in mirrors {
      let name = MetricFamily.Label("mirror", names[mirror.id])
      info.add(
        1, name, MetricFamily.Label("host", mirror.mirror.url.host),
        MetricFamily.Label("service", mirror.mirror.service.rawValue))
      entry.add(mirror.mirror.entry.map(Double.init), name)
      for each in HealthState.allCases {
        state.add(
          each == mirror.state ? 1 : 0, name, MetricFamily.Label("state", each.rawValue))
      }
    }
    return [info, entry, state]
  }

  private var walkMetrics: [MetricFamily] {
    var whole = MetricFamily(
      "goproxy_verdict", .gauge,
      "1 for what go would meet with GOPROXY as a whole, 0 for the others")
    var verdict = MetricFamily(
      "goproxy_walk_verdict", .gauge,
      "1 for what go would meet with this kind of request, 0 for the others")
    var active = MetricFamily(
      "goproxy_active_entry", .gauge,
      "Index in GOPROXY of the entry that serves this kind of request, from 0; none where nobody does"
    )
    var age = MetricFamily(
      "goproxy_walk_proof_age_seconds", .gauge,
      "Age of the oldest answer on which the verdict for this kind of request rests")
    for walk in walks {
      let kind = MetricFamily.Label("kind", walk.kind.rawValue)
      let module = MetricFamily.Label("module", walk.canary.description)
      for each in Walk.Verdict.allCases {
        verdict.add(
          each == walk.standing ? 1 : 0, kind, module, MetricFamily.Label("verdict", each.rawValue))
      }
      active.add(walk.active.map(Double.init), kind, module)
      age.add(walk.proof?.age.seconds, kind, module)
    }
    let all = chain == nil ? .broken : walks.verdict
    for each in Walk.Verdict.allCases {
      whole.add(each == all ? 1 : 0, MetricFamily.Label("verdict", each.rawValue))
    }
    var local = MetricFamily(
      "goproxy_no_network", .gauge, "1 while this machine has no network: no mirror is blamed")
    local.add(isLocal ? 1 : 0)
    return [whole, verdict, active, age, local]
  }
}

extension MetricCounters {
  fileprivate func metrics(_ names: MirrorNames) -> [MetricFamily] {
    var asked = MetricFamily("goproxy_probes", .counter, "Requests that ended, well or not")
    var failed = MetricFamily(
      "goproxy_probe_failures", .counter, "Requests that failed or had no answer, and why")
    var changes = MetricFamily(
      "goproxy_failovers", .counter,
      "Changes of who serves go since the record began, one for each kind of request")
    var last = MetricFamily(
      "goproxy_failover_last_seconds", .gauge, "When the last such change began, in Unix time")
    var durations = MetricFamily(
      "goproxy_phase_duration_seconds", .histogram,
      "How long each phase took on new connections that were answered")
    // Who is not watched any more has no name, and is not told of.
    for (mirror, count) in probes.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where names.has(mirror) {
      asked.add(Double(count), MetricFamily.Label("mirror", names[mirror]))
    }
    for (failure, count) in failures.sorted(by: { $0.key.order < $1.key.order })
    where names.has(failure.mirror) {
      failed.add(
        Double(count), MetricFamily.Label("mirror", names[failure.mirror]),
        MetricFamily.Label("phase", failure.phase?.rawValue ?? Self.other),
        MetricFamily.Label("cause", failure.cause))
    }
    for (change, count) in failovers.sorted(by: { $0.key.order < $1.key.order }) {
      changes.add(
        Double(count), MetricFamily.Label("from", change.from),
        MetricFamily.Label("to", change.to), MetricFamily.Label("cause", change.cause))
      last.add(
        lastFailovers[change]?.seconds, MetricFamily.Label("from", change.from),
        MetricFamily.Label("to", change.to), MetricFamily.Label("cause", change.cause))
    }
    for (measured, buckets) in times.sorted(by: { $0.key.order < $1.key.order })
    where names.has(measured.mirror) {
      durations.add(
        buckets, MetricFamily.Label("mirror", names[measured.mirror]),
        MetricFamily.Label("phase", measured.phase.rawValue))
    }
    var hooks = MetricFamily(
      "goproxytop_hook_runs", .counter,
      "Attempts to tell a hook of something, and what came of them")
    for (runs, count) in hookRuns.sorted(by: {
      ($0.key.hook, $0.key.result) < ($1.key.hook, $1.key.result)
    }) {
      hooks.add(
        Double(count), MetricFamily.Label("hook", runs.hook),
        MetricFamily.Label("result", runs.result))
    }
    return (waitsForRecord ? [] : [asked, failed, changes, last]) + [durations, hooks]
  }
}

extension MetricCounters.Failure {
  fileprivate var order: String { "\(mirror.rawValue)\n\(phase?.rawValue ?? "")\n\(cause)" }
}

extension MetricCounters.Change {
  fileprivate var order: String { "\(from)\n\(to)\n\(cause)" }
}

extension MetricCounters.Measured {
  fileprivate var order: String { "\(mirror.rawValue)\n\(phase.rawValue)" }
}
