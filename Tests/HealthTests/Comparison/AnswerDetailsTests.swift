import GoRules
import Health
import Testing

@Suite struct AnswerDetailsTests {
  @Test(
    "What a server says of idle connections",
    arguments: [
      ("timeout=5", 5), ("timeout=15, max=100", 15), ("max=100, Timeout=75", 75), ("timeout=0", 0),
      ("timeout=86400", 86_400), ("timeout=86401", nil), ("timeout=-1", nil), ("timeout=", nil),
      ("timeout=99999999999999999999", nil), ("max=5", nil), ("", nil), ("5", nil),
    ] as [(String, Int?)])
  func announcedIdle(field: String, seconds: Int?) {
    var details = AnswerDetails()
    details.keepAlive = ServerText(field)
    #expect(details.announcedIdle == seconds.map { .seconds($0) })
    details.keepAlive = nil
    #expect(details.announcedIdle == nil)
  }
}
