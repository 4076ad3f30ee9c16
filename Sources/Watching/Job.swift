/// Work beside the loop, which reports by sending an event.
package typealias Job = @Sendable () async -> Void

/// Finishing it, or letting go of it, cancels a job.
typealias JobHandle = AsyncStream<Never>.Continuation

/// `work` as a job that can be cancelled.
func cancellable(_ work: @escaping Job) -> (job: Job, handle: JobHandle) {
  let (cancelled, handle) = AsyncStream<Never>.makeStream()
  let job: Job = {
    await withTaskGroup { group in
      group.addTask(operation: work)
      group.addTask { for await _ in cancelled {} }
      await group.next()
      group.cancelAll()
    }
  }
  return (job, handle)
}
