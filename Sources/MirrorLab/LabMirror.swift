import Glibc
import Platform

/// One embedded mirror: a server on a loopback address and a port that the kernel chose.
///
/// May be used from any thread; changes hold when the setter returns.
package final class LabMirror: Sendable {
  package let name: String
  /// The host of `url`, for which the certificate is made out: a name, or the address itself.
  package let host: String
  package let address: String
  package let port: UInt16
  package let isTLS: Bool

  let id: UInt64
  let tree: ModuleTree
  private let poller: Poller
  private let state: Locked<State>

  fileprivate struct State: Sendable {
    var fault = Fault.none
    var delays = Delays.none
    /// Keeps the port, never listens.
    var reservation: Int32
    var listener: Int32?
    /// The event loop is to reset the connections it has.
    var dropsConnections = false
    var connections = 0
    /// When requests came within the last second, where they are counted.
    var recentRequests: [ContinuousClock.Instant] = []
    var log: [LabEvent] = []
    var watchers: [Int: AsyncStream<LabEvent>.Continuation] = [:]
    var nextWatcher = 0
    var isClosed = false
  }

  /// The log keeps this many of the newest events.
  package static let logLimit = 20_000

  init(
    id: UInt64, name: String, host: String?, address: String, isTLS: Bool, tree: ModuleTree,
    poller: Poller
  ) throws(LabError) {
    guard Socket.Address.isLoopback(address), let any = Socket.Address(address, port: 0) else {
      throw LabError(description: "\(address) is not a loopback address")
    }
    self.id = id
    self.name = name
    self.host = host ?? address
    self.address = address
    self.isTLS = isTLS
    self.tree = tree
    self.poller = poller
    let reservation = try Socket.bound(to: any)
    do {
      port = try Socket.port(of: reservation)
    } catch {
      Glibc.close(reservation)
      throw error
    }
    state = Locked(State(reservation: reservation))
    try setFault(.none)
  }

  /// The base URL, as it stands in GOPROXY.
  package var url: String {
    "\(isTLS ? "https" : "http")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
  }

  /// `HOST:PORT:ADDRESS` as `--resolve` takes it; needed where the host is a name.
  package var resolveOverride: String {
    "\(host):\(port):\(address.contains(":") ? "[\(address)]" : address)"
  }

  /// What is wrong with it.
  ///
  /// Where the port cannot be listened on again (another program's socket option could do that) it
  /// stays refused.
  package var fault: Fault {
    get { state.withLock { $0.fault } }
    set { try? setFault(newValue) }
  }

  package var delays: Delays {
    get { state.withLock { $0.delays } }
    set { state.withLock { $0.delays = newValue } }
  }

  private func setFault(_ fault: Fault) throws(LabError) {
    try state.withLock { state throws(LabError) in
      if state.isClosed { return }
      state.fault = fault
      if fault == .refused {
        state.stopListening()
        state.dropsConnections = true
        poller.wake()
      } else if state.listener == nil {
        guard let address = Socket.Address(address, port: port) else { return }
        let listener = try Socket.listener(on: address)
        state.listener = listener
        try poller.add(listener, id: id)
      }
    }
  }

  // MARK: Log

  /// What it saw, oldest first; at most the newest `logLimit` events.
  package var log: [LabEvent] { state.withLock { $0.log } }

  package var requests: [LabRequest] {
    log.compactMap { if case .requested(let request) = $0 { request } else { nil } }
  }

  /// The log so far and then each event as it happens, until the lab is closed or the reader stops.
  package func events() -> AsyncStream<LabEvent> {
    AsyncStream { continuation in
      let watcher: Int? = state.withLock { state in
        for event in state.log { continuation.yield(event) }
        if state.isClosed {
          continuation.finish()
          return nil
        }
        state.nextWatcher += 1
        state.watchers[state.nextWatcher] = continuation
        return state.nextWatcher
      }
      guard let watcher else { return }
      continuation.onTermination = { [weak self] _ in
        self?.state.withLock { $0.watchers[watcher] = nil }
      }
    }
  }

  /// Returns when the log holds an event that `matches`; false where the lab was closed before.
  package func saw(_ matches: (LabEvent) -> Bool) async -> Bool {
    for await event in events() where matches(event) { return true }
    return false
  }

  func record(_ event: LabEvent) {
    state.withLock { state in
      if state.log.count >= Self.logLimit { state.log.removeFirst(Self.logLimit / 4) }
      state.log.append(event)
      for watcher in state.watchers.values { watcher.yield(event) }
    }
  }

  // MARK: For the event loop

  /// What a request meets that comes now.
  func faultOfRequest() -> Fault {
    state.withLock { state in
      guard case .rateLimit(let limit) = state.fault else { return state.fault }
      let now = ContinuousClock.now
      state.recentRequests.removeAll { now - $0 > .seconds(1) }
      state.recentRequests.append(now)
      return state.recentRequests.count > limit ? .status(429, "slow down") : .none
    }
  }

  /// Takes one waiting connection, with its number.
  func accept() -> (descriptor: Int32, number: Int)? {
    let accepted: (Int32, Int)? = state.withLock { state in
      guard let listener = state.listener, let descriptor = Socket.accept(listener) else {
        return nil
      }
      state.connections += 1
      return (descriptor, state.connections)
    }
    guard let accepted else { return nil }
    record(.connected(accepted.1))
    return accepted
  }

  /// True once after the fault became `refused`.
  func takeDrop() -> Bool {
    state.withLock { state in
      defer { state.dropsConnections = false }
      return state.dropsConnections
    }
  }

  /// Takes it down for good: its port is free, its connections are reset, its events end.
  /// Its log can still be read.
  package func close() {
    let watchers: [AsyncStream<LabEvent>.Continuation] = state.withLock { state in
      // The poller may be gone already.
      if state.isClosed { return [] }
      state.isClosed = true
      state.stopListening()
      state.dropsConnections = true
      Glibc.close(state.reservation)
      poller.wake()
      defer { state.watchers = [:] }
      return Array(state.watchers.values)
    }
    for watcher in watchers { watcher.finish() }
  }
}

extension LabMirror.State {
  /// Ends the listening even where a child process just being started shares the descriptor.
  fileprivate mutating func stopListening() {
    guard let listener else { return }
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
    self.listener = nil
  }
}
