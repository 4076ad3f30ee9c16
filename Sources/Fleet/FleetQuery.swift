import GoRules
import Health

/// What Prometheus is asked: one question for each family of metrics, for all mirrors at once; and for all vantage points,
/// or those whose names are given, where the figures of a thousand would be asked in vain.
package enum FleetQuery: Sendable, Hashable {
  /// Who is scraped, and when that last went well: the time, 0 where it does not.
  case presence
  case verdicts
  case states
  /// The 95th percentile of each mirror over a quarter of an hour, in seconds; at all vantage points where none is given.
  case latencies([String])
  case failovers
  /// The newest times of one mirror's phases, in seconds; at all vantage points where none is given.
  case phases(mirror: String, [String])
  /// When these were last scraped, in the last hours.
  case lastSeen([String])
  /// The same of how things stood.
  case lastVerdicts([String])
  case lastStates([String])

  /// How things stand, everywhere.
  package static let regular: [FleetQuery] = [.presence, .verdicts, .states, .failovers]
  /// The same with what is measured.
  package static let all = regular + [.latencies([])]

  /// The labels that are wanted beside that of the vantage point, which comes first.
  package var labels: [String] {
    switch self {
    case .presence, .lastSeen: []
    case .verdicts, .lastVerdicts: ["verdict", "mirror"]
    case .states, .lastStates: ["mirror", "state"]
    case .latencies: ["mirror"]
    case .failovers: ["from", "to", "cause"]
    case .phases: ["phase"]
    }
  }

  /// Its name in messages and JSON.
  package var name: String {
    switch self {
    case .presence: "presence"
    case .verdicts, .lastVerdicts: "verdicts"
    case .states, .lastStates: "states"
    case .latencies: "p95"
    case .failovers: "failovers"
    case .phases: "phases"
    case .lastSeen: "last seen"
    }
  }

  /// How many failovers are asked for.
  static let mostFailovers = 500
  /// How far back those who are gone are looked for.
  private static let memory = "6h"

  /// The question in PromQL, where `label` tells the vantage points apart.
  package func promQL(label: String) -> String {
    let by = "by (" + ([label] + labels).joined(separator: ", ") + ")"
    switch self {
    case .presence:
      // Whoever was an agent within the hour is one, whatever its job is called. Of `up` itself `timestamp` tells when it
      // was scraped, of any other expression only when that was evaluated.
      return "max \(by) (timestamp(up) * up and on (job, instance) "
        + "(up{job=\"goproxytop\"} or present_over_time(goproxy_build_info[1h])))"
    case .verdicts: return "min \(by) (goproxy_verdict_since_seconds)"
    case .states: return "min \(by) (goproxy_mirror_since_seconds)"
    case .latencies(let names):
      return "max \(by) (goproxy_recent_p95_seconds{\(Self.among(names, label))})"
    case .failovers:
      return "topk(\(Self.mostFailovers), max \(by) "
        + "(goproxy_failover_last_seconds{cause!=\"first_known\"}))"
    case .phases(let mirror, let names):
      return "max \(by) (probe_http_duration_seconds"
        + "{mirror=\(Self.quoted(mirror)),\(Self.among(names, label))})"
    case .lastSeen(let names):
      let info = "goproxy_build_info{\(Self.among(names, label))}"
      return "max \(by) (max_over_time(timestamp(\(info))[\(Self.memory):1m]))"
    case .lastVerdicts(let names):
      return "max \(by) (max_over_time(goproxy_verdict_since_seconds"
        + "{\(Self.among(names, label))}[\(Self.memory)]))"
    case .lastStates(let names):
      return "max \(by) (max_over_time(goproxy_mirror_since_seconds"
        + "{\(Self.among(names, label))}[\(Self.memory)]))"
    }
  }

  private static func among(_ names: [String], _ label: String) -> String {
    names.isEmpty ? "" : label + "=~" + quoted(names.map(literal).joined(separator: "|"))
  }

  /// A regular expression (RE2) that only this text matches.
  private static func literal(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      if #"\.+*?()|[]{}^$"#.unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.reduce(into: "") { result, scalar in
      if scalar == "\"" || scalar == "\\" { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return "\"\(escaped)\""
  }

  /// Whether `label` can tell vantage points apart: a label's name, and none that the questions group by themselves.
  package static func isLabel(_ label: String) -> Bool {
    let own = ["verdict", "mirror", "state", "phase", "from", "to", "cause", "le", "quantile"]
    guard let first = label.unicodeScalars.first, label.utf8.count <= 100, !own.contains(label),
      !("0"..."9").contains(first)
    else { return false }
    return label.unicodeScalars.allSatisfy { scalar in
      scalar == "_" || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        || ("0"..."9").contains(scalar)
    }
  }
}
