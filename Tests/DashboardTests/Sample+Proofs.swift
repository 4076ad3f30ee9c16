import GoRules
import Health

/// Mirrors that are not up, and how old the answers are.
extension Sample {
  /// The mirror that serves is slow, another degraded, and one does not answer.
  static var slow: Snapshot {
    var snapshot = served
    let slow = mirror("goproxy.cn", entry: 0, state: .slow, [1.2, 901, 903, 893, 0.1])
    snapshot.mirrors[0] = slow
    snapshot.mirrors[0].stateSince = ago(12)
    snapshot.mirrors[0].reason = .slow(
      Slowness(.connect, time: .milliseconds(901), usual: .milliseconds(19)))
    snapshot.mirrors[1].state = .degraded
    snapshot.mirrors[1].stateSince = ago(300)
    snapshot.mirrors[1].reason = .failures(0.083)
    snapshot.mirrors[2].state = .waiting
    snapshot.mirrors[2].stateSince = ago(5)
    snapshot.mirrors[2].waiting = OpenRequest(
      mirror: snapshot.mirrors[2].id,
      request: ProbeRequest(.info, canary: .standard, use: .cold), startedAt: ago(7),
      phase: .processing)
    prove([.list: 3, .info: 1, .mod: 3, .zip: 132, .sumdb: 3], in: &snapshot)
    return snapshot
  }

  /// All would be well, but the zip and the sumdb were asked for long ago.
  static var stale: Snapshot {
    var snapshot = served
    prove([.list: 3, .info: 1, .mod: 3, .zip: 1000, .sumdb: 95], in: &snapshot)
    return snapshot
  }

  /// The zip is asked for every five minutes.
  static func prove(_ seconds: [RequestKind: Int], in snapshot: inout Snapshot) {
    for index in snapshot.walks.indices {
      let kind = snapshot.walks[index].kind
      guard let age = seconds[kind] else { continue }
      let interval: Duration = kind == .info ? .seconds(5) : .seconds(kind == .zip ? 300 : 30)
      snapshot.walks[index].proof = Walk.Proof(entry: 0, age: .seconds(age), interval: interval)
    }
  }
}
