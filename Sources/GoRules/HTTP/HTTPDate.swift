/// The times of HTTP fields.
package enum HTTPDate {
  /// Seconds since 1970 of `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7), the one form that servers may send; nil for
  /// anything else.
  package static func seconds(_ text: some Collection<UInt8>) -> Int64? {
    let words = text.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ":") }
    guard words.count == 8, text.count == 29, words[7].elementsEqual("GMT".utf8),
      let month = months.firstIndex(where: { words[2].elementsEqual($0.utf8) }),
      let day = number(words[1]), let year = number(words[3]), let hour = number(words[4]),
      let minute = number(words[5]), let second = number(words[6])
    else { return nil }
    return CertificateTime.seconds(year, Int64(month) + 1, day, hour, minute, second)
  }

  /// The wait of `Retry-After`: seconds, or the time from `now`, in seconds since 1970, to a date; nil where it is
  /// neither, or the date has passed. Ten digits or more mean forever.
  package static func delay(_ text: some Collection<UInt8>, now: Int64) -> Int64? {
    if let seconds = number(text) { return seconds }
    if text.count > 9, text.allSatisfy(isDigit) { return 999_999_999 }
    return seconds(text).flatMap { $0 > now ? $0 - now : nil }
  }

  /// Up to nine digits and nothing else.
  package static func number(_ text: some Collection<UInt8>) -> Int64? {
    guard (1...9).contains(text.count), text.allSatisfy(isDigit) else { return nil }
    return text.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
