import GoRules

/// Which requests one mirror gets in its next round.
///
/// Every round asks for `.info` on a new connection, then again on the open one, and first of all
/// on the one kept since the last round; of a toolchain it asks for the zip alone, and where `.info` is a large file, it is
/// asked once and seldom: so a round may ask nothing. The other kinds
/// come when their last answer is old enough. What is in question,
/// since it was never asked, failed last time or changed unconfirmed, is asked in every round; a zip then only as far as
/// `ZipPace` allows, and what brought much is read whole at the same pace, and its beginning meanwhile.
package struct Cadence: Sendable, Hashable {
  /// What the last rounds taught about a mirror.
  package struct Knowledge: Sendable, Hashable {
    /// The last round left a connection open.
    package var keepsConnection = false
    /// The last cold probe could not connect, or hung: nothing else would fare better.
    package var isUnreachable = false
    /// The last cold probe was answered with a failure: every other answer is in question.
    package var isFailing = false
    /// Asked soon again to confirm a change: only what is in question is asked.
    package var isHurried = false
    /// An answer is another than before: a zip is wanted at once.
    package var hasChanged = false
    /// The user wants to know now: the next round comes at once.
    package var wantsAll = false
    /// So is a proof of the checksum database.
    package var wantsProof = false
    /// The address families by which it can be told apart: none for a numeric address.
    package var families: [AddressFamily] = []
    /// One of them had no address or no route when it was last tried.
    package var hasOneFamily = false

    package init() {}
  }

  /// How one question stands.
  package struct Standing: Sendable, Hashable {
    package enum Doubt: Sendable, Hashable {
      case none
      /// It failed last time, and that is confirmed.
      case failing
      /// Never asked, or it changed and that is not confirmed.
      case open
    }
    package var doubt: Doubt
    /// Since it was asked last; nil where it never was.
    package var age: Duration?

    package init(_ doubt: Doubt, age: Duration?) {
      self.doubt = doubt
      self.age = age
    }
  }

  /// Full rounds planned so far; hurried ones and those of an unreachable mirror do not count.
  package private(set) var turn = 0
  package var zips = ZipPace()
  /// The last answers but zips that brought much.
  var heavy: [Question: Heavy] = [:]
  /// What the user wants to know now, as far as it was not asked yet.
  private var wanted: Set<Question> = []
  /// When the user last wanted that; monotonic.
  private var wantedAt: Duration?
  /// When a proof of the checksum database last began anew; monotonic.
  var provenAt: [Question: Duration] = [:]

  struct Heavy: Sendable, Hashable {
    var bytes: Int
    /// When it was read without a limit; monotonic.
    var readAt: Duration

    /// Between two such readings.
    var pause: Duration { ZipPace.interval * (Double(bytes) / Double(ZipPace.limit)) }
  }

  package init() {}

  /// The requests of the next round, in order. `canaries` begins with the mirror's own; `questions`: what the mirror is
  /// asked at all, nil for all about the canaries; `now` is monotonic, and `interval` that of the rounds.
  package mutating func nextRound(
    canaries: [ModuleVersion], of questions: [Question]? = nil, knowing knowledge: Knowledge,
    at now: Duration, interval: Duration, standing: (Question) -> Standing
  ) -> [ProbeRequest] {
    guard let own = canaries.first else { return [] }
    let leading = Question(own.leadingKind, own)
    let questions = questions ?? Question.all(about: canaries)
    let newZips = questions.count { $0.kind == .zip && zips.isNew($0.canary) }
    var requests = first(
      leading, sharing: newZips, knowledge, standing(leading), at: now, interval: interval)
    if !requests.isEmpty { wanted.remove(leading) }
    if knowledge.isUnreachable { return requests }
    for question in questions
    where question != leading {
      let standing = standing(question)
      let isDue = isDue(question, standing, knowledge, at: now, interval: interval)
      var request = ProbeRequest(
        question.kind, canary: question.canary, use: requests.isEmpty ? .cold : .warm)
      if question.kind == .zip {
        guard
          let planned = planned(
            request, isDue: isDue, sharing: newZips, at: now, interval: interval)
        else { continue }
        request = planned
      } else {
        guard isDue else { continue }
        if isTooSoon(question, at: now, interval: interval) { request.limit = Self.light }
        if question.kind == .sumdb {
          request.provesAnew = provesAnew(question, afterChange: knowledge.wantsProof, at: now)
        }
      }
      wanted.remove(question)
      requests.append(request)
    }
    if knowledge.isHurried || leading.kind == .zip || heavy[leading] != nil { return requests }
    if turn % (knowledge.hasOneFamily ? Self.singleFamilyPeriod : Self.familyPeriod) == 1 {
      for family in knowledge.families {
        requests.append(ProbeRequest(.info, canary: own, use: .cold, family: family))
      }
    }
    turn += 1
    return requests
  }

  /// What the mirror is judged by: `.info` on each kind of connection, or a zip as often as its pace allows.
  private mutating func first(
    _ leading: Question, sharing newZips: Int, _ knowledge: Knowledge, _ standing: Standing,
    at now: Duration, interval: Duration
  ) -> [ProbeRequest] {
    if leading.kind == .zip {
      return planned(
        ProbeRequest(.zip, canary: leading.canary, use: .cold), isDue: true, sharing: newZips,
        at: now, interval: interval
      ).map { [$0] } ?? []
    }
    if heavy[leading] != nil {
      var request = ProbeRequest(leading.kind, canary: leading.canary, use: .cold)
      if isTooSoon(leading, at: now, interval: interval) {
        guard standing.doubt != .none || wanted.contains(leading) else { return [] }
        request.limit = Self.light
      }
      return [request]
    }
    let uses: [ConnectionUse] =
      knowledge.keepsConnection ? [.idle, .cold, .warm] : [.cold, .warm]
    return uses.map { ProbeRequest(leading.kind, canary: leading.canary, use: $0) }
  }

  /// A request for a zip, with what may be read of it; nil where it is not asked for.
  private mutating func planned(
    _ request: ProbeRequest, isDue: Bool, sharing newZips: Int, at now: Duration,
    interval: Duration
  ) -> ProbeRequest? {
    // Of two rounds the one that is nearer to the time.
    let limit = zips.plan(
      request.canary, isDue: isDue,
      isWanted: wanted.contains(Question(.zip, request.canary)), sharing: newZips, at: now,
      early: interval / 2)
    guard let limit else { return nil }
    var request = request
    request.limit = limit == Int.max ? nil : limit
    return request
  }

  private func isDue(
    _ question: Question, _ standing: Standing, _ knowledge: Knowledge, at now: Duration,
    interval: Duration
  ) -> Bool {
    guard let age = standing.age else { return true }
    if wanted.contains(question) || standing.doubt == .open { return true }
    // A round that confirms something else asks nothing more often than an ordinary one.
    let isInQuestion = standing.doubt == .failing || knowledge.isFailing
    if isInQuestion, !knowledge.isHurried || age + interval / 2 >= interval { return true }
    if isTooSoon(question, at: now, interval: interval) { return false }
    if question.kind == .zip, knowledge.hasChanged { return true }
    if question.kind == .sumdb, knowledge.wantsProof,
      mayProveAnew(question, afterChange: true, at: now)
    {
      return true
    }
    return !knowledge.isHurried && age + interval / 2 >= self.interval(of: question)
  }

  /// The user wants to know these at `now`, a monotonic time: each is asked once, in the next round that can. At most once
  /// a second.
  package mutating func want(_ questions: some Sequence<Question>, at now: Duration) {
    if let wantedAt, now - wantedAt < .seconds(1) { return }
    wantedAt = now
    wanted.formUnion(questions)
  }

  /// Forgets what is asked no more.
  mutating func keep(_ questions: Set<Question>, _ canaries: [ModuleVersion]) {
    zips.keep(canaries)
    heavy = heavy.filter { questions.contains($0.key) }
    wanted.formIntersection(questions)
    provenAt = provenAt.filter { questions.contains($0.key) }
  }

  /// Between two requests of a question in normal times; zero where every round asks it.
  package func interval(of question: Question) -> Duration {
    switch question.kind {
    case .info: .zero
    case .list, .latest, .mod, .sumdb: max(Self.usual, heavy[question]?.pause ?? .zero)
    case .zip: zips.interval(of: question.canary)
    }
  }

  static let usual = Duration.seconds(30)

  /// Between two rounds of what is no proxy, where nothing has changed: its hosts serve more than modules.
  static let serviceInterval = Duration.seconds(30)

  /// Answers of up to so many bytes are asked for whenever they are in question, and so much is read of larger ones.
  static let light = 32 << 10

  /// Each address family is measured apart every so many rounds, first in the second.
  private static let familyPeriod = 12
  /// The same where one was missing: it may come.
  private static let singleFamilyPeriod = 120
}
