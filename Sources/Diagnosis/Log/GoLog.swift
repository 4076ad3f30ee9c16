import GoRules
import Health

/// What go commands printed, read as it comes: errors, requests of `-x`, frames of GODEBUG=http2debug, and whatever else a
/// log has between them. Of a log without end it holds a bounded part.
package struct GoLog: Sendable {
  /// One error, and those after it that say the same of others.
  package struct Failure: Sendable, Hashable {
    package enum Meaning: Sendable, Hashable {
      case error(GoError.Meaning)
      case complaint(GoComplaint.Kind)
    }

    package var meaning: Meaning
    /// From 1.
    package var line: Int
    /// The first line, without what the log puts before it, and without `go: `.
    package var text: ServerText
    /// The first line begins with `go: `.
    package var isNamed = false
    /// The lines below it.
    package var details: [ServerText] = []
    /// What a proxy said, which is about its own network and its own git; nil where it said nothing.
    package var answer: ServerText?
    /// `golang.org/x/text@v0.14.0`, or a path without a version; nil where go names none.
    package var module: String?
    /// Without its version.
    package var modulePath: String?
    package var url: String?
    /// What it is about, where that is no module; what go advises to run.
    package var complaint: GoComplaint?
    /// The others of which go says the same, without the first; not all where there are many.
    package var others: [String] = []
    /// How often it is there, this one included.
    package var count = 1

    /// Whom go asked: a proxy, a database; nil where go does not say.
    package var base: String?
    var kind: Kind

    /// What it has in common with those that are told with it.
    struct Kind: Sendable, Hashable {
      var meaning: Meaning
      var isOfGit: Bool
      var deniesRevision: Bool
    }

    fileprivate func isSame(as other: Failure) -> Bool {
      kind == other.kind && (base == other.base || base == nil || other.base == nil)
    }
  }

  /// A request of `-x` that failed, or has no answer.
  package struct Request: Sendable, Hashable {
    package var line: Int
    /// As it is printed.
    package var url: String
    package var asked: RequestURL
    package var answer: GoTrace.Answer

    fileprivate init(_ line: Int, _ url: String, _ answer: GoTrace.Answer) {
      self.line = line
      self.url = url
      asked = RequestURL(url)
      self.answer = answer
    }
  }

  /// A line that is shown as it is.
  package struct Line: Sendable, Hashable {
    package var number: Int
    package var text: ServerText
  }

  /// Lines read so far.
  package private(set) var count = 0
  /// Lines that go printed.
  package private(set) var goLines = 0
  package private(set) var failures: [Failure] = []
  package private(set) var trace = GoTrace()
  /// All that got no 200, in their order.
  package private(set) var requests: [Request] = []
  /// What go said and nobody here knows.
  package private(set) var unknown: [Line] = []
  /// The value of GOPROXY that the log itself tells; the last one.
  package private(set) var goproxy: Line?
  /// Streams or connections that the peer has ended, by GODEBUG=http2debug.
  package private(set) var http2: [Line] = []

  /// Lines of go's in the middle of the log that were not read, as there were so many before.
  package private(set) var unread = 0

  /// Read so far: lines that may be go's, and errors.
  private var read = 0
  private var messages = 0
  /// What came after so many, and will be read if it is the end of the log.
  private var end = EndOfLog()
  private var lines = LogLines()
  private var message: Message?
  /// Of URLs that have no answer yet.
  private var places: [String: Int] = [:]

  private struct Message: Sendable {
    var line: Int
    var kind: GoLine.Kind
    var prefix: Substring
    var text: [Substring]
  }

  private enum Limit {
    /// After so many lines of go's, or errors, only the end of the log is read: each takes a while.
    static let read = 300_000
    static let messages = 5000
    static let failures = 200
    static let requests = 2000
    static let lines = 20
    /// In bytes.
    static let url = 2000
  }

  package init() {}

  /// Reads what comes next, which may end in the middle of a line.
  package mutating func take(_ bytes: UnsafeRawBufferPointer) {
    var lines = LogLines()
    swap(&lines, &self.lines)
    lines.take(bytes) { take(line: $0, $1) }
    swap(&lines, &self.lines)
  }

  /// There is no more.
  package mutating func finish() {
    var lines = LogLines()
    swap(&lines, &self.lines)
    lines.finish { take(line: $0, $1) }
    unread = max(0, end.count - end.lines.count)
    (read, messages) = (0, 0)
    // Their answers may be among those.
    if unread > 0 { places = [:] }
    for (number, line) in end.lines { line.withUnsafeBytes { take(line: $0, number) } }
    close()
  }

  // MARK: - Lines

  private mutating func take(line bytes: UnsafeRawBufferPointer, _ number: Int) {
    count = max(count, number)
    if read >= Limit.read || messages >= Limit.messages { return end.take(bytes, number) }
    if let open = message {
      if let more = GoLine.continuation(bytes, after: open.prefix) {
        if open.text.count < Limit.lines { message?.text.append(more) }
        return
      }
      close()
    }
    guard let line = GoLine(bytes) else { return note(end: bytes, number) }
    read += 1
    switch line.kind {
    case .request: take(request: line.text, number)
    case .said, .perhapsSaid:
      let text = line.text.split(at: "\n")
      message = Message(line: number, kind: line.kind, prefix: line.prefix, text: text)
    case .goproxy: goproxy = Line(number: number, text: ServerText(line.text, limit: 4096))
    case .http2:
      goLines += 1
      if http2.count < Limit.lines, line.text.endsStream {
        http2.append(Line(number: number, text: ServerText(line.text)))
      }
    }
  }

  private mutating func take(request text: Substring, _ number: Int) {
    goLines += 1
    guard text.utf8.count < Limit.url, let event = trace.take(line: text) else { return }
    switch event {
    case .began(let url): if places.count < Limit.requests { places[url] = number }
    case .ended(let url, let answer):
      let line = places.removeValue(forKey: url) ?? number
      if answer == .status(200) || requests.count >= Limit.requests { return }
      requests.append(Request(line, url, answer))
    }
  }

  /// Requests without an answer.
  package var open: [Request] {
    places.map { Request($1, $0, .none) }.sorted { $0.line < $1.line }
  }

  // MARK: - Messages

  private mutating func close() {
    guard let message else { return }
    self.message = nil
    if message.kind == .said, Self.progress.contains(where: message.text[0].hasPrefix) {
      goLines += message.text.count
      return
    }
    messages += 1
    guard
      let failure = Failure(message.text, line: message.line, isNamed: message.kind == .said)
    else {
      if message.kind == .said { note(message) }
      return
    }
    if message.kind == .perhapsSaid, !failure.isSurely { return }
    goLines += message.text.count
    guard let known = failures.firstIndex(where: { $0.isSame(as: failure) }) else {
      if failures.count < Limit.failures { failures.append(failure) }
      return
    }
    failures[known].count += 1
    if failures[known].url == nil {
      (failures[known].url, failures[known].base) = (failure.url, failure.base)
    }
    if failures[known].others.count < Limit.lines, let name = failure.name,
      name != failures[known].name, !failures[known].others.contains(name)
    {
      failures[known].others.append(name)
    }
  }

  /// What go does, or something that is not known here.
  private mutating func note(_ message: Message) {
    goLines += message.text.count
    let text = message.text[0]
    if text.contains(" is deprecated") { return }
    if unknown.count < Limit.lines {
      unknown.append(Line(number: message.line, text: ServerText(text)))
    }
  }

  /// A line of those who run go, or of its tests: something failed for which no download is to blame, or it was ended.
  private mutating func note(end bytes: UnsafeRawBufferPointer, _ number: Int) {
    guard unknown.count < Limit.lines, Self.endings.contains(where: { bytes.starts(with: $0.utf8) })
    else { return }
    unknown.append(Line(number: number, text: ServerText(String(decoding: bytes, as: UTF8.self))))
  }

  private static let endings = ["FAIL", "^C", "make: *** ", "signal: ", "Error: Process completed"]

  /// How lines begin that tell of no failure.
  private static let progress = [
    "downloading ", "finding ", "extracting ", "added ", "upgraded ", "downgraded ", "removed ",
    "found ", "creating new go.mod", "to add module requirements", "warning: ", "updating go.mod",
    "switching to ", "upgrading ", "copying requirements", "no module dependencies to download",
    "linking ", "trying upgrade", "accepting ", "writing go.mod",
  ]
}

extension Substring {
  /// The peer has ended a stream or the connection, and not in peace; or it does not answer a ping.
  fileprivate var endsStream: Bool {
    if contains("RST_STREAM") {
      return contains("eceived RST_STREAM") || contains("read RST_STREAM")
    }
    if contains("GOAWAY") { return contains("eceived GOAWAY") && !contains("ErrCode=NO_ERROR") }
    return contains("health check failure") || contains("failed to get client conn")
  }
}
