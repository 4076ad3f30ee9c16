import GoRules
import Testing

/// What the reader keeps of a head, and where its own bounds lie.
struct HTTP1HeadTests {
  private let ok = HTTP1ResponseReaderTests.ok

  @Test func joinsFoldedLines() throws {
    let head = try #require(
      Reading(ok + "X-A: a\r\n\tb \r\n  c\r\nx-a:  2\r\nX-B: b\r\n \r\nX-C:\r\n\r\n").head)
    #expect(head.fields.all("x-a").map { String(decoding: $0, as: UTF8.self) } == ["a b c", "2"])
    #expect(head.fields.text("x-a") == "a b c")
    #expect(head.fields.text("x-b") == "b ")
    #expect(head.fields.text("x-c") == "")
    #expect(head.fields.text("x-d") == nil)
  }

  @Test func tellsInterimHeads() {
    let reading = Reading("HTTP/1.1 100 C\r\n\r\nHTTP/1.1 103 E\r\nA: b\r\n\r\n\(ok)\r\nbody")
    #expect(reading.interim == [100, 103])
    #expect(reading.head?.fields.count == 0)
    #expect(String(decoding: reading.body, as: UTF8.self) == "body")
  }

  /// net/http `readLoop`: the first field, letters in either case, a body that is not known to be empty.
  @Test(arguments: [
    ("Content-Encoding: gzip\r\n", true), ("content-encoding: GZip\r\n", true),
    ("Content-Encoding: gzip\r\nContent-Length: 9\r\n", true),
    ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", true),
    ("Content-Encoding: gzip\r\nContent-Encoding: br\r\n", true),
    ("Content-Encoding: br\r\nContent-Encoding: gzip\r\n", false),
    ("Content-Encoding: gzip\r\nContent-Length: 0\r\n", false),
    ("Content-Encoding: x-gzip\r\n", false), ("Content-Encoding: deflate\r\n", false),
    ("Content-Encoding: gzip, br\r\n", false), ("Content-Encoding: gzip\r\n \r\n", false),
    ("", false),
  ])
  func knowsWhatGoDecodes(fields: String, isGzip: Bool) {
    #expect(Reading(ok + fields + "\r\n").head?.isGzip == isGzip)
  }

  /// GODEBUG httplaxcontentlength=1.
  @Test func takesAnEmptyLengthWhereAsked() {
    let reading = Reading(ok + "Content-Length: \r\n\r\nbody", laxContentLength: true)
    #expect(reading.ending == .closes)
    #expect(reading.body.count == 4)
  }

  /// Who is to blame, and whether go asks again on another connection (`shouldRetryRequest`).
  @Test(arguments: [
    ("", HTTP1Failure.Stage.beforeFirstByte, true), ("H", .head, false),
    ("HTTP/1.1 100 C\r\n\r\n", .head, false),
    ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nx", .body, false),
  ])
  func tellsHowFarItCame(received: String, stage: HTTP1Failure.Stage, isRetried: Bool) {
    let failure = Reading(received).failure
    #expect(failure?.stage == stage)
    #expect(failure?.isRetriedOnReusedConnection == isRetried)
  }

  /// All heads of an answer together (net/http `maxHeaderResponseSize`, 10 << 20).
  @Test(arguments: [(0, true), (1, false)])
  func readsTenMebibytesOfHeads(excess: Int, isTaken: Bool) {
    let start = latin1("HTTP/1.1 103 E\r\n\r\n" + ok + "X: ")
    let end = latin1("\r\n\r\n")
    let value = [UInt8](
      repeating: UInt8(ascii: "y"), count: (10 << 20) + excess - start.count - end.count)
    let reading = Reading(start + value + end, piecesOf: 1 << 16)
    #expect((reading.head != nil) == isTaken)
    #expect(
      reading.failure?.goText
        == (isTaken
          ? nil
          : "net/http: HTTP/1.x transport connection broken: "
            + "net/http: server response headers exceeded 10485760 bytes; aborted"))
  }

  /// A long line is checked to its end, and dropped, unless it decides about the answer.
  @Test(
    arguments: [
      ("X: ", "", nil), ("X: ", "\u{1}", "malformed"), ("X: ", "\r", "malformed"),
      ("X: ", "\r\n y\u{7F}", "malformed"), ("Location: ", "", "over"),
      ("", "", "no colon"), ("", ":", "malformed"),
    ] as [(String, String, String?)])
  func keepsABoundedPartOfALine(start: String, end: String, fault: String?) {
    let long = String(repeating: " ", count: 70_000) + "y"
    let name = start.isEmpty ? "\u{E9}" : start
    let reading = Reading(ok + name + long + end + "\r\nContent-Length: 0\r\n\r\n")
    let found =
      switch reading.failure?.fault {
      case .malformedLine?: "malformed"
      case .lineWithoutColon?: "no colon"
      case .overOurLimit(field: "location")?: "over"
      case nil: nil as String?
      case let other?: "\(other)"
      }
    #expect(found == fault)
    if fault == nil {
      #expect(reading.ending == .reusable)
      #expect(reading.head?.fields.count == 1)
    }
  }

  /// Fields beyond 1,000 are dropped; those that decide about the answer are not, up to as many again.
  @Test func keepsABoundedNumberOfFields() {
    let many = String(repeating: "X: y\r\n", count: 2_000)
    #expect(Reading(ok + many + "\r\n").head?.fields.count == 1_000)
    let decided = Reading(ok + many + "Content-Length: 5\r\n\r\nhello")
    #expect(decided.head?.fields.count == 1_001)
    #expect(decided.ending == .reusable)
    let deciding = String(repeating: "Connection: y\r\n", count: 1_001)
    let fault = Reading(ok + many + deciding + "\r\n").failure?.fault
    #expect(fault == .overOurLimit(field: "connection"))
  }
}
