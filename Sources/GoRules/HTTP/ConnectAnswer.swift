/// A forward proxy's answer to CONNECT (net/http `dialConn`).
///
/// Fed with bytes until there is an outcome. go drops whatever came together with the head of an answer that is taken;
/// it waits a minute for the answer, then says `context deadline exceeded`.
package struct ConnectAnswer: Sendable {
  package enum Outcome: Sendable, Hashable {
    /// Status 200 and no other: the tunnel stands.
    case established(HTTP1Head)
    case failure(Failure)
  }

  package enum Failure: Error, Sendable, Hashable {
    /// Another status, 1xx included.
    case refused(HTTP1Head)
    case fault(HTTP1Fault)

    /// go's text, to stand after `Get "URL": ` without anything about a proxy: for a refusal, what follows the
    /// code in the status line, which may be empty.
    package var goText: String {
      switch self {
      case .refused(let head): head.statusText.cut(at: " ").after ?? "unknown status code"
      case .fault(let fault): fault.goText
      }
    }
  }

  private var headReader = HTTP1HeadReader()
  private let laxContentLength: Bool

  /// `laxContentLength`: as for `HTTP1ResponseReader`.
  package init(laxContentLength: Bool = false) {
    self.laxContentLength = laxContentLength
  }

  /// Takes bytes of `input` from `position` on; nil while the head is not complete.
  package mutating func next(
    in input: UnsafeRawBufferPointer, at position: inout Int
  ) -> Outcome? {
    do throws(HTTP1Fault) {
      if let (line, fields) = try headReader.take(input, &position) {
        let head = try HTTP1Head(line, fields, laxContentLength: laxContentLength)
        return head.status == 200 ? .established(head) : .failure(.refused(head))
      }
    } catch {
      return .failure(.fault(error))
    }
    // Here the limit looks like the end of the connection.
    return headReader.isFull ? closed(.endOfFile) : nil
  }

  /// The connection has ended, or could not be read.
  package mutating func closed(_ end: HTTP1ResponseReader.ConnectionEnd) -> Outcome {
    .failure(.fault(headReader.fault(at: end)))
  }
}
