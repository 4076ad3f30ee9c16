import Glibc

/// What a redirect by `goproxytop gateway` costs beside nginx's `return 307`, and a zip that passes through beside its
/// `proxy_pass`: time until the answer, and CPU time of the server.
struct GatewayCost {
  private var rounds = 15
  private var requests = 1000
  private var zips = 20

  init() {}

  private struct Best {
    var answer: Duration?
    var cpu: Duration?

    mutating func take(_ answer: Duration, _ cpu: Duration) {
      self.answer = min(self.answer ?? answer, answer)
      self.cpu = min(self.cpu ?? cpu, cpu)
    }
  }

  func run() throws -> Report {
    let mirrors = try MirrorProcess(1)
    let nginx = try RunningNginx("return 307 \(mirrors.urls[0])$request_uri;")
    let gateway = try RunningGateway(
      before: mirrors.urls[0], ["--cacert", mirrors.authority], canary: "golang.org/x/sync@v0.10.0")
    var (ours, theirs, first) = (Best(), Best(), [Duration]())
    for round in 0..<rounds {
      // Nothing is known yet of another version.
      let path = "/example.com/m\(round)/@v/v1.0.0.info"
      first.append(try time(1, gateway.url + path, of: gateway.process).answer)
      let known = try time(requests, gateway.url + MirrorProcess.path, of: gateway.process)
      ours.take(known.answer, known.cpu)
      let other = try time(requests, nginx.url + MirrorProcess.path, of: nginx.process)
      theirs.take(other.answer, other.cpu)
    }
    return try report(
      ours, theirs, first: percentile(0.5, of: first.sorted()), passing: passing())
  }

  /// A zip of 10 MB, from an nginx on this machine.
  private func passing() throws -> (ours: Best, theirs: Best) {
    let origin = try RunningNginx("root files; sendfile on;")
    let (folder, file) = ("/example.com/large/@v", "v1.0.0.zip")
    try origin.add(file, in: "files" + folder, size: 10_000_000)
    let path = "\(folder)/\(file)"
    let nginx = try RunningNginx("location / { proxy_pass \(origin.url); }")
    let gateway = try RunningGateway(
      before: origin.url, passThrough: "\"all\"", canary: "example.com/large@v1.0.0")
    var (ours, theirs) = (Best(), Best())
    for _ in 0..<rounds {
      let own = try time(zips, gateway.url + path, of: gateway.process)
      ours.take(own.answer, own.cpu)
      let other = try time(zips, nginx.url + path, of: nginx.process)
      theirs.take(other.answer, other.cpu)
    }
    return (ours, theirs)
  }

  private func time(
    _ count: Int, _ url: String, of process: ChildProcess
  ) throws(BenchmarkError) -> (answer: Duration, cpu: Duration) {
    let loop = BareCurl(urls: [url], authority: "/dev/null", isReusing: true)
    let before = try ResourceUsage.cpu(of: process.id)
    let start = ContinuousClock.now
    // A 404 is an answer, too.
    _ = try loop.run(count, failuresAllowed: count == 1)
    let wall = ContinuousClock.now - start
    return (wall / count, try (ResourceUsage.cpu(of: process.id) - before) / count)
  }

  private func report(
    _ ours: Best, _ theirs: Best, first: Duration?, passing: (ours: Best, theirs: Best)
  ) -> Report {
    var report = Report("The gateway")
    func compare(
      _ name: String, _ ours: Duration?, _ theirs: Duration?, with what: String = "return 307"
    ) {
      guard let ours, let theirs else { return }
      report.figures.append(
        Figure(
          name, readable(ours), yardstick: "nginx `\(what)`: \(readable(theirs))",
          ratio: ours / theirs))
    }
    compare("redirect to who was heard a moment ago, until the answer", ours.answer, theirs.answer)
    compare("the same (server CPU)", ours.cpu, theirs.cpu)
    if let first {
      report.figures.append(
        Figure("404 of a version never asked for, an embedded mirror being asked", readable(first)))
    }
    let proxy = "proxy_pass"
    compare(
      "a 10 MB zip passed through", passing.ours.answer, passing.theirs.answer, with: proxy)
    compare(
      "the same (server CPU)", passing.ours.cpu, passing.theirs.cpu, with: proxy)
    report.notes = [
      "\(requests) requests one after another on one connection, one client; the best of \(rounds)"
        + " interleaved rounds. The gateway probes its mirror as an agent meanwhile, and asks it"
        + " again every 250 ms. Zips: \(zips) instead, from a third server on this machine."
    ]
    return report
  }
}
