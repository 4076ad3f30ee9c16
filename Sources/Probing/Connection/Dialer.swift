import Health

/// In which order and for how long the addresses of a host are dialled: `net.Dialer` (net/dial.go `dialParallel`,
/// `dialSerial`, `partialDeadline`), which follows RFC 6555.
///
/// The addresses of the first one's family are tried one after another; those of the other family likewise, beginning
/// 300 ms later or when the first family has failed. The first connection wins. Times are nanoseconds on the monotonic
/// clock.
package struct Dialer: Sendable {
  /// `Dialer.FallbackDelay` where none is set.
  package static let fallbackDelay: Int64 = 300_000_000
  /// `saneMinimum`: no address gets less than this of what is left.
  package static let minimumShare: Int64 = 2_000_000_000

  package enum Command: Hashable, Sendable {
    /// Connect to the address of this index; `connected` or `failed` is to tell of its end.
    case dial(Int)
    /// Give this address up; nothing is to be told of it any more.
    case abandon(Int)
  }

  package enum Reason: Hashable, Sendable {
    /// The error of a system call, for the caller to keep by the index of its address.
    case system
    /// go: `i/o timeout`.
    case timedOut
  }

  /// Why no address could be connected to: the fault of the first address of the first family, or of the first that was
  /// not begun in time.
  package struct Failure: Hashable, Sendable {
    package var address: Int
    package var reason: Reason

    package init(address: Int, reason: Reason) {
      self.address = address
      self.reason = reason
    }
  }

  /// The addresses of one family. Can transition from waiting to dialling, and to done.
  private struct Racer {
    var addresses: ArraySlice<Int>
    var current: Int?
    /// When the current address is given up.
    var limit: Int64 = 0
    var failure: Failure?
    var isDone = false
  }

  private var primary: Racer
  private var fallback: Racer?
  /// When the fallback begins; nil once it has.
  private var fallbackStart: Int64?
  private let deadline: Int64
  package private(set) var failure: Failure?

  /// An address is left that was not tried yet.
  package var hasMoreAddresses: Bool {
    failure == nil && !(primary.addresses.isEmpty && (fallback?.addresses.isEmpty ?? true))
  }

  /// `families`: of each address, in the order of preference; at least one.
  package init(families: [AddressFamily], deadline: Int64) {
    self.deadline = deadline
    let first = families.indices.filter { families[$0] == families[0] }
    let others = families.indices.filter { families[$0] != families[0] }
    primary = Racer(addresses: first[...])
    if !others.isEmpty { fallback = Racer(addresses: others[...]) }
  }

  /// When `timePassed` is due next; nil for never.
  package var nextTime: Int64? {
    guard failure == nil else { return nil }
    var times: [Int64] = []
    if primary.current != nil { times.append(primary.limit) }
    if let fallback, fallback.current != nil { times.append(fallback.limit) }
    if let fallbackStart { times.append(fallbackStart) }
    return times.min()
  }

  /// Begins; once.
  package mutating func start(at now: Int64) -> [Command] {
    if fallback != nil { fallbackStart = now + Self.fallbackDelay }
    var commands: [Command] = []
    Self.advance(&primary, deadline, now, &commands)
    settle(now, &commands)
    return commands
  }

  /// The connection to this address stands: the others are given up.
  package mutating func connected(_ address: Int) -> [Command] {
    var commands: [Command] = []
    for other in [primary.current, fallback?.current] {
      if let other, other != address { commands.append(.abandon(other)) }
    }
    primary.current = nil
    fallback?.current = nil
    fallbackStart = nil
    return commands
  }

  /// The system refuses to connect to this address.
  package mutating func failed(_ address: Int, at now: Int64) -> [Command] {
    var commands: [Command] = []
    end(address, .system, now, &commands)
    settle(now, &commands)
    return commands
  }

  /// Gives up what has had its share of time, and begins what is due.
  package mutating func timePassed(at now: Int64) -> [Command] {
    var commands: [Command] = []
    for racer in [primary, fallback] {
      guard let racer, let address = racer.current, racer.limit <= now else { continue }
      commands.append(.abandon(address))
      end(address, .timedOut, now, &commands)
    }
    settle(now, &commands)
    return commands
  }

  private mutating func end(
    _ address: Int, _ reason: Reason, _ now: Int64, _ commands: inout [Command]
  ) {
    if primary.current == address {
      Self.end(&primary, reason, deadline, now, &commands)
    } else if var racer = fallback, racer.current == address {
      Self.end(&racer, reason, deadline, now, &commands)
      fallback = racer
    }
  }

  private static func end(
    _ racer: inout Racer, _ reason: Reason, _ deadline: Int64, _ now: Int64,
    _ commands: inout [Command]
  ) {
    guard let address = racer.current else { return }
    racer.current = nil
    if racer.failure == nil { racer.failure = Failure(address: address, reason: reason) }
    advance(&racer, deadline, now, &commands)
  }

  private static func advance(
    _ racer: inout Racer, _ deadline: Int64, _ now: Int64, _ commands: inout [Command]
  ) {
    guard let next = racer.addresses.first else {
      racer.isDone = true
      return
    }
    let left = deadline - now
    guard left > 0 else {
      racer.failure = Failure(address: next, reason: .timedOut)
      racer.isDone = true
      return
    }
    let share = left / Int64(racer.addresses.count)
    racer.limit = now + (share < minimumShare ? min(left, minimumShare) : share)
    racer.addresses = racer.addresses.dropFirst()
    racer.current = next
    commands.append(.dial(next))
  }

  /// Begins the fallback where its time has come, and tells the failure where nothing is left.
  private mutating func settle(_ now: Int64, _ commands: inout [Command]) {
    if let start = fallbackStart, var racer = fallback, primary.isDone || start <= now {
      fallbackStart = nil
      Self.advance(&racer, deadline, now, &commands)
      fallback = racer
    }
    if primary.isDone, fallback?.isDone ?? true { failure = primary.failure }
  }
}
