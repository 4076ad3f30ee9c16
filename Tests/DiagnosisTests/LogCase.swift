import Diagnosis
import GoRules
import Health
import Testing

/// What go printed, and what is to be read in it.
struct LogCase: Sendable, CustomTestStringConvertible {
  let name: String
  let log: String
  /// As it is set now.
  var goproxy = "http://127.0.0.1:8001/a,http://127.0.0.1:8002/b"
  /// Of each finding, in their order.
  let causes: [String]
  /// Of the first.
  let side: Side
  var confidence = Confidence.high
  var entry: Int?
  var verdict = Walk.Verdict.broken
  /// Part of its sentence; empty where another test has it.
  var says = ""
  /// What is to be pasted; nil where nothing is known to help.
  var fix: String?
  /// Commands; nil where another test has them.
  var next: [String]?

  var testDescription: String { name }

  var explanation: Explanation { Explanation(reading: log, goproxy: goproxy) }
}

extension LogCase {
  static let info = "http://127.0.0.1:8001/a/a.example/x/@v/v1.0.0.info"
  private static let pipe =
    "go env -w GOPROXY='http://127.0.0.1:8001/a|http://127.0.0.1:8002/b'"

  /// go says this of a.example/x@v1.0.0.
  private static func said(
    _ said: String, _ cause: String, _ side: Side, _ confidence: Confidence = .high,
    entry: Int? = 0, says: String = "", fix: String? = nil
  ) -> LogCase {
    LogCase(
      name: said, log: "go: a.example/x@v1.0.0: \(said)\n", causes: [cause], side: side,
      confidence: confidence, entry: entry, says: says, fix: fix)
  }

  private static func get(
    _ failure: String, _ cause: String, _ side: Side, _ confidence: Confidence = .high,
    says: String = "", fix: String? = pipe
  ) -> LogCase {
    said("Get \"\(info)\": \(failure)", cause, side, confidence, says: says, fix: fix)
  }

