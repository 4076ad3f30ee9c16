import GoRules
import Testing

/// Answers as go 1.27's net/http reads them: each expected outcome is what its Transport gave for these bytes.
struct HTTP1ResponseReaderTests {
  /// What was received, each scalar one byte, and what go made of it.
  struct Row: Sendable, CustomTestStringConvertible {
    let received: String
    let outcome: String

    init(_ received: String, _ outcome: String) {
      self.received = received
      self.outcome = outcome
    }

    var testDescription: String { String(received.debugDescription.prefix(120)) }
  }

  struct EndRow: Sendable, CustomTestStringConvertible {
    let received: String
    /// The outcome after EOF, after an error that repeats itself, and after one that EOF follows.
    let outcomes: [String]

    init(_ received: String, _ eof: String, _ lasting: String? = nil, _ single: String? = nil) {
      self.received = received
      outcomes = [eof, lasting ?? eof, single ?? lasting ?? eof]
    }

    var testDescription: String { String(received.debugDescription.prefix(120)) }
  }

  static let ok = "HTTP/1.1 200 OK\r\n"
  static let chunked = ok + "Transfer-Encoding: chunked\r\n\r\n"
  static let broken = "net/http: HTTP/1.x transport connection broken: "
  static let reset = "read tcp 127.0.0.1:1->127.0.0.1:2: read: connection reset by peer"

  static func run(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test(
    arguments: [
      statusLines, headerLines, interimHeads, lengths, codings, chunks, trailers,
    ].joined())
  func readsAsGo(row: Row) {
    for size in [Int.max, 1, 2, 3, 7, 4096] {
      #expect(outcome(of: row.received, in: size, .endOfFile) == row.outcome, "pieces of \(size)")
    }
  }

  @Test(arguments: ends)
  func endsAsGo(row: EndRow) {
    let connectionEnds: [HTTP1ResponseReader.ConnectionEnd] = [
      .endOfFile, .failed(Self.reset, isLasting: true), .failed(Self.reset, isLasting: false),
    ]
    for (end, expected) in zip(connectionEnds, row.outcomes) {
      for size in [Int.max, 1, 4096] {
        #expect(outcome(of: row.received, in: size, end) == expected, "\(end), \(size)")
      }
    }
  }

  /// The outcome as the rows have it: go's error, or `status; bytes of the body; its error or the ending`.
  private func outcome(
    of received: String, in size: Int, _ connectionEnd: HTTP1ResponseReader.ConnectionEnd
  ) -> String {
    let reading = Reading(received, piecesOf: size, connectionEnd)
    guard let head = reading.head else { return reading.failure?.goText ?? "nothing" }
    let end = reading.failure?.goText ?? reading.ending.map { "\($0)" } ?? "nothing"
    return "\(head.statusText); \(reading.body.count) bytes; \(end)"
  }
}

/// An answer read to its end, or to that of its connection.
struct Reading {
  private(set) var interim: [Int] = []
  private(set) var head: HTTP1Head?
  private(set) var body: [UInt8] = []
  private(set) var ending: HTTP1ResponseReader.Ending?
  private(set) var failure: HTTP1Failure?

  /// `received`: each scalar is one byte.
  init(
    _ received: String, piecesOf size: Int = .max,
    _ connectionEnd: HTTP1ResponseReader.ConnectionEnd = .endOfFile, laxContentLength: Bool = false
  ) {
    self.init(latin1(received), piecesOf: size, connectionEnd, laxContentLength: laxContentLength)
  }

  init(
    _ bytes: [UInt8], piecesOf size: Int,
    _ connectionEnd: HTTP1ResponseReader.ConnectionEnd = .endOfFile, laxContentLength: Bool = false
  ) {
    var reader = HTTP1ResponseReader(laxContentLength: laxContentLength)
    var start = 0
    while start < bytes.count, !reader.isOver {
      let piece = Array(bytes[start..<min(bytes.count, start + min(size, bytes.count))])
      var position = 0
      while let event = piece.withUnsafeBytes({ reader.next(in: $0, at: &position) }) {
        note(event, piece)
      }
      start += reader.isOver ? position : piece.count
    }
    if let event = reader.closed(connectionEnd) { note(event, []) }
    // What follows in a later piece is the caller's to see.
    if ending == .reusable, start < bytes.count { ending = .extraBytes }
  }

  private mutating func note(_ event: HTTP1ResponseReader.Event, _ piece: [UInt8]) {
    switch event {
    case .interim(let head): interim.append(head.status)
    case .head(let head): self.head = head
    case .body(let range): body += piece[range]
    case .end(let ending): self.ending = ending
    case .failure(let failure): self.failure = failure
    }
  }
}

/// The bytes whose values are the scalars of `text`.
func latin1(_ text: String) -> [UInt8] {
  text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
}
