import GoRules
import Health

/// A command of the user's that runs go: what go asks, as its lines come, and what its sockets show meanwhile. Times are
/// since it was started.
package struct GoRun: Sendable {
  package struct Request: Sendable, Hashable {
    /// As go prints it, redacted.
    package var url: String
    package var file: AskedFile
    package var began: Duration
    /// When the head of its answer had come, or it had failed; nil where neither has happened.
    package var ended: Duration?
    /// Until then: by go's own clock, in whole milliseconds, where it tells.
    package var took: Duration?
    package var answer: GoTrace.Answer
    /// What its connection showed when it was looked at last, while there was no answer, or no end of one; nil where it was
    /// not seen.
    package var sight: GoConnection.Sight?
    /// Bytes that had come on that connection.
    package var received = 0
  }

  /// Version control that go runs.
  package struct Command: Sendable, Hashable {
    /// As a shell takes it, without the folder it runs in.
    package var text: ServerText
    package var began: Duration
    package var ended: Duration?
    package var sight: GoConnection.Sight?
  }

  /// In the order in which they began.
  package private(set) var requests: [Request] = []
  package private(set) var commands: [Command] = []
  /// What go said.
  package private(set) var trace = GoTrace()
  /// What ran below the command at the last look.
  package private(set) var processes: [GoProcess] = []
  /// Why nothing can be seen of processes and sockets; nil where it can.
  package private(set) var blindness: String?
  /// The exit status; nil while it runs.
  package private(set) var status: Int32?
  /// It was asked to end, or killed, before it had done its work.
  package private(set) var isCutOff = false
  package private(set) var time = Duration.zero
  /// Requests that were not kept.
  package private(set) var dropped = 0

  /// Whom go asks; nil where it would refuse its GOPROXY.
  package private(set) var chain: Chain?
  /// What was said besides requests: the last lines.
  private(set) var said: [String] = []
  /// A build has begun since the last request: what go does no longer waits for a proxy.
  private var isBuilding = false
  private(set) var open: [String: [Int]] = [:]
  private var told: Set<Stall> = []

  /// More requests are counted, not kept.
  private static let limit = 50_000
  /// Of lines; go says at its end why it failed.
  private static let memory = 1000

  package init(chain: Chain?) { self.chain = chain }

  /// go was found to have another chain.
  package mutating func adopt(_ chain: Chain?) {
    self.chain = chain
    for index in requests.indices {
      requests[index].file = AskedFile(requests[index].url, in: chain)
    }
  }

  /// A line of standard error, without its end.
  package mutating func take(line: Substring, at now: Duration) {
    time = now
    switch trace.take(line: line) {
    case .began(let url):
      guard requests.count < Self.limit else {
        dropped += 1
        return
      }
      isBuilding = false
      open[url, default: []].append(requests.count)
      requests.append(
        Request(url: url, file: AskedFile(url, in: chain), began: now, answer: .none))
    case .ended(let url, let answer):
      guard let index = open[url]?.first else { return }
      open[url]?.removeFirst()
      if open[url]?.isEmpty == true { open[url] = nil }
      requests[index].ended = now
      requests[index].took = Self.time(line) ?? now - requests[index].began
      requests[index].answer = answer
    case nil:
      takeCommand(line, at: now)
      if line.hasPrefix("WORK=") { isBuilding = true }
      if said.count >= 2 * Self.memory { said.removeFirst(Self.memory) }
      said.append(String(line.prefix(Self.longestLine)))
    }
  }

  /// `(0.003s)` at the end of a line.
  private static func time(_ line: Substring) -> Duration? {
    guard line.hasSuffix("s)"), let start = line.lastIndex(of: "(") else { return nil }
    return Double(line[line.index(after: start)...].dropLast(2)).flatMap {
      (0..<1e6).contains($0) ? .seconds($0) : nil
    }
  }

  /// In characters.
  private static let longestLine = 1000

  /// `cd FOLDER; git …` where it begins, `0.123s # cd FOLDER; git …` where it has ended (codehost.go).
  private mutating func takeCommand(_ line: Substring, at now: Duration) {
    let rest = line.drop { ("0"..."9").contains($0) || $0 == "." }
    let isEnd = rest.startIndex > line.startIndex && rest.hasPrefix("s # ")
    var text = isEnd ? rest.dropFirst(4) : line
    if text.hasPrefix("cd "), let end = text.firstRange(of: "; ") { text = text[end.upperBound...] }
    guard Self.programs.contains(where: { text.hasPrefix($0) }) else { return }
    let shown = ServerText(Redaction.conservative(String(text)), limit: 300)
    if isEnd {
      let index = commands.lastIndex { $0.text == shown && $0.ended == nil }
      if let index { commands[index].ended = now }
    } else if commands.count < Self.limit {
      commands.append(Command(text: shown, began: now))
    }
  }

  private static let programs = ["git ", "hg ", "svn ", "bzr ", "fossil "]

  /// What runs below the command.
  package mutating func look(_ processes: [GoProcess], at now: Duration) {
    time = now
    self.processes = processes
    let connections = processes.flatMap(\.connections)
    for index in open.values.flatMap(\.self) + unread {
      let request = requests[index]
      let seen = Self.connection(of: request, in: connections, at: now)
      // Between two tries a request has none.
      if seen == nil, request.ended == nil { continue }
      requests[index].sight = seen?.sight
      requests[index].received = seen?.received ?? 0
    }
    for index in commands.indices where commands[index].ended == nil {
      // Those of go itself are idle meanwhile.
      commands[index].sight = connections.max { $0.sight.weight < $1.sight.weight }?.sight
    }
  }

  /// Nothing can be seen.
  package mutating func look(failed reason: String) { blindness = reason }

  /// - Parameter isCutOff: it was asked to end, or killed.
  package mutating func end(status: Int32, isCutOff: Bool, at now: Duration) {
    trace.finish()
    time = now
    self.status = status
    self.isCutOff = isCutOff
  }

  // MARK: - What is waited for

  /// The answered ones after which nothing was asked: the body may be missing.
  var unread: [Int] {
    // go reads a body before it asks for the next file of that module.
    guard open.isEmpty, !isBuilding, commands.allSatisfy({ $0.ended != nil }) else { return [] }
    var seen: Set<String> = []
    return requests.indices.reversed().prefix(64).filter { index in
      seen.insert(requests[index].file.module ?? "").inserted
        && requests[index].answer == .status(200)
    }
  }

  /// The connection on which a request waits, as far as ports and addresses tell; nil where none does.
  private static func connection(
    of request: Request, in all: [GoConnection], at now: Duration
  ) -> GoConnection? {
    let asked = request.file
    let isAddress = asked.isNumeric
    let streams = all.filter { $0.state != .datagrams }
    let own = streams.filter {
      Int($0.port) == asked.port && (!isAddress || $0.address == asked.host)
    }
    // Behind a forward proxy the port is another.
    let possible = own.isEmpty && !isAddress ? streams : own
    // One that is silent for longer than the request is old waits for something else.
    let age = now - request.began + .seconds(1)
    let fitting = possible.filter { connection in
      if case .silent(let time) = connection.sight { time <= age } else { true }
    }
    let best = fitting.max { $0.sight.weight < $1.sight.weight }
    if let best, best.sight.weight > 1 { return best }
    return all.first { $0.state == .datagrams } ?? best
  }

  /// What is to be told now; nil for nothing.
  package mutating func takeStall() -> Stall? {
    let all = stalls
    guard let first = all.first(where: { !told.contains($0) }) else { return nil }
    told.formUnion(all)
    return first
  }
}

extension GoConnection.Sight {
  /// Of several connections that could be it, that of the highest is taken.
  fileprivate var weight: Int {
    switch self {
    case .unacknowledged: 6
    case .silent: 5
    case .connecting: 4
    case .receiving: 3
    case .askingNameServer: 2
    case .quiet: 1
    case .closed: 0
    }
  }
}
