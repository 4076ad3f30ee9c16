import GoRules
import Health

/// An answer that is handed on as it comes, instead of being looked at.
package struct Passage: Sendable {
  /// What is asked instead of a question's URL: below the round's, and without userinfo.
  package var url: String
  package var acceptsGzip: Bool
  /// The server is silent where nothing has come for so long, within the body.
  package var silence: Duration
  package var receiver: any PassageReceiver

  package init(
    url: String, acceptsGzip: Bool, silence: Duration, receiver: any PassageReceiver
  ) {
    self.url = url
    self.acceptsGzip = acceptsGzip
    self.silence = silence
    self.receiver = receiver
  }
}

/// Takes an answer. It is called on the prober's thread, and must not wait.
package protocol PassageReceiver: AnyObject, Sendable {
  /// The head of an answer that serves has come: 200. Once at most, and before any piece.
  func began(_ head: PassageHead, _ flow: PassageFlow)
  /// The next piece of the body, as it was sent, to be copied. False: no more is read of the server until
  /// `PassageFlow.resume`, and so its own writes come to a stop; what has been received already still comes.
  func take(_ piece: UnsafeRawBufferPointer) -> Bool
}

package struct PassageHead: Sendable, Hashable {
  /// Of the body as it is sent; nil where that is not known.
  package var length: Int?
  /// nil for none, and for what is no text.
  package var contentType: String?
  package var contentEncoding: String?

  package init(length: Int? = nil, contentType: String? = nil, contentEncoding: String? = nil) {
    self.length = length
    self.contentType = contentType
    self.contentEncoding = contentEncoding
  }

  init(_ head: AnswerHead) {
    length = head.length
    contentType = Self.text(head.contentType)
    contentEncoding = head.isGzip ? "gzip" : Self.text(head.field("content-encoding"))
  }

  /// What can stand in a header that is ours.
  private static func text(_ field: ArraySlice<UInt8>?) -> String? {
    guard let field, (1...200).contains(field.count), field.allSatisfy({ 0x20..<0x7F ~= $0 })
    else { return nil }
    return String(decoding: field, as: UTF8.self)
  }
}

/// What a receiver may do with its answer, from any thread.
package struct PassageFlow: Sendable {
  let loop: LoopThread
  let id: RunID

  /// There is room for more.
  package func resume() { loop.resume(id) }

  /// No more is wanted: the exchange ends, and its connection.
  package func cancel() { loop.cancel(id) }
}

extension RequestTarget {
  convenience init?(_ passage: Passage, of base: ProxyURL) {
    guard var url = try? GoURL(parsing: passage.url) else { return nil }
    url.setUserinfo(of: base)
    self.init(url)
  }
}
