import Glibc
import GoRules
import Health
import Platform

/// A mirror in the file system (`file:///…`), read as go reads it (web/http.go `getFile`).
struct FileMirror: Sendable {
  private let round: ProbeRound
  private let settings: ProberSettings
  private let moduleCache: ModuleCache?

  /// Makes the requests of `round`; see `ProbePool.run`. Blocks, hence a thread of its own for the time.
  static func run(
    _ round: ProbeRound, _ settings: ProberSettings,
    deliver: @escaping @Sendable (ProbeEvent) -> Void
  ) async {
    let mirror = FileMirror(
      round: round, settings: settings, moduleCache: settings.goSettings.moduleCache)
    for request in round.requests where request.use != .idle && !Task.isCancelled {
      let result = await Threads.run { mirror.result(of: request) }
      guard !Task.isCancelled else { return }
      deliver(.finished(result))
    }
  }

  private func result(of request: ProbeRequest) -> ProbeResult {
    var result = ProbeResult(
      mirror: round.mirror, request: request, startedAt: SystemClock.now(), outcome: .ok)
    if request.kind == .sumdb {
      askDatabase(&result)
    } else {
      read(&result)
    }
    let took = SystemClock.now().since(result.startedAt)
    result.timings.total = took
    result.timings.local = took
    return result
  }

  private func read(_ result: inout ProbeResult) {
    let request = result.request
    let path = PercentEncoding.decoded(round.url.path(of: Question(request.kind, request.canary)))
    let body = AnswerBody(
      request, status: 200, contentType: nil, proxy: round.url.redacted, moduleCache: moduleCache,
      sums: round.comparesSums)
    var isWithinLimit = true
    let error = Self.read(path) { piece in
      isWithinLimit = body.take(piece)
      return isWithinLimit
    }
    if let error {
      result.outcome = Self.outcome(error)
      if error == EISDIR {
        let url = round.url.redactedURL(of: Question(request.kind, request.canary))
        result.goText = ServerText(lines: "read \(goQuoted(url)): \(Self.words(error, path))")
      }
    } else if isWithinLimit {
      let check = body.check(took: SystemClock.now().since(result.startedAt))
      (result.outcome, result.warning) = (check.outcome, check.warning)
      result.zipDigest = check.zipDigest
      result.sum = check.sum
      result.goText = check.goText.map { ServerText(lines: $0) }
      if request.trial != .none { result.details = AnswerDetails(nil, check) }
    } else {
      result.outcome = .failure(RequestFailure(.transfer, AnswerBody.tooLarge))
    }
    result.bodyBytes = body.count
  }

  private func askDatabase(_ result: inout ProbeResult) {
    guard var errand = settings.errand(result.request, in: round) else { return read(&result) }
    var step = errand.next(after: nil)
    while case .ask(let request) = step {
      step = errand.next(after: Self.answer(request))
    }
    if case .ended(let outcome, let text) = step {
      result.outcome = outcome
      result.goText = text.map { ServerText(lines: $0) }
    }
    result.recordedSums = errand.sums
  }

  private static func answer(_ request: ErrandRequest) -> ErrandAnswer {
    var page = ErrandPage(status: 200, statusText: "200 OK")
    let path = PercentEncoding.decoded(request.url.path)
    let error = read(path) { piece in
      let room = request.limit - page.body.count
      page.body.append(contentsOf: piece.prefix(room))
      page.isCut = piece.count > room
      return !page.isCut
    }
    guard let error else { return .answered(page) }
    let said = words(error, path)
    return .failed(outcome(error), goText: "reading \(request.url.redacted): \(said)")
  }

  /// nil where all was read or `take` had enough; the error's number otherwise.
  private static func read(
    _ path: String, take: (UnsafeRawBufferPointer) -> Bool
  ) -> Int32? {
    FileContent.read(path, take: take) ? nil : errno
  }

  /// go's words for an error of the file at `path`; a folder can be opened.
  private static func words(_ error: Int32, _ path: String) -> String {
    switch error {
    case ENOENT: "no such file or directory"
    case EACCES, EPERM: "permission denied"
    case EISDIR: "read \(path): is a directory"
    default: String(cString: strerror(error))
    }
  }

  private static func outcome(_ error: Int32) -> RequestOutcome {
    switch error {
    case ENOENT: .notFound(NotFound(status: 404))
    case EACCES, EPERM: .failure(RequestFailure(.processing, .status(403)))
    default:
      .failure(RequestFailure(.processing, .other(ServerText(String(cString: strerror(error))))))
    }
  }
}
