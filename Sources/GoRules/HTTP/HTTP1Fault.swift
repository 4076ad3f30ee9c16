/// What is wrong with an HTTP/1 answer, one case for each of go's texts.
///
/// Texts quote what the server sent: at most `HTTP1Line.maximumKept` bytes of it.
package enum HTTP1Fault: Error, Sendable, Hashable {
  // Where the connection ends.
  /// The connection closed before the first byte of an answer.
  case closedBeforeAnswer
  /// The connection closed in the middle of the head or of the body.
  case cutShort
  /// Reading failed; the text is the one that go prints for the connection (`read tcp …: …`).
  case readFailed(String)

  // The status line (net/http `ReadResponse`).
  /// No space in the first line.
  case malformedStatusLine([UInt8])
  /// Anything but three characters that `strconv.Atoi` takes, and not negative.
  case malformedStatusCode([UInt8])
  case malformedVersion([UInt8])

  // Header and trailer lines (net/textproto `readMIMEHeader`).
  /// The first line begins with a space or tab.
  case indentedFirstLine([UInt8])
  /// The same, in a line of more than 80 bytes.
  case indentedFirstLineTooLong
  case lineWithoutColon([UInt8])
  /// A name or a value with bytes that may not stand there; folded lines joined.
  case malformedLine([UInt8])
  /// The head, with those of 1xx answers before it, is larger than go reads; the limit in bytes.
  case headTooLarge(limit: Int)

  // Length and coding (net/http `readTransfer`).
  case severalTransferEncodings([[UInt8]])
  case unsupportedTransferEncoding([UInt8])
  case differingContentLengths([[UInt8]])
  case emptyContentLength
  case badContentLength([UInt8])
  /// `Trailer` names a field that may not be one; in go's spelling.
  case badTrailerKey(String)

  // Chunks (net/http/internal `chunkedReader`, net/http `readTrailer`).
  /// 4,096 bytes without a line end where a chunk's length should be.
  case chunkLineTooLong
  case chunkLineEndsInBareLineFeed
  case strayCarriageReturnInChunkLine
  case emptyChunkLength
  case invalidChunkLength
  case chunkLengthTooLarge
  /// No CRLF after a chunk's data.
  case unterminatedChunk
  /// Extensions and one-byte chunks outweigh the data.
  case tooMuchChunkOverhead
  /// The connection ended before the line that ends the trailer.
  case trailerCutShort
  /// No empty line within 4,096 bytes, or before the connection ended.
  case trailerTooLong

  /// Not go's but our bound: a field that decides about the answer is larger than we keep.
  /// go may take the answer, so nothing follows from it for go.
  case overOurLimit(field: String)

  /// go's text for it, without any prefix. `overOurLimit` has no text of go's.
  package var goText: String {
    switch self {
    case .closedBeforeAnswer: "EOF"
    case .cutShort: "unexpected EOF"
    case .readFailed(let text): text
    case .malformedStatusLine(let line): "malformed HTTP response \(goQuoted(bytes: line))"
    case .malformedStatusCode(let code): "malformed HTTP status code \(goQuoted(bytes: code))"
    case .malformedVersion(let version): "malformed HTTP version \(goQuoted(bytes: version))"
    case .indentedFirstLine(let line):
      "malformed MIME header initial line: \(goQuoted(bytes: line))"
    case .indentedFirstLineTooLong: "message too large"
    case .lineWithoutColon(let line):
      "malformed MIME header: missing colon: \(goQuoted(bytes: line))"
    case .malformedLine(let line): "malformed MIME header line: \(goQuoted(bytes: line))"
    case .headTooLarge(let limit):
      "net/http: server response headers exceeded \(limit) bytes; aborted"
    case .severalTransferEncodings(let values):
      "too many transfer encodings: \(Self.list(values))"
    case .unsupportedTransferEncoding(let value):
      "unsupported transfer encoding: \(goQuoted(bytes: value))"
    case .differingContentLengths(let values):
      "http: message cannot contain multiple Content-Length headers; got \(Self.list(values))"
    case .emptyContentLength: "invalid empty Content-Length \"\""
    case .badContentLength(let value): "bad Content-Length \(goQuoted(bytes: value))"
    case .badTrailerKey(let key): "bad trailer key \(goQuoted(key))"
    case .chunkLineTooLong: "header line too long"
    case .chunkLineEndsInBareLineFeed: "chunked line ends with bare LF"
    case .strayCarriageReturnInChunkLine: "invalid CR in chunked line"
    case .emptyChunkLength: "empty hex number for chunk length"
    case .invalidChunkLength: "invalid byte in chunk length"
    case .chunkLengthTooLarge: "http chunk length too large"
    case .unterminatedChunk: "malformed chunked encoding"
    case .tooMuchChunkOverhead: "chunked encoding contains too much non-data"
    case .trailerCutShort: "http: unexpected EOF reading trailer"
    case .trailerTooLong: "http: suspiciously long trailer after chunked body"
    case .overOurLimit(let field): "the field \(field) is larger than this program keeps"
    }
  }

  /// A slice of strings as `%q` prints it.
  private static func list(_ values: [[UInt8]]) -> String {
    "[" + values.map { goQuoted(bytes: $0) }.joined(separator: " ") + "]"
  }
}
