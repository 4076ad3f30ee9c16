import Foundation
import GoRules
import Health
import History
import Record

/// A file with something of every kind on record, and all that the program asks of one.
struct WholeRecord {
  let folder: TemporaryFolder
  /// When its recording ended, in seconds after the origin.
  static let end = 8_000.0

  /// `failovers`: so many of them, from one mirror to the other and back.
  init(failovers: Int = 6) async throws {
    folder = try TemporaryFolder()
    let clock = TestClock(Self.end)
    let store = HistoryStore(path: folder.history, clock: clock.read)
    store.append([
      .chain("https://a.example,https://b.example,direct", at: time(0)),
      .stateChange(change(at: 0, from: .unknown, to: .up)),
      .firstTarget(failover(at: 0, from: .nowhere(.unknown, at: nil), to: placeA)),
    ])
    store.append(
      (0..<800).map { index in
        var probe = sample(index % 2 == 0 ? mirrorA : mirrorB, at: Double(index) * 10)
        probe.connection = ConnectionFacts()
        probe.connection.address = "192.0.2.1"
        probe.connection.tls = TLSFacts(
          version: "TLSv1.3", cipher: "X", group: nil, alpn: "h2", resumable: true,
          ocspStapled: false,
          chain: [
            CertificateFacts(
              subject: ServerText("a"), issuer: ServerText("b"), notBefore: .seconds(0),
              notAfter: .seconds(1))
          ])
        if index % 50 == 0 {
          probe.outcome = .failure(RequestFailure(.processing, .status(502)))
        }
        return .sample(probe)
      })
    store.append(
      (0..<failovers).map { index in
        let (from, to) = index % 2 == 0 ? (placeA, placeB) : (placeB, placeA)
        return .failover(
          failover(at: 10 + Double(index) * 7_000 / Double(failovers), from: from, to: to))
      })
    store.append([
      .stateChange(
        change(at: 50, from: .up, to: .down, RequestFailure(.processing, .status(502)))),
      .gap(Gap(from: time(100), to: time(200))),
      .settingChange(
        SettingChange(at: time(300), before: "direct", after: nil, file: "/tmp/go-env")),
    ])
    await store.flush()
    try await store.maintain()
    await store.close()
  }

  var bytes: [UInt8] {
    get throws { [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.history))) }
  }

  /// Puts what may be damaged in the place of the file, with nothing beside it.
  func put(_ bytes: [UInt8]) throws {
    let state = folder.path + "/state"
    for name in TemporaryFolder.names(in: state) {
      try FileManager.default.removeItem(
        atPath: state + "/" + name)
    }
    try Data(bytes).write(to: URL(fileURLWithPath: folder.history))
  }

  /// Asks everything that a screen or a command asks, with the store as it is; what it refuses with words is no fault.
  static func askAll(_ store: HistoryStore) async {
    let end = origin + .seconds(end)
    for from in [origin, end - .seconds(60)] {
      if let period = try? await store.period(from: from, until: RecordedPeriod.noEnd) {
        var seen = period
        _ = (seen.failovers(), seen.outages(), seen.gaps(), seen.availability(), seen.chains)
        seen.until = end
        for unit in [CalendarStrip.Unit.hour, .day] { _ = seen.calendar(by: unit) { _ in 3600 } }
      }
      _ = try? await store.whatIf(from: from, until: end)
      _ = try? await store.measured(in: from..<end)
      _ = try? await store.replay(from: from, until: end)
      _ = try? await store.spans(from: from, until: end, inHours: true)
    }
    _ = try? await store.settingChanges()
    _ = try? await store.tallies(until: end)
    _ = try? await store.rounds(of: mirrorA, within: .seconds(7_200), until: time(Self.end))
  }
}
