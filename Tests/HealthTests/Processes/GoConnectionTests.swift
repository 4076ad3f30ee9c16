import GoRules
import Health
import Testing

/// What can be said of a socket of the go command.
struct GoConnectionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var state = GoConnection.State.established
    var unacknowledged = 0
    var retransmissions = 0
    /// Milliseconds.
    var sent = 0
    var received = 0
    let sight: GoConnection.Sight
  }

  @Test(arguments: [
    Case(testDescription: "a name server is asked", state: .datagrams, sight: .askingNameServer),
    Case(testDescription: "SYN just sent", state: .connecting, sight: .connecting(resent: 0)),
    Case(
      testDescription: "SYN lost", state: .connecting, unacknowledged: 1, retransmissions: 3,
      sent: 7000, received: 7000, sight: .connecting(resent: 3)),
    Case(
      testDescription: "request lost", unacknowledged: 240, retransmissions: 2, sent: 100,
      received: 4000, sight: .unacknowledged(resent: 2, for: .seconds(4))),
    Case(
      testDescription: "request not acknowledged for long, not sent again", unacknowledged: 240,
      sent: 1500, received: 2000, sight: .unacknowledged(resent: 0, for: .seconds(2))),
    Case(
      testDescription: "unacknowledged, though something came meanwhile", unacknowledged: 240,
      sent: 9000, received: 2000, sight: .unacknowledged(resent: 0, for: .seconds(2))),
    Case(
      testDescription: "request under way", unacknowledged: 240, sent: 5, received: 40,
      sight: .receiving),
    Case(
      testDescription: "acknowledged and silent", sent: 12_000, received: 12_050,
      sight: .silent(for: .seconds(12))),
    Case(testDescription: "bytes come", sent: 30_000, received: 3, sight: .receiving),
    Case(
      testDescription: "the peer spoke last", sent: 9000, received: 5000,
      sight: .quiet(for: .seconds(5))),
    Case(testDescription: "closed", state: .closed, sight: .closed),
  ])
  func isSeen(_ test: Case) {
    let connection = GoConnection(
      to: "127.0.0.1", port: 443, test.state, unacknowledged: test.unacknowledged,
      retransmissions: test.retransmissions, sinceSent: .milliseconds(test.sent),
      sinceReceived: .milliseconds(test.received))
    #expect(connection.sight == test.sight)
  }
}
