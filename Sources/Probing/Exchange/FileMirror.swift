import Glibc
import GoRules
import Health
import Platform

/// A mirror in the file system (`file:///…`), read as go reads it (web/http.go `getFile`).
enum FileMirror {
  /// Makes the requests of `round`; see `ProbePool.run`. Blocks, hence a thread of its own for the time.
  static func run(
    _ round: ProbeRound, moduleCache: ModuleCache?,
    deliver: @escaping @Sendable (ProbeEvent) -> Void
  ) async {
    for request in round.requests where request.use != .idle && !Task.isCancelled {
      let result = await Threads.run { Self.result(of: request, in: round, moduleCache) }
      guard !Task.isCancelled else { return }
      deliver(.finished(result))
    }
  }

  private static func result(
    of request: ProbeRequest, in round: ProbeRound, _ moduleCache: ModuleCache?
  ) -> ProbeResult {
    let started = SystemClock.now()
    let path = PercentEncoding.decoded(round.url.path(of: Question(request.kind, request.canary)))
    var body = AnswerBody(
      request, status: 200, contentType: nil, proxy: round.url.redacted, moduleCache: moduleCache)
    var isWithinLimit = true
    let isRead = FileContent.read(path) { piece in
      isWithinLimit = body.take(piece)
      return isWithinLimit
    }
    let error = errno
    let took = SystemClock.now().since(started)
    var result = ProbeResult(
      mirror: round.mirror, request: request, startedAt: started, outcome: .ok)
    if isRead, isWithinLimit {
      let check = body.check(took: took)
      (result.outcome, result.warning) = (check.outcome, check.warning)
      result.zipDigest = check.zipDigest
      result.goText = check.goText.map { ServerText(lines: $0) }
    } else if isRead {
      result.outcome = .failure(RequestFailure(.transfer, AnswerBody.tooLarge))
    } else {
      switch error {
      case ENOENT: result.outcome = .notFound(NotFound(status: 404))
      case EACCES, EPERM: result.outcome = .failure(RequestFailure(.processing, .status(403)))
      default:
        let text = ServerText(String(cString: strerror(error)))
        result.outcome = .failure(RequestFailure(.processing, .other(text)))
      }
    }
    result.bodyBytes = body.count
    result.timings.total = took
    result.timings.local = took
    return result
  }
}
