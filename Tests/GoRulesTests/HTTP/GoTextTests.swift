import GoRules
import Testing

/// Small pieces of go's texts.
struct GoTextTests {
  /// strconv.Quote's output.
  @Test(
    arguments: [
      ([], #""""#), (Array("a\"\\".utf8), #""a\"\\""#),
      ([7, 8, 12, 10, 13, 9, 11, 0, 0x1F, 0x7F], #""\a\b\f\n\r\t\v\x00\x1f\x7f""#),
      (
        Array("é日\u{A0}\u{AD}\u{2028}\u{FFFD}\u{1F600}\u{E0001}".utf8),
        "\"é日\\u00a0\\u00ad\\u2028\u{FFFD}😀\\U000e0001\""
      ),
      ([0xFF, 0x61, 0xC3, 0xE2, 0x82, 0xED, 0xA0, 0x80], #""\xffa\xc3\xe2\x82\xed\xa0\x80""#),
      ([0xC0, 0x80, 0xF4, 0x90, 0x80, 0x80, 0xC3, 0xA9], #""\xc0\x80\xf4\x90\x80\x80é""#),
    ] as [([UInt8], String)])
  func quotesAsGo(bytes: [UInt8], quoted: String) {
    #expect(goQuoted(bytes: bytes) == quoted)
  }

  /// What go sends as `Host`.
  @Test(arguments: [
    ("example.com", "example.com"), ("bücher.example.", "xn--bcher-kva.example."),
    ("日本語", "xn--wgv71a119e"), ("ü", "xn--tda"), ("=&ü", "xn--=&-yka"),
    ("a.é.b", "a.xn--9ca.b"), ("Pročprostěnemluvíčesky", "xn--Proprostnemluvesky-uyb24dma41a"),
  ])
  func writesPunycode(name: String, encoded: String) {
    #expect(Punycode.encoded(name) == encoded)
  }

  /// idna.Lookup.ToASCII's output, or the name itself where it has an error.
  @Test(arguments: [
    ("Example.COM", "Example.COM"), ("BÜCHER.Example", "xn--bcher-kva.example"),
    ("中文.test", "xn--fiq228c.test"), ("ü.", "xn--tda."), ("☃.test", "xn--n3h.test"),
    ("a_b.ü", "a_b.ü"), ("-ü", "-ü"), ("ü-", "ü-"), ("ab--ü", "ab--ü"), ("ü\u{FFFD}", "ü\u{FFFD}"),
    ("\u{301}a", "\u{301}a"), ("ü\u{A0}", "ü\u{A0}"), ("ü b", "ü b"), ("..ü", "..xn--tda"),
  ])
  func writesNamesToLookUp(name: String, encoded: String) {
    #expect(Punycode.lookedUp(name) == encoded)
    #expect(Punycode.encoded("BÜCHER") == "xn--BCHER-2pa")
  }

  /// compress/gzip, compress/flate.
  @Test(arguments: [
    (GzipFault.header, "gzip: invalid header"), (.checksum, "gzip: invalid checksum"),
    (.cutShort, "unexpected EOF"), (.corrupt(offset: 17), "flate: corrupt input before offset 17"),
  ])
  func namesGzipFaults(fault: GzipFault, text: String) {
    #expect(fault.goText == text)
  }
}
