import GoRules
import Health
import Testing

@Suite struct JitterTests {
  @Test func isNothingBelowTwoTimes() {
    var jitter = Jitter()
    #expect(jitter.value == nil)
    jitter.record(.milliseconds(10))
    #expect(jitter.value == nil)
  }

  /// RFC 3550: |26 − 10| = 16 ms: J = 16/16 = 1 ms; |26 − 26| = 0: J = 1 − 1/16 = 0.9375 ms;
  /// |10 − 26| = 16: J = 0.9375 + (16 − 0.9375)/16 = 1.87890625 ms.
  @Test func followsTheFormula() {
    var jitter = Jitter()
    jitter.record(.milliseconds(10))
    jitter.record(.milliseconds(26))
    #expect(jitter.value == .milliseconds(1))
    jitter.record(.milliseconds(26))
    #expect(jitter.value == .nanoseconds(937_500))
    jitter.record(.milliseconds(10))
    #expect(jitter.value == .nanoseconds(1_878_906) + .nanoseconds(1) / 4)
  }
}
