import Glibc

/// What a redirect by `goproxytop gateway` costs beside nginx's `return 307`: time until the answer, and CPU time of the
/// server.
struct GatewayCost {
  private var rounds = 15
  private var requests = 1000

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
    let nginx = try RedirectingNginx(to: mirrors.urls[0])
    let gateway = try RunningGateway(mirrors)
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
    return report(ours, theirs, first: percentile(0.5, of: first.sorted()))
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

  private func report(_ ours: Best, _ theirs: Best, first: Duration?) -> Report {
    var report = Report("A redirect of the gateway")
    func compare(_ name: String, _ ours: Duration?, _ theirs: Duration?) {
      guard let ours, let theirs else { return }
      report.figures.append(
        Figure(
          name, readable(ours), yardstick: "nginx `return 307`: \(readable(theirs))",
          ratio: ours / theirs))
    }
    compare("redirect to who was heard a moment ago, until the answer", ours.answer, theirs.answer)
    compare("the same (CPU of the server)", ours.cpu, theirs.cpu)
    if let first {
      report.figures.append(
        Figure("404 of a version never asked for, an embedded mirror being asked", readable(first)))
    }
    report.notes = [
      "\(requests) requests one after another on one connection, one client; the best of \(rounds)"
        + " interleaved rounds. The gateway probes its mirror as an agent meanwhile, and asks it"
        + " again every 250 ms."
    ]
    return report
  }
}

/// The program itself in front of one embedded mirror.
private final class RunningGateway {
  let process: ChildProcess
  let url: String
  private let home: ScratchFolder

  init(_ mirrors: MirrorProcess) throws(BenchmarkError) {
    home = try ScratchFolder()
    process = try ChildProcess(
      try ChildProcess.ownFolder() + "/goproxytop",
      [
        "gateway", "--listen", "127.0.0.1:0", "--goproxy", mirrors.urls[0], "--cacert",
        mirrors.authority, "--canary", "golang.org/x/sync@v0.10.0", "--no-history",
      ], errors: .pipe, environment: ["HOME": home.path, "GOSUMDB": "off"])
    var found: Substring?
    while found == nil, let line = process.readLine() {
      found = line.firstRange(of: "http://127.0.0.1:").map { line[$0.lowerBound...].dropLast() }
    }
    guard let found else { throw BenchmarkError("the gateway does not listen") }
    url = String(found)
  }
}

/// nginx that redirects everything.
private final class RedirectingNginx {
  let process: ChildProcess
  let url: String
  private let folder: ScratchFolder
  private let configuration: ScratchFile

  init(to target: String) throws(BenchmarkError) {
    let port = try Self.freePort()
    url = "http://127.0.0.1:\(port)"
    folder = try ScratchFolder()
    configuration = try ScratchFile(
      """
      daemon off;
      master_process off;
      pid \(folder.path)/nginx.pid;
      error_log stderr notice;
      events { worker_connections 64; }
      http {
        access_log off;
        keepalive_requests 1000000;
        client_body_temp_path temp; proxy_temp_path temp; fastcgi_temp_path temp;
        uwsgi_temp_path temp; scgi_temp_path temp;
        server { listen 127.0.0.1:\(port); return 307 \(target)$request_uri; }
      }

      """)
    process = try ChildProcess(
      "/usr/sbin/nginx", ["-p", folder.path, "-e", "stderr", "-c", configuration.path],
      errors: .pipe)
    var isReady = false
    while !isReady, let line = process.readLine() { isReady = line.contains("using the") }
    if !isReady { throw BenchmarkError("nginx does not start") }
  }

  /// It has our mask of signals, and does not hear SIGTERM.
  deinit { kill(process.id, SIGKILL) }

  /// One that was free a moment ago.
  private static func freePort() throws(BenchmarkError) -> UInt16 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    if !isBound { throw .system("no free port") }
    return UInt16(bigEndian: address.sin_port)
  }
}
