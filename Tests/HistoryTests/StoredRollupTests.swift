import GoRules
import Health
import History
import Record
import Testing

@Suite struct StoredRollupTests {
  private func outcomes(_ numbers: [UInt64]) -> [UInt8] {
    var bytes: [UInt8] = []
    for number in numbers { LEB128.append(number, to: &bytes) }
    return bytes
  }

  /// No series: one byte without a bit.
  private let noLatencies: [UInt8] = [0]

  @Test func wholeTalliesComeBackAsTheyWere() {
    let encoded = outcomes([1, 2, 12, 345_678, 3, 4, 1, 0])
    let rollup = StoredRollup(outcomes: encoded, latencies: noLatencies)
    #expect(rollup?.encodedOutcomes == encoded)
  }

  @Test func aSumIsOfBoth() {
    let encoded = outcomes([1, 2, 12, 345])
    var rollup = StoredRollup(outcomes: encoded, latencies: noLatencies)
    rollup.map { rollup?.merge($0) }
    #expect(rollup?.encodedOutcomes == outcomes([1, 2, 24, 690]))
  }

  @Test(arguments: [
    // A request and an outcome beyond what a row number can be: no number of the encoding.
    [UInt64.max, 2, 1, 1], [1, 1 << 63, 1, 1],
    // More than an hour can hold: sums of it would overflow.
    [1, 2, UInt64.max, 1], [1, 2, 1, UInt64.max],
    // A tally without its end.
    [1, 2, 3],
  ])
  func aDamagedRowIsRefused(_ numbers: [UInt64]) {
    #expect(StoredRollup(outcomes: outcomes(numbers), latencies: noLatencies) == nil)
  }
}
