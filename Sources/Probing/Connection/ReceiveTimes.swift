/// When the bytes that were read from a connection could be read, by what the kernel tells of its packets.
///
/// The kernel keeps one time for packets that it has joined, that of the newest. Two cases need more than that time:
/// - A packet was lost. What came behind it was held back, and its early time covers the late packet that filled the
///   hole. The bytes could be read when the loop woke up. The kernel tells only that packets came out of order, and not
///   in which answer they were held: so all of an answer is timed in this way once some of it came out of order.
/// - The loop was late. The first bytes cannot have come after it woke up.
///
/// Times are nanoseconds on CLOCK_REALTIME.
package struct ReceiveTimes: Sendable {
  /// What the kernel knows when it is asked for a time.
  package struct Facts: Sendable {
    /// Packets that came before one that was to come first, since the connection was opened.
    package var outOfOrder: UInt32
    package var now: Int64
    /// For how long no packet has come in its order; a clock tick of the kernel more or less.
    package var sinceData: Int64

    package init(outOfOrder: UInt32, now: Int64, sinceData: Int64) {
      self.outOfOrder = outOfOrder
      self.now = now
      self.sinceData = sinceData
    }
  }

  /// The kernel's clock tick (1/HZ).
  private let tick: Int64
  /// When the packet came that was read last; 0 for none yet.
  package private(set) var packet: Int64 = 0
  /// When the loop had woken up that read it.
  private var wakeUp: Int64 = 0
  private var outOfOrderBefore: UInt32 = 0
  private var outOfOrder: UInt32 = 0

  package init(tick: Int64) { self.tick = tick }

  /// What comes from now on answers something new.
  package mutating func beginAnswer() { outOfOrderBefore = outOfOrder }

  /// Bytes were read; the kernel says that their newest packet came at `packet`.
  package mutating func read(packet: Int64, wakeUp: Int64) {
    self.packet = packet
    self.wakeUp = wakeUp
  }

  /// When the first of the bytes that were read last could be read.
  package mutating func first(_ facts: Facts) -> Int64 {
    isOrdered(facts) ? min(packet, wakeUp) : filled(facts)
  }

  /// When the last of them could be read.
  package mutating func last(_ facts: Facts) -> Int64 {
    isOrdered(facts) ? packet : filled(facts)
  }

  private mutating func isOrdered(_ facts: Facts) -> Bool {
    outOfOrder = facts.outOfOrder
    return outOfOrder == outOfOrderBefore
  }

  /// When the last hole was filled: at most a tick after the kernel's own time of it, and before the loop woke up.
  private func filled(_ facts: Facts) -> Int64 {
    max(packet, min(wakeUp, facts.now - facts.sinceData + tick))
  }
}
