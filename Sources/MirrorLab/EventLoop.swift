import Glibc
import Platform

/// The thread that serves all mirrors of a lab. Everything it owns is made on it and stays on it.
final class EventLoop {
  let poller: Poller
  private let core: LabCore
  private var connections: [UInt64: ServedConnection] = [:]
  private var nextID: UInt64 = 1
  private var timers = TimerQueue()
  private var nextToken: UInt64 = 1
  private var identities: IdentityCache

  private init(_ core: LabCore) {
    self.core = core
    poller = core.poller
    identities = IdentityCache(authority: core.authority)
  }

  static func start(_ core: LabCore) throws(LabError) -> pthread_t {
    try LabThread.start { EventLoop(core).run() }
  }

  private func run() {
    while !core.registry.withLock({ $0.isStopping }) {
      for id in poller.wait(timeout: timers.timeout(SystemClock.monotonic())) { handle(id) }
      let now = SystemClock.monotonic()
      while let due = timers.popDue(now) { connections[due.connection]?.timerFired(due.token) }
    }
    for connection in connections.values { connection.abandon() }
  }

  private func handle(_ id: UInt64) {
    if id == Poller.wakeupID {
      dropConnections()
    } else if id & LabCore.mirrorBit != 0 {
      accept(id)
    } else {
      connections[id]?.ready()
    }
  }

  private func accept(_ id: UInt64) {
    let index = Int(id & ~LabCore.mirrorBit)
    let mirror = core.registry.withLock {
      $0.mirrors.indices.contains(index) ? $0.mirrors[index] : nil
    }
    guard let mirror else { return }
    var count = 0
    while count < 64, let (descriptor, number) = mirror.accept() {
      count += 1
      let id = nextID
      nextID += 1
      let connection = ServedConnection(
        id: id, number: number, descriptor: descriptor, mirror: mirror, loop: self)
      do {
        try poller.add(descriptor, id: id)
        connections[id] = connection
      } catch {
        connection.abandon()
      }
    }
    // Readable but nothing to take: no descriptor is free. Do not spin on it.
    if count == 0 { usleep(1000) }
  }

  private func dropConnections() {
    let mirrors = core.registry.withLock { $0.mirrors }
    for mirror in mirrors where mirror.takeDrop() {
      for connection in connections.values where connection.mirror === mirror { connection.reset() }
    }
  }

  // MARK: For connections

  /// Calls `timerFired` of a connection with the returned token, if it still exists by then.
  func schedule(_ delay: Duration, for connection: UInt64) -> UInt64 {
    let token = nextToken
    nextToken += 1
    timers.add(
      TimerQueue.Entry(
        deadline: SystemClock.monotonic() + max(0, delay.inNanoseconds), connection: connection,
        token: token))
    return token
  }

  func forget(_ connection: UInt64) { connections[connection] = nil }

  func tlsContext(for mirror: LabMirror, fault: Fault) throws(LabError) -> TLSContext {
    try identities.context(for: mirror, fault: fault)
  }
}
