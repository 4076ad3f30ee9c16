import Probing
import Testing

/// When bytes could be read, by what a kernel with a tick of 4 ms says; times in milliseconds.
@Suite struct ReceiveTimesTests {
  /// What is read of one answer: the newest packet of it, when the loop woke up, what is known when a time is asked for.
  struct Reading: Sendable {
    var packet: Int64
    var wakeUp: Int64
    var outOfOrder: UInt32
    var now: Int64
    var sinceData: Int64
  }

  @Test(arguments: [
    // In time.
    (Reading(packet: 100, wakeUp: 101, outOfOrder: 0, now: 102, sinceData: 0), 100, 100),
    // The loop slept on until 140, or was late and read what came meanwhile.
    (Reading(packet: 100, wakeUp: 140, outOfOrder: 0, now: 141, sinceData: 40), 100, 100),
    (Reading(packet: 120, wakeUp: 101, outOfOrder: 0, now: 130, sinceData: 8), 101, 120),
    // 100 came early; the hole before it was filled at 300.
    (Reading(packet: 100, wakeUp: 301, outOfOrder: 1, now: 302, sinceData: 0), 301, 301),
    // The same where the loop was late: a tick at most is missed.
    (Reading(packet: 100, wakeUp: 350, outOfOrder: 1, now: 351, sinceData: 52), 303, 303),
    // And more came in its order.
    (Reading(packet: 310, wakeUp: 301, outOfOrder: 1, now: 312, sinceData: 0), 310, 310),
  ])
  func ofOneReading(_ reading: Reading, first: Int64, last: Int64) {
    var times = ReceiveTimes(tick: 4)
    times.beginAnswer()
    times.read(packet: reading.packet, wakeUp: reading.wakeUp)
    let facts = ReceiveTimes.Facts(
      outOfOrder: reading.outOfOrder, now: reading.now, sinceData: reading.sinceData)
    #expect(times.first(facts) == first)
    #expect(times.last(facts) == last)
  }

  /// A packet that was held already when the first byte was read covers the one that fills the hole behind it.
  @Test func aHoleIsRememberedUntilTheAnswerIsOver() {
    var times = ReceiveTimes(tick: 4)
    times.beginAnswer()
    times.read(packet: 100, wakeUp: 101)
    #expect(times.first(.init(outOfOrder: 1, now: 101, sinceData: 0)) == 101)
    times.read(packet: 100, wakeUp: 301)
    #expect(times.last(.init(outOfOrder: 1, now: 302, sinceData: 0)) == 301)
    times.beginAnswer()
    times.read(packet: 400, wakeUp: 405)
    #expect(times.last(.init(outOfOrder: 1, now: 406, sinceData: 4)) == 400)
  }
}
