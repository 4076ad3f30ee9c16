import Foundation
import Glibc
import GoRules
import Health
import MirrorLab
import Probing
import Record
import Testing

/// Every fault of the embedded mirrors, as the prober sees it.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct FaultTests {
  @Test(arguments: FaultCase.all) func isTold(_ test: FaultCase) async throws {
    let bench = try FaultBench(test.transport)
    let result = try #require(await bench.probe(test))
    switch test.expected {
    case .outcome(let outcome): #expect(result.outcome == outcome)
    case .text(let phase, let text):
      guard case .failure(let failure) = result.outcome else {
        Issue.record("\(result.outcome)")
        break
      }
      #expect(failure.phase == phase)
      #expect(failure.cause.text.hasPrefix(text), "\(failure.cause)")
    }
    #expect(Self.isClean(result))
    // Where only time tells it was waited for; a probe that shows its fault by itself never outlives what it was given.
    // The rest is for a busy machine.
    let total = try #require(result.timings.total)
    #expect(total < test.deadline + .seconds(20))
    if result.outcome.isSilence { #expect(total >= test.deadline) }
    let sockets = try await bench.socketsAfterClosing()
    #expect(sockets == 0)
  }

  @Test func aSoundHandshakeIsDescribed() async throws {
    let bench = try FaultBench(.http2)
    let sound = try #require(FaultCase.all.first { $0.name == "sound" && $0.transport == .http2 })
    let tls = try #require(await bench.probe(sound)?.connection.tls)
    #expect(tls.version == "TLSv1.3")
    #expect(tls.cipher?.hasPrefix("TLS_") == true)
    #expect(tls.group?.uppercased() == "X25519")
    #expect(tls.alpn == "h2")
    #expect(tls.resumable)
    #expect(!tls.ocspStapled)
    let organization = "O=goproxytop mirror lab"
    #expect(
      tls.chain.map(\.subject.text) == [
        "CN=127.0.0.1,\(organization)", "CN=goproxytop mirror lab authority,\(organization)",
      ])
    #expect(
      tls.chain.map(\.issuer.text) == [
        "CN=goproxytop mirror lab authority,\(organization)",
        "CN=goproxytop mirror lab root,\(organization)",
      ])
    // Valid from yesterday for 31 days.
    #expect(
      tls.chain.map { $0.notAfter - $0.notBefore } == [.seconds(31 * 86400), .seconds(31 * 86400)])
    let sockets = try await bench.socketsAfterClosing()
    #expect(sockets == 0)
  }

  /// TLS 1.2 tells of its sessions within the handshake, TLS 1.3 with the first answer.
  @Test(arguments: [
    (Fault.none, true, false), (.tickets(0), false, false),
    (.onlyCipherSuite("ECDHE-ECDSA-AES128-GCM-SHA256"), true, false),
    (.certificate(.stapled), true, true),
  ])
  func resumptionAndStapleAreNoticed(fault: Fault, resumable: Bool, stapled: Bool) async throws {
    let bench = try FaultBench(.http2)
    let test = FaultCase(
      name: "", transport: .http2, kind: .info, fault: { _, _ in fault },
      expected: .outcome(.ok), deadline: .seconds(30))
    let result = try #require(await bench.probe(test))
    #expect(result.outcome == .ok)
    #expect(result.connection.tls?.resumable == resumable)
    #expect(result.connection.tls?.ocspStapled == stapled)
    let sockets = try await bench.socketsAfterClosing()
    #expect(sockets == 0)
  }

  /// What go meets in its pool of idle connections, as a test with go 1.27 showed it: what the server closed it dials
  /// anew, a reset too over HTTP/1.1, while over HTTP/2 that fails; for what is lost or not answered it waits.
  @Test(arguments: FaultCase.Transport.allCases, IdleEnd.allCases)
  func idleDropsAreToldApart(_ transport: FaultCase.Transport, _ end: IdleEnd) async throws {
    let bench = try FaultBench(transport)
    let results = await bench.probeWhenIdle(after: .seconds(1), end)
    #expect(results.count == 2)
    #expect(results.first?.outcome == .ok)
    let result = try #require(results.last)
    #expect(result.request.use == .idle)
    let failure = try #require(result.outcome.failure)
    #expect(failure.phase == .processing)
    let expected: FailureCause.Code =
      switch end {
      case .closed: .idleConnectionDropped
      case .reset: transport == .http2 ? .reset : .idleConnectionDropped
      case .silent, .forgotten: .idleConnectionSilent
      }
    #expect(failure.cause.code == expected)
    let seen: [IdleEnd: Silence.Kind] = [.silent: .acknowledged, .forgotten: .unacknowledged]
    #expect(result.silence?.kind == seen[end])
    let sockets = try await bench.socketsAfterClosing()
    #expect(sockets == 0)
  }

  /// The one thread serves another while a mirror is silent, stuck or talks without end.
  @Test(
    arguments: [
      .acceptAndSilence, .tlsStall, .http2WithoutSettings, .answer(.silence),
      .answer(.stalledBody), .answer(.endlessFrames),
    ] as [Fault])
  func delaysNoOtherMirror(_ fault: Fault) async throws {
    let bench = try FaultBench(.http2)
    #expect(await bench.outcomeBeside(fault) == .ok)
    let sockets = try await bench.socketsAfterClosing()
    #expect(sockets == 0)
  }

  #if compiler(>=6.2)
    /// Counted in a process of its own: others open and close descriptors all the time.
    @Test func leavesNoDescriptorAndNoThread() async {
      await #expect(processExitsWith: .success) {
        // What is opened once for the whole process is not the prober's.
        try await Self.probeEachFault()
        let before = try Self.descriptors()
        try await Self.probeEachFault()
        let after = try Self.descriptors()
        // Dispatch opens three when it first needs them.
        if after > before + 3 {
          print("descriptors before: \(before), after: \(after)")
          exit(EXIT_FAILURE)
        }
        // A prober's thread says that it ends before it does; the time limit ends a wait in vain.
        while try Self.threads(named: ["probe", "mirror-lab"]) > 0 { await Task.yield() }
      }
    }
  #endif

  private static func probeEachFault() async throws {
    for test in FaultCase.all where test.kind == .info {
      let bench = try FaultBench(test.transport)
      _ = await bench.probe(test)
      _ = try await bench.socketsAfterClosing()
    }
  }

  private static func descriptors() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
  }

  private static func threads(named names: Set<String>) throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").filter { thread in
      let name = try? String(contentsOfFile: "/proc/self/task/\(thread)/comm", encoding: .utf8)
      return names.contains(String((name ?? "").dropLast()))
    }.count
  }

  /// Nothing that came from the server holds a control character.
  private static func isClean(_ result: ProbeResult) -> Bool {
    var texts = [result.serverText?.text ?? ""]
    if case .failure(let failure) = result.outcome { texts.append(failure.cause.text) }
    for certificate in result.connection.tls?.chain ?? [] {
      texts += [certificate.subject.text, certificate.issuer.text]
    }
    return texts.allSatisfy { text in
      text.unicodeScalars.allSatisfy {
        $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
      }
    }
  }
}

