import CLinux
import GoRules
import Health
import Platform

/// TCP: the addresses tried as the dialer says.
extension Connection {
  func perform(_ commands: [Dialer.Command]) {
    for command in commands {
      switch command {
      case .dial(let address): dial(address)
      case .abandon(let address):
        guard let index = attempts.firstIndex(where: { $0.address == address }) else { continue }
        sockets.forget(attempts.remove(at: index).socket)
      }
    }
  }

  private func dial(_ address: Int) {
    let now = SystemClock.monotonic()
    let wall = SystemClock.wall()
    do throws(SystemError) {
      let socket = try TCPSocket(
        connectingTo: addresses[address], clock: sockets.clock,
        largestSegment: settings.largestSegment)
      attempts.append(
        Attempt(address: address, socket: socket, startedAt: now, startedWall: wall))
      sockets.watch(socket, for: self)
    } catch {
      errors[address] = error
      perform(dialer.failed(address, at: now))
    }
  }

  func fail(_ attempt: Attempt, _ error: SystemError) {
    attempts.removeAll { $0.address == attempt.address }
    sockets.forget(attempt.socket)
    errors[attempt.address] = error
    perform(dialer.failed(attempt.address, at: SystemClock.monotonic()))
  }

  func connected(_ attempt: Attempt) {
    perform(dialer.connected(attempt.address))
    attempts = []
    let socket = attempt.socket
    stream = socket
    connectedAt = SystemClock.monotonic()
    socket.sample()
    // A SYN that was sent again is waiting that the user has; the round trip does not tell it.
    times.connect =
      socket.status.retransmissions == 0
      ? Int64(socket.status.round_trip) * 1000 : sockets.clock.wall - attempt.startedWall
    if attempt.address > 0 { times.fallbackWait = attempt.startedAt - dialStart }
    enter(route.forwardProxy != nil && !(route.isForwardedPlain && !isProxyTLS) ? .tunnelling : nil)
  }

  var isProxyTLS: Bool { route.forwardProxy?.isTLS == true }

  /// What comes after TCP and a forward proxy, unless that is yet to be talked to.
  func enter(_ next: Stage?) {
    stageStart = SystemClock.monotonic()
    stage = next ?? (route.isHTTPS ? .shakingHands : .ready)
    if stage == .shakingHands { stream?.socket.flights = FlightWait() }
    if stage == .ready { http = HTTPSession(isHTTP2: false) }
  }

  func failure(of failure: Dialer.Failure) -> ConnectionFailure {
    let address = addresses[failure.address].text
    let error = failure.reason == .system ? errors[failure.address] : nil
    let cause = error.map { $0.cause ?? .other(ServerText($0.text)) } ?? .connectTimedOut
    let text = "dial tcp \(address): \(error?.text ?? "i/o timeout")"
    return route.forwardProxy == nil
      ? ConnectionFailure(phase: .connect, cause: cause, text: text)
      : proxyFailure(cause, "proxyconnect tcp: \(text)")
  }
}
