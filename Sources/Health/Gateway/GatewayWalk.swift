import GoRules

/// One request on its way along the list.
struct GatewayWalk: Sendable {
  enum Step: Sendable, Hashable {
    case ask(Gateway.Ask)
    /// The file itself is asked for, to be passed through.
    case fetch(GatewayRules.Source, Question)
    case answer(GatewayAnswer)
  }

  let request: GatewayRequest
  /// Where go was sent for this file, and came back from; nil for nowhere.
  private let origin: Mirror.ID?
  private let startedAt: Duration
  /// Entries that are still to be looked at.
  private var ahead: [Int] = []
  /// Those that failed lately, to be asked where no other serves.
  private var later: [Int] = []
  /// All others were looked at.
  private var isLater = false
  /// The file itself was asked for, by the fetch of this number; nil where a question was.
  var fetch: Int?
  /// What the entry that was asked has said.
  private var heard: (outcome: RequestOutcome, text: ServerText?)?
  /// What go would tell in the end.
  private var worst: (outcome: RequestOutcome, text: ServerText?, name: String)?
  /// Where the list goes on without the gateway.
  private var left: GatewayRules.Left?
  private var hasKeptSecret = false
  private var passed: [GatewayAnswer.Passed] = []
  /// Where go is sent; nil for nowhere.
  private(set) var target: Mirror.ID?
  private var isAtCarrier = false

  init(_ request: GatewayRequest, from origin: Mirror.ID?, startedAt: Duration) {
    self.request = request
    self.origin = origin
    self.startedAt = startedAt
  }

  /// Begins at the first entry, or at the one that carries the database for all.
  mutating func begin(_ rules: GatewayRules, _ carriers: [String: Mirror.ID]) {
    self = GatewayWalk(request, from: origin, startedAt: startedAt)
    ahead = Array(rules.entries.indices)
    guard case .database(let name, _) = request.subject, let carrier = carriers[name],
      let index = rules.entries.firstIndex(where: { $0.mirror == carrier })
    else { return }
    ahead = [index] + ahead
    isAtCarrier = true
  }

  /// The entry that was asked has answered.
  mutating func take(_ outcome: RequestOutcome, _ text: ServerText?) { heard = (outcome, text) }

  /// The entry that was asked for the file has it.
  func served(_ rules: GatewayRules) -> GatewayAnswer? {
    guard let index = ahead.first else { return nil }
    let name = rules.entries[index].name
    return GatewayAnswer(
      .passedThrough, name: name, passed: passed.filter { $0.name != name })
  }

  /// What the file itself is to an entry.
  private var file: Question {
    if case .module(let question) = request.subject { question } else { question }
  }

  /// What an entry is asked to know whether it serves the request. A zip itself where go was not served before, of which
  /// no more than the head is read.
  private var question: Question {
    switch request.subject {
    case .module(var question):
      if question.kind == .zip, !request.isAgain { question.kind = .info }
      return question
    case .database(let name, _): return Question(.sumdb, ModuleVersion(module: name, version: ""))
    }
  }

  /// Goes on until an entry has to be asked, or to the end. `known` tells what is in memory; `mayPass`: see
  /// `GatewayRules.way`.
  mutating func next(
    _ rules: GatewayRules, at now: Duration, mayPass: Bool,
    _ known: (Mirror.ID, GatewayMemory.Fact) -> GatewayMemory.Finding
  ) -> Step {
    while let index = ahead.first {
      let entry = rules.entries[index]
      guard let (source, passes) = rules.way(to: entry, mayPass: mayPass) else {
        if case .left(let reason) = entry.place { left = reason }
        break
      }
      guard rules.mayHear(entry, of: request.module) else {
        hasKeptSecret = true
        ahead.removeFirst()
        continue
      }
      if let heard {
        self.heard = nil
        if let step = after(heard.outcome, heard.text, from: source, passes, entry, rules) {
          return step
        }
        continue
      }
      let asked = passes ? file : question
      switch known(source.mirror, GatewayMemory.Fact(asked)) {
      // Once more it is known only where it was asked once more.
      case .has where !request.isAgain && !passes: return redirect(to: source, entry)
      case .lacks(let outcome, let text):
        if !pass(entry, outcome, text, rules) { return end() }
        continue
      case .fails(let outcome) where !isLater && rules.goesOn(entry, after: outcome):
        putOff(entry, outcome)
        continue
      case .has, .fails, .unknown: break
      }
      if isLater, now - startedAt >= Gateway.endOfPatience { return end() }
      if passes, !request.isOfCarrier || isAtCarrier { return .fetch(source, file) }
      return .ask(
        Gateway.Ask(mirror: source.mirror, url: source.url, question: question, asGo: passes))
    }
    guard !isLater, !later.isEmpty else { return end() }
    (ahead, later, isLater) = (later, [], true)
    return next(rules, at: now, mayPass: mayPass, known)
  }

