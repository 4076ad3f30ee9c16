/// Why a request failed: one cause, whatever layer reported it and at whatever moment.
///
/// All that is known of a kind of failure (its texts, whose side it is on, go's words for it, what to do about it)
/// stands in its row: `FailureCause+Rows.swift`.
package struct FailureCause: Sendable, Hashable {
  package var code: Code
  /// The HTTP status, the number of a TLS alert, an HTTP/2 error code, or seconds of idleness; nil for other causes.
  package var number: Int?
  /// What the peer, or go, says of this very failure; nil where the code says all.
  package var detail: ServerText?

  package init(_ code: Code, number: Int? = nil, detail: ServerText? = nil) {
    self.code = code
    self.number = number
    self.detail = detail
  }

  /// What kind of failure it is; the raw value is the word of the history and never changes.
  package enum Code: String, Sendable, Hashable, CaseIterable {
    // resolve
    case nameNotFound = "name_not_found"
    /// SERVFAIL, REFUSED or a malformed answer ("server misbehaving").
    case resolverFailed = "resolver_failed"
    case resolverTimedOut = "resolver_timed_out"
    /// No resolver could be reached or none is configured.
    case resolverUnreachable = "resolver_unreachable"
    // connect
    case refused
    case connectTimedOut = "connect_timed_out"
    /// ENETUNREACH, EADDRNOTAVAIL.
    case networkUnreachable = "network_unreachable"
    case hostUnreachable = "host_unreachable"
    /// This process has no more descriptors, threads or memory (EMFILE, ENFILE, ENOMEM): nothing was asked, and it says
    /// nothing of any mirror.
    case noLocalResources = "no_local_resources"
    /// This process may not connect (EPERM, EACCES), as go may not.
    case notPermitted = "not_permitted"
    /// The forward proxy of HTTP(S)_PROXY failed; the detail says how.
    case forwardProxy = "forward_proxy"
    // any phase with a connection
    case reset
    /// The peer closed without an answer.
    case closed
    /// The server closed a kept connection after `number` idle seconds, or reset it where go asks again without a word.
    case idleConnectionDropped = "idle_connection_dropped"
    /// What was asked on a connection that was idle for `number` seconds has no answer: go waits.
    case idleConnectionSilent = "idle_connection_silent"
    // tls
    case tlsTimedOut = "tls_timed_out"
    /// An alert from the server, by its number (RFC 8446, 6.2).
    case tlsAlert = "tls_alert"
    case certificateExpired = "certificate_expired"
    case certificateNotYetValid = "certificate_not_yet_valid"
    case certificateNotTrusted = "certificate_not_trusted"
    /// Its own issuer, and not trusted.
    case certificateSelfSigned = "certificate_self_signed"
    /// The server did not send the certificate of its issuer, which is not trusted itself.
    case intermediateMissing = "intermediate_missing"
    case certificateWrongHost = "certificate_wrong_host"
    /// Any other error of verification.
    case certificateInvalid = "certificate_invalid"
    /// The server answered plain HTTP on the TLS port.
    case plainHTTP = "plain_http"
    case tlsProtocol = "tls_protocol"
    // processing
    /// A status that is neither 200 nor 404 nor 410.
    case status
    /// The answer is not HTTP, or breaks its rules.
    case malformedResponse = "malformed_response"
    /// More header than go takes (10 MiB), or than we do.
    case headersTooLarge = "headers_too_large"
    /// RST_STREAM or a stream error with its HTTP/2 error code (RFC 9113, 7).
    case http2Stream = "http2_stream"
    case http2GoAway = "http2_goaway"
    case http2Protocol = "http2_protocol"
    case tooManyRedirects = "too_many_redirects"
    case redirectWithoutLocation = "redirect_without_location"
    case insecureRedirect = "insecure_redirect"
    /// go refuses to send userinfo over http.
    case credentialsOverHTTP = "credentials_over_http"
    case invalidURL = "invalid_url"
    /// go itself ends, whatever the mirror and those after it would answer; the detail is its text.
    case goEnds = "go_ends"
    // transfer, content
    case truncated
    case tooLarge = "too_large"
    case notJSON = "not_json"
    case wrongVersion = "wrong_version"
    case empty
    /// `.zip` content that is no zip.
    case notZip = "not_zip"
    /// A `.zip` whose files go refuses: names, sums, sizes; the detail is go's.
    case badZip = "bad_zip"
    // checksum database
    /// A proxy that says it carries the database does not serve what it is then asked for; the detail is how that failed.
    case sumdbFailed = "sumdb_failed"
    /// No record, or no signed tree.
    case sumdbMalformed = "sumdb_malformed"
    /// Not signed by the database's key.
    case sumdbSignature = "sumdb_signature"
    /// Record, tiles and tree do not belong together.
    case sumdbProof = "sumdb_proof"
    /// Not the log that was there before: go ends at once.
    case sumdbFork = "sumdb_fork"
    /// A true record that lacks the module.
    case sumdbAbsent = "sumdb_absent"
    /// A `.mod` or `.zip` other than the one that the database has on record.
    case checksumMismatch = "checksum_mismatch"
    // version control
    /// The module's page has no go-import tag that go takes, or the path itself is none; the detail is go's text.
    case goImport = "go_import"
    /// The repository has no such tag; the detail is its name.
    case unknownRevision = "unknown_revision"
    /// `git` is not on PATH.
    case gitMissing = "git_missing"
    /// GOVCS forbids it; the detail is go's text.
    case versionControlForbidden = "vcs_forbidden"
    /// The host's answer is none of git's, or its own error; the detail says which.
    case gitAnswer = "git_answer"
    /// A bound of ours was reached where go would have read on: nothing is known of the mirror.
    case notMeasured = "not_measured"
    /// None of the above.
    case other
  }
}

