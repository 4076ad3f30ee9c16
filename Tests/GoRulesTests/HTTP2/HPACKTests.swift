import GoRules
import Testing

/// The decoder seen through answers, for nothing else uses it.
@Suite struct HPACKTests {
  private typealias W = HTTP2Wire

  private static func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.compactMap { $0.hexDigitValue.map(UInt8.init) }
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  private static func fields(_ exchange: HTTP2Exchange) -> [String] {
    guard let fields = exchange.answer?.fields else { return [] }
    return (0..<fields.count).map { index in
      String(decoding: fields.name(index), as: UTF8.self) + ": "
        + String(decoding: fields.value(index), as: UTF8.self)
    }
  }

  /// RFC 7541, appendices C.5 and C.6: three answers in plain and in Huffman code, over a table of
  /// 256 bytes that evicts.
  @Test(arguments: [
    [
      """
      4803 3330 3258 0770 7269 7661 7465 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133
      2032 303a 3133 3a32 3120 474d 546e 1768 7474 7073 3a2f 2f77 7777 2e65 7861 6d70
      6c65 2e63 6f6d
      """, "4803 3330 37c1 c0bf",
      """
      88c1 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032 303a 3133 3a32 3220 474d
      54c0 5a04 677a 6970 7738 666f 6f3d 4153 444a 4b48 514b 425a 584f 5157 454f 5049
      5541 5851 5745 4f49 553b 206d 6178 2d61 6765 3d33 3630 303b 2076 6572 7369 6f6e
      3d31
      """,
    ],
    [
      """
      4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6
      2d1b ff6e 919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3
      """, "4883 640e ffc1 c0bf",
      """
      88c1 6196 d07a be94 1054 d444 a820 0595 040b 8166 e084 a62d 1bff c05a 839b d9ab
      77ad 94e7 821d d7f2 e6c7 b335 dfdf cd5b 3960 d5af 2708 7f36 72c1 ab27 0fb5 291f
      9587 3160 65c0 03ed 4ee5 b106 3d50 07
      """,
    ],
  ]) func answersOfTheRFC(_ blocks: [String]) {
    var exchange = HTTP2Exchange()
    exchange.receive(W.settings)
    let size256 = Self.bytes("3fe101")
    let location = "location: https://www.example.com"
    let date = "date: Mon, 21 Oct 2013 20:13:21 GMT"
    let expected = [
      ["cache-control: private", date, location],
      ["cache-control: private", date, location],
      [
        "cache-control: private", "date: Mon, 21 Oct 2013 20:13:22 GMT", location,
        "set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1",
      ],
    ]
    for (index, block) in blocks.enumerated() {
      let bytes = (index == 0 ? size256 : []) + Self.bytes(block)
      exchange.receive(W.frame(0x1, flags: 5, stream: UInt32(2 * index + 1), bytes))
      // The third has a coding, which is kept where there is no body.
      #expect(Self.fields(exchange).filter { $0 != "content-encoding: gzip" } == expected[index])
      #expect(exchange.answer?.status == [302, 307, 200][index])
      exchange.ask()
    }
  }

  /// Each is go's hpack.Decoder's verdict.
  @Test(arguments: [
    ("an integer that ends in time, no such index", "88 ff80808080808080 00", false),
    ("an integer of one byte more", "88 ff8080808080808080 00", false),
    ("a table of 4096", "3fe11f 88", true),
    ("a table of 4097", "3fe21f 88", false),
    ("a table size after a field, table empty", "88 20", true),
    ("a table size after a field, table filled", "88 400178 0179 20", false),
    ("an entry larger than the table", "20 88 400178 0179", true),
    ("its index", "20 88 400178 0179 be", false),
    ("Huffman code", "88 000178 81 1f", true),
    ("eight bits of padding", "88 000178 82 1fff", false),
    ("padding of zeros", "88 000178 81 18", false),
    ("the end-of-string symbol", "88 000178 84 ffffffff", false),
    ("a symbol cut short", "88 000178 81 ff", false),
    ("wrong code after an invalid field", "88 000158 0179 000178 84 ffffffff", true),
    ("the same if it enters the table", "88 000158 0179 400178 84 ffffffff", false),
  ]) func rulesOfGo(name: String, block: String, isSound: Bool) {
    var exchange = HTTP2Exchange()
    exchange.receive(W.settings + W.frame(0x1, flags: 4, stream: 1, Self.bytes(block)))
    #expect((exchange.failure != .headerCompression) == isSound, "\(name)")
  }
}
