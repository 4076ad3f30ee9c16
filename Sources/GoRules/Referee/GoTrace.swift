/// What a go command with `-x` printed of its requests (cmd/go/internal/web/http.go `get`), and how it ended: read whole,
/// or line by line as it comes.
package struct GoTrace: Sendable, Hashable {
  /// How one request ended.
  package enum Answer: Sendable, Hashable {
    case status(Int)
    /// In go's words.
    case failed(ServerText)
    /// Not at all, so far.
    case none
  }

  /// One URL that was asked, redacted as go prints it; the newest answer where it was asked twice.
  package struct Request: Sendable, Hashable {
    package var url: String
    package var answer: Answer
  }

  /// What one line tells.
  package enum Event: Sendable, Hashable {
    /// go asks for this URL, or for it once more.
    case began(String)
    case ended(String, Answer)
  }

  /// In the order in which they were first asked.
  package private(set) var requests: [Request] = []
  /// What follows `go: ` at the beginning of a line, with the lines that are indented below it.
  package private(set) var errors: [ServerText] = []
  private var places: [String: Int] = [:]
  /// What go says at the moment, line by line.
  private var message: [String] = []

  /// More is not what a download of a few modules prints.
  private static let limit = 10_000
  /// Of one message; what a server says in it may be long.
  private static let mostLines = 100

  /// Nothing was printed so far.
  package init() {}

  /// Reads standard error.
  package init(_ output: some Sequence<UInt8>) {
    let text = String(decoding: Array(output), as: UTF8.self)
    for line in text.split(separator: "\n") { take(line: line) }
    finish()
  }

  /// Reads one line, without its line end; nil where it tells of no request.
  @discardableResult package mutating func take(line: Substring) -> Event? {
    if line.hasPrefix("\t"), !message.isEmpty {
      if message.count < Self.mostLines { message.append(String(line)) }
      return nil
    }
    finish()
    if line.hasPrefix("go: ") { message = [String(line.dropFirst(4))] }
    return line.hasPrefix("# get ") ? request(line.dropFirst(6)) : nil
  }

  /// There are no more lines, or none that belong to what go said last.
  package mutating func finish() {
    if !message.isEmpty, errors.count < Self.limit {
      errors.append(ServerText(lines: message.joined(separator: "\n")))
    }
    message = []
  }

  /// What go said of this module, or of none of `modules`; nil for nothing.
  package func error(of module: ModuleVersion, among modules: [ModuleVersion]) -> ServerText? {
    func isAbout(_ text: ServerText, _ module: ModuleVersion) -> Bool {
      text.text.hasPrefix("\(module): ")
    }
    if let own = errors.last(where: { isAbout($0, module) }) {
      return ServerText(lines: own.text.dropFirst("\(module): ".count))
    }
    return errors.last { error in !modules.contains { isAbout(error, $0) } }
  }

  package func answer(to url: String) -> Answer? { places[url].map { requests[$0].answer } }

  /// `URL` where a request begins, `URL: 200 OK (0.003s)` or `URL: error` where it ends.
  private mutating func request(_ text: Substring) -> Event {
    guard let colon = text.firstRange(of: ": ") else {
      note(String(text), .none)
      return .began(String(text))
    }
    let said = text[colon.upperBound...]
    let digits = said.prefix { $0.isASCII && $0.isNumber }
    let status = digits.count == 3 && said.dropFirst(3).first == " " ? Int(digits) : nil
    let url = String(text[..<colon.lowerBound])
    let answer = status.map { Answer.status($0) } ?? .failed(ServerText(lines: String(said)))
    note(url, answer)
    return .ended(url, answer)
  }

  private mutating func note(_ url: String, _ answer: Answer) {
    if let place = places[url] {
      requests[place].answer = answer
    } else if requests.count < Self.limit {
      places[url] = requests.count
      requests.append(Request(url: url, answer: answer))
    }
  }
}
