import GoRules
import Health
import Platform

/// Asks servers that are no mirrors, on the engine of the probes: names, forward proxies, trusted certificates and time
/// limits are as theirs.
///
/// What belongs to go's own requests is left out: no netrc, no GOAUTH, no `Disable-Module-Fetch`. Redirects are answers,
/// and not followed. A GET may go out on a connection that an earlier request to the same server left; a POST, which must
/// not be sent twice, has one of its own.
package final class WebClient: Sendable {
  private let pool: ProbePool
  /// The numbers of the requests under way to each origin: each has connections of its own, and none waits for another.
  private let busy = Locked<[String: Set<Int>]>([:])

  /// `pool` is closed by whoever made it.
  package init(_ pool: ProbePool) { self.pool = pool }

  /// Sends `request`.
  ///
  /// - Returns: nil where the task was cancelled or the pool closed.
  package func send(_ request: WebRequest) async -> WebAnswer? {
    if let fault = request.fault {
      return .failed(.failure(RequestFailure(.processing, .other(ServerText(fault)))))
    }
    let number = enter(request.origin)
    defer { leave(request.origin, number) }
    var probe = ProbeRequest(.info, canary: .standard, use: request.body == nil ? .warm : .cold)
    probe.fetch = .always
    let round = ProbeRound(
      mirror: Mirror.ID(rawValue: "web\(number)+\(request.origin)"), url: request.base,
      requests: [probe], timeout: request.timeout)
    let end = Locked<(page: ErrandPage?, result: ProbeResult?)>((nil, nil))
    let errand = WebErrand(request: ErrandRequest(request)) { page in
      end.withLock { $0.page = page }
    }
    await pool.run(round, errand: errand) { event in
      if let result = event.result { end.withLock { $0.result = result } }
    }
    return end.withLock { end in
      guard let result = end.result else { return nil }
      guard result.outcome == .ok, let page = end.page else { return .failed(result.outcome) }
      return .answered(WebAnswer.Page(page, retryAfter: result.retryAfter))
    }
  }

  /// The least number that no request to `origin` has.
  private func enter(_ origin: String) -> Int {
    busy.withLock { busy in
      let taken = busy[origin, default: []]
      let number = (0...taken.count).first { !taken.contains($0) } ?? taken.count
      busy[origin, default: []].insert(number)
      return number
    }
  }

  private func leave(_ origin: String, _ number: Int) {
    busy.withLock { busy in
      busy[origin]?.remove(number)
      if busy[origin]?.isEmpty == true { busy[origin] = nil }
    }
  }
}

/// One exchange, whose answer is the caller's.
private struct WebErrand: Errand {
  let request: ErrandRequest
  let keep: @Sendable (ErrandPage) -> Void

  func next(after answer: ErrandAnswer?) -> ErrandStep {
    switch answer {
    case nil: return .ask(request)
    case .answered(let page):
      keep(page)
      return .ended(page.fault?.outcome ?? .ok, goText: nil)
    case .failed(let outcome, _): return .ended(outcome, goText: nil)
    }
  }
}

extension ErrandRequest {
  fileprivate init(_ request: WebRequest) {
    self.init(request.url, limit: request.limit)
    fields = request.fields
    body = request.body
    followsRedirects = false
  }
}

extension WebAnswer.Page {
  fileprivate init(_ page: ErrandPage, retryAfter: Duration?) {
    status = page.status
    statusText = ServerText(page.statusText)
    contentType = ServerText(String(decoding: page.contentType, as: UTF8.self))
    self.retryAfter = retryAfter
    body = page.body
    isCut = page.isCut
  }
}
