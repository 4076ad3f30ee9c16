/// What the peer may still send us, on the connection or on a stream (go's inflow).
struct HTTP2InboundWindow: Sendable {
  /// Bytes the peer may send; never negative.
  private(set) var available: Int
  /// Bytes that were consumed but not yet given back.
  private var unsent = 0

  /// From this many bytes on they are given back at once (go: inflowMinRefresh).
  private static let refresh = 4 << 10

  init(_ available: Int) { self.available = available }

  /// Takes `count` bytes off, or nothing and false if that is more than the peer may send.
  mutating func take(_ count: Int) -> Bool {
    guard count <= available else { return false }
    available -= count
    return true
  }

  /// Notes that `count` bytes were consumed; returns the increment to announce now, or 0 for later.
  mutating func giveBack(_ count: Int) -> Int {
    unsent += count
    if unsent < Self.refresh && unsent < available { return 0 }
    defer { unsent = 0 }
    available += unsent
    return unsent
  }
}

/// What we may still send: a GET never uses it, but the peer can overflow it (go's connOutflow).
struct HTTP2OutboundWindows: Sendable {
  private static let most = Int64(Int32.max)

  /// SETTINGS_INITIAL_WINDOW_SIZE, at most 2^31 - 1.
  var initial: Int64 = 65_535
  /// The connection's own window.
  private var connection: Int64 = 65_535

  /// Widens the connection's window; false if that passes 2^31 - 1.
  mutating func widen(by increment: UInt32) -> Bool {
    let sum = connection + Int64(increment)
    guard sum <= Self.most else { return false }
    connection = sum
    return true
  }

  /// Takes a small body off that goes out on a new stream; false where it does not fit, and nothing is taken.
  mutating func spend(_ count: Int) -> Bool {
    guard Int64(count) <= min(initial, connection) else { return count == 0 }
    connection -= Int64(count)
    return true
  }

  enum Widened { case fits, streamOverflows, connectionOverflows }

  /// Widens a stream's window, whose difference from the initial one is `delta` (go: outflow.add).
  func widen(_ delta: inout Int64, by increment: UInt32) -> Widened {
    if initial + delta > Self.most { return .connectionOverflows }
    if initial + delta + Int64(increment) > Self.most { return .streamOverflows }
    delta += Int64(increment)
    return .fits
  }
}
