import CLinux
import Glibc
import GoRules
import Health
import Platform

/// One connection on its way to a mirror and then to it: TCP, the exchange with a forward proxy, TLS; as net/http's
/// `dialConn` makes it.
///
/// It goes from `dialling` over `tunnelling` and `shakingHands`, each where there is any, to `ready`; and from each of
/// them to `closed`.
final class Connection {
  enum Stage {
    case dialling
    /// A forward proxy is talked to: TLS where it speaks that, then CONNECT or SOCKS 5.
    case tunnelling
    case shakingHands
    case ready
    case closed
  }

  enum Progress {
    case pending
    case ready
    case failed(ConnectionFailure)
  }

  let route: Route
  let settings: ProberSettings
  let sockets: SocketTable
  /// nil where no TLS is spoken.
  private let judge: CertificateJudge?
  var stage = Stage.dialling
  /// How long each part took.
  var times = ConnectionTimes()
  /// What bytes go over; nil until TCP stands.
  var stream: (any ByteStream)?
  private(set) var tls: TLSSession?
  /// What is asked and answered on it, once it is ready.
  var http: HTTPSession?

  // While it is dialled.
  let addresses: [SocketAddress]
  var dialer: Dialer
  let dialStart: Int64
  var attempts: [Attempt] = []
  var errors: [Int: SystemError] = [:]

  // While it is set up.
  var stageStart: Int64 = 0
  var connectedAt: Int64 = 0
  var tunnel: Tunnel?
  var proxyTLS: TLSSession?
  var output: [UInt8] = []

  /// Whose it is.
  weak var channel: MirrorChannel?

  /// TLS is to go on with it.
  var ticket: TLSTicket?
  /// The ticket that the mirror gives is wanted.
  var keepsTicket = false

  // While it is idle.
  /// When its last answer was complete; 0 while it is in use.
  var idleSince: Int64 = 0
  /// When the server ended it while it was idle; 0 where it did not.
  var droppedAt: Int64 = 0
  /// Answers that it has carried.
  var answers = 0
  /// Segments that were sent again before the present request.
  var retransmissionsBefore: UInt32 = 0

  struct Attempt {
    var address: Int
    var socket: TCPSocket
    var startedAt: Int64
    /// The same on CLOCK_REALTIME.
    var startedWall: Int64
  }

  /// `deadline`: of connecting, on the monotonic clock in nanoseconds. `addresses`: at least one.
  init(
    _ route: Route, to addresses: [SocketAddress], deadline: Int64, settings: ProberSettings,
    sockets: SocketTable, judge: CertificateJudge?
  ) {
    self.route = route
    self.addresses = addresses
    self.settings = settings
    self.sockets = sockets
    self.judge = judge
    dialStart = SystemClock.monotonic()
    dialer = Dialer(families: addresses.map(\.family), deadline: deadline)
  }

  /// Begins to connect.
  func start() -> Progress {
    perform(dialer.start(at: dialStart))
    return advance()
  }

  /// The address in use, or the one that would be blamed.
  var address: SocketAddress? {
    stream?.socket.remote ?? attempts.first?.socket.remote ?? addresses.first
  }

  /// Other addresses are left to be tried: its own patience is not over.
  var hasMoreAddresses: Bool { stage == .dialling && dialer.hasMoreAddresses }

  /// When `timePassed` is due; nil for never.
  var nextTime: Int64? {
    switch stage {
    case .dialling: dialer.nextTime
    case .tunnelling:
      tunnel == nil
        ? stageStart + GoLimits.tls
        : route.forwardProxy?.isSOCKS == true ? nil : stageStart + GoLimits.tunnel
    case .shakingHands: stageStart + GoLimits.tls
    case .ready, .closed: nil
    }
  }

  /// Closes it.
  func close() {
    for attempt in attempts { sockets.forget(attempt.socket) }
    attempts = []
    if let stream { sockets.forget(stream.socket) }
    stage = .closed
    http = nil
    tls = nil
    proxyTLS = nil
    stream = nil
  }

  /// The part of the whole that is under way, and since when on the monotonic clock; nil once it is ready.
  var openPart: (WritableKeyPath<PhaseTimings, Duration?>, since: Int64)? {
    switch stage {
    case .dialling: (\.connect, dialStart)
    case .tunnelling: (\.forwardProxy, connectedAt)
    case .shakingHands: (\.tls, stageStart)
    case .ready, .closed: nil
    }
  }

  /// The loop saw one of its sockets ready.
  func ready(_ fd: Int32, _ events: UInt32) {
    if let stream {
      stream.socket.ready(events)
      return
    }
    guard let attempt = attempts.first(where: { $0.socket.fd == fd }) else { return }
    attempt.socket.ready(events)
    if let error = attempt.socket.connectError {
      fail(attempt, error)
    } else if events & EPOLLOUT.rawValue != 0 {
      connected(attempt)
    }
  }

  /// Does what can be done now.
  func advance() -> Progress {
    while true {
      let before = stage
      let progress: Progress =
        switch stage {
        case .dialling: dialer.failure.map { .failed(failure(of: $0)) } ?? .pending
        case .tunnelling: advanceTunnel()
        case .shakingHands: shakeHands()
        case .ready: .ready
        case .closed: .pending
        }
      if case .pending = progress, stage != before { continue }
      return progress
    }
  }

  /// `nextTime` has come.
  func timePassed(at now: Int64) -> Progress {
    switch stage {
    case .dialling:
      perform(dialer.timePassed(at: now))
      return advance()
    case .tunnelling where tunnel != nil:
      return .failed(proxyFailure(.other(ServerText("no answer")), "context deadline exceeded"))
    case .tunnelling:
      let text = "proxyconnect tcp: net/http: TLS handshake timeout"
      return .failed(proxyFailure(.tlsTimedOut, text))
    case .shakingHands:
      return .failed(
        ConnectionFailure(
          phase: .tls, cause: .tlsTimedOut, text: "net/http: TLS handshake timeout"))
    case .ready, .closed: return .pending
    }
  }

  /// `offersHTTP2`: as far as GODEBUG allows it.
  func session(
    for host: String, over stream: any ByteStream, offersHTTP2: Bool = true
  ) -> TLSSession? {
    guard let context = settings.tls.context(offersHTTP2: offersHTTP2), let judge else {
      return nil
    }
    return TLSSession(
      context, judge, host: HostPort.withoutFinalDot(host), over: stream,
      isVerified: route.isVerified)
  }

  private func shakeHands() -> Progress {
    if tls == nil, let stream {
      tls = session(for: route.host, over: stream, offersHTTP2: route.offersHTTP2)
      tls?.keepsTicket = keepsTicket
      if let ticket { tls?.resume(ticket) }
    }
    guard let tls else {
      return .failed(
        ConnectionFailure(phase: .tls, cause: .noLocalResources, text: "out of memory"))
    }
    switch tls.shakeHands() {
    case .pending: return .pending
    case .failed(let failure):
      return .failed(
        ConnectionFailure(phase: .tls, cause: failure.cause, text: failure.text))
    case .done:
      tls.socket.endFlight()
      times.tls = tls.socket.flights?.total
      tls.socket.flights = nil
      stream = tls
      stage = .ready
      http = HTTPSession(isHTTP2: tls.applicationProtocol == "h2")
      return .ready
    }
  }
}

/// How long the parts of setting up a connection took, in nanoseconds; nil for what there was none of.
struct ConnectionTimes: Sendable {
  var connect: Int64?
  /// From the first address that was tried to the one that answered.
  var fallbackWait: Int64?
  var forwardProxy: Int64?
  var tls: Int64?
}