  /// go 1.27 against servers on loopback, one fault each.
  static let requests: [LogCase] = [
    LogCase(
      name: "502 before a comma",
      log: """
        go: a.example/x@v1.0.0: reading \(info): 502 Bad Gateway
        \tserver response:
        \tfault of the mirror: see https://status.example
        \tsecond line

        """,
      causes: ["status-before-comma"], side: .chain, confidence: .medium, entry: 0,
      says: "go stops at 127.0.0.1:8001: HTTP 502 Bad Gateway", fix: pipe,
      next: ["goproxytop doctor a.example/x@v1.0.0"]),
    said(
      "reading \(info): 500 Internal Server Error", "status-before-comma", .chain, .medium,
      fix: pipe),
    said("reading \(info): 401 Unauthorized", "credentials", .you),
    said("reading \(info): 403 Forbidden", "status-before-comma", .chain, .medium),
    said("reading \(info): 410 Gone", "module-not-found", .you),
    get("EOF", "closed", .mirror, .medium),
    get(
      "read tcp 127.0.0.1:49702->127.0.0.1:8001: read: connection reset by peer", "reset", .path,
      .medium),
    get("dial tcp 127.0.0.1:8001: connect: connection refused", "refused", .mirror),
    get("dial tcp: lookup goproxy.example: no such host", "name-not-found", .you, .medium),
    get("net/http: TLS handshake timeout", "tls-timed-out", .path, .medium),
    get("Proxy Authentication Required", "credentials", .you, fix: nil),
    get(
      "proxyconnect tcp: dial tcp 127.0.0.1:9: connect: connection refused", "forward-proxy",
      .path, fix: nil),
    get(
      "tls: failed to verify certificate: x509: certificate signed by unknown authority",
      "certificate-not-trusted", .path, .medium),
    get(
      "tls: failed to verify certificate: x509: certificate has expired or is not yet valid: "
        + "current time 1970-01-01T00:00:09Z is before 2024-01-01T00:00:00Z", "clock", .machine,
      .medium, fix: "sudo timedatectl set-ntp true"),
    said(
      "invalid response from proxy \"http://127.0.0.1:8001/a\": invalid character '<' looking for "
        + "beginning of value", "html-page", .path, .medium, fix: pipe),
    said(
      "invalid response from proxy \"http://127.0.0.1:8001/a\": unexpected end of JSON input",
      "empty", .mirror, .medium, fix: pipe),
    said(
      "read \"http://127.0.0.1:8001/a/a.example/x/@v/v1.0.0.zip\": stream error: stream ID 7; "
        + "INTERNAL_ERROR; received from peer", "http2-stream", .mirror, .medium,
      fix: "GODEBUG=http2client=0 go ..."),
    said(
      "read \"http://127.0.0.1:8001/a/a.example/x/@v/v1.0.0.zip\": unexpected EOF", "truncated",
      .mirror, .medium, fix: pipe),
    said(
      "proxy returned info for version v9.9.9 instead of requested version", "wrong-version",
      .mirror, entry: nil),
    LogCase(
      name: "zip", log: "go: zip: not a valid zip file\n", causes: ["not-zip"], side: .mirror,
      says: "GOPROXY: body: not a zip file, and go takes no other"),
    said("module lookup disabled by GOPROXY=off", "lookups-off", .you, entry: nil),
    said(
      "verifying go.mod: a.example/x@v1.0.0/go.mod: reading http://127.0.0.1:8001/a/sumdb/"
        + "sum.golang.org/lookup/a.example/x@v1.0.0: 502 Bad Gateway", "status", .mirror, .medium,
      says: "127.0.0.1:8001/sumdb/sum.golang.org: HTTP 502 Bad Gateway, and go takes no other"),
    said(
      "verifying go.mod: a.example/x@v1.0.0/go.mod: Get \"https://sum.golang.org/lookup/a.example/"
        + "x@v1.0.0\": dial tcp 142.250.1.1:443: i/o timeout", "connect-timed-out", .path, .medium,
      entry: nil, says: "sum.golang.org: tcp: connect timed out",
      fix: "go env -w GOSUMDB=sum.golang.google.cn"),
    said(
      "verifying module: a.example/x@v1.0.0: reading https://sum.golang.org/lookup/a.example/"
        + "x@v1.0.0: 404 Not Found", "private-module", .you, .medium, entry: nil,
      fix: "go env -w GOPRIVATE=a.example"),
    LogCase(
      name: "a proxy cannot read a private repository",
      log: """
        go: github.com/corp/lib@v1.0.0: reading \
        http://127.0.0.1:8001/a/github.com/corp/lib/@v/v1.0.0.info: 404 Not Found
        \tserver response:
        \tnot found: github.com/corp/lib@v1.0.0: invalid version: git ls-remote -q origin: exit status 128:
        \t\tfatal: could not read Username for 'https://github.com': terminal prompts disabled

        """,
      causes: ["private-module"], side: .you, confidence: .medium, entry: 0,
      fix: "go env -w GOPRIVATE=github.com/corp", next: []),
    LogCase(
      name: "there is no such version",
      log: """
        go: a.example/x@v1.9.9: reading http://127.0.0.1:8001/a/a.example/x/@v/v1.9.9.info: 404 Not Found
        \tserver response: not found: a.example/x@v1.9.9: invalid version: unknown revision v1.9.9

        """, causes: ["version-not-found"], side: .you, entry: 0),
    LogCase(
      name: "a 404 hides a failure",
      log: """
        go: a.example/x@v1.9.9: reading http://127.0.0.1:8001/a/a.example/x/@v/v1.9.9.info: 404 Not Found
        \tserver response: not found: fetch timed out

        """, causes: ["disguised-failure"], side: .mirror, entry: 0),
    LogCase(
      name: "several modules, of which each has its own",
      log: """
        go: a.example/y@v1.0.0: reading http://127.0.0.1:8001/a/a.example/y/@v/v1.0.0.info: 404 Not Found
        \tserver response: not found: nobody has it
        go: a.example/x@v1.7.0: reading http://127.0.0.1:8001/a/a.example/x/@v/v1.7.0.info: 404 Not Found
        \tserver response: not found: a.example/x@v1.7.0: invalid version: unknown revision v1.7.0
        go: a.example/z@v1.0.0: reading http://127.0.0.1:8001/a/a.example/z/@v/v1.0.0.info: 404 Not Found

        """, causes: ["module-not-found", "version-not-found"], side: .you, entry: 0),
  ]
}

extension Explanation {
  /// What `text` says to a user who has set `goproxy` with `go env -w`.
  init(
    reading text: String, goproxy: String, noproxy: String = "",
    source: GoproxySetting.Source = .goEnvFile
  ) {
    var log = GoLog()
    Array(text.utf8).withUnsafeBytes { log.take($0) }
    log.finish()
    self.init(
      log, setting: GoproxySetting(value: goproxy, source: source),
      chain: try? Chain(parsing: goproxy, noproxy: noproxy), privatePatterns: noproxy)
  }
}
