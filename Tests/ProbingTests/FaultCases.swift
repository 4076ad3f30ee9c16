import GoRules
import Health
import MirrorLab
import Record
import Testing

/// One fault of the embedded mirrors, on one kind of connection, and how a probe of it has to end.
struct FaultCase: Sendable, CustomTestStringConvertible {
  enum Transport: String, Sendable, CaseIterable { case http2, http1OverTLS, plain }

  enum Expected: Sendable {
    case outcome(RequestOutcome)
    /// A failure in this phase whose text begins so; what follows are a library's words.
    case text(Phase, String)
  }

  var name: String
  var transport: Transport
  var kind: RequestKind
  /// Made with a healthy mirror of the same transport, and one that is plain, to redirect to.
  var fault: @Sendable (_ target: LabMirror, _ plain: LabMirror) -> Fault
  var expected: Expected
  /// The time a probe is given: plenty where the fault shows by itself, little where only time tells.
  var deadline: Duration

  var testDescription: String { "\(name) \(kind.rawValue) \(transport.rawValue)" }
}

extension FaultCase {
  static let all: [FaultCase] =
    connections + handshakes + certificates + statuses + silences + ends + http2 + goAways
    + redirects
    + excesses + contents

  /// The same expectation on several transports.
  private static func on(
    _ transports: [Transport], _ name: String, _ fault: Fault, _ expected: Expected,
    kind: RequestKind = .info, deadline: Duration = .seconds(30)
  ) -> [FaultCase] {
    transports.map {
      FaultCase(
        name: name, transport: $0, kind: kind, fault: { _, _ in fault }, expected: expected,
        deadline: deadline)
    }
  }

  private static func fails(_ phase: Phase, _ cause: FailureCause) -> Expected {
    .outcome(.failure(RequestFailure(phase, cause)))
  }

  private static let each = Transport.allCases
  private static let tls: [Transport] = [.http2, .http1OverTLS]
  /// Only time can tell.
  private static let soon = Duration.seconds(1)

  private static let connections =
    on(each, "sound", .none, .outcome(.ok))
    + on(each, "sound", .none, .outcome(.ok), kind: .zip)
    + on(each, "sound", .none, .outcome(.ok), kind: .list)
    + on(each, "refused", .refused, fails(.connect, .refused))
    + on(
      [.plain], "accept and silence", .acceptAndSilence, .outcome(.hang(.processing)),
      deadline: soon)
    + on(tls, "accept and silence", .acceptAndSilence, fails(.tls, .tlsTimedOut), deadline: soon)

  private static let handshakes =
    on(tls, "alert", .tlsAlert(40), fails(.tls, .tlsAlert(40)))
    + on(tls, "alert unrecognized_name", .tlsAlert(112), fails(.tls, .tlsAlert(112)))
    + on(tls, "stall", .tlsStall, fails(.tls, .tlsTimedOut), deadline: soon)
    + on(tls, "reset when TLS stands", .resetAfterHandshake, fails(.processing, .reset))
    + on(tls, "plain HTTP", .plainHTTP, fails(.tls, .plainHTTP))
    + on(tls, "HTTP/1.1 only", .http1Only, .outcome(.ok))
    + on(tls, "no ALPN", .noALPN, .outcome(.ok))
    + on(tls, "a suite of go's", .onlyCipherSuite("ECDHE-ECDSA-AES256-SHA"), .outcome(.ok))
    + on(
      tls, "a suite that go lacks", .onlyCipherSuite("ECDHE-ECDSA-AES128-CCM"),
      fails(.tls, .tlsAlert(40)))
    + on(tls, "a group of go's", .onlyGroup("P-521"), .outcome(.ok))
    + on(tls, "a group that go lacks", .onlyGroup("X448"), fails(.tls, .tlsAlert(40)))
    + on(
      [.http2], "no SETTINGS", .http2WithoutSettings, .outcome(.hang(.processing)),
      deadline: soon)

