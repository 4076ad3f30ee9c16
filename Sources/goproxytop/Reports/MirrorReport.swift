import GoRules
import Health
import Record
import Text

/// A mirror with its cold `info` probe, as JSON has it.
struct MirrorReport: Encodable {
  var name: String
  var url: String
  @Nullable var entry: Int?
  var state: String
  /// Why it is slow, degraded or waited for; nil otherwise.
  @Nullable var reason: String?
  @Nullable var probe: ProbeReport?

  init(_ snapshot: MirrorSnapshot) {
    name = snapshot.mirror.name
    url = snapshot.mirror.url.redacted
    entry = snapshot.mirror.entry
    state = snapshot.state.rawValue
    reason = Language.english.reason(of: snapshot)
    probe = snapshot.lastCold.map(ProbeReport.init)
  }
}

/// One probe, as JSON has it; times in milliseconds.
struct ProbeReport: Encodable {
  var outcome: String
  @Nullable var phase: String?
  @Nullable var cause: String?
  @Nullable var status: Int?
  @Nullable var resolveMs: Double?
  /// What was waited for addresses that did not answer before one did; nil without a new connection.
  @Nullable var fallbackWaitMs: Double?
  /// The CONNECT exchange with a forward proxy; nil without one.
  @Nullable var forwardProxyMs: Double?
  @Nullable var connectMs: Double?
  @Nullable var tlsMs: Double?
  @Nullable var processingMs: Double?
  @Nullable var transferMs: Double?
  /// What this machine added itself: without it the phases do not make the total.
  @Nullable var localMs: Double?
  @Nullable var totalMs: Double?
  @Nullable var address: String?
  @Nullable var httpVersion: String?
  @Nullable var tlsVersion: String?
  @Nullable var alpn: String?
  @Nullable var certificateNotAfter: String?
  @Nullable var certificateIssuer: String?
  /// What the socket told of a peer that did not answer (`Silence.Kind`); nil for one that did.
  @Nullable var silence: String?

  init(_ result: ProbeResult) {
    outcome = result.outcome.word
    phase = result.outcome.phase?.rawValue
    cause = result.silence.map(Language.english.text) ?? result.outcome.causeText
    status = result.status
    let timings = result.timings
    resolveMs = timings.resolve?.roundedMilliseconds
    fallbackWaitMs = timings.connect.map { _ in (timings.fallbackWait ?? .zero).roundedMilliseconds
    }
    forwardProxyMs = timings.forwardProxy?.roundedMilliseconds
    connectMs = timings.connect?.roundedMilliseconds
    tlsMs = timings.tls?.roundedMilliseconds
    processingMs = timings.processing?.roundedMilliseconds
    transferMs = timings.transfer?.roundedMilliseconds
    localMs = timings.local?.roundedMilliseconds
    totalMs = timings.total?.roundedMilliseconds
    let connection = result.connection
    address = connection.address
    httpVersion = connection.httpVersion
    tlsVersion = connection.tls?.version
    alpn = connection.tls?.alpn
    let certificate = connection.tls?.chain.first
    certificateNotAfter = certificate.map { WallTime.rfc3339($0.notAfter) }
    certificateIssuer = certificate?.issuer.text
    silence = result.silence?.kind.rawValue
  }
}
