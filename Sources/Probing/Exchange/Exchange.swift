import GoRules
import Health
import Platform

/// How far a request has come.
enum ExchangeStage {
  /// Waits for its turn to start.
  case queued
  case resolving
  case connecting
  /// Connected to a forward proxy, its answer to CONNECT (or SOCKS5) is awaited.
  case tunnelling
  case tls
  /// Sent, no answer yet.
  case processing
  case transferring

  /// The phase that a failure now belongs to.
  var phase: Phase {
    switch self {
    case .queued, .resolving: .resolve
    case .connecting, .tunnelling: .connect
    case .tls: .tls
    case .processing: .processing
    case .transferring: .transfer
    }
  }
}

/// One request under way: where it stands, what was measured and what was received so far.
///
/// Times are nanoseconds: `…At` on the monotonic clock, `…Wall` on the kernel's clock of receive times.
final class Exchange {
  let request: ProbeRequest
  let run: RoundRun
  var stage = ExchangeStage.queued
  var startedAt = Timestamp(monotonic: .zero, wall: .zero)
  /// When our own patience ends, whatever the stage.
  var deadline: Int64 = 0
  /// When the present stage has to be over: go's limit or `deadline`, whichever is first.
  var stageDeadline: Int64 = 0
  /// The present address to ask; changes with a redirect.
  var target: RequestTarget
  var redirects = 0
  var lookup: Resolver.Token?
  var timings = PhaseTimings()
  var marks = HopMarks()
  var body: BodyCollector
  var header = HeaderWatch()
  /// The beginning of an answer that is not HTTP.
  private var firstLine: [UInt8] = []
  var warning: ProbeResult.ContentWarning?
  var serverText: ServerText?
  var zipDigest: [UInt8]?
  /// What stopped the exchange from within a callback, before libcurl gives its own reason.
  var ownCause: FailureCause?
  /// A kept connection was to be used, and libcurl wanted a new one.
  var neededNewConnection = false
  var retransmissions = 0
  /// The forward proxy of the present hop.
  var forwardProxy: ForwardProxy?
  /// When a piece of the body came last.
  var lastByteAt: Int64 = 0
  /// libcurl's trace is read, for what it tells nowhere else; the exchange was begun anew for it.
  var isTraced = false
  var trace = HTTP2Trace()
  /// The length of time for which the connection was idle before this request.
  var idleTime: Duration = .zero

  init(_ request: ProbeRequest, run: RoundRun, target: RequestTarget) {
    self.request = request
    self.run = run
    self.target = target
    body = BodyCollector(kind: request.kind)
  }
}

extension Exchange {
  /// Where the connection of the present hop goes: to the forward proxy, if there is one.
  var peer: (host: String, port: Int) {
    forwardProxy.map { ($0.host, $0.port) } ?? (target.host, target.port)
  }

  /// The next TLS connection of the hop leads to its forward proxy: one that speaks TLS comes first, and again where
  /// libcurl connects anew.
  var expectsProxysTLS: Bool {
    guard let proxy = forwardProxy, proxy.isTLS else { return false }
    return !target.isHTTPS || marks.tlsContexts.isMultiple(of: 2)
  }

  /// The hop begins with talking to a forward proxy; what a plain one is told of a plain target is the request itself.
  var beginsWithTunnel: Bool {
    guard let proxy = forwardProxy else { return false }
    return target.isHTTPS || proxy.isSOCKS || proxy.isTLS
  }

  /// Why go would not even begin: nil where it would.
  var refusal: FailureCause? {
    let base = run.round.url
    if base.scheme == .http, base.user != nil { return .credentialsOverHTTP }
    if target.host.isEmpty { return .invalidURL(ServerText("no host")) }
    return nil
  }

  /// Forgets what was noted of the hop before.
  func beginHop(through proxy: ForwardProxy?) {
    marks = HopMarks()
    header = HeaderWatch()
    body = BodyCollector(kind: request.kind)
    forwardProxy = proxy
  }

  /// A failure on the way to the peer, which a forward proxy is blamed for where there is one.
  func failed(_ phase: Phase, _ cause: FailureCause) -> RequestOutcome {
    let isProxys =
      forwardProxy != nil && (phase == .resolve || phase == .connect) && !cause.isLocal
    return .failure(
      RequestFailure(phase, isProxys ? .forwardProxy(ServerText(cause.text)) : cause))
  }

