import Foundation
import MirrorLab
import Testing

/// Outages of the first mirror, and what the record tells of them.
extension ScreenTests.Stage {
  /// An outage that moves the chain to the second mirror, and its end.
  func failAndRecover(_ tmux: Tmux) throws {
    try tmux.send("4", "e")
    first.fault = .answer(.status(502))
    try tmux.waitFor("the outage") { lasts("\(firstName) ▶ \(secondName)", on: $0) }
    // So long that the record has more of it than its begin.
    try tmux.waitFor("its third second") { $0.contains(#/ now +[3-9]s/#) }
    first.fault = .none
    try tmux.waitFor("the recovery") { lasts("\(secondName) ▶ \(firstName)", on: $0) }
    try tmux.send("e")
    try tmux.waitForBothUp()
  }

  private func lasts(_ failover: String, on screen: String) -> Bool {
    screen.split(separator: "\n").contains { $0.contains(failover) && $0.contains(" now ") }
  }

  /// How often `history --json` tells that the second mirror took over `info`.
  func failovers(in json: String) throws -> Int {
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let rows = try #require(object?["failovers"] as? [[String: Any]])
    return rows.count { row in
      row["kind"] as? String == "info" && (row["cause"] as? String)?.hasPrefix("status 502") == true
    }
  }
}

extension Tmux {
  @discardableResult func waitForBothUp() throws -> String {
    try waitFor("both mirrors up, and the first serves") {
      $0.components(separatedBy: "● up").count > 2 && $0.contains("▶ served by ")
    }
  }
}
