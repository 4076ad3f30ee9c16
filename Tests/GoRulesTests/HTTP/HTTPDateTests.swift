import GoRules
import Testing

/// The times of HTTP fields; seconds by `date -u -d`.
struct HTTPDateTests {
  @Test(
    arguments: [
      ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
      ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199),
      ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Wed, 30 Feb 2024 00:00:00 GMT", nil),
      ("Sun, 06 Nov 1994 08:49:37 UTC", nil), ("Sun, 06 Nov 1994 24:49:37 GMT", nil),
      ("Sunday, 06-Nov-94 08:49:37 GMT", nil), ("Sun Nov  6 08:49:37 1994", nil), ("", nil),
      ("Sun, 06 Nov 1994 08:49:-7 GMT", nil),
    ] as [(String, Int64?)])
  func date(text: String, seconds: Int64?) {
    #expect(HTTPDate.seconds(text.utf8) == seconds)
  }

  @Test(
    arguments: [
      ("120", 120), ("0", 0), ("-1", nil), ("1234567890", 999_999_999),
      ("99999999999999999999", 999_999_999), ("999999999999x", nil), ("soon", nil),
      ("Sun, 06 Nov 1994 08:49:37 GMT", 77), ("Sun, 06 Nov 1994 08:40:00 GMT", nil),
    ] as [(String, Int64?)])
  func delay(text: String, seconds: Int64?) {
    #expect(HTTPDate.delay(text.utf8, now: 784_111_700) == seconds)
  }
}