  private static let certificates =
    on(tls, "expired", .certificate(.expired), fails(.tls, .certificateExpired))
    + on(tls, "not yet valid", .certificate(.notYetValid), fails(.tls, .certificateNotYetValid))
    + on(tls, "untrusted", .certificate(.untrusted), fails(.tls, .certificateNotTrusted))
    + on(
      tls, "incomplete chain", .certificate(.incompleteChain), fails(.tls, .certificateNotTrusted))
    + on(tls, "wrong host", .certificate(.wrongHost), fails(.tls, .certificateWrongHost))
    + on(
      tls, "common name only", .certificate(.commonNameOnly),
      fails(
        .tls,
        .certificateInvalid(
          ServerText("relies on legacy Common Name field, use SANs instead"))))
    + on(tls, "control characters", .certificate(.controlCharacters), .outcome(.ok))
    + on(tls, "OCSP response", .certificate(.stapled), .outcome(.ok))
    + on(tls, "no resumption", .tickets(0), .outcome(.ok))
    // crypto/tls `maxUselessRecords`.
    + on(tls, "16 tickets", .tickets(16), .outcome(.ok))
    + on(
      tls, "17 tickets", .tickets(17),
      fails(.processing, .tlsProtocol(ServerText("too many non-advancing records"))))

  private static let statuses: [FaultCase] =
    [204, 304, 401, 403, 429, 451, 500, 502, 503, 504].flatMap { (status: Int) in
      on(each, "status \(status)", .status(status), fails(.processing, .status(status)))
    }
    + [404, 410].flatMap { (status: Int) in
      on(
        each, "status \(status)", .status(status),
        .outcome(.notFound(NotFound(status: status))))
    }
    + on(
      each, "zip 404 only", .answer(.status(404), only: .zip),
      .outcome(.notFound(NotFound(status: 404))), kind: .zip)
    + on(each, "zip 404 only", .answer(.status(404), only: .zip), .outcome(.ok))
    + on(
      each, "mod 404 only", .answer(.status(404), only: .mod),
      .outcome(.notFound(NotFound(status: 404))), kind: .mod)

  private static let silences =
    on(each, "silence", .answer(.silence), .outcome(.hang(.processing)), deadline: soon)
    + on(each, "stalled body", .answer(.stalledBody), .outcome(.hang(.transfer)), deadline: soon)
    + on(each, "slow headers", .answer(.slowHeaders(.milliseconds(50))), .outcome(.ok))
    + on(each, "slow body", .answer(.slowBody(.milliseconds(50))), .outcome(.ok))

  private static let ends =
    on(each, "truncated body", .answer(.truncatedBody), fails(.transfer, .truncated))
    + on(
      each, "truncated zip", .answer(.truncatedBody, only: .zip), fails(.transfer, .truncated),
      kind: .zip)
    + on(each, "closed", .answer(.closed), fails(.processing, .closed))
    + on(each, "reset", .answer(.reset), fails(.processing, .reset))
    + on(
      [.http1OverTLS, .plain], "not HTTP", .answer(.notHTTP),
      fails(
        .processing,
        .malformedResponse(ServerText("malformed HTTP response \"SSH-2.0-OpenSSH_9.2\""))))
    + on(
      [.http2], "not HTTP", .answer(.notHTTP),
      fails(.processing, .http2Protocol(ServerText("http2: frame too large"))))

  private static let http2 =
    on(
      [.http2], "stream reset", .answer(.streamReset(code: 2, inBody: false)),
      fails(.processing, .http2Stream(2)))
    // go asks again for 63 s.
    + on(
      [.http2], "stream refused", .answer(.streamReset(code: 7, inBody: false)),
      fails(.processing, .http2Stream(7)), deadline: .seconds(2))
    + on(
      [.http2], "stream reset in the zip",
      .answer(.streamReset(code: 11, inBody: true), only: .zip),
      fails(.transfer, .http2Stream(11)), kind: .zip)
    + on(
      [.http1OverTLS, .plain], "reset in the body",
      .answer(.streamReset(code: 2, inBody: true)), fails(.transfer, .reset))

  private static let goAways =
    // go connects again forever after such a GOAWAY.
    on(
      [.http2], "GOAWAY", .answer(.goAway()), fails(.processing, .http2GoAway(0)),
      deadline: .seconds(2))
    + on([.http1OverTLS, .plain], "GOAWAY", .answer(.goAway()), fails(.processing, .closed))
    // A server that restarts: go asks again on a new connection, and never hears of the second kind.
    + on([.http2], "GOAWAY once", .answer(.goAway(onFirst: 1)), .outcome(.ok))
    + on([.http2], "GOAWAY for a while", .answer(.goAway(onFirst: 4)), .outcome(.ok))
    + on(each, "GOAWAY and answer", .answer(.goAwayAndAnswer), .outcome(.ok))
    + on(each, "GOAWAY and answer", .answer(.goAwayAndAnswer), .outcome(.ok), kind: .zip)

