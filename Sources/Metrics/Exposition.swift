import GoRules

/// The text in which Prometheus takes metrics.
package enum Exposition: Sendable {
  /// OpenMetrics 1.0.
  case openMetrics
  /// Prometheus' own format 0.0.4: for older ones, and for files of node_exporter.
  case prometheus

  /// The one to answer with, by the `Accept` of a request: as Prometheus sends it, what it likes best stands first.
  package init(accepted: String) {
    self = accepted.contains("application/openmetrics-text") ? .openMetrics : .prometheus
  }

  /// For the header.
  package var contentType: String {
    switch self {
    case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
    case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
    }
  }

  /// Families without a sample are left out.
  package func text(_ families: [MetricFamily]) -> String {
    var text = ""
    for family in families where !family.samples.isEmpty {
      let isNamedWhole = self == .prometheus && family.kind == .counter
      let name = family.name + (isNamedWhole ? "_total" : "")
      text += "# HELP \(name) \(Self.escaped(family.help, quotes: self == .openMetrics))\n"
      text += "# TYPE \(name) \(family.kind.rawValue)\n"
      for sample in family.samples {
        text += family.name + sample.suffix
        if !sample.labels.isEmpty {
          let labels = sample.labels.map {
            "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\""
          }
          text += "{\(labels.joined(separator: ","))}"
        }
        text += " \(Self.number(sample.value))\n"
      }
    }
    return text + (self == .openMetrics ? "# EOF\n" : "")
  }

  /// Control characters but line ends are left out: a terminal may show it.
  private static func escaped(_ text: String, quotes: Bool) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\"" where quotes: result += "\\\""
      case "\u{0}"..<" ", "\u{7F}"..<"\u{A0}": break
      default: result.unicodeScalars.append(scalar)
      }
    }
  }

  /// `0.25`, `3`, `1.7e+09` never: Go's and Swift's shortest forms are both taken. `+Inf` for what has no bound.
  static func number(_ value: Double) -> String {
    if value == .infinity { return "+Inf" }
    if value == -.infinity { return "-Inf" }
    if value.isNaN { return "NaN" }
    if value == value.rounded(), abs(value) < 1e15 { return "\(Int64(value))" }
    return "\(value)"
  }
}
