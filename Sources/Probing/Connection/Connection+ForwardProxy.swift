import GoRules
import Health
import Platform

/// The exchange with a forward proxy before the mirror is spoken to.
extension Connection {
  /// A failure that the forward proxy is blamed for, unless it is this machine's.
  func proxyFailure(_ cause: FailureCause, _ text: String) -> ConnectionFailure {
    ConnectionFailure(
      phase: .connect, cause: cause.isLocal ? cause : .forwardProxy(ServerText(cause.text)),
      text: text)
  }

  func advanceTunnel() -> Progress {
    guard let proxy = route.forwardProxy, let stream else { return .pending }
    if isProxyTLS, proxyTLS?.isEstablished != true { return shakeHandsWithProxy(proxy, stream) }
    if route.isForwardedPlain {
      tunnelStands()
      return .pending
    }
    if tunnel == nil {
      let (tunnel, progress) = Tunnel.start(
        route, through: proxy, at: stream.socket.remote.text, agent: settings.userAgent)
      self.tunnel = tunnel
      stageStart = SystemClock.monotonic()
      if let failure = take(progress) { return .failed(failure) }
    }
    if let failure = flush() { return .failed(failure) }
    return readTunnel(stream)
  }

  private func shakeHandsWithProxy(_ proxy: ForwardProxy, _ stream: any ByteStream) -> Progress {
    if proxyTLS == nil { proxyTLS = session(for: proxy.host, over: stream) }
    guard let proxyTLS else { return .failed(proxyFailure(.noLocalResources, "out of memory")) }
    switch proxyTLS.shakeHands() {
    case .pending: return .pending
    case .failed(let failure):
      return .failed(proxyFailure(failure.cause, "proxyconnect tcp: \(failure.text)"))
    case .done:
      self.stream = proxyTLS
      return advanceTunnel()
    }
  }

  private func readTunnel(_ stream: any ByteStream) -> Progress {
    while stage == .tunnelling {
      // A SOCKS proxy's answer is small, and of CONNECT's nothing may be read past the head.
      let progress: Tunnel.Progress? = withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1)
      {
        switch stream.read(into: $0) {
        case .bytes(let count): tunnel?.take(UnsafeRawBufferPointer(rebasing: $0[..<count]))
        case .nothing: nil
        case .end: tunnel?.closed(nil)
        case .failed(let failure): tunnel?.closed(failure)
        }
      }
      guard let progress else { return .pending }
      if let failure = take(progress) ?? flush() { return .failed(failure) }
    }
    return .pending
  }

  private func take(_ progress: Tunnel.Progress) -> ConnectionFailure? {
    switch progress {
    case .send(let bytes): output += bytes
    case .pending: break
    case .established: tunnelStands()
    case .failed(let cause, let text): return proxyFailure(cause, text)
    }
    return nil
  }

  private func tunnelStands() {
    times.forwardProxy = SystemClock.monotonic() - connectedAt
    tunnel = nil
    enter(nil)
  }

  /// Sends what waits; a failure where that cannot be.
  private func flush() -> ConnectionFailure? {
    while !output.isEmpty, let stream {
      switch output.withUnsafeBytes({ stream.write($0) }) {
      case .wrote(let count): output.removeFirst(count)
      case .nothing: return nil
      case .failed(let failure): return proxyFailure(failure.cause, failure.text)
      }
    }
    return nil
  }
}
