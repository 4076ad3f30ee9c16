import GoRules
import Testing

@Suite struct ServerTextTests {
  @Test func stripsTerminalControlSequences() {
    #expect(ServerText("a\u{1B}[31mred\r\nb\u{9B}2J\u{202E}c").text == "a [31mred b 2J c")
  }

  @Test func isBounded() {
    #expect(ServerText(String(repeating: "x", count: 5000)).text.count == 200)
    #expect(ServerText(String(repeating: "\u{0}", count: 5000)).text.isEmpty)
  }

  @Test func replacesInvalidUTF8() {
    #expect(ServerText(String(decoding: [0x41, 0xFF, 0x42], as: UTF8.self)).text == "A\u{FFFD}B")
  }

  /// Go's own lines: golang.org/x/mod/zip has them without a tab, cmd/go/internal/web with one.
  @Test func keepsLines() {
    let text = "a: b\nc\u{7F}: d\u{1B}\n\tserver response:\u{202E}e\n\t\tf"
    #expect(ServerText(lines: text).text == "a: b\nc : d\n\tserver response: e\n\tf")
  }
}
