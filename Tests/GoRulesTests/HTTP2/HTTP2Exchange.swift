import GoRules

/// Plays one request on a connection and sums up what came of it.
struct HTTP2Exchange {
  var connection = HTTP2Connection()
  /// How each request ended, in the words of `HTTP2AnswerCase.go`.
  private(set) var summary = ""
  private(set) var answer: HTTP2Answer?
  private(set) var failure: HTTP2Failure?
  private var body: [UInt8] = []

  static let request = HTTP2Request(authority: "proxy.example", path: "/x")

  init() { ask() }

  mutating func ask() {
    (answer, failure, body, summary) = (nil, nil, [], "")
    do throws(HTTP2Failure) { try connection.get(Self.request) } catch { note(error) }
    _ = connection.takeOutput()
  }

  private mutating func note(_ failure: HTTP2Failure) {
    self.failure = failure
    summary = failure.retry == .onNewConnection ? "retry" : "Get: " + failure.goText
  }

  mutating func receive(_ bytes: some Sequence<UInt8>, hasMore: Bool = false) {
    let bytes = Array(bytes)
    take(connection.receive(bytes.span, hasMore: hasMore))
  }

  mutating func pause() { take(connection.pause()) }

  mutating func end(_ end: HTTP2InputEnd) { take(connection.end(end)) }

  private mutating func take(_ events: [HTTP2Event]) {
    for event in events {
      switch event {
      case .informational: break
      case .answer(let answer): self.answer = answer
      case .body(let piece): body += piece
      case .end: summary = "\(head) end"
      case .requestFailed(let failure): note(failure)
      case .bodyFailed(let failure):
        self.failure = failure
        summary = "\(head) Read: \(failure.goText)"
      }
    }
  }

  private var head: String {
    "\(answer.map { String($0.status) } ?? "") \(String(decoding: body, as: UTF8.self))"
  }

  /// The outcome so far.
  var outcome: String {
    if !summary.isEmpty { return summary }
    return answer == nil ? "silent" : "\(head) silent"
  }
}
