/// A request of go's that takes several exchanges, one after another: fed with each answer, it says what to ask next or
/// how it ends.
///
/// The engine makes the exchanges, bounds their number, bytes and time, and delivers one result.
package protocol Errand: Sendable {
  /// What comes after `answer`; nil: nothing has been asked yet.
  mutating func next(after answer: ErrandAnswer?) -> ErrandStep
  /// What a checksum database was found to say, once it has ended; nil for anything else.
  var sums: SumErrand.Sums? { get }
}

extension Errand {
  package var sums: SumErrand.Sums? { nil }
}

package enum ErrandStep: Sendable, Hashable {
  case ask(ErrandRequest)
  /// `goText`: what go prints after `go: m@v: `; nil where it is served, waits, or its text is not known.
  case ended(RequestOutcome, goText: String?)

  /// Nothing is known of what go would meet.
  package static func notMeasured(_ reason: String) -> Self {
    .ended(.failure(RequestFailure(.processing, .notMeasured(reason))), goText: nil)
  }
}

/// One exchange of an errand: a GET that follows redirects as go's client does, or a POST, which follows none.
package struct ErrandRequest: Sendable, Hashable {
  package var url: GoURL
  /// Bytes of the decoded body that are taken at most.
  package var limit: Int
  /// Nothing is asked on a connection that is open already.
  package var isOnNewConnection = false
  /// As cmd/go's client for GOINSECURE: whoever answers is believed, and redirects may leave https.
  package var isInsecure = false
  /// No more of the body is read than go's parser of pages does.
  package var endsWithHead = false
  /// What git adds.
  package var fields: [HeaderField] = []
  /// Of a POST, a few hundred bytes; nil for a GET.
  package var body: [UInt8]?
  /// A redirect is no answer, but leads to one, or is a failure of a POST.
  package var followsRedirects = true

  package init(_ url: GoURL, limit: Int) {
    self.url = url
    self.limit = limit
  }
}

/// How an exchange of an errand ended.
package enum ErrandAnswer: Sendable {
  /// A head came, and what is wanted of the body, whatever the status.
  case answered(ErrandPage)
  /// None did. `goText`: `Get "URL": …`; nil where go's text is not known.
  case failed(RequestOutcome, goText: String?)
}

/// An answer to one exchange of an errand.
package struct ErrandPage: Sendable {
  package var status: Int
  /// As go prints it: `404 Not Found`.
  package var statusText: String
  /// The field as it came; empty for none.
  package var contentType: [UInt8]
  /// Decoded.
  package var body: [UInt8]
  /// More would have come than the request's limit.
  package var isCut = false
  /// What ended the body before its end; nil where it came whole or was cut.
  package var fault: Fault?
  /// The URL that gave it in the end, after redirects; nil where that is not known.
  package var address: String?

  package struct Fault: Sendable, Hashable {
    package var outcome: RequestOutcome
    /// go's error of the reader: `unexpected EOF`; nil where it is not known.
    package var goText: String?

    package init(outcome: RequestOutcome, goText: String?) {
      self.outcome = outcome
      self.goText = goText
    }
  }

  package init(status: Int, statusText: String, contentType: [UInt8] = [], body: [UInt8] = []) {
    self.status = status
    self.statusText = statusText
    self.contentType = contentType
    self.body = body
  }

  /// What go says of a status other than 200 (web/api.go `HTTPError`). `url`: the first one asked, redacted.
  package func statusError(of url: String) -> String {
    var detail = ErrorDetail(contentType: contentType)
    body.withUnsafeBytes { detail.take($0) }
    return ErrorDetail.goText(url: url, status: statusText, detail: detail.text)
  }
}
