import GoRules
import Testing

/// Expected values are what encoding/json of go 1.27 makes of the same bytes in `modfetch.RevInfo`.
@Suite struct RevInfoTests {
  @Test(arguments: [
    (#"{"Version":"v1.0.0"}"#, "v1.0.0"),
    (#"{"version":"v1.0.0"}"#, "v1.0.0"),
    (#"{"VER\u0053ION":"v1.0.0"}"#, "v1.0.0"),
    ("{\"Ver\u{17F}ion\":\"v1.0.0\"}", "v1.0.0"),
    (#"{"Ver_sion":"v1.0.0"}"#, ""),
    ("null", ""),
    (" \t\r\n{}\n", ""),
    (#"{"Version":"v1.0.1","Version":"v1.0.0"}"#, "v1.0.0"),
    (#"{"Version":"v1.0.0","version":"v1.0.1"}"#, "v1.0.1"),
    (#"{"Version":"v1.0.0","Version":null}"#, "v1.0.0"),
    (#"{"Version":"v1.0.0","Name":3,"Short":[]}"#, "v1.0.0"),
    (#"{"Version":"v1.0.0","X":[1,-0.5e+7,{"a":[]},true]}"#, "v1.0.0"),
    (#"{"Version":"v1.0.0","Origin":null}"#, "v1.0.0"),
    (#"{"Version":"v1.0.0","Origin":{"VCS":"git","Ref":null,"Z":1}}"#, "v1.0.0"),
    (
      #"{"Version":"\ud83d\ude00\ud800\udc00\ud800x\udc00"}"#,
      "\u{1F600}\u{10000}\u{FFFD}x\u{FFFD}"
    ),
    (#"{"Version":"\"\\\/\b\f\n\r\t\u0000"}"#, "\"\\/\u{8}\u{C}\n\r\t\u{0}"),
    ("{\"Version\":\"a\u{80}\u{FFFD}\"}", "a\u{80}\u{FFFD}"),
  ])
  func reads(json: String, version: String) throws {
    #expect(try RevInfo(json.utf8).version == version)
  }

  @Test(arguments: [
    "", "{", #"{""#, #"{"a"#, #"{"a""#, #"{"a":"#, #"{"a":1"#, #"{"a":1,"#, "[", "[1", "[1,",
    "tru", "nul", "-", "1.", "1e", "1e+", #""\"#, #""\u12"#, #""a"#,
  ])
  func needsMore(json: String) {
    expect(json, is: .syntax, "unexpected end of JSON input")
  }

  @Test(arguments: [
    ("\u{FEFF}{}", #"invalid character '\ufeff' looking for beginning of value"#),
    ("x", "invalid character 'x' looking for beginning of value"),
    ("{}x", "invalid character 'x' after top-level value"),
    ("{}{}", "invalid character '{' after top-level value"),
    ("[]]", "invalid character ']' after top-level value"),
    ("{]", "invalid character ']' looking for beginning of object key string"),
    ("[}", "invalid character '}' looking for beginning of value"),
    (#"{"a":1]"#, "invalid character ']' after object key:value pair"),
    ("[1}", "invalid character '}' after array element"),
    (#"{"a":1,}"#, "invalid character '}' looking for beginning of object key string"),
    ("[1,]", "invalid character ']' looking for beginning of value"),
    (#"{"a" 1}"#, "invalid character '1' after object key"),
    (#"{"a":1 "b":2}"#, #"invalid character '"' after object key:value pair"#),
    ("[1 2]", "invalid character '2' after array element"),
    ("{a:1}", "invalid character 'a' looking for beginning of object key string"),
    ("{'a':1}", #"invalid character '\'' looking for beginning of object key string"#),
    ("// c\n{}", "invalid character '/' looking for beginning of value"),
    (",", "invalid character ',' looking for beginning of value"),
    (":", "invalid character ':' looking for beginning of value"),
    ("01", "invalid character '1' after top-level value"),
    ("1.x", "invalid character 'x' in numeric literal"),
    ("1ex", "invalid character 'x' in numeric literal"),
    ("--1", "invalid character '-' in numeric literal"),
    ("+1", "invalid character '+' looking for beginning of value"),
    (".5", "invalid character '.' looking for beginning of value"),
    ("1e999", "json: cannot unmarshal number into Go value of type modfetch.RevInfo"),
    ("nulL", "invalid character 'L' in literal null (expecting 'l')"),
    ("trUe", "invalid character 'U' in literal true (expecting 'u')"),
    ("falsy", "invalid character 'y' in literal false (expecting 'e')"),
    (#"{"a":nan}"#, "invalid character 'a' in literal null (expecting 'u')"),
    (#""\x""#, #"invalid escape sequence `\x` in string"#),
    (#""\u12g4""#, #"invalid escape sequence `\u12g4` in string"#),
    (#""\`a""#, #"invalid escape sequence "\\`" in string"#),
    ("\"\\\u{E9}\"", #"invalid escape sequence "\\\xc3" in string"#),
    ("\"\u{1}\"", #"invalid character '\x01' in string"#),
    ("\"\n\"", #"invalid character '\n' in string"#),
    ("\"\u{7F}\"", "json: cannot unmarshal string into Go value of type modfetch.RevInfo"),
    ("\u{A0}{}", #"invalid character '\u00a0' looking for beginning of value"#),
    ("\u{2028}", #"invalid character '\u2028' looking for beginning of value"#),
    ("\u{E9}", "invalid character '\u{E9}' looking for beginning of value"),
    ("`", "invalid character '`' looking for beginning of value"),
    ("'", #"invalid character '\'' looking for beginning of value"#),
    (#"\"#, #"invalid character '\\' looking for beginning of value"#),
    ("[1]", "json: cannot unmarshal array into Go value of type modfetch.RevInfo"),
    (#""x""#, "json: cannot unmarshal string into Go value of type modfetch.RevInfo"),
    ("1", "json: cannot unmarshal number into Go value of type modfetch.RevInfo"),
    ("true", "json: cannot unmarshal bool into Go value of type modfetch.RevInfo"),
    (#"{"Version":1,"a":}"#, "invalid character '}' looking for beginning of value"),
  ])
  func refuses(json: String, text: String) {
    expect(json, is: text.hasPrefix("json:") ? .type : .syntax, text)
  }

  @Test(arguments: [
    (#"{"Version":1}"#, "number", "Version", "string"),
    (#"{"version":false}"#, "bool", "version", "string"),
    (#"{"Version":[]}"#, "array", "Version", "string"),
    (#"{"Version":{"a":1}}"#, "object", "Version", "string"),
    (#"{"Time":1704067200}"#, "number", "Time", "time.Time"),
    (#"{"Time":{}}"#, "object", "Time", "time.Time"),
    (#"{"Time":true}"#, "bool", "Time", "time.Time"),
    (#"{"Origin":"x"}"#, "string", "Origin", "codehost.Origin"),
    (#"{"Origin":[1]}"#, "array", "Origin", "codehost.Origin"),
    (#"{"Origin":7,"Version":1}"#, "number", "Origin", "codehost.Origin"),
    (#"{"Origin":{"VCS":1}}"#, "number", "Origin.VCS", "string"),
    (#"{"origin":{"vcs":{}}}"#, "object", "origin.vcs", "string"),
    (#"{"Origin":{"RepoSum":[]},"Version":1}"#, "array", "Origin.RepoSum", "string"),
    (#"{"Version":1,"Time":"x"}"#, "number", "Version", "string"),
    (#"{"Or\u0069gin":{"TagSum":true}}"#, "bool", "Origin.TagSum", "string"),
  ])
  func refusesType(json: String, value: String, field: String, type: String) {
    expect(
      json, is: .type,
      "json: cannot unmarshal \(value) into Go struct field RevInfo.\(field) of type \(type)")
  }

  /// `…` stands for the words with which go names its layout.
  @Test(arguments: [
    ("2024-01-02T03:04:05Z", nil),
    ("2024-02-29T23:59:59.123456789123+05:30", nil),
    ("0000-01-01T00:00:00Z", nil),
    ("2024-01-02T3:04:05Z", nil),
    ("2024-01-02T03:04:05,5Z", nil),
    ("2024-01-02T03:04:05+24:60", nil),
    ("2023-02-29T00:00:00Z", ": day out of range"),
    ("2024-00-01T00:00:00Z", ": month out of range"),
    ("2024-13-01T00:00:00Z", ": month out of range"),
    ("2024-01-00T00:00:00Z", ": day out of range"),
    ("2024-01-32T00:00:00Z", ": day out of range"),
    ("2024-01-01T24:00:00Z", ": hour out of range"),
    ("2024-01-01T00:60:00Z", ": minute out of range"),
    ("2024-01-01T00:00:60Z", ": second out of range"),
    ("2024-01-01", #"…"" as "T""#),
    ("2024-01-01T00:00:00", #"…"" as "Z07:00""#),
    ("2024-01-01t00:00:00Z", #"…"t00:00:00Z" as "T""#),
    ("2024-01-01T00:00:00z", #"…"z" as "Z07:00""#),
    ("2024-01-01 00:00:00Z", #"…" 00:00:00Z" as "T""#),
    ("24-01-01T00:00:00Z", #"…"24-01-01T00:00:00Z" as "2006""#),
    ("x024-01-01T00:00:00Z", #"…"x024-01-01T00:00:00Z" as "2006""#),
    ("2024-1-01T00:00:00Z", #"…"1-01T00:00:00Z" as "01""#),
    ("2024-01-1T00:00:00Z", #"…"1T00:00:00Z" as "02""#),
    ("2024-01-01T00:0:00Z", #"…"0:00Z" as "04""#),
    ("2024-01-01T00:00:0Z", #"…"0Z" as "05""#),
    ("2024-01-01T00:00:00.Z", #"…".Z" as "Z07:00""#),
    ("2024-01-01T00:00:00+25:00", ": time zone offset hour out of range"),
    ("2024-01-01T00:00:00+00:61", ": time zone offset minute out of range"),
    ("2024-01-01T00:00:00+99:99", ": time zone offset minute out of range"),
    ("2024-01-01T00:00:00*01:00", #"…"*01:00" as "Z07:00""#),
    ("2024-01-01T00:00:00+0a:00", #"…"+0a:00" as "Z07:00""#),
    ("2024-01-01T00:00:00+1:00", #"…"+1:00" as "Z07:00""#),
    ("2024-01-01T00:00:00ZZ", #": extra text: "Z""#),
    ("", #"…"" as "2006""#),
    ("\u{E9}", #"…"\xc3\xa9" as "2006""#),
    (#"\u0022\\"#, #"…"\"\\" as "2006""#),
    (#"2024-01-01T00:00:00Z\u0000"#, #": extra text: "\x00""#),
    ("2024-02-30T00:00:00ZZ", #": extra text: "Z""#),
  ])
  func readsTime(time: String, fault: String?) {
    let json = "{\"Time\":\"\(time)\"}"
    guard let fault else {
      #expect(throws: Never.self) { try RevInfo(json.utf8) }
      return
    }
    let layout = " as \"2006-01-02T15:04:05Z07:00\": cannot parse "
    let text =
      fault.hasPrefix("…") ? layout + fault.dropFirst() : fault
    do {
      _ = try RevInfo(json.utf8)
      Issue.record("taken: \(json)")
    } catch {
      #expect(error.kind == .time)
      #expect(error.text.hasPrefix("parsing time \""))
      #expect(error.text.hasSuffix(text))
    }
  }

  @Test func reportsTheFirstFault() {
    expect(
      #"{"Time":"x","Version":1}"#, is: .time,
      #"parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006""#)
  }

  @Test func countsLevels() throws {
    let deepest = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    #expect(try RevInfo("{\"x\":\(deepest.dropFirst().dropLast())}".utf8).version.isEmpty)
    expect("{\"x\":\(deepest)}", is: .syntax, "exceeded max depth")
    expect(
      deepest, is: .type, "json: cannot unmarshal array into Go value of type modfetch.RevInfo")
  }

  @Test(
    arguments: [
      ([0x22, 0xFF, 0x22], "json: cannot unmarshal string into Go value of type modfetch.RevInfo"),
      ([0x22, 0xE2, 0x82], "unexpected end of JSON input"),
      ([0xFF], #"invalid character '\xff' looking for beginning of value"#),
      ([0x5B, 0x31, 0xC3], #"invalid character '\xc3' after array element"#),
      ([0x22, 0x5C, 0xFF, 0x22], #"invalid escape sequence "\\\xff" in string"#),
    ] as [([UInt8], String)])
  func takesBytes(bytes: [UInt8], text: String) {
    #expect { try RevInfo(bytes) } throws: { ($0 as? RevInfo.Fault)?.text == text }
  }

  private func expect(_ json: String, is kind: RevInfo.Fault.Kind, _ text: String) {
    do {
      let info = try RevInfo(json.utf8)
      Issue.record("taken: \(json) as \(info)")
    } catch {
      #expect(error.text == text)
      #expect(error.kind == kind)
    }
  }
}
