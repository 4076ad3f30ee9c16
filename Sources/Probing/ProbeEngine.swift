import CCurl
import CLinux
import Glibc
import GoRules
import Health
import Platform
import Record

/// The work of one prober, on its thread alone: libcurl's multi loop, the resolver, the mirrors' channels, deadlines
/// and the pacing of new connections.
final class ProbeEngine {
  let settings: ProberSettings
  let resolver: Resolver
  private let multi: UnsafeMutableRawPointer
  private let epoll: Int32
  private var channels: [Mirror.ID: MirrorChannel] = [:]
  private var runs: [RunID: MirrorChannel] = [:]
  /// Rounds that wait for the end of another of their mirror, never empty: a mirror is asked one thing at a time.
  private var queued: [Mirror.ID: [RoundRun]] = [:]
  /// Who uses a socket that libcurl wants watched.
  private var watched: [Int32: MirrorChannel] = [:]
  private var pace = Pace()
  /// When libcurl wants to be called for its own timers; nil for not at all.
  private var curlDue: Int64?
  /// Nothing is due before this time; never later than the earliest deadline of an exchange.
  private var nextDeadline = Int64.max
  private var nextSweep = Int64.max
  private var isShutDown = false
  /// Keeps the kernel's receive times switched on between probes: they start with a delay otherwise.
  private let clockSocket: Int32

  private static let library = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

