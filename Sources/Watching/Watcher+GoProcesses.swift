import Health
import Platform

/// Looking at this user's go commands, while somebody wants to know.
extension Watcher {
  /// Between two looks.
  private static let pause = Duration.seconds(1)

  /// Tells what go commands run, now and each second from now on.
  package mutating func watchGoProcesses() {
    let (job, handle) = cancellable { [send] in
      var table = GoProcessTable()
      repeat {
        let (looked, seen) = await Threads.run { [table] in
          var table = table
          return (table, Result { () throws(GoProcessTable.Failure) in try table.look() })
        }
        table = looked
        if Task.isCancelled { return }
        send(.goProcessesSeen(seen))
      } while await SystemClock.sleep(until: SystemClock.now().monotonic + Self.pause)
    }
    goWatch = handle
    perform(job)
  }

  package mutating func stopWatchingGoProcesses() {
    goWatch?.finish()
    goWatch = nil
  }
}
