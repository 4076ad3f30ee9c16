import GoRules

/// The head of an answer, by whichever version of HTTP it came.
struct AnswerHead {
  var status: Int
  /// As go prints it: `404 Not Found`.
  var statusText: String {
    switch source {
    case .http1(let head): head.statusText
    // net/http/internal/http2 `handleResponse`: the field, and the name of the status.
    case .http2(let answer): answer.statusText + " " + (HTTPStatus.name(answer.status) ?? "")
    }
  }
  var location: ArraySlice<UInt8>? { field("location") }
  var contentType: ArraySlice<UInt8>? { field("content-type") }
  /// go decompresses the body.
  var isGzip: Bool
  /// Of the body as it is sent, where go knows it; nil otherwise.
  var length: Int?
  /// `1.0`, `1.1` or `2`; nil for any other.
  var version: String?
  private let source: Source

  private enum Source {
    case http1(HTTP1Head)
    case http2(HTTP2Answer)
  }

  init(_ head: HTTP1Head) {
    source = .http1(head)
    status = head.status
    isGzip = head.isGzip
    switch head.framing {
    case .none: length = 0
    case .length(let count): length = head.isGzip ? nil : count
    case .chunked, .untilClose, .switched: length = nil
    }
    version = head.major == 1 && head.minor <= 1 ? "1.\(head.minor)" : nil
  }

  init(_ answer: HTTP2Answer) {
    source = .http2(answer)
    status = answer.status
    isGzip = answer.isGzip
    length = answer.contentLength.map { Int($0) }
    version = "2"
  }

  /// The first field of this name, in lower case, as it came.
  func field(_ name: StaticString) -> ArraySlice<UInt8>? {
    switch source {
    case .http1(let head): head.fields.first(name)
    case .http2(let answer): answer.fields.first(name)
    }
  }

  /// What a GOAUTH command reads on standard input after this answer has refused `url`.
  func refusal(of url: String) -> GoAuth.Refusal {
    let (version, fields) =
      switch source {
      case .http1(let head): ("\(head.major).\(head.minor)", head.fields.header)
      case .http2(let answer): ("2.0", answer.fields.header)
      }
    // What says how the body is read is no part of net/http's `Response.Header`.
    let read = ["Transfer-Encoding"] + (isGzip ? ["Content-Encoding", "Content-Length"] : [])
    return GoAuth.Refusal(
      url: url, version: "HTTP/" + version, status: statusText,
      header: fields.filter { !read.contains($0.name) })
  }
}
