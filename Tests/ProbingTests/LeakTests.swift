import Glibc
import GoRules
import Health
import Probing
import Record
import Testing

// In a process of their own, where nothing else opens descriptors or starts threads.
#if compiler(>=6.2)
  /// The open descriptors of this process.
  private func descriptors() -> Int {
    guard let stream = opendir("/proc/self/fd") else { return -1 }
    defer { closedir(stream) }
    var count = 0
    while readdir(stream) != nil { count += 1 }
    return count
  }

  /// What the runtime itself may open meanwhile (Dispatch opens an epoll, an eventfd and a timerfd when it first needs
  /// them); every loop below goes round often enough to leak more than that.
  private let slack = 5

  @Suite(.timeLimit(.minutes(5))) struct LeakTests {
    @Test func closedPoolLeavesNothing() async {
      await #expect(processExitsWith: .success) {
        let server = RawServer { $0.serve(info) }
        let names = NameServer { $0 == "mirror.test" ? .addresses([[127, 0, 0, 1]]) : .code(3) }
        let before = descriptors()
        for _ in 0..<10 {
          let pool = try ProbePool(
            ProbePoolConfiguration(probers: 2, nameServers: [names.address]))
          for host in ["127.0.0.1", "mirror.test", "missing.test"] {
            let url = ProxyURL(scheme: .http, host: host, port: server.port)
            let results = await pool.results(
              of: [request(.info), request(.info, .warm), request(.list, .warm)], at: url)
            #expect(results.isEmpty == false)
          }
          await pool.close()
        }
        // The other side of the last connection closes when it sees the end; so does the thread.
        while descriptors() > before + slack || probeThreads() > 0 { await Task.yield() }
        server.stop()
        names.stop()
      }
    }

    @Test func failuresLeaveNothing() async {
      await #expect(processExitsWith: .success) {
        let reset = RawServer { connection in
          _ = connection.readRequest()
          connection.reset()
        }
        let silent = RawServer(accepts: false) { _ in }
        let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
        _ = await pool.results(of: [request(.info)], at: reset.url)
        let before = descriptors()
        for _ in 0..<20 {
          _ = await pool.results(of: [request(.info)], at: reset.url)
          _ = await pool.results(
            of: [request(.info)], at: silent.url, timeout: .milliseconds(10))
          let task = Task { await pool.results(of: [request(.info)], at: silent.url) }
          task.cancel()
          _ = await task.value
        }
        while descriptors() > before + slack { await Task.yield() }
        await pool.close()
        reset.stop()
        silent.stop()
      }
    }

    @Test func forgottenPoolEndsItsThreads() async {
      await #expect(processExitsWith: .success) {
        let server = RawServer { $0.serve(info) }
        let before = descriptors()
        for _ in 0..<10 {
          let pool = try ProbePool(ProbePoolConfiguration(probers: 2))
          _ = await pool.results(of: [request(.info)], at: server.url)
        }
        while descriptors() > before + slack || probeThreads() > 0 { await Task.yield() }
        server.stop()
      }
    }
  }
#endif
