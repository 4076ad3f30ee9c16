import Glibc
import GoRules
import Health
import History
import Record
import Testing

/// What goes in comes out again, after the file was closed.
struct RoundTripTests {
  @Test func everyRecordComesBack() async throws {
    let folder = try TemporaryFolder()
    let refused = RequestFailure(.connect, .refused)
    let setting = SettingChange(
      at: time(4), before: "https://old.example,direct", after: nil,
      file: "/home/user/.config/go/env")
    var told = sample(at: 1, .failure(RequestFailure(.processing, .status(502))))
    told.serverText = ServerText("bad upstream")
    told.redirects = 2
    told.bodyBytes = 123
    told.warning = .htmlPage
    told.connection.address = "203.0.113.7"
    told.connection.family = .ipv4
    told.connection.httpVersion = "2"
    told.connection.retransmissions = 3
    told.connection.tls = TLSFacts(
      version: "TLSv1.3", cipher: "TLS_AES_128_GCM_SHA256", group: "X25519", alpn: "h2",
      resumable: true, ocspStapled: false,
      chain: [
        CertificateFacts(
          subject: ServerText("CN=a.example"), issuer: ServerText("CN=R11"),
          notBefore: .seconds(1_790_000_000), notAfter: .seconds(1_797_000_000))
      ])
    let store = HistoryStore(path: folder.history, clock: { time(10) })
    store.append([
      .sample(told), .sample(sample(mirrorB, at: 2)),
      .stateChange(change(at: 2, from: .unknown, to: .down, refused)),
      .failover(failover(at: 3, from: placeA, to: .nowhere(.broken, at: "a.example"))),
      .gap(Gap(from: time(3), to: time(4))), .settingChange(setting),
      .chain("https://a.example|direct", at: time(0)),
    ])
    await store.close()
    #expect(store.status.mode == .closed)

    let reader = HistoryStore(path: folder.history, role: .reader, clock: { time(10) })
    let samples = try await reader.replay(from: origin, until: origin + .seconds(60))
    told.startedAt.monotonic = told.startedAt.wall
    #expect(samples.first == told)
    #expect(samples.map(\.mirror) == [mirrorA, mirrorB])
    let session = try #require(
      try await reader.period(from: origin, until: origin + .seconds(60)).sessions.first)
    #expect(session.stateChanges == [change(at: 2, from: .unknown, to: .down, refused)])
    #expect(
      session.failovers
        == [failover(at: 3, from: placeA, to: .nowhere(.broken, at: "a.example"))])
    #expect(session.gaps == [Gap(from: time(3), to: time(4))])
    #expect(session.until == time(10))
    let settings = try await reader.settingChanges()
    #expect(settings.map(\.before) == ["https://old.example,direct"])
    #expect(settings.map(\.after) == [nil])
    await reader.close()
  }

  @Test func onlyTheOwnerMayRead() async throws {
    let folder = try TemporaryFolder()
    let store = HistoryStore(path: folder.history)
    await store.flush()
    #expect(store.status.mode == .recording)
    var facts = stat()
    for name in TemporaryFolder.names(in: folder.path + "/state") {
      #expect(stat(folder.path + "/state/" + name, &facts) == 0)
      #expect(facts.st_mode & 0o777 == 0o600, "\(name)")
    }
    #expect(stat(folder.path + "/state", &facts) == 0)
    #expect(facts.st_mode & 0o777 == 0o700)
    await store.close()
  }
}
