import GoRules

/// What the agent prints for those who run Prometheus beside it.
package enum AgentFiles {
  /// Alerting and recording rules.
  package static var rules: String { text(PackageResources.rules_yml) }

  /// A dashboard of Grafana's, to be imported.
  package static var grafana: String { text(PackageResources.grafana_json) }

  /// Scrapes an agent at `address`.
  package static func scrape(_ address: String) -> String {
    """
    # Below `scrape_configs:` in prometheus.yml; the rules count on the name of the job.
    scrape_configs:
      - job_name: goproxytop
        scrape_interval: 15s
        static_configs:
          - targets: ["\(address)"]

    """
  }

  /// A unit of systemd's that runs `command`, which may write to `folder` beside its own.
  package static func unit(command: [String], writing folder: String?) -> String {
    let unit = text(PackageResources.goproxytop_service)
      .replacing("@COMMAND@", with: line(command))
    guard let folder else { return unit }
    return unit.replacing(
      "ProtectSystem=strict\n", with: "ProtectSystem=strict\nReadWritePaths=\(quoted(folder))\n")
  }

  static func line(_ command: [String]) -> String {
    command.map(quoted).joined(separator: " ")
  }

  /// As systemd.syntax(7) wants a word in which `%` and `$` stand for themselves.
  private static func quoted(_ word: String) -> String {
    let escaped = word.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "%": result += "%%"
      case "$": result += "$$"
      case "\\", "\"": result += "\\" + String(scalar)
      case "\u{0}"..<" ": result += "\\x" + hex(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    let isPlain = escaped == word && !word.isEmpty && !word.contains { " ';#".contains($0) }
    return isPlain ? word : "\"\(escaped)\""
  }

  private static func hex(_ scalar: Unicode.Scalar) -> String {
    String(scalar.value + 256, radix: 16).suffix(2).description
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
