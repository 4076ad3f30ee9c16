import Glibc

/// Threads beside the cooperative pool, for what may block.
package enum Threads {
  /// Why there is no further thread: the error number of `pthread_create`.
  package struct StartError: Error {
    package let code: Int32
  }

  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Starts a thread that ends with `body`; to be joined or detached.
  package static func start(_ body: @escaping @Sendable () -> Void) throws(StartError) -> pthread_t
  {
    let work = Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
    if code != 0 {
      work.release()
      throw StartError(code: code)
    }
    return thread
  }

  /// Returns what `body` returns; it runs on a thread of its own, on the caller's where none can be had.
  package static func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      let work: @Sendable () -> Void = { continuation.resume(returning: body()) }
      if let thread = try? start(work) { pthread_detach(thread) } else { work() }
    }
  }
}
