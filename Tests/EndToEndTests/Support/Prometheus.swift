import Foundation

/// Prometheus, its tool and its Alertmanager, as `.ci/install` unpacks them; else the machine's own.
enum Prometheus {
  static var tool: String { place("promtool") }
  static var server: String { place("prometheus") }
  static var alertmanager: String { place("prometheus-alertmanager") }
  /// Of the Alertmanager.
  static var templates: String { "\(tools)/share/prometheus/alertmanager" }

  private static let tools = "\(FileManager.default.currentDirectoryPath)/.build/tools/usr"

  private static func place(_ name: String) -> String {
    let unpacked = "\(tools)/bin/\(name)"
    return FileManager.default.isExecutableFile(atPath: unpacked) ? unpacked : "/usr/bin/\(name)"
  }
}