  private static let redirects: [FaultCase] =
    [301, 302, 303, 307, 308].flatMap { (status: Int) in
      each.map { transport in
        FaultCase(
          name: "redirect \(status)", transport: transport, kind: .info,
          fault: { target, _ in .answer(.redirect(status, to: target.url)) },
          expected: .outcome(.ok), deadline: .seconds(30))
      }
    }
    + tls.map { transport in
      FaultCase(
        name: "redirect to http", transport: transport, kind: .info,
        fault: { _, plain in .answer(.redirect(302, to: plain.url)) },
        expected: fails(.processing, .insecureRedirect), deadline: .seconds(30))
    }
    + on(each, "redirect loop", .answer(.redirectLoop), fails(.processing, .tooManyRedirects))
    + on(
      each, "redirect to nowhere", .answer(.redirectWithoutLocation),
      fails(.processing, .redirectWithoutLocation))

  private static let overOurLimit =
    FailureCause.notMeasured("a body larger than goproxytop reads")

  private static let excesses =
    // 10 MiB are read, which takes its time where nothing is optimized and the machine is busy.
    on(
      each, "huge headers", .answer(.hugeHeaders), fails(.processing, .headersTooLarge),
      deadline: .seconds(90))
    + on(each, "a header of 200 kB", .answer(.longHeader), fails(.transfer, .empty))
    + on(
      [.http1OverTLS, .plain], "interim answers without end", .answer(.endlessFrames),
      fails(.processing, .headersTooLarge), deadline: .seconds(90))
    // go waits forever; we count so many frames and give up.
    + on(
      [.http2], "empty frames without end", .answer(.endlessFrames),
      fails(
        .transfer,
        .notMeasured("over 262144 HTTP/2 frames and no answer among them")),
      deadline: .seconds(20))
    // go reads on, and so what comes of it is not known.
    + on(each, "endless body", .answer(.endlessBody), fails(.transfer, overOurLimit))
    + on(each, "gzip bomb", .answer(.gzipBomb), fails(.transfer, overOurLimit))
    + on(each, "gzip bomb", .answer(.gzipBomb), fails(.transfer, overOurLimit), kind: .zip)
    + on(
      [.http1OverTLS, .plain], "control characters", .answer(.controlCharacters),
      fails(
        .processing,
        .malformedResponse(
          ServerText(#"malformed MIME header line: "Server: evil\x1b[2J\u009b1m""#))))
    + on(
      [.http2], "control characters", .answer(.controlCharacters),
      fails(
        .processing,
        .http2Protocol(
          ServerText(
            #"stream error: stream ID 1; PROTOCOL_ERROR; invalid header field value for "server""#))
      ))

  private static let contents =
    on(each, "bad JSON", .answer(.badJSON), fails(.transfer, .notJSON))
    + on(
      each, "wrong version", .answer(.wrongVersion),
      fails(.transfer, .wrongVersion(ServerText("v9.9.9"))))
    + on(each, "empty body", .answer(.emptyBody), fails(.transfer, .empty))
    // go does not look into a go.mod.
    + on(each, "empty body", .answer(.emptyBody), .outcome(.ok), kind: .mod)
    + on(each, "captive portal", .answer(.htmlPage), fails(.transfer, .notJSON))
    + on(each, "captive portal", .answer(.htmlPage), .outcome(.ok), kind: .mod)
    + on(each, "garbage", .answer(.garbageBody), fails(.transfer, .notZip), kind: .zip)
    + on(each, "garbage", .answer(.garbageBody), fails(.transfer, .notJSON))
    + on(
      each, "not found, upstream timed out", .status(404, "not found: fetch timed out"),
      .outcome(.notFound(NotFound(status: 404, disguise: .fetchTimedOut))))
    + on(
      each, "not found, bad upstream", .status(404, "not found: bad upstream"),
      .outcome(.notFound(NotFound(status: 404, disguise: .badUpstream))))
}
