/// An answer that go gives up, and how far it had come.
package struct HTTP1Failure: Error, Sendable, Hashable {
  package enum Stage: Sendable, Hashable {
    /// Nothing of an answer was received. On a connection that has carried an answer before, go sends
    /// the request again on a new one and reports nothing (net/http `shouldRetryRequest`; a GET without
    /// a body is replayable). On a fresh connection it fails.
    case beforeFirstByte
    /// A part of the head came: never retried.
    case head
    /// The head is complete. go's reader of the body gets the error, and the prefix is `read "URL": `.
    case body
  }

  package var stage: Stage
  package var fault: HTTP1Fault

  package init(stage: Stage, fault: HTTP1Fault) {
    self.stage = stage
    self.fault = fault
  }

  /// go's text, to stand after `Get "URL": ` before the body and after `read "URL": ` within it
  /// (net/http `mapRoundTripError`, cmd/go `proxyRepo.getBytes`).
  ///
  /// After redirects the former names the URL that failed (`GoURL.shownByClient`), the latter still the first one
  /// (`GoURL.redacted`). What cmd/go reads through `web.GetBytes` (the checksum database) says `reading URL: `
  /// for `read "URL": `.
  package var goText: String {
    stage == .head
      ? "net/http: HTTP/1.x transport connection broken: \(fault.goText)" : fault.goText
  }

  /// Whether go tries once more on a new connection, where this one was a reused one.
  package var isRetriedOnReusedConnection: Bool { stage == .beforeFirstByte }
}
