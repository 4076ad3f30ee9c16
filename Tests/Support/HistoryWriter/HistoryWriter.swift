import Glibc
import GoRules
import Health
import History
import Record

/// `HistoryWriter FILE failovers|samples PREFIX`: records until it is killed.
///
/// With `failovers` each line on standard output names a failover that `flush` has confirmed; with `samples`
/// each line is the number of a sample that was handed over, and the monotonic time (ns) before that.
/// `dropping` makes 400 stores, lets go of each at once, and tells how many threads are left of them.
/// `unprivileged` gives up root's rights, tells the status and how many failovers it can read, and ends.
@main
struct HistoryWriter {
  static func main() async {
    let arguments = CommandLine.arguments
    guard arguments.count == 4 else { exit(2) }
    if arguments[2] == "unprivileged" { return await tell(arguments[1]) }
    if arguments[2] == "dropping" { return drop(arguments[1]) }
    var limits = HistoryLimits()
    limits.batch = .milliseconds(100)
    let store = HistoryStore(path: arguments[1], limits: limits)
    var number = 0
    while true {
      number += 1
      if arguments[2] == "failovers" {
        store.append((0..<50).map { .sample(sample($0, number: number * 50 + $0)) })
        store.append([.failover(failover("\(arguments[3])-\(number)"))])
        await store.flush()
        guard case .recording = store.status.mode else { continue }
        say("\(arguments[3])-\(number)")
      } else {
        let before = now().monotonic.nanoseconds
        store.append([.sample(sample(0, number: number))])
        say("\(number) \(before)")
        usleep(1_000)
      }
    }
  }

  private static func tell(_ path: String) async {
    if geteuid() == 0, setgid(65_534) != 0 || setuid(65_534) != 0 { exit(1) }
    let store = HistoryStore(path: path)
    await store.flush()
    say("\(store.status.mode)")
    do {
      let period = try await store.period(from: .zero, until: RecordedPeriod.noEnd)
      say("\(period.failovers().count) failovers")
    } catch {
      say("\(error)")
    }
    await store.close()
  }

  private static func drop(_ path: String) {
    let before = threads()
    for number in 0..<400 { _ = HistoryStore(path: "\(path)-\(number)") }
    let deadline = now().monotonic + .seconds(20)
    while threads() > before, now().monotonic < deadline { usleep(10_000) }
    say("\(max(0, threads() - before)) threads")
  }

  private static func threads() -> Int {
    guard let folder = opendir("/proc/self/task") else { return 0 }
    defer { closedir(folder) }
    var count = -2
    while readdir(folder) != nil { count += 1 }
    return count
  }

  private static func say(_ line: String) {
    var line = line + "\n"
    let written = line.withUTF8 { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    if written <= 0 { exit(1) }
  }

  private static func sample(_ mirror: Int, number: Int) -> ProbeResult {
    var result = ProbeResult(
      mirror: Mirror.ID(rawValue: "https://mirror-\(mirror).example"),
      request: ProbeRequest(.info, canary: .standard, use: .cold), startedAt: now(), outcome: .ok)
    result.bodyBytes = number
    return result
  }

  private static func failover(_ cause: String) -> Failover {
    Failover(
      at: now(), kind: .info, canary: .standard, from: .direct,
      to: .nowhere(.broken, at: "mirror-0.example"), cause: cause)
  }

  private static func now() -> Timestamp {
    func read(_ clock: clockid_t) -> Duration {
      var time = timespec()
      clock_gettime(clock, &time)
      return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
    return Timestamp(monotonic: read(CLOCK_MONOTONIC), wall: read(CLOCK_REALTIME))
  }
}