  /// What follows from the answer of `entry`; nil: the next one is looked at.
  private mutating func after(
    _ outcome: RequestOutcome, _ text: ServerText?, from source: GatewayRules.Source,
    _ passes: Bool, _ entry: GatewayRules.Entry, _ rules: GatewayRules
  ) -> Step? {
    let wasFetched = fetch != nil
    fetch = nil
    if case .ok = outcome {
      if passes { return .fetch(source, file) }
      guard source.mirror == origin, !isLater, rules.goesOn(entry, after: .ok) else {
        return redirect(to: source, entry)
      }
      putOff(entry, .ok)
      return nil
    }
    if wasFetched, request.isOfCarrier, outcome.isAlive {
      return .answer(GatewayAnswer(.refused(outcome, text), name: entry.name, passed: passed))
    }
    return pass(entry, outcome, text, rules) ? nil : end()
  }

  /// `entry`, the next one, failed lately; `ok`: go came back from it.
  private mutating func putOff(_ entry: GatewayRules.Entry, _ outcome: RequestOutcome) {
    let index = ahead.removeFirst()
    if isAtCarrier {
      // The others in their order, this one among them.
      isAtCarrier = false
    } else {
      later.append(index)
      passed.append(GatewayAnswer.Passed(name: entry.name, outcome: outcome))
    }
  }

  /// `entry` does not serve. Whether the next one is asked.
  private mutating func pass(
    _ entry: GatewayRules.Entry, _ outcome: RequestOutcome, _ text: ServerText?,
    _ rules: GatewayRules
  ) -> Bool {
    ahead.removeFirst()
    if isAtCarrier {
      isAtCarrier = false
      return true
    }
    passed.removeAll { $0.name == entry.name }
    passed.append(GatewayAnswer.Passed(name: entry.name, outcome: outcome))
    // As go tells it: the last error, and a 404 only where there is none (`TryProxies`).
    if worst == nil || !outcome.isAlive || worst?.outcome.isAlive == true {
      worst = (outcome, text, entry.name)
    }
    return rules.goesOn(entry, after: outcome)
  }

  private mutating func redirect(
    to source: GatewayRules.Source, _ entry: GatewayRules.Entry
  ) -> Step {
    target = source.mirror
    return .answer(
      GatewayAnswer(
        .redirected(source.url.url(of: request)), name: entry.name,
        passed: passed.filter { $0.name != entry.name }))
  }

  private func end() -> Step {
    let answer: GatewayAnswer
    if let worst, !worst.outcome.isAlive || left == nil {
      answer = GatewayAnswer(.refused(worst.outcome, worst.text), name: worst.name)
    } else if let left {
      answer = GatewayAnswer(.left(left))
    } else if hasKeptSecret {
      answer = GatewayAnswer(.privateModule)
    } else if let last = passed.last {
      answer = GatewayAnswer(.refused(last.outcome, nil), name: last.name)
    } else {
      answer = GatewayAnswer(.noEntries)
    }
    return .answer(GatewayAnswer(answer.verdict, name: answer.name, passed: passed))
  }
}
