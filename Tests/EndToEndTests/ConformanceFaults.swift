import Foundation
import MirrorLab
import Text

/// A fault of the recorded conformance cases, as the embedded mirrors can make it.
struct ConformanceFault: Sendable {
  /// Its name in the record.
  var name: String
  var isTLS: Bool
  var fault: Fault

  /// go waits 10 s for such a handshake.
  var isSilentBeforeTLS: Bool { isTLS && fault == .acceptAndSilence }

  /// All that the embedded mirrors can make; name resolution and dropped packets are not theirs.
  /// `target` and `tlsTarget` are healthy mirrors to redirect to.
  static func all(target: LabMirror, tlsTarget: LabMirror) -> [ConformanceFault] {
    let plain: [(String, Fault)] = [
      ("ok_http", .none), ("refused", .refused), ("rst_after_request", .answer(.reset)),
      ("tcp_accept_then_silence", .acceptAndSilence),
      // The record's 5 s prove no more than this.
      ("slow_headers_5s", .answer(.slowHeaders(.milliseconds(100)))),
      ("garbage_not_http", .answer(.notHTTP)), ("huge_response_header", .answer(.hugeHeaders)),
      ("truncated_body", .answer(.truncatedBody)),
      ("bad_json_info", .answer(.badJSON, only: .info)), ("empty_body", .answer(.emptyBody)),
      ("mod_404_only", .answer(.status(404), only: .mod)),
      ("zip_404_only", .answer(.status(404), only: .zip)),
      ("zip_truncated", .answer(.truncatedBody, only: .zip)),
      ("zip_garbage_200", .answer(.garbageBody, only: .zip)),
      ("redirect_301_http_to_http", .answer(.redirect(301, to: target.url))),
      ("redirect_302_http_to_http", .answer(.redirect(302, to: target.url))),
      ("redirect_307_http_to_http", .answer(.redirect(307, to: target.url))),
      ("redirect_308_http_to_http", .answer(.redirect(308, to: target.url))),
      ("redirect_302_http_to_https", .answer(.redirect(302, to: tlsTarget.url))),
      ("redirect_307_http_to_https", .answer(.redirect(307, to: tlsTarget.url))),
      ("redirect_loop", .answer(.redirectLoop)),
      ("redirect_without_location", .answer(.redirectWithoutLocation)),
    ]
    let statuses = [204, 304, 400, 401, 403, 404, 408, 410, 429, 500, 502, 503, 504]
    let overTLS: [(String, Fault)] = [
      ("ok_https_h1", .http1Only), ("ok_https_h2", .none),
      ("tls_untrusted", .certificate(.untrusted)), ("tls_expired", .certificate(.expired)),
      ("tls_hostname_mismatch", .certificate(.wrongHost)),
      ("https_url_but_server_speaks_http", .plainHTTP),
      ("tls_accept_then_silence_before_handshake", .acceptAndSilence),
      ("tls_handshake_then_silence", .answer(.silence)), ("h2_no_settings", .http2WithoutSettings),
      ("h2_rst_stream_internal_error", .answer(.streamReset(code: 2, inBody: false))),
      ("h2_goaway_each_stream", .answer(.goAway())),
      ("redirect_302_https_to_https", .answer(.redirect(302, to: tlsTarget.url))),
    ]
    return plain.map { ConformanceFault(name: $0.0, isTLS: false, fault: $0.1) }
      + statuses.map {
        ConformanceFault(name: "status_\($0)", isTLS: false, fault: .status($0, "fault \($0)"))
      }
      + overTLS.map { ConformanceFault(name: $0.0, isTLS: true, fault: $0.1) }
      + [403, 404, 410, 500, 503].map {
        ConformanceFault(name: "https_status_\($0)", isTLS: true, fault: .status($0, "fault \($0)"))
      }
  }
}

/// What the record says of one case.
struct RecordedCase: Decodable, Sendable {
  var fault: String
  var separator: String
  var second: String
  var fellThrough: Bool
  var exitCode: Int32?
  var timedOut: Bool

  private enum CodingKeys: String, CodingKey {
    case fault, separator, second
    case fellThrough = "fell_through"
    case exitCode = "exit_code"
    case timedOut = "timed_out"
  }

  /// The fixture of recorded runs of go.
  static func all() throws -> [RecordedCase] {
    struct Record: Decodable { var fallback: [RecordedCase] }
    let file = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("GoRulesTests/Fixtures/go-conformance.json")
    return try JSONDecoder().decode(Record.self, from: Data(contentsOf: file)).fallback
  }
}
