import GoRules
import Testing

/// The walk against the behaviour of the real go command, fault by fault.
struct FallbackConformanceTests {
  private static let canary = ModuleVersion(module: "example.com/m1", version: "v1.0.0")

  @Test(arguments: Conformance.cases(\.fallback))
  func walksAsGoDoes(measured: Conformance.Fallback) throws {
    let fault = try #require(Fault(measured.fault))
    let second = measured.second == "good" ? "http://127.0.0.1:2222" : measured.second
    let chain = try Chain(parsing: fault.url + measured.separator + second)
    // What `go mod download m@v` asks for; the first that is not served ends it.
    var walks: [Walk] = []
    for kind in [RequestKind.info, .mod, .zip] {
      let walk = chain.walk(Question(kind, Self.canary)) { entry in
        entry == 0
          ? Answer(
            fault.outcome(kind), cost: .seconds(1), serverText: fault.serverText(measured.errorText)
          )
          : Answer(.ok, cost: .seconds(1))
      }
      walks.append(walk)
      if ![.served, .fallback].contains(walk.verdict) { break }
    }
    let last = try #require(walks.last)
    #expect((last.verdict == .hangs) == measured.timedOut)
    #expect(walks.contains { $0.steps.contains { $0.entry == 1 } } == measured.fellThrough)
    let isServed = [.served, .fallback].contains(last.verdict)
    #expect(isServed == (measured.exitCode == 0))
    let failedDirect = measured.errorText.contains("unrecognized import path")
    #expect((last.verdict == .direct) == failedDirect)
    if last.verdict == .broken {
      #expect(last.error == fault.expected(measured.errorText))
    } else {
      #expect(last.error == nil)
    }
    if fault.isStatus {
      let asked = walks.flatMap(\.steps).filter { $0.entry == 0 }.compactMap(\.cost)
      #expect(asked.reduce(.zero, +) == .seconds(measured.requestsFirst.count))
    }
  }

  @Test(arguments: Conformance.cases(\.reportedError))
  func reportsTheErrorThatGoReports(measured: Conformance.Reported) throws {
    var value = measured.list
    for status in ["404", "410", "500", "503"] {
      value = value.replacing(status, with: "http://127.0.0.1:1\(status)")
    }
    let chain = try Chain(parsing: value)
    let walk = chain.walk(Question(.info, Self.canary)) { entry in
      guard let port = chain.entries[entry].url?.port else { return Answer(.ok) }
      let status = port - 1000
      let found: RequestOutcome =
        [404, 410].contains(status)
        ? .notFound(NotFound(status: status))
        : .failure(RequestFailure(.processing, .status(status)))
      return Answer(found, serverText: ServerText("fault \(status)"))
    }
    let asked = walk.steps.compactMap { chain.entries[$0.entry].url?.port.map { "\($0 - 1000)" } }
    #expect(asked == measured.asked)
    if measured.directTried {
      #expect(walk.verdict == .direct)
    } else {
      let expected = measured.stderr.replacing("go: example.com/m1@v1.0.0: ", with: "")
        .replacing(#/\$P(\d+)/#) { "http://127.0.0.1:1\($0.1)" }
      #expect(walk.verdict == .broken)
      #expect(walk.error == expected)
    }
  }
}

/// A fault of the record, and what a probe of such a server reports.
private struct Fault {
  let name: String

  init?(_ name: String) {
    self.name = name
    guard isOK || isStatus || failure != nil || isHang || file != nil || isContent else {
      return nil
    }
  }

  private var isOK: Bool {
    name.hasPrefix("ok_") || name == "slow_headers_5s" || name.hasPrefix("redirect_30")
  }

  var isStatus: Bool { name.hasPrefix("status_") || name.hasPrefix("https_status_") }

  private var isContent: Bool { name == "empty_body" || name == "bad_json_info" }

  private var isHang: Bool {
    [
      "tcp_accept_then_silence", "tls_handshake_then_silence", "h2_no_settings",
      "h2_goaway_each_stream",
    ].contains(name)
  }

  var url: String {
    let isHTTPS = ["https", "tls", "h2", "ok_https"].contains { name.hasPrefix($0) }
    let host = name.hasPrefix("dns") ? "dead.test" : "127.0.0.1:1111"
    return (isHTTPS || name == "redirect_302_https_to_https" ? "https://" : "http://") + host
  }