extension RequestOutcome {
  /// Our own patience ended it.
  fileprivate var isSilence: Bool {
    switch self {
    case .hang: true
    case .failure(let failure): failure.cause == .tlsTimedOut || failure.cause == .connectTimedOut
    case .ok, .notFound: false
    }
  }
}

/// A faulty mirror with healthy ones beside it, and a pool that trusts them.
struct FaultBench {
  private let lab: MirrorLab
  private let mirror: LabMirror
  private let target: LabMirror
  private let plain: LabMirror
  private let pool: ProbePool

  init(_ transport: FaultCase.Transport) throws {
    lab = try MirrorLab()
    mirror = try lab.addMirror(tls: transport != .plain)
    target = try lab.addMirror(tls: transport != .plain)
    plain = try lab.addMirror(tls: false)
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("goproxytop-ca-\(UUID().uuidString).pem")
    try lab.certificateAuthorityPEM.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    pool = try ProbePool(
      ProbePoolConfiguration(
        probers: 1, certificateFile: file.path,
        environment: transport == .http1OverTLS ? ["GODEBUG": "http2client=0"] : [:]))
  }

  /// The one result of a cold probe.
  func probe(_ test: FaultCase) async -> ProbeResult? {
    mirror.fault = test.fault(target, plain)
    let canary = ModuleVersion(module: "example.com/m1", version: "v1.0.0")
    var request = ProbeRequest(test.kind, canary: canary, use: .cold)
    request.fetch = .ifMissing
    let results = await pool.results(of: [request], at: url, timeout: test.deadline)
    return results.count == 1 ? results[0] : nil
  }

  /// A cold probe, and one on the same connection when the mirror has dropped it.
  func probeWhenIdle(after: Duration, _ end: IdleEnd) async -> [ProbeResult] {
    mirror.fault = .idleDrop(after: after, end)
    let first = await pool.results(of: [info(.cold)], at: url, timeout: .seconds(30))
    guard await mirror.saw({ $0 == .idleDropped(1) }) else { return first }
    // The first segment is sent again after 200 ms on loopback, and twice as long later once more.
    let isSilent = end == .silent || end == .forgotten
    let deadline = isSilent ? Duration.seconds(2) : .seconds(30)
    return first + (await pool.results(of: [info(.idle)], at: url, timeout: deadline))
  }

  /// What a sound mirror is found to be while a request of the faulty one is under way, which has an hour.
  func outcomeBeside(_ fault: Fault) async -> RequestOutcome? {
    mirror.fault = fault
    let stuck = Task { await pool.results(of: [info(.cold)], at: url, timeout: .seconds(3600)) }
    let isAboutAnswers = if case .answer = fault { true } else { false }
    let isUnderWay = await mirror.saw {
      if case .requested = $0 { true } else { !isAboutAnswers && $0 == .connected(1) }
    }
    let results = await pool.results(of: [info(.cold)], at: url(of: target), timeout: .seconds(60))
    stuck.cancel()
    _ = await stuck.value
    return isUnderWay ? results.first?.outcome : nil
  }

  private var url: ProxyURL { url(of: mirror) }

  private func url(of mirror: LabMirror) -> ProxyURL {
    ProxyURL(scheme: mirror.isTLS ? .https : .http, host: mirror.host, port: Int(mirror.port))
  }

  private func info(_ use: ConnectionUse) -> ProbeRequest {
    ProbeRequest(
      .info, canary: ModuleVersion(module: "example.com/m1", version: "v1.0.0"), use: use)
  }

  /// How many sockets of this process still lead to the mirrors when the pool is closed.
  func socketsAfterClosing() async throws -> Int {
    await pool.close()
    let ports = [mirror, target, plain].map { String($0.port, radix: 16, uppercase: true) }
    // Columns: slot, local and remote address:port in hex, state, queues, timers, retransmissions,
    // user, timeout, inode; a socket that no process holds any more has inode 0.
    let table = try String(contentsOfFile: "/proc/self/net/tcp", encoding: .utf8)
    let open = table.split(separator: "\n").dropFirst().filter { line in
      let columns = line.split(separator: " ")
      guard columns.count > 9, columns[9] != "0" else { return false }
      return ports.contains { columns[2].hasSuffix(":" + $0) }
    }
    lab.close()
    return open.count
  }
}
