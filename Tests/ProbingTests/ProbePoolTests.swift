import Glibc
import Probing
import ProxyHealth
import Synchronization
import Testing

/// Collects results across threads.
final class Results: Sendable {
  private let list = Mutex<[ProbeResult]>([])
  func add(_ result: ProbeResult) { list.withLock { $0.append(result) } }
  var all: [ProbeResult] { list.withLock { $0 } }
}

extension ProbePool {
  /// Makes one round and returns what it delivered.
  func results(
    of requests: [ProbeRequest], at url: ProxyURL, timeout: Duration = .seconds(10)
  ) async -> [ProbeResult] {
    let results = Results()
    let round = ProbeRound(
      mirror: Mirror.ID(rawValue: url.redacted), url: url, requests: requests, timeout: timeout)
    await run(round) { results.add($0) }
    return results.all
  }
}

let canary = Canary(module: "example.com/m", version: "v1.0.0")
let info = #"{"Version":"v1.0.0","Time":"2023-01-02T03:04:05Z"}"#

func request(_ kind: RequestKind, _ use: ConnectionUse = .cold) -> ProbeRequest {
  ProbeRequest(kind, canary: canary, use: use)
}

@Suite struct ProbePoolTests {
  @Test func coldAndWarmShareOneConnection() async throws {
    let server = RawServer { $0.serve(info) }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let url = ProxyURL(scheme: .http, host: "127.0.0.1", port: server.port)
    let first = await pool.results(of: [request(.info), request(.info, .warm)], at: url)
    #expect(first.map(\.outcome) == [.ok, .ok])
    #expect(first.map(\.request.use) == [.cold, .warm])
    #expect(server.connections == 1)
    #expect(first[0].timings.connect != nil)
    #expect(first[1].timings.connect == nil)
    #expect(first[0].status == 200)
    #expect(first[0].connection.address == "127.0.0.1")
    let second = await pool.results(of: [request(.info, .idle), request(.info)], at: url)
    #expect(second.map(\.outcome) == [.ok, .ok])
    #expect(second.map(\.request.use) == [.idle, .cold])
    #expect(server.connections == 2)
    await pool.close()
    server.stop()
  }

  @Test func refused() async throws {
    let server = RawServer { _ in }
    let url = ProxyURL(scheme: .http, host: "127.0.0.1", port: server.port)
    server.stop()
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let results = await pool.results(
      of: [request(.info), request(.info, .warm)], at: url)
    #expect(results.map(\.outcome) == [.failure(ProbeFailure(.connect, .refused))])
    await pool.close()
  }
}
