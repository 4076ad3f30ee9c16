import Diagnosis
import GoRules

extension LogCase {
  private static let first = "http://127.0.0.1:8001/a/a.example/x/@v/v1.0.0"
  private static let second = "http://127.0.0.1:8002/b/a.example/x/@v/v1.0.0"
  private static let page = "https://a.example/x?go-get=1"

  /// With `-x`, and what go blames beside what happened first.
  static let traces: [LogCase] = [
    LogCase(
      name: "a proxy fails, another serves",
      log: """
        # get \(first).info
        # get \(first).info: 502 Bad Gateway (0.002s)
        # get \(second).info
        # get \(second).info: 200 OK (0.003s)

        """, goproxy: "http://127.0.0.1:8001/a|http://127.0.0.1:8002/b", causes: ["status"],
      side: .mirror, confidence: .medium, entry: 0, verdict: .fallback,
      says: "127.0.0.1:8001: HTTP 502 Bad Gateway, and go moves on"),
    LogCase(
      name: "one that lacks it is no failure",
      log: """
        # get \(first).info
        # get \(first).info: 404 Not Found (0.002s)
        # get \(second).info
        # get \(second).info: 200 OK (0.003s)
        # get \(second).zip
        # get \(second).zip: 503 Service Unavailable (0.003s)
        go: a.example/x@v1.0.0: reading \(second).zip: 503 Service Unavailable

        """, causes: ["status"], side: .mirror, confidence: .medium, entry: 1,
      says: "it is the last entry"),
    LogCase(
      name: "go blames version control, and a proxy failed before",
      log: """
        # get \(first).info
        # get \(first).info: 502 Bad Gateway (0.002s)
        # get \(page)
        # get \(page): Get "\(page)": dial tcp 192.0.2.1:443: i/o timeout
        go: a.example/x@v1.0.0: unrecognized import path "a.example/x": https fetch: Get "\(page)": \
        dial tcp 192.0.2.1:443: i/o timeout

        """, goproxy: "http://127.0.0.1:8001/a|direct",
      causes: ["status", "connect-timed-out"], side: .mirror, confidence: .medium, entry: 0,
      says: "127.0.0.1:8001: HTTP 502 Bad Gateway, and go moves on"),
    LogCase(
      name: "the same without -x: nobody knows",
      log: """
        go: a.example/x@v1.0.0: unrecognized import path "a.example/x": https fetch: Get "\(page)": \
        dial tcp 192.0.2.1:443: i/o timeout

        """, goproxy: "http://127.0.0.1:8001/a|direct", causes: ["connect-timed-out"],
      side: .path, confidence: .medium, entry: 1,
      next: [
        "goproxytop doctor -- go mod download -x a.example/x@v1.0.0",
        "goproxytop doctor a.example/x@v1.0.0",
      ]),
    LogCase(
      name: "the page leads to no repository",
      log: """
        go: a.example/x@v1.0.0: unrecognized import path "a.example/x": reading \(page): 404 Not Found

        """, goproxy: "http://127.0.0.1:8001/a,direct", causes: ["go-import"], side: .mirror,
      entry: 1),
    LogCase(
      name: "git has no credentials",
      log: """
        go: github.com/corp/x@v1.0.0: invalid version: git ls-remote -q --end-of-options origin in \
        /go/pkg/mod/cache/vcs/5d76: exit status 128:
        \tfatal: could not read Username for 'https://github.com': terminal prompts disabled
        Confirm the import path was entered correctly.

        """, goproxy: "direct", causes: ["git-credentials"], side: .you, confidence: .medium,
      entry: 0, says: "direct: git may not read the repository: could not read Username",
      fix: "git config --global url.ssh://git@github.com/.insteadOf https://github.com/"),
    LogCase(
      name: "git does not reach its server",
      log: """
        go: github.com/corp/x@v1.0.0: invalid version: git ls-remote -q origin in /go/5d76: exit status 128:
        \tfatal: unable to access 'https://github.com/corp/x/': Could not resolve host: github.com

        """, goproxy: "direct", causes: ["git-failed"], side: .path, confidence: .medium, entry: 0),
    LogCase(
      name: "whom go asked is told by its requests",
      log: """
        # get \(first).zip
        # get \(first).zip: 200 OK (1.745s)
        main.go:22:2: a.example/x@v1.0.0: stream error: stream ID 5; INTERNAL_ERROR; received from peer

        """, causes: ["http2-stream"], side: .mirror, confidence: .medium, entry: 0,
      says: "127.0.0.1:8001", fix: "GODEBUG=http2client=0 go ..."),
    LogCase(
      name: "go waits, and the log ends",
      log: """
        # get \(second).info
        # get \(second).info: 200 OK (0.001s)
        # get \(first).mod

        """, causes: ["silent"], side: .mirror, confidence: .low, entry: 0, verdict: .hangs,
      says: "127.0.0.1:8001: ttfb: no response, and go waits"),
    LogCase(
      name: "not in the list that is set now",
      log: "go: a.example/x@v1.0.0: reading \(first).info: 502 Bad Gateway\n",
      goproxy: "https://goproxy.example", causes: ["status"], side: .mirror,
      confidence: .medium, says: "127.0.0.1:8001"),
    LogCase(
      name: "the log tells its list",
      log: """
        2024-05-01T10:00:00.1234567Z env:
        2024-05-01T10:00:00.1234567Z   GOPROXY: http://127.0.0.1:8001/a,direct
        2024-05-01T10:00:02.1234567Z ##[error]main.go:4:2: a.example/x@v1.0.0: reading \(first).zip: 502 Bad Gateway

        """, goproxy: "off", causes: ["status-before-comma"], side: .chain, entry: 0,
      fix: "export GOPROXY='http://127.0.0.1:8001/a|direct'"),
  ]

