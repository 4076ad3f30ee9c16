extension Chain {
  /// Walks the chain as go does for one request (modfetch/proxy.go: `TryProxies`).
  ///
  /// `answer` tells what the entry at an index answers, `direct` and `noproxy` included; nil where that was not measured.
  /// `database` tells the same of the checksum database itself, where go asks it; without it, it is taken to answer.
  package func walk(
    _ question: Question, database: (() -> Answer?)? = nil, answer: (Int) -> Answer?
  ) -> Walk {
    guard isAskedFirst else { return .notBegun(question) }
    var walk = walkAsWritten(question, database, answer)
    guard walk.stopReason == .comma, let stop = walk.stop else { return walk }
    var changed = self
    changed.entries[stop].separator = .pipe
    let other = changed.walkAsWritten(question, database, answer)
    walk.withPipe = other.active.map { Walk.Rescue(entry: $0, cost: other.cost) }
    return walk
  }

  private func walkAsWritten(
    _ question: Question, _ database: (() -> Answer?)?, _ answer: (Int) -> Answer?
  ) -> Walk {
    var walker = Walker(
      question: question, checksumDatabase: checksumDatabase.name,
      database: database ?? { Answer(.ok) })
    if question.kind == .sumdb, walker.endsWithoutProxies(checksumDatabase) {
      return walker.finished()
    }
    for (index, entry) in entries.enumerated() {
      let goesOn =
        switch entry.target {
        case .proxy(let url): walker.ask(entry, at: index, url, answer(index))
        case .direct: walker.reachDirect(at: index) { answer(index) }
        case .off: walker.reachOff(at: index)
        case .noproxy: walker.reachNoproxy(at: index, matches: noproxy) { answer(index) }
        }
      if !goesOn { break }
    }
    return walker.finished()
  }
}

/// One walk while it is being made.
private struct Walker {
  let question: Question
  let checksumDatabase: String
  /// What the database itself answers; nil where that was not measured.
  private let database: () -> Answer?
  private var steps: [Walk.Step] = []
  private var verdict: Walk.Verdict?
  private var active: Int?
  private var error: ReportedError?
  private var stopReason: Walk.StopReason?
  /// A proxy entry was reached.
  private var hasAsked = false
  /// The database itself, where it was reached.
  private var reached: Walk.Database?

  init(question: Question, checksumDatabase: String, database: @escaping () -> Answer?) {
    self.question = question
    self.checksumDatabase = checksumDatabase
    self.database = database
  }

  /// GOSUMDB leaves no proxy to be asked: then the walk is over.
  mutating func endsWithoutProxies(_ database: ChecksumDatabase) -> Bool {
    let subject = SumSubject(question.canary, database: checksumDatabase)
    switch database {
    case .named: return false
    case .at: askDatabase(at: nil)
    case .off where question.canary.isToolchain:
      let text = "checksum database disabled by GOSUMDB=off"
      keep(ReportedError(rank: .fatal, told: .words(subject.invalid(text))))
    case .off: verdict = .direct
    case .invalid(let error):
      keep(ReportedError(rank: .fatal, told: .words(subject.invalid(error))))
    }
    return true
  }

  /// Asks the checksum database itself; `index`: the entry that leads there, nil where the list has ended.
  private mutating func askDatabase(at index: Int?) {
    let answer = database()
    reached = Walk.Database(name: checksumDatabase, outcome: answer?.outcome)
    if let index {
      steps.append(Walk.Step(entry: index, outcome: answer?.outcome, fallsThrough: false))
    }
    guard endsBadly(answer, at: index) else { return }
    verdict = .broken
    stopReason = .content
    error = ReportedError(rank: .fatal, told: .words(answer?.goText?.text))
  }

  /// Takes the answer of who stands behind no proxy; returns whether it is an error, which is then to be told.
  private mutating func endsBadly(_ answer: Answer?, at index: Int?) -> Bool {
    switch answer.flatMap({ EntryResult($0.outcome, question.kind) }) {
    case nil:
      verdict = .unknown
      stopReason = .notMeasured
    case .served:
      verdict = .direct
      active = index
    case .silence:
      verdict = .hangs
      stopReason = .silence
    case .notFound, .error, .fatal: return true
    }
    return false
  }

  /// Asks a proxy; returns whether go goes on to the next entry.
  mutating func ask(
    _ entry: Chain.Entry, at index: Int, _ url: ProxyURL, _ answer: Answer?
  ) -> Bool {
    let isFirst = !hasAsked
    hasAsked = true
    let end = answer.flatMap { EntryResult($0.outcome, question.kind) }
    let goesOn =
      switch end {
      case .notFound: true
      case .error: entry.fallsThroughOnAnyError
      case .served, .fatal, .silence, nil: false
      }
    steps.append(
      Walk.Step(
        entry: index, outcome: answer?.outcome, fallsThrough: goesOn,
        cost: answer.flatMap { cost(of: $0, from: url) }))
    if !goesOn { stopReason = Self.stopReason(end, entry.separator) }
    switch end {
    case nil: verdict = .unknown
    case .served:
      verdict = isFirst ? .served : .fallback
      active = index
    case .silence: verdict = .hangs
    case .notFound: report(answer, of: url, rank: .notFound)
    case .error: report(answer, of: url, rank: .proxy)
    case .fatal: report(answer, of: url, rank: .fatal)
    }
    return goesOn
  }

