import GoRules

/// Mirrors measured against each other, each by itself: what one does, or does not, keeps no other waiting, and whoever
/// wants to choose can take what is known at any moment.
///
/// A mirror is asked round after round for `.info`; when it has made its rounds and is among the best three, it sends a
/// few zips, one mirror at a time. One silence, and it has left the race. Pure: fed with events and the time, it says
/// what is to be asked.
package struct Race: Sendable, Hashable {
  package struct Rules: Sendable, Hashable {
    /// Rounds of each mirror; 10 answered ones make a place sure.
    package var rounds = 10
    /// After this much time what is known will do, once a mirror has served; nil: every round is made.
    package var limit: Duration?

    package init(rounds: Int = 10, limit: Duration? = nil) {
      self.rounds = rounds
      self.limit = limit
    }

    /// What one can wait for who wants to choose now.
    package static let quick = Rules(limit: .seconds(3))
  }

  /// How far one mirror has come.
  package enum Stage: Sendable, Hashable {
    /// It is asked, or will be in a moment.
    case rounds
    /// It has made its rounds, and sends zips only if it is among the best.
    case waitsForTransfer
    case transfer
    case done
    /// A request had no answer for this long, and it is asked no more.
    case left(after: Duration)
  }

  package struct Lane: Sendable, Hashable {
    package internal(set) var contender: Contender
    package internal(set) var stage = Stage.rounds
    /// The round under way; nil between two of them.
    var ticket: Int?
    /// Monotonic time at which it was last heard of, or asked.
    var heardAt: Duration
    /// When its transfer began.
    var transferSince = Duration.zero
    var results: [ProbeResult] = []
    /// In what a request has been waiting for a second; nil where none has.
    var waitsIn: Phase?

    /// For how long the request under way has had no answer at `now`; nil while that is less than a second.
    package func wait(at now: Duration) -> Duration? {
      ticket != nil && stage == .rounds && now - heardAt >= .seconds(1) ? now - heardAt : nil
    }
  }

  /// What happens; `ticket` is that of the order which it came of.
  package enum Event: Sendable {
    case finished(ticket: Int, ProbeResult)
    case waiting(ticket: Int, Phase)
    case roundEnded(ticket: Int)
    case timePassed
  }

  /// What is to be done.
  package enum Order: Sendable, Hashable {
    /// Ask the mirror for this, the first request on a new connection, not before this monotonic time.
    case ask(ticket: Int, Mirror, [RequestKind], at: Duration)
    /// What this ticket asks for is no longer wanted.
    case drop(ticket: Int)
  }

  package let rules: Rules
  /// In the order in which the mirrors were given.
  package internal(set) var lanes: [Lane]
  package internal(set) var isFinished = false
  let start: Duration
  var tickets = 0

  /// The longest silence of a mirror while others answer.
  package static let patience = Duration.seconds(2)
  /// Between two rounds: no mirror is hammered.
  static let pause = Duration.milliseconds(100)
  /// Zips of one of the best, and after which of them it is enough.
  static let zips = 5
  static let enoughBytes = 1 << 20
  static let enoughTime = Duration.milliseconds(400)
  /// No zip is waited for longer.
  static let longestZip = Duration.seconds(5)

  /// A race that begins at `now`, monotonic time: `begin` says what to ask first.
  package init(_ mirrors: [Mirror], rules: Rules, at now: Duration) {
    self.rules = rules
    start = now
    lanes = mirrors.map { Lane(contender: Contender(mirror: $0), heardAt: now) }
  }

  package var ranking: Ranking { Ranking(lanes.map(\.contender)) }

  package func lane(of mirror: Mirror.ID) -> Lane? {
    lanes.first { $0.contender.mirror.id == mirror }
  }

  /// Mirrors of which no more short requests are to come.
  package var measured: Int { lanes.count { $0.stage != .rounds } }

  package mutating func begin() -> [Order] { advance(at: start) }

  package mutating func handle(_ event: Event, at now: Duration) -> [Order] {
    switch event {
    case .finished(let ticket, let result):
      if let index = index(of: ticket) { finished(result, of: index, at: now) }
    case .waiting(let ticket, let phase):
      if let index = index(of: ticket) { lanes[index].waitsIn = phase }
    case .roundEnded(let ticket):
      if let index = index(of: ticket) { endRound(of: index) }
    case .timePassed: break
    }
    return advance(at: now)
  }

  private func index(of ticket: Int) -> Int? { lanes.firstIndex { $0.ticket == ticket } }

  private mutating func finished(_ result: ProbeResult, of index: Int, at now: Duration) {
    lanes[index].contender.take(result)
    lanes[index].results.append(result)
    lanes[index].waitsIn = nil
    let silence = now - lanes[index].heardAt
    lanes[index].heardAt = now
    if lanes[index].stage == .rounds, !result.outcome.isAlive {
      var isSilence = silence >= Self.patience
      if case .hang = result.outcome { isSilence = true }
      if isSilence { lanes[index].stage = .left(after: silence) }
    }
  }

  /// What the round brought counts, and that it ended in a silence, where `phase` is what was waited for.
  mutating func endRound(of index: Int, silentIn phase: Phase? = nil) {
    lanes[index].contender.roundEnded(
      lanes[index].results, silentIn: phase, isTransfer: lanes[index].stage == .transfer)
    lanes[index].results = []
    lanes[index].ticket = nil
    lanes[index].waitsIn = nil
    if lanes[index].stage == .transfer { lanes[index].stage = .done }
  }
}
