import Glibc

/// CPU time per probe of the tools that others use, against one mirror.
///
/// Each call is one round; the caller interleaves rounds and keeps the best, since the machine is
/// shared and noise only ever adds.
struct Yardsticks {
  /// The URL that every tool asks for.
  var url: String
  /// PEM file of the authority that signed the mirror's certificate.
  var authority: String

  /// `openssl s_time -new -verify`: bare TLS handshakes for `seconds`.
  func opensslTime(seconds: Int = 1) throws(BenchmarkError) -> Duration {
    let authorityAndPort = url.dropFirst("https://".count).prefix { $0 != "/" }
    let process = try ChildProcess(
      "/usr/bin/openssl",
      [
        "s_time", "-connect", String(authorityAndPort), "-new", "-verify", "4", "-CAfile",
        authority, "-time", "\(seconds)",
      ], output: .pipe, errors: .discarded)
    let lines = process.readToEnd()
    let end = process.wait()
    // "1234 connections in 0.98s; 1259.18 connections/user sec, bytes read 0"
    let count = lines.lazy.compactMap { line in
      line.contains("connections in") ? Int(line.prefix { $0.isNumber }) : nil
    }.first
    guard end.code == 0, let count, count > 0 else {
      throw BenchmarkError("openssl s_time ended with code \(end.code) and told no connections")
    }
    return end.usage.cpu / count
  }

  /// libcurl's multi interface without diagnosis; cold, or on kept connections.
  func bareCurl(_ count: Int, isReusing: Bool) throws(BenchmarkError) -> Duration {
    let loop = BareCurl(urls: [url], authority: authority, isReusing: isReusing)
    let before = ResourceUsage.ownCPU()
    _ = try loop.run(count)
    return (ResourceUsage.ownCPU() - before) / count
  }

  /// The curl command, a process a request.
  func curlCommand(_ count: Int) throws(BenchmarkError) -> Duration {
    var cpu = Duration.zero
    for _ in 0..<count {
      let process = try ChildProcess("/usr/bin/curl", ["-sf", "--cacert", authority, url])
      let end = process.wait()
      if end.code != 0 { throw BenchmarkError("curl ended with code \(end.code)") }
      cpu += end.usage.cpu
    }
    return cpu / count
  }
}