  init(_ settings: ProberSettings, epoll: Int32) throws(ProbePoolError) {
    _ = Self.library
    self.settings = settings
    self.epoll = epoll
    resolver = try Resolver(nameServers: settings.nameServers, epoll: epoll)
    guard let multi = curl_multi_init() else { throw .library("libcurl: no multi handle") }
    self.multi = multi
    clockSocket = socket(AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    if clockSocket >= 0 { clinux_receive_times_on(clockSocket) }
    let context = Unmanaged.passUnretained(self).toOpaque()
    _ = probe_multi_on_socket(
      multi,
      { easy, fd, what, context, _ in
        guard let context else { return 0 }
        Unmanaged<ProbeEngine>.fromOpaque(context).takeUnretainedValue().watch(
          fd, what: what, easy: easy)
        return 0
      }, context)
    _ = probe_multi_on_timer(
      multi,
      { _, milliseconds, context in
        guard let context else { return 0 }
        Unmanaged<ProbeEngine>.fromOpaque(context).takeUnretainedValue().curlDue =
          milliseconds < 0 ? nil : SystemClock.monotonic() + Int64(milliseconds) * 1_000_000
        return 0
      }, context)
  }

  deinit {
    for channel in channels.values { channel.close(multi) }
    curl_multi_cleanup(multi)
    if clockSocket >= 0 { Glibc.close(clockSocket) }
  }

  // MARK: Rounds

  /// Begins `run`, or has it wait where another of the same mirror is under way; its end is told to its continuation.
  func start(_ run: RoundRun) {
    guard !isShutDown else { return run.end() }
    let mirror = run.round.mirror
    if channels[mirror]?.run != nil {
      queued[mirror, default: []].append(run)
      return
    }
    guard let channel = channel(for: run.round) else { return run.end() }
    if nextSweep == .max { nextSweep = SystemClock.monotonic() + MirrorChannel.idleLimit }
    channel.run = run
    runs[run.id] = channel
    next(on: channel)
  }

  /// The mirror's own channel, which no round is using; nil where there is no memory for a new one.
  private func channel(for round: ProbeRound) -> MirrorChannel? {
    if let known = channels[round.mirror], known.base == round.url { return known }
    guard let new = MirrorChannel(base: round.url, engine: self) else { return nil }
    channels.updateValue(new, forKey: round.mirror)?.close(multi)
    if channels.count == settings.keptConnections + 1 {
      for channel in channels.values where channel.run == nil { channel.dropConnection() }
    }
    return new
  }

  /// Ends every round, closes every connection.
  func shutDown() {
    isShutDown = true
    for run in queued.values.joined() { run.end() }
    queued = [:]
    for id in Array(runs.keys) { cancel(id) }
    for channel in channels.values { channel.close(multi) }
    channels = [:]
  }

  private func cancel(_ id: RunID) {
    guard let channel = runs[id] else { return cancelQueued(id) }
    if let exchange = channel.exchange {
      if let lookup = exchange.lookup { resolver.forget(lookup) }
      if exchange.stage == .queued { pace.cancelled(exchange) }
      channel.abort(multi)
    }
    end(channel)
  }

  private func cancelQueued(_ id: RunID) {
    for (mirror, var waiting) in queued {
      guard let index = waiting.firstIndex(where: { $0.id == id }) else { continue }
      waiting.remove(at: index).end()
      queued[mirror] = waiting.isEmpty ? nil : waiting
      return
    }
  }

  private func next(on channel: MirrorChannel) {
    guard let run = channel.run else { return }
    guard let request = run.nextRequest(hasConnection: channel.hasConnection) else {
      return end(channel)
    }
    let exchange = channel.begin(request, run: run)
    if request.use == .cold {
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
    if channels.count > settings.keptConnections { channel.dropConnection() }
    run.end()
    let mirror = run.round.mirror
    guard var waiting = queued.removeValue(forKey: mirror) else { return }
    let following = waiting.removeFirst()
    if !waiting.isEmpty { queued[mirror] = waiting }
    start(following)
  }

  // MARK: One exchange

  private func begin(_ exchange: Exchange, on channel: MirrorChannel) {
    exchange.startedAt = SystemClock.now()
    pace.began(on: channel, at: exchange.startedAt.monotonic.inNanoseconds)
    exchange.deadline =
      exchange.startedAt.monotonic.inNanoseconds + exchange.run.round.timeout.inNanoseconds
    hop(exchange, on: channel)
  }

  /// Asks the present target: finds its address, where none is needed hands it to libcurl at once.
  private func hop(_ exchange: Exchange, on channel: MirrorChannel) {
    exchange.beginHop(through: settings.forwardProxies.proxy(for: exchange.target))
    if let refusal = exchange.refusal {
      return finish(exchange, on: channel, .failure(RequestFailure(.processing, refusal)))
    }
    if exchange.request.use != .cold && exchange.redirects == 0 {
      return transfer(exchange, on: channel, pinned: nil)
    }
    let (host, port) = exchange.peer
    if AddressFamily(literal: host) != nil {
      return transfer(exchange, on: channel, pinned: nil)
    }
    if let addresses = settings.overrides.addresses(of: host, port: port) {
      let family = exchange.request.family ?? settings.family
      let usable = addresses.filter { family == nil || AddressFamily(literal: $0) == family }
      return usable.isEmpty
        ? finish(exchange, on: channel, exchange.failed(.resolve, .nameNotFound))
        : transfer(exchange, on: channel, pinned: usable)
    }
    lookUp(host, exchange, on: channel)
  }

  private func lookUp(_ host: String, _ exchange: Exchange, on channel: MirrorChannel) {
    exchange.stage = .resolving
    let now = SystemClock.monotonic()
    exchange.marks.resolveStartedAt = now
    limit(exchange, to: now + resolver.patience)
    exchange.lookup = resolver.lookUp(
      host, family: exchange.request.family ?? settings.family
    ) { [unowned self] answer in
      exchange.lookup = nil
      switch answer {
      case .success(let addresses):
        let took = SystemClock.monotonic() - exchange.marks.resolveStartedAt
        exchange.timings.resolve = (exchange.timings.resolve ?? .zero) + .nanoseconds(took)
        transfer(exchange, on: channel, pinned: addresses)
      case .failure(let failure):
        finish(exchange, on: channel, exchange.failed(.resolve, failure.cause))
      }
    }
  }

  private func transfer(_ exchange: Exchange, on channel: MirrorChannel, pinned: [String]?) {
    let now = SystemClock.monotonic()
    exchange.marks.connectStartedAt = now
    exchange.stage = .connecting
    limit(exchange, to: now + GoLimits.connect)
    channel.prepare(exchange, pinned: pinned)
    let code = curl_multi_add_handle(multi, channel.easy)
    guard code == CURLM_OK else {
      let text = ServerText(String(cString: curl_multi_strerror(code)))
      return finish(exchange, on: channel, .failure(RequestFailure(.connect, .other(text))))
    }
  }

  /// libcurl has ended the transfer of `channel`.
  private func ended(_ channel: MirrorChannel, code: CURLcode) {
    guard let exchange = channel.exchange else { return }
    channel.detach(multi)
    switch channel.conclusion(of: exchange, code: code) {
    case .redirect(let target):
      channel.addTimings(to: exchange)
      exchange.redirects += 1
      exchange.target = target
      hop(exchange, on: channel)
    case .outcome(let outcome):
      finish(exchange, on: channel, outcome)
    case .askAgainTraced:
      exchange.isTraced = true
      hop(exchange, on: channel)
    case .notReusable:
      // The server closed the connection between two requests of one round: ask on a new one.
      channel.exchange = nil
      var request = exchange.request
      request.use = .cold
      let again = channel.begin(request, run: exchange.run)
      pace.wait(again, on: channel)
    }
  }

  private func finish(
    _ exchange: Exchange, on channel: MirrorChannel, _ outcome: RequestOutcome
  ) {
    let result = channel.result(of: exchange, outcome: outcome)
    channel.exchange = nil
    exchange.run.finished(result)
    next(on: channel)
  }

  /// The present stage of `exchange` may last until `time`, or until its own deadline.
  func limit(_ exchange: Exchange, to time: Int64) {
    exchange.stageDeadline = min(time, exchange.deadline)
    nextDeadline = min(nextDeadline, exchange.stageDeadline)
  }
}

// MARK: The loop

extension ProbeEngine {
  /// See `Prober.turn`.
  func turn(ready: ArraySlice<clinux_ready>, cancelled: [RunID]) -> Int32 {
    for id in cancelled { cancel(id) }
    for socket in ready { socketReady(socket) }
    var now = SystemClock.monotonic()
    if let due = curlDue, due <= now {
      curlDue = nil
      var running: Int32 = 0
      curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running)
    }
    collectEnded()
    now = SystemClock.monotonic()
    if let limit = resolver.timeout, limit <= 0 { resolver.checkTimeouts() }
    if nextDeadline <= now { expire(at: now) }
    if nextSweep <= now { sweep(at: now) }
    while let (exchange, channel) = pace.next(at: now) { begin(exchange, on: channel) }
    return sleep()
  }

  private func socketReady(_ socket: clinux_ready) {
    if resolver.socketReady(socket.fd, events: socket.events) { return }
    watched[socket.fd]?.socketReady(socket.fd, events: socket.events, engine: self)
    var mask: Int32 = 0
    if socket.events & EPOLLIN.rawValue != 0 { mask |= CURL_CSELECT_IN }
    if socket.events & EPOLLOUT.rawValue != 0 { mask |= CURL_CSELECT_OUT }
    if socket.events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { mask |= CURL_CSELECT_ERR }
    var running: Int32 = 0
    curl_multi_socket_action(multi, socket.fd, mask, &running)
  }

  private func collectEnded() {
    var code = CURLE_OK
    while let easy = probe_multi_next_done(multi, &code) {
      guard let context = probe_get_private(easy) else { continue }
      ended(
        Unmanaged<MirrorChannel>.fromOpaque(context).takeUnretainedValue(), code: code)
    }
  }

  /// Ends what has outlived its deadline.
  private func expire(at now: Int64) {
    nextDeadline = .max
    for channel in Array(runs.values) {
      guard let exchange = channel.exchange, exchange.stage != .queued else { continue }
      if exchange.stageDeadline <= now, let later = exchange.extendedDeadline(at: now) {
        exchange.stageDeadline = later
      }
      guard exchange.stageDeadline <= now else {
        nextDeadline = min(nextDeadline, exchange.stageDeadline)
        continue
      }
      if let lookup = exchange.lookup { resolver.forget(lookup) }
      channel.sample(exchange)
      channel.abort(multi)
      finish(exchange, on: channel, exchange.outcomeOfSilence)
    }
  }

  /// Forgets mirrors that were not asked for as long as go keeps an idle connection.
  private func sweep(at now: Int64) {
    for (mirror, channel) in channels
    where channel.run == nil && now - channel.lastUsed > MirrorChannel.idleLimit {
      channel.close(multi)
      channels[mirror] = nil
    }
    nextSweep = channels.isEmpty ? .max : now + MirrorChannel.idleLimit / 4
  }

  private func sleep() -> Int32 {
    let now = SystemClock.monotonic()
    var due = min(nextDeadline, nextSweep)
    if let curlDue { due = min(due, curlDue) }
    if let limit = resolver.timeout { due = min(due, now + limit) }
    if let start = pace.nextStart(at: now) { due = min(due, start) }
    guard due < .max else { return -1 }
    return Int32(clamping: (max(0, due - now) + 999_999) / 1_000_000)
  }

  /// libcurl wants to know of this socket.
  private func watch(_ fd: Int32, what: Int32, easy: UnsafeMutableRawPointer?) {
    let events: UInt32 =
      switch what {
      case CURL_POLL_IN: EPOLLIN.rawValue
      case CURL_POLL_OUT: EPOLLOUT.rawValue
      case CURL_POLL_INOUT: EPOLLIN.rawValue | EPOLLOUT.rawValue
      default: 0
      }
    clinux_epoll_watch(epoll, fd, events)
    if events == 0 {
      watched[fd] = nil
    } else if let easy, let context = probe_get_private(easy) {
      watched[fd] = Unmanaged<MirrorChannel>.fromOpaque(context).takeUnretainedValue()
    }
  }
}
