import Health
import Probing
import Testing

/// net.Dialer's order (net/dial.go `dialParallel`, `dialSerial`, `partialDeadline`); times in milliseconds.
@Suite struct DialerTests {
  private static let second: Int64 = 1_000_000_000
  private static let deadline = 30 * second

  /// `46`: the families of the addresses in their order.
  private func dialer(_ families: String) -> Dialer {
    Dialer(families: families.map { $0 == "4" ? .ipv4 : .ipv6 }, deadline: Self.deadline)
  }

  @Test func oneAddressHasAllTheTime() {
    var dialer = dialer("4")
    #expect(dialer.start(at: 0) == [.dial(0)])
    #expect(dialer.nextTime == Self.deadline)
    #expect(dialer.timePassed(at: Self.deadline) == [.abandon(0)])
    #expect(dialer.failure == Dialer.Failure(address: 0, reason: .timedOut))
  }

  @Test func addressesOfOneFamilyShareTheTime() {
    var dialer = dialer("444")
    #expect(dialer.start(at: 0) == [.dial(0)])
    #expect(dialer.nextTime == 10 * Self.second)
    #expect(dialer.timePassed(at: 10 * Self.second) == [.abandon(0), .dial(1)])
    #expect(dialer.failed(1, at: 11 * Self.second) == [.dial(2)])
    #expect(dialer.nextTime == Self.deadline)
    #expect(dialer.hasMoreAddresses == false)
    #expect(dialer.failed(2, at: 12 * Self.second) == [])
    // The first address is the one to blame.
    #expect(dialer.failure == Dialer.Failure(address: 0, reason: .timedOut))
  }

  @Test func noAddressGetsLessThanTwoSeconds() {
    var dialer = dialer(String(repeating: "4", count: 30))
    _ = dialer.start(at: 0)
    #expect(dialer.nextTime == 2 * Self.second)
    var now: Int64 = 0
    for _ in 0..<15 {
      now += 2 * Self.second
      _ = dialer.timePassed(at: now)
    }
    // The time is over: go names the address whose turn it would have been.
    #expect(dialer.failure == Dialer.Failure(address: 15, reason: .timedOut))
  }

  @Test func theOtherFamilyBeginsAfterItsDelay() {
    var dialer = dialer("6464")
    #expect(dialer.start(at: 0) == [.dial(0)])
    #expect(dialer.nextTime == Dialer.fallbackDelay)
    #expect(dialer.timePassed(at: Dialer.fallbackDelay) == [.dial(1)])
    #expect(dialer.connected(1) == [.abandon(0)])
    #expect(dialer.failure == nil)
  }

  @Test func theOtherFamilyBeginsAtOnceWhereTheFirstHasFailed() {
    var dialer = dialer("64")
    _ = dialer.start(at: 0)
    #expect(dialer.failed(0, at: 5) == [.dial(1)])
    #expect(dialer.nextTime == Self.deadline)
    #expect(dialer.failed(1, at: 6) == [])
    #expect(dialer.failure == Dialer.Failure(address: 0, reason: .system))
  }
}
