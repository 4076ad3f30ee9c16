import GoRules

/// What is said to a forward proxy before the mirror can be talked to: CONNECT, or SOCKS 5.
enum Tunnel {
  case connect(ConnectAnswer)
  case socks(SOCKS5Client)

  enum Progress {
    case send([UInt8])
    case pending
    case established
    case failed(FailureCause, String)
  }

  /// What is said first.
  static func start(_ route: Route, through proxy: ForwardProxy, at address: String, agent: String)
    -> (Tunnel, Progress)
  {
    guard proxy.isSOCKS else {
      var request = "CONNECT \(route.target) HTTP/1.1\r\nHost: \(route.target)\r\n"
      request += "User-Agent: \(agent)\r\n"
      if let authorization = proxy.authorization {
        request += "Proxy-Authorization: \(authorization)\r\n"
      }
      return (.connect(ConnectAnswer()), .send(Array((request + "\r\n").utf8)))
    }
    var client = SOCKS5Client(
      proxy: address, host: route.host, port: String(route.port),
      credentials: proxy.user.map {
        SOCKS5Client.Credentials(user: $0, password: proxy.password ?? "")
      })
    let progress = progress(client.start())
    return (.socks(client), progress)
  }

  /// Takes what the proxy has said; all of `input` is used.
  mutating func take(_ input: UnsafeRawBufferPointer) -> Progress {
    var position = 0
    switch self {
    case .connect(var answer):
      let outcome = answer.next(in: input, at: &position)
      self = .connect(answer)
      return outcome.map(Self.progress) ?? .pending
    case .socks(var client):
      let event = client.next(in: input, at: &position)
      self = .socks(client)
      return event.map(Self.progress) ?? .pending
    }
  }

  /// The proxy has ended the connection, or it failed.
  mutating func closed(_ failure: StreamFailure?) -> Progress {
    let cause = failure?.cause ?? .closed
    switch self {
    case .connect(var answer):
      let end = failure.map {
        HTTP1ResponseReader.ConnectionEnd.failed($0.text, isLasting: $0.isLasting)
      }
      guard case .failure(let fault) = answer.closed(end ?? .endOfFile) else { return .pending }
      return .failed(cause, fault.goText)
    case .socks(var client):
      guard case .failure(let fault)? = client.closed(failure?.text) else { return .pending }
      return .failed(cause, fault.goText)
    }
  }

  private static func progress(_ outcome: ConnectAnswer.Outcome) -> Progress {
    switch outcome {
    case .established: .established
    case .failure(.refused(let head)):
      .failed(.status(head.status), ConnectAnswer.Failure.refused(head).goText)
    case .failure(.fault(let fault)):
      .failed(.malformedResponse(ServerText(fault.goText)), fault.goText)
    }
  }

  private static func progress(_ event: SOCKS5Client.Event) -> Progress {
    switch event {
    case .send(let bytes): return .send(bytes)
    case .connected: return .established
    case .failure(let failure):
      let text = failure.goText
      let words = text.firstRange(of: ": ").map { text[$0.upperBound...] } ?? text[...]
      let start = "unknown error "
      let short = words.hasPrefix(start) ? words.dropFirst(start.count) : words
      return .failed(.other(ServerText(short)), text)
    }
  }
}
