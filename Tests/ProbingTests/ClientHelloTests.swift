import Glibc
import GoRules
import Health
import Platform
import Probing
import Testing

/// A ClientHello is as long as go's, record header included: middleboxes drop long ones.
@Suite(.ownThreads) struct ClientHelloTests {
  /// What go 1.27 sends with crypto/tls, net/http's configuration, to hosts of these names.
  @Test(arguments: [
    ("127.0.0.1", "", 1513), ("a.bc", "", 1526), ("proxy.example.org", "", 1539),
    ("a.bc", "http2client=0", 1508), ("a.bc", "tlssecpmlkem=0", 1522),
    ("a.bc", "tlsmlkem=0", 300), ("proxy.example.org", "tlsmlkem=0,tlssecpmlkem=0", 313),
    ("a.bc", "tlssha1=1", 1530),
  ])
  func isAsLongAsGos(host: String, debug: String, length: Int) async throws {
    let seen = Locked(0)
    let server = RawServer { connection in
      var header = [UInt8](repeating: 0, count: 5)
      guard recv(connection.fd, &header, 5, Int32(MSG_WAITALL)) == 5 else { return }
      seen.withLock { $0 = 5 + Int(header[3]) * 256 + Int(header[4]) }
    }
    let pool = try ProbePool(
      ProbePoolConfiguration(
        probers: 1, resolveOverrides: ["*:\(server.port):127.0.0.1"],
        environment: ["GODEBUG": debug]))
    _ = await pool.results(
      of: [request(.info)], at: ProxyURL(scheme: .https, host: host, port: server.port))
    await pool.close()
    server.stop()
    #expect(seen.withLock { $0 } == length)
  }
}