  /// What stands around go's lines, and what older releases print.
  static let surroundings: [LogCase] = [
    plain("colours", "\u{1B}[31mgo: \(said)\u{1B}[0m\n"),
    plain("a time", "2024-05-01T10:00:02.1234567Z go: \(said)\n"),
    plain("buildkit", "#12 3.456 go: \(said)\n#12 3.500 ------\n"),
    plain("a step", "build\tRun go build\t2024-05-01T10:00:02Z go: \(said)\n"),
    plain("a service of compose", "web_1  | go: \(said)\n"),
    plain("GitLab", "section_start:17:step\r\u{1B}[0Kgo: \(said)\r\n"),
    plain("an editor", "Error loading workspace: err: exit status 1: stderr: go: \(said)\n"),
    plain("a chain of requirements", "go: b.example/y@v1.0.0 requires\n\t\(said)\n"),
    plain(
      "the same behind a time", "10:00:01 go: b.example/y@v1.0.0 requires\n10:00:02 \t\(said)\n"),
    plain("a source file", "D:\\src\\x.go:7:2: \(said)\r\n"),
    plain("go mod download -json", "{\n\t\"Path\": \"a.example/x\",\n\t\"Error\": \"\(said)\",\n"),
    plain("a line of JSON", "{\"msg\":\"go: \(said)\\n\\tserver response: x\"}\n"),
    plain("go 1.14", "\(said)\n"),
    plain("go 1.15", "go mod download: \(said)\n"),
    plain(
      "go 1.12",
      "go: a.example/x@v1.0.0: unexpected status (\(first).info): 502 Bad Gateway\n"),
  ]

  private static let said = "a.example/x@v1.0.0: reading \(first).info: 502 Bad Gateway"

  private static func plain(_ name: String, _ log: String) -> LogCase {
    LogCase(
      name: name, log: log, goproxy: "http://127.0.0.1:8001/a", causes: ["status"], side: .mirror,
      confidence: .medium, entry: 0)
  }
}
