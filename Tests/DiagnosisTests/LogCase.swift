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
  let cause: String
  let side: Side
  var confidence = Confidence.high
  var entry: Int?
  var verdict = Walk.Verdict.broken
  /// Part of the sentence.
  var says = ""
  var fix: Fix?

  var testDescription: String { name }

  static func explanation(
    _ text: String, goproxy: String, noproxy: String = "",
    source: GoproxySetting.Source = .goEnvFile
  ) -> Explanation {
    var log = GoLog()
    Array(text.utf8).withUnsafeBytes { log.take($0) }
    log.finish()
    return Explanation(
      log, setting: GoproxySetting(value: goproxy, source: source),
      chain: try? Chain(parsing: goproxy, noproxy: noproxy), privatePatterns: noproxy)
  }

  var explanation: Explanation { Self.explanation(log, goproxy: goproxy) }
}

extension LogCase {
  private static let info = "http://127.0.0.1:8001/a/a.example/x/@v/v1.0.0.info"

  private static func error(
    _ name: String, _ said: String, _ cause: String, _ side: Side,
    _ confidence: Confidence = .high, says: String = "", fix: Fix? = nil
  ) -> LogCase {
    LogCase(
      name: name, log: "go: a.example/x@v1.0.0: \(said)\n", cause: cause, side: side,
      confidence: confidence, entry: 0, says: says, fix: fix)
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
      cause: "status-before-comma", side: .chain, confidence: .medium, entry: 0,
      says: "go stops at 127.0.0.1:8001: HTTP 502 Bad Gateway",
      fix: (try? Chain(parsing: "http://127.0.0.1:8001/a|http://127.0.0.1:8002/b")).map {
        .chain($0, isExported: false)
      }),
    error(
      "500", "reading \(info): 500 Internal Server Error", "status-before-comma", .chain, .medium,
      fix: (try? Chain(parsing: "http://127.0.0.1:8001/a|http://127.0.0.1:8002/b")).map {
        .chain($0, isExported: false)
      }),
    error("401", "reading \(info): 401 Unauthorized", "credentials", .you),
    error("403", "reading \(info): 403 Forbidden", "status-before-comma", .chain, .medium),
    error(
      "EOF", "Get \"\(info)\": EOF", "closed", .mirror, .medium,
      says: "127.0.0.1:8001: ttfb: connection closed",
      fix: (try? Chain(parsing: "http://127.0.0.1:8001/a|http://127.0.0.1:8002/b")).map {
        .chain($0, isExported: false)
      }),
  ]
}