  private static func stopReason(
    _ end: EntryResult?, _ separator: Chain.Separator?
  ) -> Walk.StopReason? {
    switch end {
    case nil: .notMeasured
    case .silence: .silence
    case .fatal: .content
    case .error: separator == .comma ? .comma : .endOfChain
    case .served, .notFound: nil
    }
  }

  /// Version control ends the list; for the checksum database it means: not through a proxy, whatever
  /// failed before.
  mutating func reachDirect(at index: Int, answer: () -> Answer?) -> Bool {
    if question.kind == .sumdb { askDatabase(at: index) } else { askDirect(at: index, answer()) }
    return false
  }

  /// `off` forbids modules; the checksum database is then asked itself, unless a proxy failed before.
  mutating func reachOff(at index: Int) -> Bool {
    if question.kind != .sumdb {
      steps.append(Walk.Step(entry: index, outcome: nil, fallsThrough: false, cost: .zero))
      keep(ReportedError(rank: .notFound, told: .words("module lookup disabled by GOPROXY=off")))
    } else if error?.rank != .proxy {
      askDatabase(at: index)
    }
    return false
  }

  /// Modules that match go direct; for others go passes by without asking anyone.
  mutating func reachNoproxy(
    at index: Int, matches patterns: ModulePatterns, answer: () -> Answer?
  ) -> Bool {
    guard question.kind != .sumdb, patterns.matches(question.canary.module) else { return true }
    askDirect(at: index, answer())
    return false
  }

  /// Nothing follows version control: the proxies after `noproxy` are not asked for its modules, and `direct` would meet
  /// the same.
  private mutating func askDirect(at index: Int, _ answer: Answer?) {
    let end = answer.flatMap { EntryResult($0.outcome, question.kind) }
    // What go then fetches takes a time of its own.
    let cost = end == .served ? nil : answer.flatMap { $0.outcome.deadlineOfGo ?? $0.cost }
    steps.append(
      Walk.Step(
        entry: index, outcome: answer?.outcome, fallsThrough: false,
        cost: answer?.outcome.isEndless == true ? nil : cost))
    if endsBadly(answer, at: index) {
      keep(ReportedError(rank: .direct, told: .words(answer?.goText?.text)))
    }
  }

  private mutating func report(_ answer: Answer?, of url: ProxyURL, rank: ReportedError.Rank) {
    guard let answer else { return }
    let request = GoRequest(url: url, question: question, checksumDatabase: checksumDatabase)
    keep(ReportedError(rank: rank, told: .ofAnswer(answer, to: request)))
  }

  /// The last of the highest rank is what go prints.
  private mutating func keep(_ new: ReportedError) {
    if let error, error.rank > new.rank { return }
    error = new
  }

  /// What go pays: its own deadlines instead of ours, and a client error over https is asked twice, the
  /// second time with credentials (web/http.go, since go 1.24).
  private func cost(of answer: Answer, from url: ProxyURL) -> Duration? {
    if let deadline = answer.outcome.deadlineOfGo { return deadline }
    guard let cost = answer.cost, !answer.outcome.isEndless else { return nil }
    return url.scheme == .https && answer.outcome.isClientError ? cost + cost : cost
  }

  /// What go prints; of a toolchain that no entry has, words of its own (toolchain/select.go, `Exec`).
  private var errorText: String? {
    question.canary.isToolchain && question.kind == .zip && error?.rank == .notFound
      ? "toolchain not available" : error?.text
  }

  mutating func finished() -> Walk {
    // The database itself is asked where no proxy carries it and none failed.
    if verdict == nil, question.kind == .sumdb, error?.rank != .proxy, error?.rank != .fatal {
      askDatabase(at: nil)
    }
    let verdict = verdict ?? .broken
    var walk = Walk(
      kind: question.kind, canary: question.canary, verdict: verdict, active: active,
      database: reached,
      error: verdict == .broken ? errorText : nil, steps: steps)
    switch walk.verdict {
    case .served, .fallback, .direct: break
    case .broken, .hangs, .unknown: walk.stopReason = stopReason ?? .endOfChain
    }
    return walk
  }
}

/// An error that go may print, if no better one follows.
private struct ReportedError {
  enum Rank: Int, Comparable {
    /// 404 and 410, and GOPROXY=off.
    case notFound
    /// Any other error of a proxy.
    case proxy
    /// Of version control, whatever it is: it hides what the proxies before it said.
    case direct
    /// After the loop, nothing can follow.
    case fatal

    static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
  }
  /// What it says: put into words only where go prints it, as a long chain has many that it does not.
  enum Told {
    case words(String?)
    case ofAnswer(Answer, to: GoRequest)
  }
  var rank: Rank
  var told: Told

  /// nil where go's text is not known.
  var text: String? {
    switch told {
    case .words(let text): text
    case .ofAnswer(let answer, let request): request.errorText(for: answer)
    }
  }
}
