import Dashboard
import GoRules
import Health

extension Sample {
  /// What a mirror of `broken` told when it was compared.
  struct Told {
    var http2: (cold: Double, warm: Double)?
    var http1: (cold: Double, warm: Double) = (0, 0)
    var versions = ["v0.10.0"]
    /// The first byte of the digest, and the sum.
    var zip: (first: UInt8, sum: String)? = (0x9f, "h1:a")
    var fields: [String: String] = [:]
    var isResumed = true
    var staple: OCSPStaple?
    var outcome = RequestOutcome.ok
    var isFinished = true
  }

  static func comparison(_ row: MirrorSnapshot, _ told: Told) -> MirrorComparison {
    var comparison = MirrorComparison(row.mirror)
    func take(
      _ kind: RequestKind, _ use: ConnectionUse, _ trial: ProbeRequest.Trial, http2: Bool,
      _ milliseconds: Double
    ) {
      var result = result(row.mirror, at: ago(2), [0, 0, 0, milliseconds], kind: kind)
      result.request.use = use
      result.request.trial = trial
      result.outcome = told.outcome
      result.connection.httpVersion = http2 ? "2" : "1.1"
      result.connection.tls?.resumable = true
      result.connection.tls?.ocspStapled = told.staple != nil
      var details = AnswerDetails()
      details.isResumed = trial == .resumed && told.isResumed
      details.staple = told.staple
      if kind == .list { details.versions = told.versions.compactMap { ListedVersion($0) } }
      if kind == .zip, told.outcome == .ok {
        details.age = told.fields["age"].map { ServerText($0) }
        details.via = told.fields["via"].map { ServerText($0) }
        details.cache = told.fields["x-cache"].map { ServerText($0) }
        result.zipDigest = told.zip.map { [$0.first] + Array(repeating: 0xab, count: 31) }
        result.sum = told.zip.map { ModuleSum($0.sum) }
        result.bodyBytes = 40_960
        result.timings.transfer = milliseconds > 0 ? Sample.milliseconds(milliseconds) : nil
      }
      if let retry = told.fields["retry-after"], kind == .list {
        details.retryAfter = ServerText(retry)
        result.retryAfter = HTTPDate.number(retry.utf8).map { .seconds($0) }
      }
      result.details = details
      comparison.take(result)
    }
    let usesHTTP2 = told.http2 != nil
    let go = told.http2 ?? told.http1
    take(.info, .cold, .asGo, http2: usesHTTP2, go.cold)
    take(.info, .warm, .asGo, http2: usesHTTP2, go.warm)
    if told.isFinished {
      take(.list, .warm, .asGo, http2: usesHTTP2, go.warm)
      take(.zip, .warm, .asGo, http2: usesHTTP2, go.warm)
      take(.info, .cold, .resumed, http2: usesHTTP2, go.cold)
      if usesHTTP2 {
        take(.info, .cold, .http1, http2: false, told.http1.cold)
        take(.info, .warm, .http1, http2: false, told.http1.warm)
      }
      comparison.finish()
    }
    return comparison
  }

  /// Of the four mirrors of `broken`: one with all that is new, one that is behind, one that is still being asked and
  /// one that lacks the module.
  static var comparisons: [Mirror.ID: MirrorComparison] {
    let rows = broken.mirrors
    let told = [
      Told(
        http2: (64.8, 21.3), http1: (66.1, 22.0), versions: ["v0.10.0", "v0.9.0"],
        fields: [
          "age": "3720", "via": "1.1 varnish, 1.1 cache-hkg.example", "x-cache": "HIT, HIT",
          "retry-after": "30",
        ], staple: OCSPStaple(.good, nextUpdate: now.wall + .seconds(7200))),
      Told(
        http1: (272, 90.1), versions: ["v0.12.0", "v0.11.0", "v0.10.0"], zip: (0x41, "h1:b"),
        isResumed: false),
      Told(http2: (70.2, 31.4), isFinished: false),
      Told(
        http1: (7.4, 3.5), versions: [], zip: nil,
        outcome: .notFound(NotFound(status: 404))),
    ]
    return Dictionary(
      uniqueKeysWithValues: zip(rows, told).map { ($0.id, comparison($0, $1)) })
  }
}
