import GoRules

/// The fallback that go does not have: each request goes to the first entry of the list that serves it now, past those
/// that are dead.
///
/// go follows a redirect and then has the target's answer for the gateway's own. So an entry is asked before go is sent
/// there: for the file itself where it is small, for the `.info` beside a zip; and not again while it is known to have the
/// version and to be there. What is in memory alone never makes a request fail: an entry that failed lately is asked
/// again where no other serves.
///
/// Who was there a moment ago may be gone when go comes. So the gateway stands in go's list twice. At its second place
/// (`GatewayRequest.again`) nothing is taken as known but what an entry lacks, and the file passes through, of another
/// entry than the one go comes back from if there is one: who breaks off then is seen by the gateway, and behind it there
/// is only the list.
///
/// A value with one owner: requests and answers go in, commands come out.
package struct Gateway: Sendable {
  /// Names a request that waits.
  package typealias Ticket = Int

  /// What an entry is to be asked.
  package struct Ask: Sendable, Hashable {
    package var mirror: Mirror.ID
    package var url: ProxyURL
    /// Of kind `sumdb` about the database that stands for the module.
    package var question: Question
    /// With the credentials that go would send: go itself is not sent there.
    package var asGo = false
  }

  package enum Command: Sendable, Hashable {
    /// On the connection of this number, at most `patience` long; then `answered` is to be called.
    case ask(Ask, connection: Int)
    /// Its answer is to be passed through: then `began` is to be called where the entry serves, and `ended` and `left` in
    /// any case.
    case fetch(Fetch)
    /// Nobody waits for it any more.
    case drop(Fetch)
    /// `passedThrough`: by the fetch that began just now.
    case answer(Ticket, GatewayAnswer)
  }

  /// After so long without an answer an entry is silent; and after `silence` in the middle of one.
  package static let patience = Duration.seconds(2)
  package static let silence = Duration.seconds(3)
  /// For so long entries that failed lately are asked again, once the others were.
  static let endOfPatience = Duration.seconds(3)
  /// What one entry is asked at a time.
  package static let connections = 8
  /// Answers that pass through at a time.
  package static let mostPassing = 128
  /// Bytes that are held of an answer for which go has come again, for how long, and of how many such answers at a time.
  package static let mostHeldAgain = 4 << 20
  package static let longestHeldAgain = Duration.seconds(60)
  package static let mostHolding = 8
  /// Requests that wait.
  static let mostWaiting = 512

  private struct Asking {
    var tickets: [Ticket]
    /// nil while it waits for a connection.
    var connection: Int?
    var startedAt: Duration
  }

  package private(set) var rules: GatewayRules
  /// What the monitor knows.
  package var standings: [Mirror.ID: GatewayStanding] = [:]
  private var memory = GatewayMemory()
  private var streams = GatewayStreams()
  private var walks: [Ticket: GatewayWalk] = [:]
  private var asking: [Ask: Asking] = [:]
  /// Asks that wait for a connection, in order.
  private var queued: [Mirror.ID: [Ask]] = [:]
  private var free: [Mirror.ID: [Int]] = [:]
  /// Who carries which checksum database for all.
  private var carriers: [String: Mirror.ID] = [:]
  /// Any client may ask for a database of any name.
  static let mostDatabases = 100

  package init(_ rules: GatewayRules) { self.rules = rules }

  /// Requests that wait for an entry's answer.
  package var waiting: Int { walks.count }

  /// Answers that pass through, or are to.
  package var passing: Int { streams.count }

  /// The list, or what may be done with it, is another; what waits begins anew.
  package mutating func rulesChanged(to rules: GatewayRules, at now: Duration) -> [Command] {
    guard rules != self.rules else { return [] }
    self.rules = rules
    let mirrors = Set(rules.entries.compactMap(\.mirror))
    memory.keep(only: mirrors)
    carriers = carriers.filter { mirrors.contains($0.value) }
    for (ask, state) in asking {
      asking[ask]?.tickets = []
      if state.connection == nil { asking[ask] = nil }
    }
    queued = [:]
    var commands: [Command] = []
    for ticket in walks.keys.sorted() {
      walks[ticket]?.begin(self.rules, carriers)
      commands += goOn(ticket, at: now)
    }
    return commands
  }

  /// `ticket` asks for something.
  package mutating func requested(
    _ request: GatewayRequest, _ ticket: Ticket, at now: Duration
  ) -> [Command] {
    guard walks.count < Self.mostWaiting else { return [.answer(ticket, GatewayAnswer(.busy))] }
    let origin = memory.origin(of: request)
    var walk = GatewayWalk(request, from: origin)
    walk.begin(rules, carriers)
    walks[ticket] = walk
    return goOn(ticket, at: now)
  }

  /// An entry has answered; a hang where it did not in time.
  package mutating func answered(
    _ ask: Ask, _ outcome: RequestOutcome, _ text: ServerText? = nil, at now: Duration
  ) -> [Command] {
    guard let state = asking.removeValue(forKey: ask), let connection = state.connection else {
      return []
    }
    free[ask.mirror, default: []].append(connection)
    memory.heard(
      outcome, text, from: ask.mirror, about: ask.question, since: state.startedAt, at: now)
    var commands: [Command] = []
    for ticket in state.tickets {
      walks[ticket]?.take(outcome, text)
      commands += goOn(ticket, at: now)
    }
    if !outcome.isAlive, memory.isFailed(ask.mirror) {
      // Who waits for a connection to it need not wait for its silence, too.
      for waiting in queued.removeValue(forKey: ask.mirror) ?? [] {
        let tickets = asking.removeValue(forKey: waiting)?.tickets ?? []
        for ticket in tickets { commands += goOn(ticket, at: now) }
      }
    }
    return commands + startQueued(of: ask.mirror, at: now)
  }

  /// The answer of `fetch` begins: the entry serves.
  package mutating func began(_ fetch: Fetch, at now: Duration) -> [Command] {
    guard let walk = walks[fetch.ticket], walk.fetch == fetch.id, let answer = walk.served(rules),
      let start = streams.began(fetch)
    else { return [.drop(fetch)] }
    memory.heard(.ok, nil, from: fetch.mirror, about: fetch.question, since: start, at: now)
    walks[fetch.ticket] = nil
    carry(fetch.request, by: fetch.mirror)
    return [.answer(fetch.ticket, answer)]
  }

  /// The entry has answered, or its answer has ended; nil where nobody wanted more.
  package mutating func ended(
    _ fetch: Fetch, _ outcome: RequestOutcome?, _ text: ServerText? = nil, at now: Duration
  ) -> [Command] {
    guard let stream = streams.state(of: fetch) else { return [] }
    if stream.hasBegun {
      // Others may have come meanwhile: then it is this file alone.
      if let outcome, outcome != .ok {
        memory.heard(
          outcome, nil, from: fetch.mirror, about: fetch.question, since: now - Self.silence,
          at: now)
      }
      return []
    }
    let isAwaited = walks[fetch.ticket]?.fetch == fetch.id
    let failure = outcome == .ok ? nil : outcome
    guard isAwaited || failure != nil else { return [] }
    let outcome = failure ?? .hang(.processing)
    // What the carrier of a database says of a record says that it carries it.
    let isCarrier = fetch.request.isOfCarrier && outcome.isAlive
    memory.heard(
      isCarrier ? .ok : outcome, text, from: fetch.mirror, about: fetch.question,
      since: stream.startedAt, at: now)
    guard isAwaited else { return [] }
    walks[fetch.ticket]?.take(outcome, text)
    return goOn(fetch.ticket, at: now)
  }

  /// Nothing of `fetch` is held any more.
  package mutating func left(_ fetch: Fetch) { streams.left(fetch) }

  // MARK: - Walking

  private mutating func goOn(_ ticket: Ticket, at now: Duration) -> [Command] {
    guard var walk = walks[ticket] else { return [] }
    let step = walk.next(rules, at: now, mayPass: streams.hasRoom) { mirror, fact in
      memory.finding(of: mirror, fact, standings[mirror] ?? GatewayStanding(), at: now)
    }
    switch step {
    case .ask(let ask):
      walks[ticket] = walk
      return self.ask(ask, for: ticket, at: now)
    case .fetch(let source, let question):
      let request = walk.request
      guard let fetch = streams.begin(source, question, request, ticket, at: now) else {
        // There was room: see `mayPass`.
        walks[ticket] = nil
        return [.answer(ticket, GatewayAnswer(.busy))]
      }
      walk.fetch = fetch.id
      walks[ticket] = walk
      return [.fetch(fetch)]
    case .answer(let answer):
      walks[ticket] = nil
      carry(walk.request, by: walk.target)
      memory.sent(walk.request, to: walk.target)
      return [.answer(ticket, answer)]
    }
  }

  /// Where `request` is one of a checksum database, who answers the next ones; nil for whoever does first.
  private mutating func carry(_ request: GatewayRequest, by mirror: Mirror.ID?) {
    guard case .database(let name, _) = request.subject else { return }
    let isNew = mirror != nil && carriers[name] == nil
    if isNew, carriers.count >= Self.mostDatabases { carriers = [:] }
    carriers[name] = mirror
  }

  private mutating func ask(_ ask: Ask, for ticket: Ticket, at now: Duration) -> [Command] {
    if asking[ask] != nil {
      asking[ask]?.tickets.append(ticket)
      return []
    }
    asking[ask] = Asking(tickets: [ticket], connection: nil, startedAt: now)
    queued[ask.mirror, default: []].append(ask)
    return startQueued(of: ask.mirror, at: now)
  }

  private mutating func startQueued(of mirror: Mirror.ID, at now: Duration) -> [Command] {
    var connections = free[mirror] ?? Array((0..<Self.connections).reversed())
    var waiting = queued[mirror] ?? []
    var commands: [Command] = []
    while !waiting.isEmpty, let connection = connections.popLast() {
      let ask = waiting.removeFirst()
      asking[ask]?.connection = connection
      asking[ask]?.startedAt = now
      commands.append(.ask(ask, connection: connection))
    }
    free[mirror] = connections
    queued[mirror] = waiting.isEmpty ? nil : waiting
    return commands
  }
}

extension GatewayRules.Entry {
  var mirror: Mirror.ID? {
    if case .mirror(let id, _) = place { id } else { source?.mirror }
  }
}
