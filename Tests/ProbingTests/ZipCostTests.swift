import Glibc
import GoRules
import Health
import Platform
import Probing
import Synchronization
import Testing

/// What a server sends of a large zip within the first moments of being watched.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct ZipCostTests {
  /// `info` and the like as go takes them, and a zip that ends before its end or never.
  private final class ZipServer: Sendable {
    private let sent = Atomic<Int>(0)
    private let asked = Atomic<Int>(0)
    private let head: String

    /// Bytes of zips that were sent.
    var bytes: Int { sent.load(ordering: .sequentiallyConsistent) }
    /// Requests for one.
    var requests: Int { asked.load(ordering: .sequentiallyConsistent) }

    init(head: String) { self.head = head }

    func serve(_ connection: RawServer.Connection) {
      // What lies in buffers of this machine was sent, though nobody has received it.
      var size: Int32 = 16 << 10
      setsockopt(
        connection.fd, SOL_SOCKET, SO_SNDBUF, &size, socklen_t(MemoryLayout<Int32>.size))
      while true {
        let request = connection.readRequest()
        if request.isEmpty { return }
        let path = request.split(separator: " ").dropFirst().first ?? ""
        if path.hasSuffix(".zip") { return sendZip(connection) }
        if path.hasSuffix(".info") {
          connection.answer(#"{"Version":"v0.10.0"}"#)
        } else if path.hasSuffix(".mod") {
          connection.answer("module golang.org/x/sync\n")
        } else {
          connection.answer("v0.10.0\n")
        }
      }
    }

    private func sendZip(_ connection: RawServer.Connection) {
      asked.add(1, ordering: .sequentiallyConsistent)
      connection.write(head)
      let chunk = [UInt8]("3e8\r\n".utf8) + [UInt8](repeating: 0x50, count: 1000) + [13, 10]
      for _ in 0..<4000 {
        guard send(connection.fd, chunk, chunk.count, Int32(MSG_NOSIGNAL)) == chunk.count else {
          return
        }
        sent.add(chunk.count, ordering: .sequentiallyConsistent)
      }
    }
  }

  /// Runs a monitor over `url` on real clocks until `isEnough`, as the watcher does.
  private func watch(
    _ url: ProxyURL, until isEnough: (Monitor) -> Bool
  ) async throws {
    var settings = MonitorSettings(
      setting: GoproxySetting(value: url.redacted, source: .option),
      chain: Chain(entries: [Chain.Entry(.proxy(url))]), mirrors: [Mirror(url: url, entry: 0)])
    settings.interval = .milliseconds(100)
    settings.timeout = .seconds(5)
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    var monitor = Monitor(settings: settings, seed: 1, at: SystemClock.now())
    var commands = monitor.start(at: SystemClock.now())
    while !isEnough(monitor) {
      var wake: Timestamp?
      for command in commands {
        if case .wake(let at) = command { wake = at }
      }
      let rounds = commands.compactMap { if case .probe(let round) = $0 { round } else { nil } }
      commands = []
      for round in rounds {
        for result in await pool.results(of: round.requests, at: round.url) {
          commands += monitor.handle(.probeFinished(result), at: SystemClock.now())
        }
        commands += monitor.handle(.roundFinished(round.mirror, round.lane), at: SystemClock.now())
      }
      guard !commands.contains(where: { if case .probe = $0 { true } else { false } }) else {
        continue
      }
      if let wake { try await Task.sleep(for: wake.since(SystemClock.now())) }
      commands += monitor.handle(.timeReached, at: SystemClock.now())
    }
    await pool.close()
  }

  @Test(arguments: ["Content-Length: 8000000", "Transfer-Encoding: chunked"])
  func theFirstMinute(field: String) async throws {
    let zip = ZipServer(head: "HTTP/1.1 200 OK\r\n\(field)\r\n\r\n")
    let server = RawServer { zip.serve($0) }
    defer { server.stop() }
    var rounds = 0
    // A machine that is busy takes longer; after a minute there would be another allowance.
    let start = SystemClock.now().monotonic
    try await watch(server.url) { monitor in
      rounds = monitor.snapshot(at: SystemClock.now()).mirrors[0].recent.count
      let time = SystemClock.now().monotonic - start
      return rounds >= 30 || rounds >= 10 && time > .seconds(8) || time > .seconds(50)
    }
    #expect(rounds >= 10)
    // A starved machine may need longer all the same: each minute has its own allowance.
    let minutes = 1 + Int((SystemClock.now().monotonic - start) / .seconds(60))
    #expect((1...minutes).contains(zip.requests))
    // The allowance, and what was under way when it was used up.
    #expect(zip.bytes <= minutes * (512 << 10), "\(zip.bytes)")
  }
}
