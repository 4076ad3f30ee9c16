import Glibc

/// prometheus-blackbox-exporter from Debian, probing one mirror whenever it is asked.
final class BlackboxExporter {
  private let process: ChildProcess
  /// What makes it probe once.
  let trigger: String
  private let configuration: ScratchFile

  /// Starts it with the authorities of this file; `authorities` are read by it at every probe.
  init(probing url: String, authorities: String) throws(BenchmarkError) {
    configuration = try ScratchFile(
      """
      modules:
        mirror:
          prober: http
          timeout: 10s
          http:
            preferred_ip_protocol: ip4
            tls_config:
              ca_file: \(authorities)

      """)
    process = try ChildProcess(
      "/usr/bin/prometheus-blackbox-exporter",
      [
        "--config.file=\(configuration.path)", "--web.listen-address=127.0.0.1:0",
        "--log.format=json",
      ], errors: .pipe)
    var port: Substring?
    while port == nil, let line = process.readLine() {
      // … "msg":"Listening on","address":"127.0.0.1:43211" …
      guard line.contains("Listening on"), let address = line.firstRange(of: "127.0.0.1:") else {
        continue
      }
      port = line[address.upperBound...].prefix { $0.isNumber }
    }
    guard let port else { throw BenchmarkError("prometheus-blackbox-exporter does not listen") }
    trigger = "http://127.0.0.1:\(port)/probe?module=mirror&target=\(url)"
  }

  /// CPU time of its process for each of `count` probes, its answer to us included.
  func cpuPerProbe(_ count: Int) throws(BenchmarkError) -> Duration {
    let loop = BareCurl(urls: [trigger], authority: "/dev/null", isReusing: true)
    _ = try loop.run(1)
    let before = try ResourceUsage.cpu(of: process.id)
    _ = try loop.run(count)
    return try (ResourceUsage.cpu(of: process.id) - before) / count
  }

  /// Bytes resident now.
  func memory() throws(BenchmarkError) -> Int {
    try ResourceUsage.memory("VmRSS", of: process.id)
  }
}
