import CSQLite
import Foundation
import Glibc
import Testing

/// A record of which no report takes more than so much memory.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct HistoryLongTests {
  /// Every five minutes of four years, for five kinds.
  private static let rows = 400_000

  /// A record with so many failovers, in a file that the program itself has made.
  private func bench() throws -> ProgramBench {
    let bench = try ProgramBench()
    try bench.write("GOPROXY=direct\n", to: ".config/go/env")
    let use = try bench.run("use", "https://a.example", "--yes")
    try #require(use.code == 0, "\(use.errors)")
    var opened: OpaquePointer?
    let path = bench.home.path + "/.local/state/goproxytop/history.sqlite"
    guard sqlite3_open(path, &opened) == SQLITE_OK, let database = opened else {
      throw EndToEndError("cannot open \(path)")
    }
    defer { sqlite3_close(database) }
    let sql = """
      INSERT INTO session (id, from_at, from_mono, until_at, until_mono)
      SELECT 9, now - span, 0, now, span FROM
        (SELECT unixepoch() * 1000000 AS now, \(Self.rows) * 60000000 AS span);
      WITH RECURSIVE numbers(n) AS
        (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < \(Self.rows - 1))
      INSERT INTO failover (session, at, mono, kind, module, version, from_verdict, from_mirror,
        from_name, to_verdict, to_mirror, to_name, cause)
      SELECT 9, from_at + n / 5 * 300000000, n / 5 * 300000000,
        CASE n % 5 WHEN 0 THEN 'list' WHEN 1 THEN 'info' WHEN 2 THEN 'mod' WHEN 3 THEN 'zip'
          ELSE 'sumdb' END,
        'golang.org/x/sync', 'v0.10.0',
        'served', 'https://m' || (n / 5 % 2) || '.example', 'm' || (n / 5 % 2) || '.example',
        'served', 'https://m' || ((n / 5 + 1) % 2) || '.example',
        'm' || ((n / 5 + 1) % 2) || '.example', 'HTTP 502 (|)'
      FROM numbers, session WHERE session.id = 9;
      """
    guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else {
      throw EndToEndError(String(cString: sqlite3_errmsg(database)))
    }
    return bench
  }

  /// Runs `history` and returns the most memory that it had, in bytes.
  private func memory(
    _ arguments: [String], in bench: ProgramBench
  ) throws -> (peak: Int, output: String, errors: String) {
    let files = try ["output", "errors"].map { name in
      try FileHandle(forWritingTo: URL(fileURLWithPath: bench.write("", to: name)))
    }
    let process = try ChildProcess(
      Goproxytop.path, ["history"] + arguments, environment: bench.environment(),
      passing: [1: files[0].fileDescriptor, 2: files[1].fileDescriptor])
    // The kernel's own figure at the end has what this process had before the other was it.
    var peak = 0
    var status: Int32 = 0
    while waitpid(process.id, &status, WNOHANG) == 0 {
      peak = max(peak, Self.peak(of: process.id))
      usleep(2_000)
    }
    #expect(status == 0)
    return (peak, try bench.read("output"), try bench.read("errors"))
  }

  /// The most memory of a process since it began, in bytes; 0 where it has ended.
  private static func peak(of process: pid_t) -> Int {
    let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 } ?? 0
  }

  /// Beside such a record the dashboard has next to nothing to do; it once took a core and more.
  @Test func theIdleDashboardIsIdle() throws {
    let bench = try bench()
    let folder = try bench.write("{}", to: "proxy/none").dropLast("/none".count)
    let tmux = try Tmux(
      "\(Goproxytop.path) --goproxy file://\(folder); read line", columns: 120, rows: 40,
      environment: bench.environment())
    try tmux.waitFor("the record", within: 60) { $0.contains("HTTP 502") }
    let program = try tmux.child()
    let before = try Self.processorTime(of: program)
    let clock = ContinuousClock()
    let begin = clock.now
    while clock.now - begin < .seconds(8) { usleep(100_000) }
    let used = try Self.processorTime(of: program) - before
    // Without optimisation ten times what it takes otherwise.
    #expect(used < 2.4, "\(used) s of 8")
    #expect(Self.peak(of: program) < 250 << 20)
    try tmux.send("q")
  }

  /// Seconds that a process has computed.
  private static func processorTime(of process: pid_t) throws -> Double {
    let text = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
    try #require(fields.count > 12)
    let ticks = (Double(fields[11]) ?? 0) + (Double(fields[12]) ?? 0)
    return ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  @Test func aReportHasItsMemory() throws {
    let bench = try bench()
    let json = try memory(["--since", "3000d", "--json"], in: bench)
    #expect((20 << 20..<250 << 20).contains(json.peak), "\(json.peak >> 20) MiB")
    #expect(json.errors.contains("--until has the time before"))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let failovers = try #require(object["failovers"] as? [[String: Any]])
    #expect((149_000...150_000).contains(failovers.count))
    let text = try memory(["--since", "3000d"], in: bench)
    #expect(text.peak < 250 << 20, "\(text.peak >> 20) MiB")
    // The time before the reports above.
    let older = try memory(["--since", "3000d", "--until", "105d", "--csv"], in: bench)
    #expect(older.peak < 250 << 20, "\(older.peak >> 20) MiB")
    #expect(older.output.split(separator: "\r\n").count > 100_000)
  }
}