  /// Takes what came without a header before it, until its first line is complete, which go quotes; false from then on.
  func notHTTP(_ piece: UnsafeRawBufferPointer) -> Bool {
    firstLine += piece.prefix { $0 != UInt8(ascii: "\n") }.prefix(256 - firstLine.count)
    guard firstLine.count == 256 || piece.contains(UInt8(ascii: "\n")) else { return true }
    if firstLine.last == UInt8(ascii: "\r") { firstLine.removeLast() }
    let isText = firstLine.allSatisfy { $0 >= 0x20 && $0 < 0x7f }
    ownCause = .malformedResponse(
      ServerText(isText ? String(decoding: firstLine, as: UTF8.self) : "no text"))
    return false
  }

  /// A zip that still comes in is slow, not silent: it may take longer. nil where patience ends.
  func extendedDeadline(at now: Int64) -> Int64? {
    guard request.kind == .zip, stage == .transferring, lastByteAt > 0 else { return nil }
    let timeout = run.round.timeout.inNanoseconds
    let end = startedAt.monotonic.inNanoseconds + 12 * timeout
    let later = min(lastByteAt + timeout, end)
    return later > now ? later : nil
  }
}

/// What was noted of one hop (an exchange without redirects has one).
struct HopMarks {
  var resolveStartedAt: Int64 = 0
  var connectStartedAt: Int64 = 0
  var connectedAt: Int64 = 0
  var tls = FlightWait()
  /// The last write of the request before anything was received.
  var requestWall: Int64 = 0
  /// The last packet that was read.
  var lastReadWall: Int64 = 0
  var firstByteWall: Int64 = 0
  /// When the last piece of the body was taken, where the kernel tells no receive times.
  var bodyWall: Int64 = 0
  /// The arrival of what OpenSSL is about to read; in a handshake that of the last of `peekedBytes`.
  var peekedWall: Int64 = 0
  var peekedBytes = 0
  var sawAnything = false
  var isRequestBeingSent = false
  /// A socket was opened for this hop.
  var isNewConnection = false
  /// The peer reset the connection; our own look at the socket has taken the error from libcurl.
  var sawReset = false
  /// The peer ended TLS or the connection.
  var sawEnd = false
  var alert: UInt8?
  var isHandshakeDone = false
  var offersResumption = false
  var verifyError: Int32 = 0
  /// The certificate names the host in its subject alone.
  var reliesOnCommonName = false
  /// Contexts that were prepared for TLS connections.
  var tlsContexts = 0
  /// Who the latest of them is to speak to.
  var tlsHost = ""
  var sawPlainHTTP = false
  var retransmissionsBefore = 0
}

/// Adds up the waits of a handshake: from the last write of a flight to the arrival of the last packet of the answer.
struct FlightWait {
  private var writeWall: Int64 = 0
  private var readWall: Int64 = 0
  private(set) var total: Int64 = 0

  mutating func wrote(at wall: Int64) {
    flush()
    writeWall = wall
  }

  mutating func read(at wall: Int64) { readWall = wall }

  /// Ends the present flight.
  mutating func flush() {
    if writeWall > 0, readWall > writeWall { total += readWall - writeWall }
    readWall = 0
  }
}

/// What the header lines tell while they come in.
struct HeaderWatch {
  /// All of a hop's lines, trailers and interim answers included, of which libcurl keeps each one: where it gives up on
  /// a header itself. go takes 10 MiB.
  static let limit = 300 << 10

  private(set) var bytes = 0
  private(set) var isFinal = false
  /// The blank line after the header of the real answer has come.
  private(set) var isComplete = false

  /// Takes one line; false beyond the limit.
  mutating func take(_ line: UnsafeRawBufferPointer) -> Bool {
    bytes += line.count
    if line.starts(with: "HTTP/".utf8) {
      // A 1xx answer comes before the real one.
      let status = line.drop { $0 != UInt8(ascii: " ") }.dropFirst().first
      isFinal = status != UInt8(ascii: "1")
    } else if line.count <= 2 {
      isComplete = isFinal
    }
    return bytes <= Self.limit
  }
}

/// What libcurl's trace tells of HTTP/2; only its words have it.
struct HTTP2Trace {
  /// The error code of a GOAWAY.
  private(set) var goAway: UInt32?
  /// GOAWAY named the last stream that the server would still answer, and it was 0.
  private(set) var leftUnanswered = false
  private(set) var refusedStream = false

  mutating func take(_ words: String) {
    // "recveived GOAWAY, error=0, last_stream=0", spelt so in libcurl 7.88.
    if words.contains("GOAWAY"), let code = Self.number(after: "error=", in: words) {
      goAway = code
      leftUnanswered = Self.number(after: "last_stream=", in: words) == 0
    } else if words.contains("REFUSED_STREAM") {
      refusedStream = true
    }
  }

  /// The decimal number that follows `prefix`.
  static func number(after prefix: String, in text: String) -> UInt32? {
    guard let range = text.firstRange(of: prefix) else { return nil }
    return UInt32(text[range.upperBound...].prefix { $0.isNumber })
  }
}
