import Foundation
import Glibc
import MirrorLab
import TestServers
import Testing
import Text

/// The parts of a probe in `check --json` are the whole: phases, the wait for dead addresses, the forward proxy's step
/// and this machine's own time.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct CheckTimesTests {
  private static let parts = [
    "resolve_ms", "fallback_wait_ms", "connect_ms", "forward_proxy_ms", "tls_ms", "processing_ms",
    "transfer_ms", "local_ms",
  ]

  /// A mirror's fault, and the parts that must have taken so many milliseconds of it.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var tls = true
    var fault = Fault.none
    var least: [String: Double] = [:]
    /// These did not happen.
    var missing: [String] = ["resolve_ms", "forward_proxy_ms"]
  }

  private static let cases = [
    Case(
      testDescription: "plain", tls: false, least: ["connect_ms": 0, "processing_ms": 0],
      missing: ["resolve_ms", "forward_proxy_ms", "tls_ms"]),
    Case(testDescription: "TLS", least: ["tls_ms": 0, "transfer_ms": 0]),
    Case(
      testDescription: "slow", fault: .answer(.slowBody(.milliseconds(150))),
      least: ["transfer_ms": 150]),
    Case(testDescription: "status", fault: .status(502), least: ["processing_ms": 0]),
    Case(
      testDescription: "hang", fault: .answer(.silence), least: ["processing_ms": 1900],
      missing: ["resolve_ms", "forward_proxy_ms", "transfer_ms"]),
    Case(
      testDescription: "hang in the body", fault: .answer(.stalledBody),
      least: ["transfer_ms": 1800]),
    Case(
      testDescription: "hang in the handshake", fault: .tlsStall, least: ["tls_ms": 1900],
      missing: ["resolve_ms", "forward_proxy_ms", "processing_ms"]),
    Case(
      testDescription: "refused", fault: .refused, least: ["connect_ms": 0],
      missing: ["resolve_ms", "forward_proxy_ms", "tls_ms", "processing_ms"]),
  ]

  @Test(arguments: cases) func addUp(_ test: Case) throws {
    let lab = try CheckTests.Lab()
    let mirror = test.tls ? lab.first : try lab.lab.addMirror(tls: false)
    mirror.fault = test.fault
    let probe = try check(lab, mirror.url)
    try expectWhole(probe, test.least)
    for part in test.missing { #expect(probe[part] is NSNull, "\(part)") }
  }

  @Test func addUpOverARedirect() throws {
    let lab = try CheckTests.Lab()
    lab.first.fault = .answer(.redirect(302, to: lab.second.url))
    lab.second.delays.firstByte = .milliseconds(120)
    lab.first.delays.firstByte = .milliseconds(80)
    try expectWhole(try check(lab, lab.first.url), ["processing_ms": 200])
  }

  @Test(arguments: [LabProxy.Kind.http, .https, .socks5])
  func addUpBehindAForwardProxy(_ kind: LabProxy.Kind) throws {
    let lab = try CheckTests.Lab()
    let mirror = try lab.lab.addMirror(host: "mirror.test")
    let proxy = try LabProxy(kind, to: lab.lab)
    defer { proxy.close() }
    proxy.fault = .slow(.milliseconds(100))
    let probe = try check(lab, mirror.url, environment: ["HTTPS_PROXY": proxy.url])
    try expectWhole(probe, ["forward_proxy_ms": 100])
    proxy.fault = .silence
    try expectWhole(
      try check(lab, mirror.url, environment: ["HTTPS_PROXY": proxy.url]),
      ["forward_proxy_ms": 1900])
  }

  /// go's dialler waits 300 ms for the first family before it tries the other.
  @Test func addUpBesideADeadFamily() throws {
    let lab = try CheckTests.Lab()
    let mirror = try lab.lab.addMirror(host: "mirror.test")
    let dead = try #require(DeadPort(mirror.port))
    let probe = try check(
      lab, mirror.url, ["--resolve", "mirror.test:\(mirror.port):[::1],127.0.0.1"])
    #expect(probe["address"] as? String == "127.0.0.1")
    try expectWhole(probe, ["fallback_wait_ms": 300])
    withExtendedLifetime(dead) {}
  }

  private func check(
    _ lab: CheckTests.Lab, _ url: String, _ more: [String] = [], environment: [String: String] = [:]
  ) throws -> [String: Any] {
    let (_, object) = try lab.bench.json(
      ["check", "--cacert", lab.authority, "--timeout", "2s", "--goproxy", url] + more,
      environment: environment)
    let mirrors = try #require(object["mirrors"] as? [[String: Any]])
    return try #require(mirrors[0]["probe"] as? [String: Any])
  }

  /// `least`: how long parts have to take, or nearly so.
  private func expectWhole(_ probe: [String: Any], _ least: [String: Double]) throws {
    var sum = 0.0
    for part in Self.parts {
      let time = probe[part] as? Double ?? 0
      #expect(time >= 0, "\(part)")
      sum += time
    }
    let total = try #require(probe["total_ms"] as? Double)
    // Each is rounded to a microsecond.
    #expect(abs(sum - total) < 0.01, "\(probe)")
    for (part, time) in least {
      // A busy machine sees a beginning late.
      #expect(try #require(probe[part] as? Double) >= time * 0.7, "\(part)")
    }
    #expect(try #require(probe["local_ms"] as? Double) < 1000, "what the mirror took is its own")
  }
}

/// A port of ::1 where connections are neither taken nor refused: the queue of its listener is full.
private final class DeadPort {
  private var descriptors: [Int32] = []

  /// nil where there is no such port.
  init?(_ port: UInt16) {
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = port.bigEndian
    address.sin6_addr = in6addr_loopback
    let length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let isListening = withUnsafePointer(to: address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        let listener = socketOfOwn()
        guard bind(listener, address, length) == 0, listen(listener, 0) == 0 else { return false }
        for _ in 0..<4 { connect(socketOfOwn(), address, length) }
        return true
      }
    }
    if !isListening { return nil }
  }

  deinit { for descriptor in descriptors { close(descriptor) } }

  private func socketOfOwn() -> Int32 {
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    let descriptor = socket(AF_INET6, type | Int32(SOCK_CLOEXEC.rawValue), 0)
    descriptors.append(descriptor)
    return descriptor
  }
}
