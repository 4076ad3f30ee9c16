import Foundation
import GoRules
import Health
import MirrorLab
import Probing
import Record
import Testing

/// What a comparison tries with a mirror, over real TLS.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct ComparedRequestTests {
  private static let canary = ModuleVersion(module: "example.com/m1", version: "v1.0.0")

  private static func request(
    _ kind: RequestKind, _ use: ConnectionUse, _ trial: ProbeRequest.Trial
  ) -> ProbeRequest {
    var request = ProbeRequest(kind, canary: canary, use: use)
    request.trial = trial
    return request
  }

  /// The results of one round, and the lab's own log of the handshakes.
  private func ask(
    _ requests: [ProbeRequest], _ fault: Fault = .none, lane: ProbeRound.Lane = .compared,
    modules: [LabModule] = LabModule.standard, timeout: Duration = .seconds(30)
  ) async throws -> (results: [ProbeResult], protocols: [String?]) {
    let lab = try MirrorLab()
    defer { lab.close() }
    let mirror = try lab.addMirror(modules: modules)
    mirror.fault = fault
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("goproxytop-ca-\(UUID().uuidString).pem")
    try lab.certificateAuthorityPEM.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1, certificateFile: file.path))
    let url = ProxyURL(scheme: .https, host: mirror.host, port: Int(mirror.port))
    let results = Results()
    await pool.run(
      ProbeRound(
        mirror: Mirror.ID(url), lane: lane, url: url, requests: requests, timeout: timeout)
    ) { results.add($0) }
    await pool.close()
    let protocols = mirror.log.compactMap { event -> String?? in
      if case .handshaken(_, let alpn) = event { .some(alpn) } else { nil }
    }
    return (results.all, protocols)
  }

  @Test func http1AloneIsOffered() async throws {
    let (results, protocols) = try await ask([
      Self.request(.info, .cold, .asGo), Self.request(.info, .cold, .http1),
      Self.request(.info, .warm, .http1), Self.request(.info, .cold, .asGo),
    ])
    #expect(results.map(\.outcome) == [.ok, .ok, .ok, .ok])
    #expect(results.map(\.connection.httpVersion) == ["2", "1.1", "1.1", "2"])
    #expect(protocols == ["h2", nil, "h2"])
  }

  /// As OpenSSL's server does it, by TLS 1.3 and 1.2; after a ticket, and where there is none.
  @Test(arguments: [
    (Fault.none, true, true), (.tickets(1), true, true), (.tickets(0), false, false),
    (.onlyCipherSuite("ECDHE-ECDSA-AES128-GCM-SHA256"), true, true),
  ])
  func tlsGoesOn(fault: Fault, hasTicket: Bool, isResumed: Bool) async throws {
    let (results, _) = try await ask(
      [
        Self.request(.info, .cold, .asGo), Self.request(.info, .cold, .resumed),
        Self.request(.info, .cold, .asGo),
      ], fault)
    #expect(results.map(\.outcome) == [.ok, .ok, .ok])
    #expect(results[0].connection.tls?.resumable == hasTicket)
    #expect(results.map { $0.details?.isResumed } == [false, isResumed, false])
  }

  /// What is silent is asked nothing more, in the same round either.
  @Test(arguments: [
    (ProbeRound.Lane.compared, Fault.acceptAndSilence, 1),
    (.compared, .answer(.silence, only: .list), 2),
    (.fresh, .answer(.silence, only: .list), 4),
  ])
  func aSilentMirrorIsLeftAlone(lane: ProbeRound.Lane, fault: Fault, count: Int) async throws {
    let (results, _) = try await ask(
      [
        Self.request(.info, .cold, .asGo), Self.request(.list, .warm, .asGo),
        Self.request(.zip, .warm, .asGo), Self.request(.info, .cold, .resumed),
      ], fault, lane: lane, timeout: .seconds(2))
    #expect(results.count == count)
  }

  @Test func aStapleIsRead() async throws {
    let before = Date().timeIntervalSince1970
    let (results, _) = try await ask(
      [Self.request(.info, .cold, .asGo)], .certificate(.stapled))
    let staple = try #require(results.first?.details?.staple)
    #expect(staple.status == .good)
    // The lab's is good for an hour.
    let left = try #require(staple.nextUpdate) - .seconds(before)
    #expect(left > .seconds(3590) && left < .seconds(3720))
    let (plain, _) = try await ask([Self.request(.info, .cold, .asGo)])
    #expect(plain.first?.details != nil && plain.first?.details?.staple == nil)
  }

  /// Whatever stands in a field, what is shown of it is short and clean.
  @Test func fieldsAndVersionsAreTold() async throws {
    let modules = ["v1.0.0", "v1.2.0", "v1.10.0-rc.1"].map { LabModule("example.com/m1", $0) }
    let fields = [
      "age": "61", "via": "1.1 a\u{202E}, 1.1 \(String(repeating: "b", count: 500))",
      "x-cache": "HIT", "retry-after": "120",
    ]
    let (results, _) = try await ask(
      [
        Self.request(.list, .cold, .asGo), Self.request(.latest, .warm, .asGo),
        Self.request(.zip, .warm, .asGo),
      ], .answer(.fields(fields), only: .zip), modules: modules)
    #expect(results.map(\.outcome) == [.ok, .ok, .ok])
    #expect(
      results[0].details?.versions.map(\.text) == ["v1.2.0", "v1.0.0", "v1.10.0-rc.1"])
    #expect(results[0].details?.hasMoreVersions == false)
    #expect(results[0].details?.age == nil)
    #expect(results[1].details?.versions.count == 1)
    let details = try #require(results[2].details)
    #expect(details.age?.text == "61" && details.cache?.text == "HIT")
    #expect(details.retryAfter?.text == "120" && results[2].retryAfter == .seconds(120))
    #expect(results[2].sum != nil && results[2].zipDigest != nil)
    let via = try #require(details.via?.text)
    #expect(via.hasPrefix("1.1 a , 1.1 bbb") && via.count <= 80)
  }

  @Test func nothingIsToldUnlessAsked() async throws {
    let (results, _) = try await ask(
      [ProbeRequest(.list, canary: Self.canary, use: .cold)], lane: .fresh)
    #expect(results.first?.outcome == .ok && results.first?.details == nil)
  }
}
