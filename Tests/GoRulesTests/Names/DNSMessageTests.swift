import GoRules
import Testing

/// What net.Resolver of go 1.27 makes of these answers to a query for the A records of `m.test.`
@Suite struct DNSMessageTests {
  private typealias Reading = DNSMessage.Reading

  private static let question = " 01 6d 04 74 65 73 74 00 00 01 00 01 "
  private static let a = " c0 0c 00 01 00 01 00 00 00 3c "
  private static let aaaa = " c0 0c 00 1c 00 01 00 00 00 3c "
  private static let alias = " c0 0c 00 05 00 01 00 00 00 3c "
  private static let text = " c0 0c 00 10 00 01 00 00 00 3c "
  /// An OPT record before its lifetime.
  private static let opt = " 00 00 29 04 d0 "
  private static let one = "00 04 7f 00 00 01"
  private static let two = "00 04 7f 00 00 02"
  private static let six = "00 10 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01"
  private static let loopback: [UInt8] = [127, 0, 0, 1]
  private static let unreadable = "cannot unmarshal DNS message"

  private func read(
    answers: UInt8, additional: UInt8 = 0, flags: String = "81 80", _ records: String
  ) -> Reading {
    let count = "\(flags) 00 01 00 0\(answers) 00 00 00 0\(additional)"
    let bytes = ("00 07 " + count + Self.question + records).split(separator: " ")
    return DNSMessage.read(
      bytes.compactMap { UInt8($0, radix: 16) }, name: "M.test.", .a, id: 7, isTCP: false)
  }

  private static let rows: [(UInt8, String)] = [
    (1, "\(a)\(one)"), (1, "\(a)00 0f 7f 00 00 01"), (2, "\(a)ff ff 7f 00 00 01\(a)\(two)"),
    (2, "\(a)00 00 7f 00 00 01\(a)\(two)"), (2, "\(a)\(one)\(a)00 03 7f 00 00"),
    (2, "\(aaaa)\(six)\(a)\(one)"), (2, "\(alias)00 02 c0 0c\(a)\(one)"),
    (2, "\(alias)00 02 40 0c\(a)\(one)"), (3, "\(a)\(one)\(alias)00 02 40 0c\(a)\(two)"),
    (2, "\(a)\(one)\(text)00 ff 00"), (5, "\(a)\(one)"),
  ]

  @Test(arguments: rows)
  func readsUpToWhatIsUnreadable(answers: UInt8, records: String) {
    #expect(read(answers: answers, records) == .addresses([Self.loopback]))
  }

  @Test func takesTheOtherFamilyBehindItsOwn() {
    let other: [UInt8] = Array(repeating: 0, count: 15) + [1]
    #expect(
      read(answers: 2, Self.a + Self.one + Self.aaaa + Self.six)
        == .addresses([Self.loopback, other]))
    #expect(read(answers: 1, Self.aaaa + Self.six) == .noSuchHost)
  }

  @Test func unreadableFromTheStart() {
    #expect(
      read(answers: 1, Self.a + "00 03 7f 00 00") == .unreadableAddress(Self.unreadable))
    #expect(read(answers: 2, Self.text + "00 ff 00" + Self.a + Self.one) == .fault(Self.unreadable))
    #expect(read(answers: 1, "") == .fault(Self.unreadable))
    let dotted = "01 2e 00 00 01 00 01 00 00 00 3c " + Self.one
    #expect(read(answers: 1, dotted) == .fault(Self.unreadable))
  }

  @Test func codes() {
    #expect(read(answers: 0, flags: "81 83", "") == .noSuchHost)
    #expect(read(answers: 0, flags: "81 82", "") == .fault("server misbehaving"))
    #expect(read(answers: 0, flags: "81 00", "") == .fault("lame referral"))
    let record = Self.a + Self.one
    let upper = Self.opt + "01 00 00 00 00 00"
    #expect(read(answers: 1, additional: 1, record + upper) == .fault("server misbehaving"))
    let otherVersion = Self.opt + "01 01 00 00 00 00"
    #expect(read(answers: 1, additional: 1, record + otherVersion) == .addresses([Self.loopback]))
    // The OPT record behind one of a wrong length is not found.
    let long = Self.a + "00 ff 7f 00 00 01"
    #expect(read(answers: 1, additional: 1, long + upper) == .addresses([Self.loopback]))
  }

  @Test func anotherQuestionIsNoAnswer() {
    let bytes: [UInt8] = [0, 7, 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0x6e, 0, 0, 1, 0, 1]
    #expect(
      DNSMessage.read(bytes, name: "m.", .a, id: 7, isTCP: true)
        == .foreign(text: "invalid DNS response"))
    #expect(DNSMessage.read(bytes, name: "N.", .a, id: 7, isTCP: true) == .noSuchHost)
  }
}
