import Foundation
import Glibc
import MirrorLab
import Probing
import ProxyHealth
import Testing

/// Every fault of the embedded mirrors, as the prober sees it.
@Suite(.timeLimit(.minutes(2))) struct FaultTests {
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
    let sockets = try await bench.socketsAfterClosing()
    #expect(sockets == 0)
  }

  @Test func leaksNoDescriptors() async throws {
    // Other suites open and close descriptors at the same time; a leak of one per probe would show.
    let before = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    let cases = FaultCase.all.filter { $0.deadline > .seconds(1) }
    for test in cases {
      let bench = try FaultBench(test.transport)
      _ = await bench.probe(test)
      _ = try await bench.socketsAfterClosing()
    }
    let after = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    #expect(after < before + cases.count)
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
    let url = ProxyURL(
      scheme: mirror.isTLS ? .https : .http, host: mirror.host, port: Int(mirror.port))
    let canary = Canary(module: "example.com/m1", version: "v1.0.0")
    let results = await pool.results(
      of: [ProbeRequest(test.kind, canary: canary, use: .cold)], at: url, timeout: test.deadline)
    return results.count == 1 ? results[0] : nil
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
