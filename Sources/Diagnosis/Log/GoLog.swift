import GoRules

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
    /// The first line, without what the log puts before it.
    package var text: ServerText
    /// The lines below it.
    package var details: [ServerText] = []
    /// What a proxy said, which is about its own network and its own git; nil where it said nothing.
    package var answer: ServerText?
    /// `golang.org/x/text@v0.14.0`, or a path without a version; nil where go names none.
    package var module: String?
    package var url: String?
    /// What it is about, where that is no module; what go advises to run.
    package var complaint: GoComplaint?
    /// The others of which go says the same, without the first; not all where there are many.
    package var others: [String] = []
    /// How often it is there, this one included.
    package var count = 1

    /// Whom go asked: a proxy, a database; nil where go does not say.
    package var base: String? { url.map { RequestURL($0).base } }

    fileprivate func isSame(as other: Failure) -> Bool {
      meaning.kind == other.meaning.kind && base == other.base
        && (answer?.isOfGit ?? false) == (other.answer?.isOfGit ?? false)
    }
  }

  /// A request of `-x` that failed, or has no answer.
  package struct Request: Sendable, Hashable {
    package var line: Int
    package var url: String
    package var answer: GoTrace.Answer
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
  /// Version control is asked, for the first time.
  package private(set) var git: Line?
  /// Streams or connections that the peer has ended, by GODEBUG=http2debug.
  package private(set) var http2: [Line] = []

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
    close()
  }

  // MARK: - Lines

  private mutating func take(line bytes: UnsafeRawBufferPointer, _ number: Int) {
    count = number
    if let open = message {
      if let more = GoLine.continuation(bytes, after: open.prefix) {
        if open.text.count < Limit.lines { message?.text.append(more) }
        return
      }
      close()
    }
    guard let line = GoLine(bytes) else { return }
    switch line.kind {
    case .request: take(request: line.text, number)
    case .said, .perhapsSaid:
      let text = line.text.split(at: "\n")
      message = Message(line: number, kind: line.kind, prefix: line.prefix, text: text)
    case .goproxy: goproxy = Line(number: number, text: ServerText(line.text, limit: 4096))
    case .git:
      goLines += 1
      git = git ?? Line(number: number, text: ServerText(line.text))
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
      requests.append(Request(line: line, url: url, answer: answer))
    }
  }

  /// Requests without an answer.
  package var open: [Request] {
    places.map { Request(line: $1, url: $0, answer: .none) }.sorted { $0.line < $1.line }
  }

  // MARK: - Messages

  private mutating func close() {
    guard let message else { return }
    self.message = nil
    guard let failure = Failure(message.text, line: message.line) else {
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
    if Self.progress.contains(where: text.hasPrefix) || text.contains(" is deprecated") { return }
    if unknown.count < Limit.lines {
      unknown.append(Line(number: message.line, text: ServerText(text)))
    }
  }

  /// How lines begin that tell of no failure.
  private static let progress = [
    "downloading ", "finding ", "extracting ", "added ", "upgraded ", "downgraded ", "removed ",
    "found ", "creating new go.mod", "to add module requirements", "warning: ", "updating go.mod",
    "switching to ", "upgrading ", "copying requirements", "no module dependencies to download",
    "linking ", "trying upgrade", "accepting ", "writing go.mod",
  ]
}

extension GoLog.Failure {
  /// nil where what go said is no failure.
  fileprivate init?(_ message: [Substring], line: Int) {
    let end = message.firstIndex { $0.trimmedOfTabs.hasPrefix("server response:") }
    let own = Array(message[..<(end ?? message.endIndex)])
    let rest = end.map { message[$0...].map(\.trimmedOfTabs).joined(separator: " ") }
    let whole = own.joined(separator: "\n")
    let complaint = GoComplaint(own)
    let error = GoError(whole[...])
    guard let first = own.first, complaint != nil || error != nil else { return nil }
    meaning = complaint.map { .complaint($0.kind) } ?? .error(error?.meaning ?? .goSum)
    self.line = line
    text = ServerText(first, limit: 1000)
    details = own.dropFirst().map { ServerText($0, limit: 500) }.filter { !$0.text.isEmpty }
    answer = rest.map { ServerText($0.dropFirst("server response:".count), limit: 500) }
    url = complaint == nil ? error?.url : nil
    module = error?.module ?? Self.module(in: whole)
    self.complaint = complaint
  }

  /// `module a.example/x: …`, where go asks for versions.
  private static func module(in text: String) -> String? {
    for mark in ["module ", "unrecognized import path \""] {
      guard let place = text.firstRange(of: mark) else { continue }
      let word = text[place.upperBound...].prefix { !" :\n\"@".contains($0) }
      if word.contains(".") || word.contains("/") { return ServerText(word, limit: 300).text }
    }
    return nil
  }

  /// Nobody but go says it so.
  fileprivate var isSurely: Bool {
    switch meaning {
    case .complaint(let kind): ![.goMissing, .cacheFails].contains(kind)
    case .error(.request): url != nil || module != nil
    case .error: true
    }
  }

  /// All that go says of it.
  package var whole: String { ([text] + details).map(\.text).joined(separator: " ") }

  /// The module, or what else it is about.
  package var name: String? { module ?? complaint?.subject }
}

extension GoLog.Failure.Meaning {
  /// Without what a peer says in its own words.
  fileprivate var kind: Self {
    guard case .error(.request(.failure(var failure))) = self else { return self }
    failure.cause.detail = nil
    return .error(.request(.failure(failure)))
  }
}

extension Substring {
  fileprivate var trimmedOfTabs: Substring { drop { $0 == "\t" || $0 == " " } }

  /// The peer has ended a stream or the connection, and not in peace; or it does not answer a ping.
  fileprivate var endsStream: Bool {
    if contains("RST_STREAM") {
      return contains("eceived RST_STREAM") || contains("read RST_STREAM")
    }
    if contains("GOAWAY") { return contains("eceived GOAWAY") && !contains("ErrCode=NO_ERROR") }
    return contains("health check failure") || contains("failed to get client conn")
  }
}

extension ServerText {
  /// A proxy's own git could not read the repository.
  var isOfGit: Bool {
    [
      "could not read Username", "terminal prompts disabled", "Permission denied (publickey)",
      "Repository not found", "could not read Password", "Authentication failed",
    ].contains(where: text.contains)
  }
}
