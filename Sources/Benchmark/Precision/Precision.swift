import CYardstick
import Glibc
import GoRules
import Health
import Platform
import Record

/// Errors of connect, tls and first byte against a capture of the same link, record by record.
///
/// The link is a delay line in a network of the benchmark's own; mirrors, line and capture are other
/// processes. libcurl's own figures, which are curl's, are compared with the same kind of capture.
struct Precision {
  /// How many mirrors, how often, for how long.
  struct Load {
    var mirrors: Int
    var interval: Duration
    var duration: Duration
    /// Packets of a thousand that the link loses.
    var loss = 0

    var description: String {
      "\(mirrors) mirrors at \(decimal(interval.seconds, 0)) s"
        + (loss == 0 ? "" : ", \(decimal(Double(loss) / 10, 0)) % loss")
    }

    /// Where packets are lost, what counts is when the bytes could be read.
    var target: String { loss == 0 ? "50 us / 300 us" : "p99 500 us" }
  }

  var loads = [
    Load(mirrors: 10, interval: .seconds(1), duration: .seconds(30)),
    Load(mirrors: 200, interval: .seconds(2), duration: .seconds(30)),
    Load(mirrors: 20, interval: .seconds(1), duration: .seconds(60), loss: 20),
  ]
  /// Of the link, each way.
  var delay = Duration.milliseconds(10)
  /// The mirrors' own, between request and answer; without it answers come with what a server sends
  /// unasked, and one could be taken for the other unseen.
  var answerDelay = Duration.milliseconds(15)

  /// Must be called while this process has one thread: those it has already would stay outside.
  static func enterOwnNetwork() throws(BenchmarkError) {
    let code = yardstick_new_network()
    if code != 0 { throw .system("a network of our own (run as root)", code: code) }
  }

  func run(on mainThread: MainThread) async throws -> Report {
    var report = Report("Precision against a capture")
    for load in loads {
      let link = try ChildProcess.ourselves(
        [Role.link.rawValue, "\(delay.inNanoseconds / 1000)", "\(load.loss)"])
      defer {
        link.closeInput()
        _ = link.wait()
      }
      guard link.readLine() != nil else { throw BenchmarkError("the delay line did not start") }
      try Self.setUpInterfaces()
      let mirrors = try MirrorProcess(
        load.mirrors, host: DelayLine.far, firstByteDelay: answerDelay)
      let ours = try await compareOurs(load, mirrors, on: mainThread)
      let curls = try await compareCurls(load, mirrors)
      report.figures += Comparison.figures(load, ours, curls)
      report.notes.append(
        "\(load.description), \(decimal(load.duration.seconds, 0)) s: \(ours.count) of our probes and"
          + " \(curls.count) of libcurl's compared; \(ours.unmatched) and \(curls.unmatched) not in"
          + " the capture or hurt by the clock.")
    }
    let roundTrip = decimal((delay * 2).milliseconds, 0)
    report.notes.insert(
      "Absolute errors, p50 / p99, against the kernel's timestamps of the same packets (AF_PACKET) on"
        + " a link of \(roundTrip) ms round trip; libcurl's figures are its CONNECT, APPCONNECT and"
        + " STARTTRANSFER times, which the curl command prints.", at: 0)
    return report
  }

  /// 127.0.0.1 stays on the loopback interface, the far end is reached through the delay line.
  private static func setUpInterfaces() throws(BenchmarkError) {
    let far = DelayLine.far
    let interface = DelayLine.interface
    for command in [
      "link set lo up", "addr flush dev lo", "addr add \(DelayLine.near)/32 dev lo",
      "link set \(interface) up",
    ] { try ip(command) }
    // The kernel takes addresses of 127.0.0.0/8 from the loopback interface only, unless told.
    try write("1", to: "/proc/sys/net/ipv4/conf/\(interface)/route_localnet")
    try ip("route add \(far)/32 dev \(interface) src \(DelayLine.near)")
  }

