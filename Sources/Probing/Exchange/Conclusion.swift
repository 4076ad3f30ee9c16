import GoRules
import Health
import Platform

/// What follows from the end of one hop.
enum Conclusion {
  case redirect(Redirects.Target)
  /// An exchange of an errand has been answered.
  case page(ErrandPage)
  /// `text`: what go prints after `go: m@v: `; nil where it is served, waits, or its text is not known.
  case outcome(RequestOutcome, text: String?)
  /// go asks again on a new connection.
  case askAnew
  /// go asks again after a while, as long as it gets the answer that stands for it here.
  case askLater(Setback)
  /// The server closed the connection between two requests: nothing was learnt of it but that.
  case notReusable
}

extension Exchange {
  /// How often we connect anew at once where go does without end.
  static let mostFreshStarts = 2

  /// There was no connection to ask on.
  func conclusion(of failure: ConnectionFailure) -> Conclusion {
    var cause = failure.cause
    var phase = failure.phase
    if cause == .reset, phase == .connect, route.forwardProxy == nil {
      // The connection stood: a reset of a SYN is a refusal.
      phase = target.isHTTPS ? .tls : .processing
      cause = .reset
    }
    return .outcome(.failure(RequestFailure(phase, cause)), text: get(failure.text))
  }

  /// The answer has ended.
  func conclusion(of end: AnswerReader.End) -> Conclusion {
    switch end {
    case .complete: return answered()
    case .tooLarge:
      return .outcome(.failure(RequestFailure(.transfer, AnswerBody.tooLarge)), text: nil)
    case .overLimit:
      wasStopped = true
      let cause = AnswerBody.overLimit(request.limit ?? 0, of: answer.head?.length)
      return .outcome(.failure(RequestFailure(.transfer, cause)), text: nil)
    case .failed(let failure): return failed(failure)
    }
  }

  /// The kept connection was of no use. go would ask again on a new one without a word; `idle` is there to tell it.
  func dropped() -> Conclusion {
    guard request.use == .idle else { return .notReusable }
    return .outcome(
      .failure(RequestFailure(.processing, .idleConnectionDropped(after: idleTime))), text: nil)
  }

  private func failed(_ failure: AnswerFailure) -> Conclusion {
    let isRefusedStream = failure.retry == .afterBackOff
    if !failure.isWithinBody, isReused, !isRefusedStream,
      failure.isRetriedWhenReused || failure.retry != .never
    {
      return needsKeptConnection ? dropped() : .askAnew
    }
    let phase = failure.isWithinBody ? Phase.transfer : .processing
    let said =
      failure.isWithinBody
      ? "read \(goQuoted(shownURL)): \(failure.text)" : get(failure.text)
    let outcome = RequestOutcome.failure(RequestFailure(phase, failure.cause))
    let text = failure.isOurLimit ? nil : said
    switch failure.retry {
    case _ where answer.isPassing: return .outcome(outcome, text: text)
    case .afterBackOff where freshStarts < HTTP2Failure.refusedStreamDelays.count:
      return .askLater(
        Setback(
          wait: .seconds(HTTP2Failure.refusedStreamDelays[freshStarts]), keepsConnection: true,
          outcome: outcome, text: text))
    case .onNewConnection where freshStarts < Self.mostFreshStarts: return .askAnew
    case .onNewConnection:
      // go would ask a dying server a thousand times a second.
      let doublings = min(freshStarts - Self.mostFreshStarts, 4)
      return .askLater(
        Setback(
          wait: .milliseconds(250 << doublings), keepsConnection: false, outcome: outcome,
          text: text))
    case .never, .afterBackOff: return .outcome(outcome, text: text)
    }
  }

  private func answered() -> Conclusion {
    guard let status = answer.head?.status else { return .askAnew }
    guard Redirects.isRedirect(status), errand?.request?.followsRedirects != false else {
      return read(status)
    }
    // git follows none from a POST.
    if errand?.request?.body != nil {
      return .outcome(.failure(RequestFailure(.processing, .status(status))), text: nil)
    }
    switch redirects.follow(status: status, location: answer.head?.location) {
    case .request(let target): return .redirect(target)
    case .failure(let failure):
      let text = "Get \(goQuoted(failure.shownURL)): \(failure.goText)"
      return .outcome(
        .failure(RequestFailure(.processing, Self.cause(of: failure))), text: text)
    case .answer: return read(status)
    }
  }

  private func read(_ status: Int) -> Conclusion {
    if answer.isPassing { return .outcome(.ok, text: nil) }
    guard var page = answer.page else { return checked(status) }
    page.address = target.written
    return .page(page)
  }

  private static func cause(of failure: Redirects.Failure) -> FailureCause {
    switch failure.fault {
    case .tooMany: .tooManyRedirects
    case .insecure: .insecureRedirect
    case .unparsableLocation, .unsupportedScheme, .noHost, .locationNotUTF8:
      .malformedResponse(ServerText("redirect: " + failure.goText))
    }
  }

  private func checked(_ status: Int) -> Conclusion {
    guard let check = answer.body?.check(took: SystemClock.now().since(startedAt)) else {
      return .askAnew
    }
    self.check = check
    if AnswerBody.isSuccess(status) { return .outcome(check.outcome, text: check.goText) }
    let isRedirect = Redirects.isRedirect(status)
    var outcome =
      isRedirect
      ? .failure(RequestFailure(.processing, .redirectWithoutLocation)) : check.outcome
    // Only a forward proxy says so, and a plain request leaves no other word of it.
    if status == 407, route.isForwardedPlain {
      outcome = .failure(RequestFailure(.processing, .forwardProxy(ServerText("status 407"))))
    }
    let statusText = answer.head?.statusText ?? ""
    let text = ErrorDetail.goText(url: shownURL, status: statusText, detail: check.detail)
    return .outcome(outcome, text: text)
  }
}