// A cause is written by its name: `.refused`, `.status(502)`.
extension FailureCause {
  package static let nameNotFound = Self(.nameNotFound)
  package static let resolverFailed = Self(.resolverFailed)
  package static let resolverTimedOut = Self(.resolverTimedOut)
  package static let resolverUnreachable = Self(.resolverUnreachable)
  package static let refused = Self(.refused)
  package static let connectTimedOut = Self(.connectTimedOut)
  package static let networkUnreachable = Self(.networkUnreachable)
  package static let hostUnreachable = Self(.hostUnreachable)
  package static let noLocalResources = Self(.noLocalResources)
  package static let notPermitted = Self(.notPermitted)
  package static let reset = Self(.reset)
  package static let closed = Self(.closed)
  package static let tlsTimedOut = Self(.tlsTimedOut)
  package static let certificateExpired = Self(.certificateExpired)
  package static let certificateNotYetValid = Self(.certificateNotYetValid)
  package static let certificateNotTrusted = Self(.certificateNotTrusted)
  package static let certificateSelfSigned = Self(.certificateSelfSigned)
  package static let intermediateMissing = Self(.intermediateMissing)
  package static let certificateWrongHost = Self(.certificateWrongHost)
  package static let plainHTTP = Self(.plainHTTP)
  package static let headersTooLarge = Self(.headersTooLarge)
  package static let tooManyRedirects = Self(.tooManyRedirects)
  package static let redirectWithoutLocation = Self(.redirectWithoutLocation)
  package static let insecureRedirect = Self(.insecureRedirect)
  package static let credentialsOverHTTP = Self(.credentialsOverHTTP)
  package static let truncated = Self(.truncated)
  package static let tooLarge = Self(.tooLarge)
  package static let notJSON = Self(.notJSON)
  package static let empty = Self(.empty)
  package static let notZip = Self(.notZip)
  package static let checksumMismatch = Self(.checksumMismatch)

  package static func forwardProxy(_ text: ServerText) -> Self { Self(.forwardProxy, detail: text) }
  package static func idleConnectionDropped(after idle: Duration) -> Self {
    Self(.idleConnectionDropped, number: Int(idle.seconds.rounded()))
  }
  package static func idleConnectionSilent(after idle: Duration) -> Self {
    Self(.idleConnectionSilent, number: Int(idle.seconds.rounded()))
  }
  package static func tlsAlert(_ number: UInt8) -> Self { Self(.tlsAlert, number: Int(number)) }
  package static func certificateInvalid(_ text: ServerText) -> Self {
    Self(.certificateInvalid, detail: text)
  }
  package static func tlsProtocol(_ text: ServerText) -> Self { Self(.tlsProtocol, detail: text) }
  package static func status(_ status: Int) -> Self { Self(.status, number: status) }
  package static func malformedResponse(_ text: ServerText) -> Self {
    Self(.malformedResponse, detail: text)
  }
  package static func http2Stream(_ code: UInt32) -> Self { Self(.http2Stream, number: Int(code)) }
  package static func http2GoAway(_ code: UInt32) -> Self { Self(.http2GoAway, number: Int(code)) }
  package static func http2Protocol(_ text: ServerText) -> Self {
    Self(.http2Protocol, detail: text)
  }
  package static func invalidURL(_ text: ServerText) -> Self { Self(.invalidURL, detail: text) }
  package static func goEnds(_ text: ServerText) -> Self { Self(.goEnds, detail: text) }
  package static func wrongVersion(_ version: ServerText) -> Self {
    Self(.wrongVersion, detail: version)
  }
  package static func badZip(_ text: ServerText) -> Self { Self(.badZip, detail: text) }
  package static func sumdbFailed(_ text: ServerText) -> Self { Self(.sumdbFailed, detail: text) }
  package static let gitMissing = Self(.gitMissing)
  package static func goImport(_ text: String) -> Self {
    Self(.goImport, detail: ServerText(text))
  }
  package static func unknownRevision(_ name: String) -> Self {
    Self(.unknownRevision, detail: ServerText(name))
  }
  package static func versionControlForbidden(_ text: String) -> Self {
    Self(.versionControlForbidden, detail: ServerText(text))
  }
  package static func gitAnswer(_ text: String) -> Self {
    Self(.gitAnswer, detail: ServerText(text))
  }
  package static func notMeasured(_ reason: String) -> Self {
    Self(.notMeasured, detail: ServerText(reason))
  }
  /// Of a mirror that was given up though go would wait; it is what is stored of that, too.
  package static let noAnswer = other(ServerText("no answer"))

  package static func other(_ text: ServerText) -> Self { Self(.other, detail: text) }
}
