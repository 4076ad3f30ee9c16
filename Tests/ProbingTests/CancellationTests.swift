import Glibc
import GoRules
import Health
import Probing
import Record
import Testing

/// How many threads of this process are probers'.
func probeThreads() -> Int {
  guard let stream = opendir("/proc/self/task") else { return -1 }
  defer { closedir(stream) }
  var count = 0
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    guard let file = fopen("/proc/self/task/\(name)/comm", "r") else { continue }
    var line = [CChar](repeating: 0, count: 32)
    if fgets(&line, 32, file) != nil, strcmp(line, "probe\n") == 0 { count += 1 }
    fclose(file)
  }
  return count
}

@Suite(.timeLimit(.minutes(5))) struct CancellationTests {
  private func round(_ server: RawServer, _ name: String = "m") -> ProbeRound {
    ProbeRound(
      mirror: Mirror.ID(rawValue: name), url: server.url, requests: [request(.info)],
      timeout: .seconds(3600))
  }

  @Test func cancelledRoundEndsWithoutResult() async throws {
    let server = RawServer { $0.waitForClose() }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let results = Results()
    let task = Task { await pool.run(round(server)) { results.add($0) } }
    while server.connections == 0 { await Task.yield() }
    task.cancel()
    await task.value
    #expect(results.all.isEmpty)
    await pool.close()
    server.stop()
  }

  @Test func cancelledBeforeItBegan() async throws {
    let server = RawServer { $0.serve(info) }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let results = Results()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      await pool.run(round(server)) { results.add($0) }
    }
    await task.value
    #expect(results.all.isEmpty)
    await pool.close()
    server.stop()
  }

  @Test func roundsOfOneMirrorFollowOneAnother() async throws {
    let server = RawServer { $0.waitForClose() }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let results = Results()
    var round = round(server)
    round.timeout = .milliseconds(50)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<3 { group.addTask { [round] in await pool.run(round) { results.add($0) } } }
    }
    let spans = results.all.map { result in
      let start = result.startedAt.monotonic
      return (start: start, end: start + (result.timings.total ?? .zero))
    }
    #expect(spans.count == 3)
    #expect(zip(spans, spans.dropFirst()).allSatisfy { $0.end <= $1.start })
    await pool.close()
    server.stop()
  }

  @Test func waitingRoundIsCancelled() async throws {
    let server = RawServer { $0.waitForClose() }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let results = Results()
    let first = Task { await pool.run(round(server)) { results.add($0) } }
    while server.connections == 0 { await Task.yield() }
    let second = Task { await pool.run(round(server)) { results.add($0) } }
    let third = Task { await pool.run(round(server)) { results.add($0) } }
    second.cancel()
    await second.value
    first.cancel()
    await first.value
    while server.connections < 2 { await Task.yield() }
    await pool.close()
    await third.value
    #expect(results.all.isEmpty)
    server.stop()
  }

  @Test func cancelStorm() async throws {
    let server = RawServer(backlog: 1024, accepts: false) { _ in }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 2))
    let results = Results()
    await withTaskGroup(of: Void.self) { group in
      for index in 0..<300 {
        group.addTask {
          await pool.run(round(server, "m\(index)")) { results.add($0) }
        }
      }
      group.cancelAll()
    }
    #expect(results.all.isEmpty)
    await pool.close()
    server.stop()
  }

  @Test func closeEndsRoundsInFlight() async throws {
    let server = RawServer(backlog: 1024, accepts: false) { _ in }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 2))
    let results = Results()
    await withTaskGroup(of: Void.self) { group in
      for index in 0..<50 {
        group.addTask {
          await pool.run(round(server, "m\(index)")) { results.add($0) }
        }
      }
      group.addTask { await pool.close() }
    }
    // A closed pool asks nothing.
    await pool.run(round(server)) { results.add($0) }
    await pool.close()
    #expect(results.all.isEmpty)
    server.stop()
  }
}
