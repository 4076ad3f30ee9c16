import GoRules
import Health

/// What each entry answered to the same request: `-x` tells of a request's head, and go's own errors of the rest.
extension GoRun {
  /// One file, and what each entry that was asked for it said.
  struct Group {
    var question: Question
    var outcomes: [Int: RequestOutcome] = [:]
    /// The request that came to that.
    var places: [Int: Int] = [:]
    /// Of the checksum database itself.
    var database: RequestOutcome?
    /// What go printed of it, after `go: m@v: `.
    var error: ServerText?

    /// What fails counts for more than what does not, and the first for more than what follows.
    mutating func add(_ outcome: RequestOutcome?, of request: Request, at index: Int) {
      guard let outcome else { return }
      guard let entry = request.file.entry else {
        if database.map(\.isAlive) ?? true { database = outcome.ofDatabase }
        return
      }
      // An entry that carries the database, and then does not serve it, is asked for all of it.
      let isLater = question.kind == .sumdb && !request.file.path.hasSuffix("/supported")
      guard outcomes[entry].map(\.isAlive) ?? true, !(isLater && outcome.isAlive) else { return }
      outcomes[entry] = isLater ? outcome.ofDatabase : outcome
      places[entry] = index
    }
  }

  /// How each request ended; nil where nothing follows.
  var outcomes: [RequestOutcome?] {
    let reading = Reading(self)
    return requests.indices.map { reading.outcome(at: $0) }
  }

  /// In the order in which the files were first asked for; modules that go only spoke of come last.
  var groups: [Group] {
    let reading = Reading(self)
    var groups: [Group] = []
    var places: [String: Int] = [:]
    for (index, request) in requests.enumerated() {
      guard let kind = request.file.kind else { continue }
      let name = kind == .sumdb ? "sumdb" : request.file.path
      let module = ModuleVersion(
        module: request.file.module ?? "", version: request.file.version ?? "")
      let place = places[name] ?? groups.count
      if place == groups.count { groups.append(Group(question: Question(kind, module))) }
      places[name] = place
      groups[place].add(reading.outcome(at: index), of: request, at: index)
    }
    for said in reading.sayings { note(said, in: &groups) }
    noteWait(in: &groups)
    return Self.withoutGuesses(groups)
  }

  /// go tries each path above a package at once: what none has is none of the modules that it wants, but for the longest
  /// where nobody has any.
  private static func withoutGuesses(_ groups: [Group]) -> [Group] {
    func isServed(_ group: Group) -> Bool { group.outcomes.values.contains(.ok) }
    let above = Set(groups.flatMap { group in group.question.above })
    let served = Set(groups.filter(isServed).map(\.question))
    return groups.filter { group in
      isServed(group)
        || !above.contains(group.question) && !group.question.above.contains(where: served.contains)
    }
  }

  /// Version control that had not ended, or a page of a module that had not come.
  private func noteWait(in groups: inout [Group]) {
    let page = requests.lastIndex { $0.file.kind == nil && $0.answer == .none }
    guard isCutOff, page != nil || commands.contains(where: { $0.ended == nil }),
      let direct = chain?.entries.lastIndex(where: \.isVersionControl)
    else { return }
    let index = groups.lastIndex { !$0.outcomes.values.contains(.ok) }
    if index == nil {
      let module = page.flatMap { requests[$0].file.module } ?? ""
      groups.append(Group(question: Question(.info, ModuleVersion(module: module, version: ""))))
    }
    let place = index ?? groups.count - 1
    groups[place].outcomes[direct] = page.map { requests[$0].silence } ?? .hang(.processing)
    groups[place].places[direct] = page
  }

  /// An error that names a module: of the entries that were asked for it, version control is the one that says nothing
  /// in `-x`.
  private func note(_ said: Saying, in groups: inout [Group]) {
    guard let module = said.module, let chain else { return }
    let index = groups.lastIndex { group in
      group.question.canary == module && group.outcomes.values.contains { $0 != .ok }
    }
    if index == nil {
      // It came well, or go speaks of whom it asked for something else.
      guard said.error?.url == nil, !groups.contains(where: { $0.question.canary == module }) else {
        return
      }
      groups.append(Group(question: Question(.info, module)))
    }
    let place = index ?? groups.count - 1
    groups[place].error = said.text
    guard let direct = chain.entries.lastIndex(where: \.isVersionControl),
      groups[place].outcomes[direct] == nil, said.error?.meaning != .lookupsOff,
      !requests.contains(where: { $0.url == said.error?.url && $0.file.kind != nil })
    else { return }
    groups[place].outcomes[direct] =
      if case .request(let outcome)? = said.error?.meaning {
        outcome
      } else {
        .failure(RequestFailure(.processing, FailureCause(.other, detail: said.line)))
      }
  }
}

extension Question {
  /// The same of each path above that of the module.
  fileprivate var above: [Question] {
    guard kind != .sumdb else { return [] }
    return canary.above.map { Question(kind, $0) }
  }
}

extension ModuleVersion {
  /// `a.b/c@v1` and `a.b@v1` of `a.b/c/d@v1`.
  var above: [ModuleVersion] {
    var paths: [ModuleVersion] = []
    var rest = module[...]
    while let slash = rest.lastIndex(of: "/") {
      rest = rest[..<slash]
      paths.append(ModuleVersion(module: String(rest), version: version))
    }
    return paths
  }
}

extension RequestOutcome {
  /// Of the checksum database nobody else is asked.
  fileprivate var ofDatabase: RequestOutcome {
    switch self {
    case .ok, .hang: self
    case .notFound(let found):
      .failure(
        RequestFailure(
          .processing, FailureCause(.sumdbFailed, detail: ServerText("HTTP \(found.status)"))))
    case .failure(let failure) where failure.cause.endsVerification: self
    case .failure(let failure):
      .failure(
        RequestFailure(
          failure.phase, FailureCause(.sumdbFailed, detail: ServerText(failure.cause.english))))
    }
  }
}
