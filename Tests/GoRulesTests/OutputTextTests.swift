import GoRules
import Testing

/// Text on its way to a terminal, a file or a pipe.
struct OutputTextTests {
  @Test(arguments: [
    ("plain\ttext\n", "plain\ttext\n"), ("goproxy.cn ▶ 正常 é ü", "goproxy.cn ▶ 正常 é ü"),
    ("\u{1B}]0;title\u{7}x", "?]0;title?x"), ("a\u{9B}31mb\u{7F}", "a?31mb?"),
    ("csv\r\nline\rend", "csv\r\nline?end"), ("\u{202E}evil\u{2066}", "?evil?"),
    ("👩\u{200D}💻", "👩\u{200D}💻"), ("\u{2028}\u{FEFF}\u{AD}\u{61C}", "????"), ("", ""),
    ("\u{1B}[31mred\u{1B}[0m", "?[31mred?[0m"), ("\u{0}", "?"), ("\u{E0041}", "?"),
  ])
  func nothingHarmfulIsLeft(text: String, shown: String) {
    #expect(OutputText.harmless(text) == shown)
  }

  @Test func stylesOfOursStayAndOthersDoNot() {
    let styles: Set = ["\u{1B}[1;31m", "\u{1B}[0m"]
    #expect(
      OutputText.harmless("\u{1B}[1;31mbad\u{1B}[0m \u{1B}[8mhidden\u{1B}", keeping: styles)
        == "\u{1B}[1;31mbad\u{1B}[0m ?[8mhidden?")
  }

  @Test func oneLineStaysOne() {
    #expect(OutputText.harmless(line: "a\nverdict=x\r\nb\tc\u{85}d") == "a verdict=x b c?d")
  }

  @Test func whatJSONLeavesRawIsEscaped() {
    #expect(
      OutputText.escapedInJSON("{\"a\" : \"x\u{9B}31m\u{7F}\u{2028}\u{E0041}é\"\n}")
        == #"{"a" : "x\u009b31m\u007f\u2028\udb40\udc41é""# + "\n}")
  }

  /// Every scalar alone, told by its bytes and by its category.
  @Test func noScalarSlipsThrough() {
    for value in UInt32(0)...0x2_FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isHarmful =
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
      let stays = !isHarmful || ["\t", "\n", "\u{200C}", "\u{200D}"].contains(scalar)
      #expect((OutputText.harmless("a\(scalar)b") != "a?b" || value == 0x3F) == stays, "\(value)")
    }
  }
}
