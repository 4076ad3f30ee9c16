import Platform

/// Work beside the loop, which reports by sending an event.
package typealias Job = @Sendable () async -> Void

/// Finishing it, or letting go of it, cancels a job, whether that has begun or not.
final class JobHandle: Sendable {
  fileprivate struct Run {
    var isCancelled = false
    /// Valid while the job runs.
    nonisolated(unsafe) var task: UnsafeCurrentTask?
  }

  private let run: Locked<Run>

  fileprivate init(_ run: Locked<Run>) { self.run = run }

  deinit { finish() }

  func finish() {
    run.withLock { run in
      run.isCancelled = true
      run.task?.cancel()
    }
  }
}

/// `work` as a job that can be cancelled.
func cancellable(_ work: @escaping Job) -> (job: Job, handle: JobHandle) {
  let run = Locked(JobHandle.Run())
  let job: Job = {
    await withUnsafeCurrentTask { task in
      run.withLock { run in
        run.task = task
        if run.isCancelled { task?.cancel() }
      }
      await work()
      run.withLock { $0.task = nil }
    }
  }
  return (job, JobHandle(run))
}
