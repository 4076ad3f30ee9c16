import CYardstick
import Glibc
import GoRules
import Health
import Platform
import Record

/// Many mirrors on one core: is every start on time, and what does it take?
struct Scale {
  var interval = Duration.seconds(5)
  /// How long each run lasts, and how much of its beginning is left out.
  var duration = Duration.seconds(50)
  private static let settling = Duration.seconds(20)

  /// What a watching process tells about itself at its end, as a line of numbers.
  struct Account {
    /// Starts, failed probes, starts that came an interval or more after they were due, the longest
    /// lateness of a start in microseconds.
    var rounds, failures, missed, lateness: Int
    /// Microseconds of CPU, and the microseconds they were used in.
    var cpu, elapsed: Int
    /// Bytes: the most there ever was, and what is private to the process at the end.
    var peakMemory, privateMemory: Int

    /// The rest are pages of the program and its libraries, which are read from their files and shared.
    var memory: String { "\(mebibytes(peakMemory)), \(mebibytes(privateMemory)) of it private" }

    var line: String {
      "\(rounds) \(failures) \(missed) \(lateness) \(cpu) \(elapsed) \(peakMemory) \(privateMemory)"
    }
  }

  func run() throws -> Report {
    let few = try account(of: 10)
    let many = try account(of: 1000)
    let (bare, exporter) = try yardsticks()
    var report = Report("1,000 mirrors every \(decimal(interval.seconds, 0)) s on one core")
    let share = Double(many.cpu) / Double(many.elapsed)
    let due = Double(many.elapsed) / 1e6 / interval.seconds * 1000
    report.figures = [
      Figure(
        "CPU, all requests of the rounds", "\(decimal(share * 100, 1)) % of a core",
        yardstick: "bare libcurl loop, one cold request each: \(decimal(bare * 100, 1)) %",
        ratio: share / bare, target: "0.85 x"),
      Figure(
        "rounds started", "\(many.rounds) of \(decimal(due, 0)), \(many.failures) probes failed",
        target: "all"),
      Figure("rounds that came an interval late", "\(many.missed)", target: "0"),
      Figure("worst lateness of a start", readable(.microseconds(many.lateness))),
      Figure(
        "memory with 1,000 mirrors, at most", many.memory, target: "60 MiB"),
      Figure(
        "memory with 10 mirrors, at most", few.memory,
        yardstick: "blackbox_exporter: \(mebibytes(exporter))",
        ratio: Double(few.peakMemory) / Double(exporter), target: "12 MiB"),
    ]
    report.notes = [
      "\(decimal((duration - Self.settling).seconds, 0)) s after the first"
        + " \(decimal(Self.settling.seconds, 0)) s, when every mirror gets every kind of request."
    ]
    return report
  }

  /// The bare loop's share of a core at the same pace, and blackbox_exporter's memory after some probes.
  private func yardsticks() throws -> (bare: Double, memory: Int) {
    let mirrors = try MirrorProcess(1000)
    let urls = mirrors.urls.map { $0 + MirrorProcess.path }
    let exporter = try BlackboxExporter(probing: urls[0], authorities: mirrors.authority)
    _ = try exporter.cpuPerProbe(100)
    let loop = BareCurl(
      urls: urls, authority: mirrors.authority, inFlight: 64, spacing: interval / urls.count)
    let before = (cpu: ResourceUsage.ownCPU(), time: SystemClock.now().monotonic)
    _ = try loop.run(2 * urls.count)
    let share = (ResourceUsage.ownCPU() - before.cpu) / (SystemClock.now().monotonic - before.time)
    return (share, try exporter.memory())
  }

  private func account(of count: Int) throws -> Account {
    let mirrors = try MirrorProcess(count)
    let watcher = try ChildProcess.ourselves(
      [
        Role.watch.rawValue, mirrors.authority, "\(interval.inNanoseconds / 1000)",
        "\(duration.inNanoseconds / 1000)",
      ] + mirrors.urls)
    let numbers = watcher.readLine()?.split(separator: " ").compactMap { Int($0) } ?? []
    guard numbers.count == 8 else { throw BenchmarkError("watching \(count) mirrors failed") }
    return Account(
      rounds: numbers[0], failures: numbers[1], missed: numbers[2], lateness: numbers[3],
      cpu: numbers[4], elapsed: numbers[5], peakMemory: numbers[6], privateMemory: numbers[7])
  }

  /// Must be called while this process has one thread: those it has already would stay anywhere.
  static func stayOnOneCore() throws(BenchmarkError) {
    let code = yardstick_stay_on_core(0)
    if code != 0 { throw .system("sched_setaffinity", code: code) }
  }

  /// The watching process, which stays on one core; nothing else is in it.
  static func watch(
    _ urls: [String], authority: String, interval: Duration, duration: Duration,
    on mainThread: MainThread
  ) async throws {
    let log = try await WatchRun(
      urls: urls, authority: authority, interval: interval, duration: duration,
      settling: Self.settling
    ).run(on: mainThread)
    guard let settled = log.settled else { throw BenchmarkError("no round after settling") }
    say(
      Account(
        rounds: log.rounds, failures: log.failures,
        missed: log.delays.count { $0 >= interval },
        lateness: Int((log.lateness.max() ?? .zero).inNanoseconds / 1000),
        cpu: Int((ResourceUsage.ownCPU() - settled.cpu).inNanoseconds / 1000),
        elapsed: Int((SystemClock.now().monotonic - settled.at).inNanoseconds / 1000),
        peakMemory: try ResourceUsage.memory("VmHWM", of: getpid()),
        privateMemory: log.privateMemory ?? 0
      ).line)
  }
}
