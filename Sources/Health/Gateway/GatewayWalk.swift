import GoRules

/// One request on its way along the list.
struct GatewayWalk: Sendable {
  enum Step: Sendable, Hashable {
    case ask(Gateway.Ask)
    /// The file itself is asked for, to be passed through.
    case fetch(GatewayRules.Source, Question)
    case answer(GatewayAnswer)
  }

  /// The answer of an entry that does not serve.
  private struct Refusal {
    var outcome: RequestOutcome
    var text: ServerText?
    var name: String
  }

  let request: GatewayRequest
  /// Where go was sent for this file, and came back from; nil for nowhere.
  private let origin: Mirror.ID?
  /// Entries that are still to be looked at.
  private var ahead: [Int] = []
  /// Those that failed lately, to be asked where no other serves.
  private var later: [Int] = []
  /// Since when all others were looked at; nil while they are not.
  private var laterSince: Duration?
  private var isLater: Bool { laterSince != nil }
  /// The file itself was asked for, by the fetch of this number; nil where a question was.
  var fetch: Int?
  /// What the entry that was asked has said.
  private var heard: (outcome: RequestOutcome, text: ServerText?)?
  /// The last failure, and the last one who lacks it.
  private var failed: Refusal?
  private var lacking: Refusal?
  /// Where the list goes on without the gateway.
  private var left: GatewayRules.Left?
  private var hasKeptSecret = false
  private var passed: [GatewayAnswer.Passed] = []
  /// Where go is sent; nil for nowhere.
  private(set) var target: Mirror.ID?
  private var isAtCarrier = false

  init(_ request: GatewayRequest, from origin: Mirror.ID?) {
    self.request = request
    self.origin = origin
  }

  /// Begins at the first entry, or at the one that carries the database for all.
  mutating func begin(_ rules: GatewayRules, _ carriers: [String: Mirror.ID]) {
    self = GatewayWalk(request, from: origin)
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

  private var isRetry: Bool {
    if case .module = request.subject { request.isAgain } else { false }
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
      guard let way = rules.way(to: entry, mayPass: mayPass, isRetry: isRetry) else {
        if case .left(let reason) = entry.place { left = reason }
        break
      }
      guard rules.mayHear(entry, of: request.module) else {
        hasKeptSecret = true
        ahead.removeFirst()
        continue
      }
      let source = way.source
      // Whether it refuses, its head tells.
      let passes = way.passes && (source.mirror != origin || isLater)
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
        pass(Refusal(outcome: outcome, text: text, name: entry.name))
        continue
      case .fails(let outcome) where !isLater && rules.goesOn(entry, after: outcome):
        putOff(entry, outcome)
        continue
      case .has, .fails, .unknown: break
      }
      if let laterSince, now - laterSince >= Gateway.endOfPatience { return end() }
      if passes, !request.isOfCarrier || isAtCarrier { return .fetch(source, file) }
      return .ask(
        Gateway.Ask(mirror: source.mirror, url: source.url, question: question, asGo: passes))
    }
    guard !isLater, !later.isEmpty else { return end() }
    (ahead, later, laterSince) = (later, [], now)
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
    let refusal = Refusal(outcome: outcome, text: text, name: entry.name)
    if wasFetched, request.isOfCarrier, outcome.isAlive { return refuse(refusal) }
    let goesOn = isAtCarrier || rules.goesOn(entry, after: outcome)
    pass(refusal)
    return goesOn ? nil : refuse(refusal)
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

  /// The next entry does not serve.
  private mutating func pass(_ refusal: Refusal) {
    ahead.removeFirst()
    if isAtCarrier {
      isAtCarrier = false
      return
    }
    passed.removeAll { $0.name == refusal.name }
    passed.append(GatewayAnswer.Passed(name: refusal.name, outcome: refusal.outcome))
    if refusal.outcome.isAlive { lacking = refusal } else { failed = refusal }
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

  private func refuse(_ refusal: Refusal) -> Step {
    .answer(
      GatewayAnswer(
        .refused(refusal.outcome, refusal.text), name: refusal.name, passed: passed))
  }

  /// go asks for it for every part of a package's path, of one proxy at a time: a 404 says that the part is no module, an
  /// error about one part is the end of all (`queryPrefixModules`).
  private var isAboutPart: Bool { [.list, .latest, .info].contains(request.kind) }

  /// Nobody serves. As go tells it: the last error, and a 404 only where there is none (`TryProxies`); but of a part of a
  /// path the 404, which go would have had of the entry that lacks it. The list behind the gateway has the error.
  private func end() -> Step {
    if let failed, lacking == nil || !isAboutPart { return refuse(failed) }
    if let left { return .answer(GatewayAnswer(.left(left), passed: passed)) }
    if let lacking { return refuse(lacking) }
    if hasKeptSecret { return .answer(GatewayAnswer(.privateModule, passed: passed)) }
    guard let last = passed.last else { return .answer(GatewayAnswer(.noEntries)) }
    return refuse(Refusal(outcome: last.outcome, text: nil, name: last.name))
  }
}
