import ProxyHealth

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
  var lookup: UInt?
  var timings = PhaseTimings()
  var marks = HopMarks()
  var body: BodyCollector
  var header = HeaderWatch()
  /// What stopped the exchange from within a callback, before libcurl gives its own reason.
  var ownCause: FailureCause?
  /// A kept connection was to be used, and libcurl wanted a new one.
  var neededNewConnection = false
  var retransmissions = 0
  /// The length of time for which the connection was idle before this request.
  var idleTime: Duration = .zero

  init(_ request: ProbeRequest, run: RoundRun, target: RequestTarget) {
    self.request = request
    self.run = run
    self.target = target
    body = BodyCollector(kind: request.kind)
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
  /// The arrival of what OpenSSL is about to read.
  var peekedWall: Int64 = 0
  var sawAnything = false
  var isRequestBeingSent = false
  var alert: UInt8?
  var verifyError: Int32 = 0
  var sawPlainHTTP = false
  var sawEnd = false
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
  /// go gives up beyond this (net/http: server response headers exceeded).
  static let limit = 10 << 20

  private(set) var bytes = 0
  private(set) var isFinal = false
  private(set) var hasLocation = false

  mutating func sawLocation() { hasLocation = true }

  /// Takes one line; false beyond the limit.
  mutating func take(_ line: UnsafeRawBufferPointer) -> Bool {
    bytes += line.count
    if line.starts(with: "HTTP/".utf8) {
      // A 1xx answer comes before the real one.
      let status = line.drop { $0 != UInt8(ascii: " ") }.dropFirst().first
      isFinal = status != UInt8(ascii: "1")
      hasLocation = false
    }
    return bytes <= Self.limit
  }
}