  func outcome(_ kind: RequestKind) -> RequestOutcome {
    if isOK { return .ok }
    if isHang {
      return name == "h2_goaway_each_stream"
        ? .failure(RequestFailure(.processing, .http2GoAway(0))) : .hang(.processing)
    }
    if let failure { return .failure(failure) }
    if let file { return file.kind == kind ? file.outcome : .ok }
    if isContent { return content(kind) }
    let status = Int(name.suffix(3)) ?? 0
    return [404, 410].contains(status)
      ? .notFound(NotFound(status: status))
      : .failure(RequestFailure(.processing, .status(status)))
  }

  /// What our own check of the content says; a `.mod` is not checked.
  private func content(_ kind: RequestKind) -> RequestOutcome {
    switch kind {
    case .info: .failure(RequestFailure(.transfer, name == "empty_body" ? .empty : .notJSON))
    case .zip where name == "empty_body": .failure(RequestFailure(.transfer, .notZip))
    default: .ok
    }
  }

  private var file: (kind: RequestKind, outcome: RequestOutcome)? {
    switch name {
    case "mod_404_only": (.mod, .notFound(NotFound(status: 404)))
    case "zip_404_only": (.zip, .notFound(NotFound(status: 404)))
    case "zip_truncated": (.zip, .failure(RequestFailure(.transfer, .truncated)))
    case "zip_garbage_200": (.zip, .failure(RequestFailure(.transfer, .notZip)))
    default: nil
    }
  }

  private var failure: RequestFailure? {
    switch name {
    case "refused": RequestFailure(.connect, .refused)
    case "connect_timeout_syn_dropped": RequestFailure(.connect, .connectTimedOut)
    case "dns_nxdomain": RequestFailure(.resolve, .nameNotFound)
    case "dns_servfail": RequestFailure(.resolve, .resolverFailed)
    case "dns_silent": RequestFailure(.resolve, .resolverTimedOut)
    case "rst_after_request": RequestFailure(.processing, .reset)
    case "garbage_not_http":
      RequestFailure(
        .processing,
        .malformedResponse(
          ServerText("malformed HTTP response \"SSH-2.0-OpenSSH_9.2\"")))
    case "huge_response_header": RequestFailure(.processing, .headersTooLarge)
    case "tls_untrusted": RequestFailure(.tls, .certificateNotTrusted)
    case "tls_expired": RequestFailure(.tls, .certificateExpired)
    case "tls_hostname_mismatch": RequestFailure(.tls, .certificateWrongHost)
    case "https_url_but_server_speaks_http": RequestFailure(.tls, .plainHTTP)
    case "tls_accept_then_silence_before_handshake": RequestFailure(.tls, .tlsTimedOut)
    case "h2_rst_stream_internal_error": RequestFailure(.processing, .http2Stream(2))
    case "truncated_body": RequestFailure(.transfer, .truncated)
    case "redirect_loop": RequestFailure(.processing, .tooManyRedirects)
    case "redirect_without_location": RequestFailure(.processing, .redirectWithoutLocation)
    default: nil
    }
  }

  func serverText(_ error: String) -> ServerText? {
    error.firstMatch(of: #/server response: (.*)/#).map { ServerText($0.1) }
  }

  /// go's text without what only its process can know.
  func expected(_ error: String) -> String {
    let host = url.replacing(#/^https?://+/#, with: "")
    return
      error
      .replacing(#/^go: (example\.com/m1@v1\.0\.0: )?/#, with: "")
      .replacing("$FIRSTHOST", with: host)
      .replacing("$FIRST", with: url)
      .replacing(" on 127.0.0.1:53", with: "")
      .replacing(#/read (udp|tcp) 127\.0\.0\.1:EPHEMERAL->[0-9.:]+: /#, with: "")
      .replacing(": current time NOW is after CERTDATE", with: "")
      .replacing("'n' looking for beginning of object key string", with: Self.ofValue)
      .replacing("Get \"/example.com", with: "Get \"\(url)/example.com")
  }

  private static let ofValue = "looking for beginning of value"
}
