/// CPU time of a probe beside that of the tools that others use.
struct Cost {
  /// Rounds of every tool in turn, short ones so that some are undisturbed. The best of each counts: the
  /// machine is shared, and noise only adds.
  var rounds = 25

  /// The least CPU time of each.
  private struct Best {
    var cold: Duration?
    /// Many in one round.
    var coldInRow: Duration?
    var warm: Duration?
    var openssl: Duration?
    var bare: Duration?
    var bareWarm: Duration?
    var curl: Duration?
    var exporter: Duration?
    var fullExporter: Duration?
  }

  func run() async throws -> Report {
    let mirrors = try MirrorProcess(1)
    let url = mirrors.urls[0] + MirrorProcess.path
    let tools = Yardsticks(url: url, authority: mirrors.authority)
    let ours = try ProbeCost(of: mirrors.urls[0], authority: mirrors.authority)
    let exporter = try BlackboxExporter(probing: url, authorities: mirrors.authority)
    let bundle = try ScratchFile(
      joining: ["/etc/ssl/certs/ca-certificates.crt", mirrors.authority])
    let fullExporter = try BlackboxExporter(probing: url, authorities: bundle.path)

    var best = Best()
    for _ in 0..<rounds {
      let cold = try await ours.cold(100, perRound: 1)
      keepLeast(&best.cold, cold)
      keepLeast(&best.coldInRow, try await ours.cold(100, perRound: 50))
      keepLeast(&best.openssl, try tools.opensslTime())
      keepLeast(&best.bare, try tools.bareCurl(100, isReusing: false))
      keepLeast(&best.warm, try await ours.warm(500, cold: cold))
      keepLeast(&best.bareWarm, try tools.bareCurl(500, isReusing: true))
      keepLeast(&best.curl, try tools.curlCommand(4))
      keepLeast(&best.exporter, try exporter.cpuPerProbe(60))
      keepLeast(&best.fullExporter, try fullExporter.cpuPerProbe(15))
    }
    await ours.close()
    return report(best)
  }

  private func keepLeast(_ best: inout Duration?, _ found: Duration) {
    best = min(best ?? found, found)
  }

  private func report(_ best: Best) -> Report {
    var report = Report("CPU time of a probe")
    func compare(
      _ name: String, _ ours: Duration?, _ tool: String, _ theirs: Duration?, target: String? = nil
    ) {
      guard let ours, let theirs else { return }
      report.figures.append(
        Figure(
          name, readable(ours), yardstick: "\(tool): \(readable(theirs))", ratio: ours / theirs,
          target: target))
    }
    let cold = "cold probe, all diagnosis"
    compare(
      cold, best.cold, "`openssl s_time -new -verify`, bare handshake", best.openssl,
      target: "0.95 x")
    compare(
      "the same, 50 in a round", best.coldInRow, "`openssl s_time -new -verify`", best.openssl,
      target: "0.90 x")
    compare(cold, best.cold, "bare libcurl loop, no diagnosis", best.bare)
    compare(cold, best.cold, "blackbox_exporter, one authority", best.exporter)
    compare(cold, best.cold, "blackbox_exporter, the system's authorities", best.fullExporter)
    compare(cold, best.cold, "`curl`, a process a request", best.curl)
    compare("warm probe", best.warm, "bare libcurl loop", best.bareWarm, target: "0.85 x")
    report.notes = [
      "User and system time of the client, per probe of one embedded mirror (another process), one"
        + " at a time; the best of \(rounds) interleaved rounds."
    ]
    return report
  }
}
