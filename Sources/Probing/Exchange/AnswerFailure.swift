import GoRules

/// Why there is no whole answer.
struct AnswerFailure {
  /// The head had come: go's reader of the body gets the error.
  var isWithinBody: Bool
  var cause: FailureCause
  /// go's text, to stand after `Get "URL": `, within the body after `read "URL": `.
  var text: String
  /// go asks anew where the connection has carried an answer before: over HTTP/1.1 alone.
  var isRetriedWhenReused = false
  /// What go does about it on any connection.
  var retry = HTTP2Retry.never
  /// A limit of ours was reached, where go would have gone on.
  var isOurLimit = false

  init(_ failure: HTTP1Failure, _ stream: StreamFailure?) {
    isWithinBody = failure.stage == .body
    text = failure.goText
    isRetriedWhenReused = failure.isRetriedOnReusedConnection
    switch failure.fault {
    case .closedBeforeAnswer: cause = .closed
    case .cutShort: cause = isWithinBody ? .truncated : stream?.cause ?? .closed
    case .trailerCutShort: cause = .truncated
    case .readFailed: cause = stream?.cause ?? .reset
    case .headTooLarge: cause = .headersTooLarge
    case .overOurLimit:
      cause = .notMeasured(failure.fault.goText)
      isOurLimit = true
    default: cause = .malformedResponse(ServerText(failure.fault.goText))
    }
  }

  init(_ failure: HTTP2Failure, isWithinBody: Bool, _ stream: StreamFailure?) {
    self.isWithinBody = isWithinBody
    text = failure.goText
    retry = failure.retry
    isOurLimit = failure.isOurLimit
    // go asks anew only where the server says that nothing was processed: not where the connection ends under a request.
    switch failure {
    case .closed: cause = isWithinBody ? .truncated : .closed
    case .closedAfterGoAway(_, let code, _): cause = .http2GoAway(code.rawValue)
    case .goAway(let code): cause = .http2GoAway(code.rawValue)
    case .goAwayUnprocessed: cause = .http2GoAway(0)
    case .transport: cause = stream?.cause ?? .reset
    case .neverUsable, .unusable: cause = .closed
    case .reset(_, let code): cause = .http2Stream(code.rawValue)
    case .contentCutShort: cause = .truncated
    case .violation(.headerBlockTooLarge), .malformed(_, .listTooLarge),
      .malformed(_, .informationalTooLarge):
      cause = .headersTooLarge
    case .flood, .answersNotTaken: cause = .notMeasured(failure.goText)
    default: cause = .http2Protocol(ServerText(failure.goText))
    }
  }
}
