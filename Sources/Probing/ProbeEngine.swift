import CLinux
import Glibc
import GoRules
import Health
import Platform

/// The work of one prober, on its thread alone: the resolver, the mirrors' channels, deadlines and the pacing of new
/// connections.
final class ProbeEngine {
  let settings: ProberSettings
  let resolver: Resolver
  let clock = LoopClock()
  let sockets: SocketTable
  private var channels: [Mirror.ID: MirrorChannel] = [:]
  /// For rounds that go on beside those of `channels`; only while they do.
  private var besides: [LaneID: MirrorChannel] = [:]
  private var runs: [RunID: MirrorChannel] = [:]
  /// Rounds that wait for the end of another of their mirror and lane, never empty: in a lane a mirror is asked one
  /// thing at a time.
  private var queued: [LaneID: [RoundRun]] = [:]
  var pace = Pace()
  /// Made with the first connection that speaks TLS.
  private(set) var judge: CertificateJudge?
  /// Connections of which more may be read than one turn allows.
  private var unread: [Connection] = []
  /// Nothing is due before this time; never later than the earliest deadline of an exchange.
  private var nextDeadline = Int64.max
  private var nextSweep = Int64.max
  private var isShutDown = false
  /// Keeps the kernel's receive times switched on between probes: they start with a delay otherwise.
  private let clockSocket: Int32
  /// What is read at a time, and what of it is decompressed: handled at once, and so shared by all.
  let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 32 << 10, alignment: 16)
  let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 32 << 10, alignment: 16)

  init(_ settings: ProberSettings, epoll: Int32) throws(ProbePoolError) {
    self.settings = settings
    sockets = SocketTable(epoll: epoll, clock: clock)
    resolver = try Resolver(
      nameServers: settings.nameServers, debug: settings.debug, epoll: epoll)
    clockSocket = socket(AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    if clockSocket >= 0 { clinux_receive_times_on(clockSocket) }
  }

  deinit {
    for channel in channels.values { channel.close() }
    if clockSocket >= 0 { Glibc.close(clockSocket) }
    input.deallocate()
    room.deallocate()
  }

  // MARK: Rounds

  /// Begins `run`, or has it wait where another of the same mirror and lane is under way; its continuation resumes at
  /// its end.
  func start(_ run: RoundRun) {
    guard !isShutDown else { return run.end() }
    let lane = LaneID(run.round)
    let isBeside = lane.lane != .fresh
    if (isBeside ? besides[lane] : channels[lane.mirror])?.run != nil {
      queued[lane, default: []].append(run)
      return
    }
    let channel = isBeside ? channelBeside(for: run.round) : channel(for: run.round)
    if nextSweep == .max { nextSweep = SystemClock.monotonic() + MirrorChannel.idleLimit }
    channel.run = run
    runs[run.id] = channel
    next(on: channel)
  }

  /// The channel of a round under way; nil where it has ended, and while it waits for another of its mirror.
  func channel(of id: RunID) -> MirrorChannel? { runs[id] }

  /// For what the round is paused; nil where it has ended.
  func refused(_ id: RunID) -> RefusedRequest? { runs[id]?.run?.refused }

  /// A channel for this round alone, beside the fresh one with the connection that the mirror's own kept since its last
  /// round.
  private func channelBeside(for round: ProbeRound) -> MirrorChannel {
    let new = MirrorChannel(base: round.url)
    let lane = LaneID(round)
    if lane.lane == .beside, let own = channels[round.mirror], own.base == round.url {
      new.takeRetired(from: own)
    }
    besides[lane] = new
    return new
  }

  /// The mirror's own channel, which no round is using.
  private func channel(for round: ProbeRound) -> MirrorChannel {
    if let known = channels[round.mirror], known.base == round.url { return known }
    let new = MirrorChannel(base: round.url)
    channels.updateValue(new, forKey: round.mirror)?.close()
    if channels.count == settings.keptConnections + 1 {
      for channel in channels.values where channel.run == nil { channel.dropConnections() }
    }
    return new
  }

  /// Ends every round, closes every connection.
  func shutDown() {
    isShutDown = true
    for run in queued.values.joined() { run.end() }
    queued = [:]
    for id in Array(runs.keys) { cancel(id) }
    for channel in channels.values { channel.close() }
    channels = [:]
  }

  private func cancel(_ id: RunID) {
    guard let channel = runs[id] else { return cancelQueued(id) }
    if let exchange = channel.exchange {
      if let lookup = exchange.lookup { resolver.forget(lookup) }
      if exchange.isWaitingForItsTurn { pace.cancelled(exchange) }
      channel.abort()
    }
    end(channel)
  }

  private func cancelQueued(_ id: RunID) {
    for (lane, var waiting) in queued {
      guard let index = waiting.firstIndex(where: { $0.id == id }) else { continue }
      waiting.remove(at: index).end()
      queued[lane] = waiting.isEmpty ? nil : waiting
      return
    }
  }

  /// Goes on with the round of `channel`, whose last request has ended.
  func next(on channel: MirrorChannel) {
    guard let run = channel.run else { return }
    let hasConnection = channel.hasConnection(at: SystemClock.monotonic())
    guard let request = run.nextRequest(hasConnection: hasConnection),
      let exchange = channel.begin(request, run: run)
    else { return end(channel) }
    startInTurn(exchange, on: channel)
  }

  /// Starts `exchange` at once, unless it needs a new connection.
  func startInTurn(_ exchange: Exchange, on channel: MirrorChannel) {
    if exchange.request.use == .cold {
      pace.wait(exchange, on: channel)
    } else {
      begin(exchange, on: channel)
    }
  }

  private func end(_ channel: MirrorChannel) {
    guard let run = channel.run else { return }
    pace.left(channel)
    runs[run.id] = nil
    channel.run = nil
    channel.lastUsed = SystemClock.monotonic()
    let lane = LaneID(run.round)
    if lane.lane != .fresh {
      channel.close()
      besides[lane] = nil
    } else if channels.count > settings.keptConnections {
      channel.dropConnections()
    }
    if runs.isEmpty { nextDeadline = .max }
    run.end()
    guard var waiting = queued.removeValue(forKey: lane) else { return }
    let following = waiting.removeFirst()
    if !waiting.isEmpty { queued[lane] = waiting }
    start(following)
  }

  /// Has all ready that TLS needs, the trusted certificates above all.
  func prepareTLS() {
    guard judge == nil else { return }
    GoAlgorithms.enter()
    judge = CertificateJudge(settings.tls.trust, settings.tls.rules)
    _ = settings.tls.context()
    GoAlgorithms.warmUp()
  }

  // MARK: Deadlines

  /// `exchange` has to be looked at again at its next time.
  func schedule(_ exchange: Exchange) { nextDeadline = min(nextDeadline, exchange.nextTime) }

  /// Ends what has outlived its deadline.
  private func expire(at now: Int64) {
    nextDeadline = .max
    for channel in Array(runs.values) {
      guard let exchange = channel.exchange, !exchange.isWaitingForItsTurn else { continue }
      if let open = exchange.notice(at: now) { exchange.run.waits(open) }
      if exchange.setback != nil {
        pass(at: now, exchange, on: channel)
        continue
      }
      if let connection = exchange.connection, let time = connection.nextTime, time <= now {
        settle(connection.timePassed(at: now), of: exchange, on: channel)
        guard channel.exchange === exchange else { continue }
      }
      if let lookup = exchange.lookup, exchange.deadline <= now, exchange.run.errand == nil,
        resolver.hasAddress(lookup)
      {
        // go waits for the other family as well, and then has an address.
        exchange.deadline = now + exchange.run.round.timeout.inNanoseconds
      }
      if let end = exchange.drainsUntil, end <= now {
        stopDraining(exchange, on: channel)
        continue
      }
      if exchange.deadline <= now, let later = exchange.extendedDeadline(at: now) {
        exchange.deadline = later
      }
      if exchange.deadline <= now {
        giveUp(exchange, on: channel)
      } else {
        schedule(exchange)
      }
    }
  }

  /// Forgets mirrors that were not asked for as long as go keeps an idle connection.
  private func sweep(at now: Int64) {
    for (mirror, channel) in channels
    where channel.run == nil && now - channel.lastUsed > MirrorChannel.idleLimit {
      channel.close()
      channels[mirror] = nil
    }
    nextSweep = channels.isEmpty ? .max : now + MirrorChannel.idleLimit / 4
  }
}

