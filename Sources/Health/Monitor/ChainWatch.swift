import GoRules

/// The chain as it is watched: the live walks over the newest outcomes, and the journal of failovers
/// over the confirmed ones.
struct ChainWatch: Sendable {
  /// One per request kind and canary, in the order of `RequestKind.allCases`.
  private(set) var walks: [Walk] = []
  private(set) var journal = FailoverJournal()
  private(set) var chain: Chain?
  private var canaries: [ModuleVersion]
  /// For each entry its mirror; nil for `off`.
  private(set) var mirrors: [Mirror?] = []
  /// The checksum database itself; nil where it is not watched.
  private(set) var database: Mirror?
  /// The place of each question in `walks`.
  private var places: [Question: Int] = [:]

  init(settings: MonitorSettings) {
    chain = settings.chain
    canaries = settings.canaries
    settingsChanged(to: settings, at: nil)
  }

  /// The chain for the history, without passwords; empty where go would refuse it.
  var redacted: String { chain?.redacted ?? "" }

  /// Takes over a new chain, nil for the first one; the walks are unknown until `walkAll`.
  mutating func settingsChanged(to settings: MonitorSettings, at now: Timestamp?) {
    if chain != settings.chain { journal.chainChanged(at: now) }
    chain = settings.chain
    canaries = settings.canaries
    let byID = Dictionary(
      settings.mirrors.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    mirrors = (chain?.entries ?? []).map { entry in entry.mirror.flatMap { byID[$0] } }
    database = settings.mirrors.first { $0.service == .checksumDatabase }
    walks = []
    places = [:]
    if let now { journal.keep(chain == nil ? [] : questions, at: now) }
    guard let chain else { return }
    for question in questions {
      places[question] = walks.count
      walks.append(chain.walk(question, database: { nil }, answer: { _ in nil }))
    }
  }

  /// The walks with the age of what they rest on at `now`.
  func walks(at now: Timestamp, over list: WatchList, _ settings: MonitorSettings) -> [Walk] {
    walks.map { walk in
      var walk = walk
      let question = Question(walk.kind, walk.canary)
      func proof(of asked: Mirror?, at entry: Int?) -> Walk.Proof? {
        guard let asked, let index = list.index(of: asked.id),
          let known = list[index].proof(of: question, at: now, settings: settings)
        else { return nil }
        return Walk.Proof(entry: entry, age: known.age, interval: known.interval)
      }
      func oldest(_ entries: some Sequence<Int>, withDatabase: Bool) -> Walk.Proof? {
        let proofs =
          entries.compactMap { proof(of: mirror(asked: question, at: $0), at: $0) }
          + [withDatabase ? proof(of: database, at: nil) : nil].compactMap(\.self)
        // The one that is stale, where one is: others are older, and asked less often.
        return proofs.max { ($0.isStale ? 1 : 0, $0.age) < ($1.isStale ? 1 : 0, $1.age) }
      }
      walk.proof = oldest(walk.steps.map(\.entry), withDatabase: walk.database != nil)
      if let rescue = walk.withPipe?.entry, let stop = walk.steps.last?.entry, stop < rescue {
        let isDatabase = walk.kind == .sumdb && mirrors[rescue]?.service != .proxy
        walk.withPipe?.proof = oldest(stop + 1...rescue, withDatabase: isDatabase)
      }
      return walk
    }
  }

  var questions: [Question] {
    let all = Question.all(about: canaries) { chain?.checksSums(of: $0) == true }
    return RequestKind.allCases.flatMap { kind in all.filter { $0.kind == kind } }
  }

  /// A walk leads to the checksum database itself.
  var reachesDatabase: Bool { walks.contains { $0.database != nil } }

  /// An answer to `question` came from a mirror: walks it anew.
  ///
  /// Returns who is asked only now and then, where the walk has come to end with it; nil where it has not.
  @discardableResult
  mutating func walkLive(_ question: Question, over list: WatchList) -> Mirror.ID? {
    guard let chain, let place = places[question] else { return nil }
    let before = walks[place]
    var walk = walk(question, of: chain, over: list, confirmed: false)
    walk.waiting =
      walk.steps.first { step in
        mirror(asked: question, at: step.entry).map { list.isOverdue(question, at: $0.id) } ?? false
      }?.entry
    if let database { walk.database?.isWaiting = list.isOverdue(question, at: database.id) }
    walks[place] = walk
    if question.kind == .sumdb {
      return walk.database != nil && before.database == nil ? database?.id : nil
    }
    guard let last = walk.steps.last, let mirror = mirrors[last.entry],
      mirror.service != .proxy, before.steps.last?.entry != last.entry
    else { return nil }
    return mirror.id
  }

  /// Walks everything anew over the newest outcomes.
  mutating func walkAllLive(over list: WatchList) {
    for question in questions { walkLive(question, over: list) }
  }

  /// A confirmed outcome changed, and is what it is since `begin`: returns the failover, if it is one.
  mutating func walkConfirmed(
    _ question: Question, over list: WatchList, at begin: Timestamp
  ) -> Failover? {
    guard let chain, places[question] != nil else { return nil }
    let walk = walk(question, of: chain, over: list, confirmed: true)
    let mirrors = mirrors
    return journal.walked(walk, since: begin, in: chain) { mirrors[$0] }
  }

  /// Walks everything anew over the confirmed outcomes.
  mutating func walkAllConfirmed(over list: WatchList, at now: Timestamp) -> [Failover] {
    questions.compactMap { walkConfirmed($0, over: list, at: now) }
  }

  private func walk(
    _ question: Question, of chain: Chain, over list: WatchList, confirmed: Bool
  ) -> Walk {
    func answer(of mirror: Mirror?) -> Answer? {
      guard let known = mirror.flatMap({ list.answer(of: $0.id, to: question) }) else { return nil }
      return confirmed ? known.confirmed.outcome.map { Answer($0) } : known.newest
    }
    return chain.walk(
      question, database: { answer(of: database) }, answer: { answer(of: mirrors[$0]) })
  }

  /// Who is asked at an entry; nil where, for the checksum database, no proxy is.
  private func mirror(asked question: Question, at entry: Int) -> Mirror? {
    question.kind == .sumdb && mirrors[entry]?.service != .proxy ? nil : mirrors[entry]
  }
}
