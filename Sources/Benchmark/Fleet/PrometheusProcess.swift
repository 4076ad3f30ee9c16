import CYardstick
import Glibc
import GoRules

/// A real Prometheus, as `.ci/install test` unpacks it, or else the machine's own.
final class PrometheusProcess {
  let url: String
  let process: ChildProcess
  private let configuration: ScratchFile
  private let storage: ScratchFolder

  /// It scrapes `agents` agents, shared among `addresses`, each once a minute.
  init(scraping addresses: [String], agents: Int) throws(BenchmarkError) {
    var targets = ""
    for agent in 0..<agents {
      targets += """
              - targets: ["\(addresses[agent % addresses.count])"]
                labels: {instance: "agent-\(agent):9916", __metrics_path__: "/\(agent)/metrics"}

        """
    }
    configuration = try ScratchFile(
      """
      scrape_configs:
        - job_name: goproxytop
          scrape_interval: 60s
          static_configs:
      \(targets)
      """)
    storage = try ScratchFolder()
    let port = try Self.freePort()
    url = "http://127.0.0.1:\(port)"
    let unpacked = ".build/tools/usr/bin/prometheus"
    process = try ChildProcess(
      access(unpacked, X_OK) == 0 ? unpacked : "/usr/bin/prometheus",
      [
        "--config.file=\(configuration.path)", "--storage.tsdb.path=\(storage.path)",
        "--web.listen-address=127.0.0.1:\(port)", "--log.level=error",
      ])
  }

  /// It takes no port 0: one that was free a moment ago.
  private static func freePort() throws(BenchmarkError) -> UInt16 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    if descriptor < 0 { throw .system("socket") }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(descriptor, pointer, length) | getsockname(descriptor, pointer, &length)
      }
    }
    if code != 0 { throw .system("no free port") }
    return UInt16(bigEndian: address.sin_port)
  }
}