  private static func ip(_ command: String) throws(BenchmarkError) {
    let process = try ChildProcess("/usr/sbin/ip", command.split(separator: " ").map(String.init))
    if process.wait().code != 0 { throw BenchmarkError("ip \(command) failed") }
  }

  private static func write(_ text: String, to path: String) throws(BenchmarkError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    if descriptor < 0 { throw .system(path) }
    defer { close(descriptor) }
    if Glibc.write(descriptor, text, text.utf8.count) < 0 { throw .system(path) }
  }

  /// Runs `body` under a capture, and returns what the capture saw.
  private func capturing<Result>(
    _ mirrors: MirrorProcess, _ body: () async throws -> Result
  ) async throws -> (Result, [CapturedExchange]) {
    let capture = try ChildProcess.ourselves(
      [Role.capture.rawValue, DelayLine.interface] + mirrors.ports.map { "\($0)" })
    guard capture.readLine() != nil else { throw BenchmarkError("the capture did not start") }
    let result = try await body()
    capture.closeInput()
    let exchanges = capture.readToEnd().compactMap(CapturedExchange.init(line:))
    if capture.wait().code != 0 { throw BenchmarkError("the capture failed") }
    return (result, exchanges)
  }

  private func compareOurs(
    _ load: Load, _ mirrors: MirrorProcess, on mainThread: MainThread
  ) async throws -> Comparison {
    let run = WatchRun(
      urls: mirrors.urls, authority: mirrors.authority, interval: load.interval,
      duration: load.duration
    ) { $0.request.use == .cold && $0.request.kind == .info }
    let (log, exchanges) = try await capturing(mirrors) { try await run.run(on: mainThread) }
    let byPort = Dictionary(grouping: exchanges, by: \.serverPort)
    var comparison = Comparison()
    for result in log.results {
      let begin = result.startedAt.wall
      let end = begin + (result.timings.total ?? .zero)
      let port = result.mirror.rawValue.split(separator: ":").last.flatMap { UInt16($0) } ?? 0
      let candidates = (byPort[port] ?? []).filter { begin <= $0.syn && $0.firstByte <= end }
      guard candidates.count == 1, !result.timingsAreUnusable, result.outcome == .ok else {
        comparison.unmatched += 1
        continue
      }
      comparison.add(
        candidates[0], connect: result.timings.connect, tls: result.timings.tls,
        processing: result.timings.processing)
    }
    return comparison
  }

  private func compareCurls(_ load: Load, _ mirrors: MirrorProcess) async throws -> Comparison {
    let loop = BareCurl(
      urls: mirrors.urls.map { $0 + MirrorProcess.path }, authority: mirrors.authority,
      inFlight: 512, spacing: load.interval / load.mirrors)
    let count = Int(load.duration / load.interval * Double(load.mirrors))
    let (transfers, exchanges) = try await capturing(mirrors) {
      try loop.run(count, failuresAllowed: true)
    }
    let byPorts = Dictionary(grouping: exchanges) { [$0.serverPort, $0.clientPort] }
    var comparison = Comparison()
    for (index, transfer) in transfers.enumerated() {
      let ports = [mirrors.ports[index % mirrors.ports.count], UInt16(transfer.local_port)]
      // A port is used again before long.
      let begin = Duration.nanoseconds(transfer.started_ns)
      let end = begin + .microseconds(transfer.total_us)
      let found = (byPorts[ports] ?? []).filter { begin <= $0.syn && $0.syn <= end }
      guard transfer.code == 0, found.count == 1 else {
        comparison.unmatched += 1
        continue
      }
      comparison.add(
        found[0], connect: .microseconds(transfer.connect_us - transfer.name_us),
        tls: .microseconds(transfer.tls_us - transfer.connect_us),
        processing: .microseconds(transfer.first_byte_us - transfer.sent_us))
    }
    return comparison
  }
}
