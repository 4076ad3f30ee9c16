import CYardstick
import Glibc
import ProxyHealth

/// Many mirrors on one core: is every start on time, and what does it take?
struct Scale {
  var interval = Duration.seconds(5)
  /// How long each run lasts.
  var duration = Duration.seconds(30)

  /// What a watching process tells about itself at its end, as a line of numbers.
  struct Account {
    /// Starts, failed probes, the longest lateness of a start, and the longest time between two starts
    /// of one mirror beyond the interval, both in microseconds.
    var rounds, failures, lateness, delay: Int
    /// Microseconds of CPU, and the microseconds they were used in.
    var cpu, elapsed: Int
    /// Bytes.
    var memory, peakMemory: Int

    var line: String {
      "\(rounds) \(failures) \(lateness) \(delay) \(cpu) \(elapsed) \(memory) \(peakMemory)"
    }
  }

  func run() throws -> Report {
    let few = try account(of: 10)
    let many = try account(of: 1000)
    var report = Report("1,000 mirrors every \(decimal(interval.seconds, 0)) s on one core")
    let share = Double(many.cpu) / Double(many.elapsed)
    let starts = Double(many.elapsed) / 1e6 / interval.seconds * 1000
    report.figures = [
      Figure(
        "CPU", decimal(share * 100, 1) + " % of a core", target: "one core"),
      Figure(
        "starts", "\(many.rounds), \(many.failures) probes failed",
        yardstick: "due: \(decimal(starts, 0))"),
      Figure(
        "worst lateness of a start", readable(.microseconds(many.lateness)),
        target: "no missed deadline"),
      Figure(
        "longest time between two starts of a mirror, beyond the interval",
        readable(.microseconds(many.delay)), target: "no missed deadline"),
      Figure(
        "memory with 1,000 mirrors, now and at most",
        "\(mebibytes(many.memory)), \(mebibytes(many.peakMemory))", target: "100 MiB"),
      Figure(
        "memory with 10 mirrors, now and at most",
        "\(mebibytes(few.memory)), \(mebibytes(few.peakMemory))", target: "20 MiB"),
    ]
    return report
  }

  private func account(of count: Int) throws -> Account {
    let mirrors = try MirrorProcess(count)
    let watcher = try ChildProcess.ourselves(
      [
        Role.watch.rawValue, mirrors.authority, "\(nanoseconds(interval) / 1000)",
        "\(nanoseconds(duration) / 1000)",
      ] + mirrors.urls)
    let numbers = watcher.readLine()?.split(separator: " ").compactMap { Int($0) } ?? []
    guard numbers.count == 8 else { throw BenchmarkError("watching \(count) mirrors failed") }
    return Account(
      rounds: numbers[0], failures: numbers[1], lateness: numbers[2], delay: numbers[3],
      cpu: numbers[4], elapsed: numbers[5], memory: numbers[6], peakMemory: numbers[7])
  }

  /// The watching process: on one core, with nothing else in it.
  static func watch(
    _ urls: [String], authority: String, interval: Duration, duration: Duration
  ) async throws {
    let code = yardstick_stay_on_core(0)
    if code != 0 { throw BenchmarkError.system("sched_setaffinity", code: code) }
    let loop = WatchLoop(urls: urls, authority: authority, interval: interval)
    let before = (cpu: ResourceUsage.ownCPU(), time: monotonicNow())
    let log = try await loop.run(for: duration)
    let cpu = ResourceUsage.ownCPU() - before.cpu
    let elapsed = monotonicNow() - before.time
    say(
      Account(
        rounds: log.rounds, failures: log.failures,
        lateness: Int(nanoseconds(log.lateness.max() ?? .zero) / 1000),
        delay: Int(nanoseconds(log.longestDelay ?? .zero) / 1000),
        cpu: Int(nanoseconds(cpu) / 1000), elapsed: Int(nanoseconds(elapsed) / 1000),
        memory: log.memory, peakMemory: try ResourceUsage.memory("VmHWM", of: getpid())
      ).line)
  }
}