// MARK: The loop

extension ProbeEngine {
  /// See `Prober.turn`.
  func turn(
    ready: ArraySlice<clinux_ready>, cancelled: [RunID], resumed: [RunID]
  ) -> Int32 {
    clock.wall = SystemClock.wall()
    for id in cancelled { cancel(id) }
    for id in resumed { resume(id) }
    let unread = self.unread
    self.unread = []
    for connection in unread {
      connection.stream?.socket.renewReads()
      drive(connection)
    }
    for socket in ready { socketReady(socket) }
    let now = SystemClock.monotonic()
    if let limit = resolver.timeout, limit <= 0 { resolver.checkTimeouts() }
    if nextDeadline <= now { expire(at: now) }
    if nextSweep <= now { sweep(at: now) }
    while let (exchange, channel) = pace.next(at: now) { begin(exchange, on: channel) }
    return sleep()
  }

  private func socketReady(_ socket: clinux_ready) {
    if let connection = sockets.owner(of: socket.fd) {
      connection.ready(socket.fd, socket.events)
      drive(connection)
    } else {
      resolver.socketReady(socket.fd)
    }
  }

  /// More may be there than a turn allows: the loop comes back after the others.
  func readLater(_ connection: Connection) { unread.append(connection) }

  private func sleep() -> Int32 {
    if !unread.isEmpty { return 0 }
    let now = SystemClock.monotonic()
    var due = min(nextDeadline, nextSweep)
    if let limit = resolver.timeout { due = min(due, now + limit) }
    if let start = pace.nextStart(at: now) { due = min(due, start) }
    guard due < .max else { return -1 }
    return Int32(clamping: (max(0, due - now) + 999_999) / 1_000_000)
  }
}
