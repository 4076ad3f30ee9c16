import CYardstick
import Glibc

/// What a process has used.
struct ResourceUsage {
  /// User and system time together.
  var cpu: Duration = .zero
  /// The most memory it ever had resident, in bytes.
  var peakMemory = 0

  init() {}

  init(_ usage: rusage) {
    for time in [usage.ru_utime, usage.ru_stime] {
      cpu += .seconds(time.tv_sec) + .microseconds(time.tv_usec)
    }
    peakMemory = usage.ru_maxrss * 1024
  }

  /// CPU time of this process and all its threads until now.
  static func ownCPU() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  /// CPU time of another process until now.
  static func cpu(of process: pid_t) throws(BenchmarkError) -> Duration {
    let nanoseconds = yardstick_cpu_time_of(process)
    if nanoseconds < 0 { throw .system("CPU time of process \(process)") }
    return .nanoseconds(nanoseconds)
  }

  /// A line of `/proc/<process>/status` in bytes: `VmRSS` now, `VmHWM` the most so far, `RssAnon`
  /// what of it no other process shares, now.
  static func memory(_ key: String, of process: pid_t) throws(BenchmarkError) -> Int {
    let path = "/proc/\(process)/status"
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw .system(path) }
    let lines = LineReader(descriptor: descriptor)
    while let line = lines.next() {
      guard line.hasPrefix(key + ":") else { continue }
      let digits = line.drop { !$0.isNumber }.prefix { $0.isNumber }
      if let kibibytes = Int(digits) { return kibibytes * 1024 }
    }
    throw BenchmarkError("\(path) has no \(key)")
  }
}
