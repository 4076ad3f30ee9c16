/// Bodies of `.info`, mutated as JSON and as bytes; the HTTP around them is sound.
enum InfoCases {
  static func make(_ generator: inout Generator) -> TestCase {
    var body = generator.chance(12) ? Array(generator.pick(whole).utf8) : object(&generator)
    if generator.chance(35) { HTTP1Cases.mutateBytes(&body, within: body.count, &generator) }
    if generator.chance(8) { body = Array(generator.pick(["\u{feff}", " ", "\n\t", "\0", "\u{c}", "\u{a0}", ","]).utf8) + body }
    if generator.chance(10) {
      body += Array(generator.pick([" ", "\n", "\r\n\t ", "x", "{}", "\0", "//", "null", ",", "\u{a0}", "]"]).utf8)
    }
    return TestCase(
      proxy: "http://127.0.0.1:{FAULT}", answers: [Module.requestPath("info"): .ok(body)],
      description: Escaped.text(body))
  }

  private static func object(_ generator: inout Generator) -> [UInt8] {
    var members: [String] = []
    if !generator.chance(6) {
      members.append("\(key("Version", &generator)):\(version(&generator))")
    }
    if generator.chance(75) { members.append("\(key("Time", &generator)):\(time(&generator))") }
    if generator.chance(25) { members.append("\(key("Origin", &generator)):\(origin(&generator))") }
    if generator.chance(15) { members.append("\(key("Name", &generator)):\(value(&generator))") }
    if generator.chance(15) { members.append("\(key("Short", &generator)):\(value(&generator))") }
    if generator.chance(15) { members.append("\"X\":\(value(&generator))") }
    if generator.chance(8), let member = members.first { members.append(member) }
    members.shuffle(using: &generator)
    var text = "{" + members.joined(separator: generator.chance(95) ? "," : " , ") + "}"
    if generator.chance(3) { text = "[" + text + "]" }
    if generator.chance(3) { text = text.replacing("}", with: ",}") }
    return Array(text.utf8)
  }

  private static func key(_ name: String, _ generator: inout Generator) -> String {
    if generator.chance(80) { return "\"\(name)\"" }
    return generator.pick([
      "\"\(name.lowercased())\"", "\"\(name.uppercased())\"", "\"\(name) \"", "\"\(name.dropLast())\"",
      "\"\(name.replacing("s", with: "\u{17f}"))\"", "\"\(name.replacing("i", with: "\\u0069"))\"", "\(name)",
      "\"\(name.replacing("i", with: "\u{131}"))\"", "'\(name)'", "\"\(name)\\n\"", "\"\(name)\u{0}\"", "null", "1",
      "\"\(name.replacing("i", with: "\u{130}"))\"", "\"\(name.replacing("e", with: "\\u0065"))\"",
      "\"\(name.replacing("k", with: "\u{212a}"))\"", "\"\(name.lowercased().replacing("s", with: "\u{17f}"))\"",
    ])
  }

  private static func version(_ generator: inout Generator) -> String {
    if generator.chance(70) { return "\"v1.0.0\"" }
    return generator.pick([
      "\"v1.0.1\"", "\"\"", "null", "1", "true", "[]", "{}", "\"v1.0.0 \"", "\"V1.0.0\"", "\"v1.0.0+incompatible\"",
      "\"v1.0.0+meta\"", "\"v1.0\"", "\"\\u0076\\u0031.0.0\"", "\"v1.0.0\\u0000\"", "\"v1.0.0\\/\"", "[\"v1.0.0\"]",
      "\"v1.0.0\\ud800\"", "\"master\"", "\"v1.0.0\u{200b}\"", "1.0", "-", "\"\\\"quoted\\\"\"", "\"<&>\"",
      "\"v1.0.0-20230101000000-abcdefabcdef\"", "\"line\\nbreak\"", "\"caf\u{e9}\"", "\"\\x76\"",
    ])
  }

  private static func time(_ generator: inout Generator) -> String {
    if generator.chance(12) { return value(&generator) }
    var text = generator.pick([
      "2023-10-11T17:02:33Z", "2023-10-11T17:02:33Z", "2023-10-11T17:02:33.123456789Z", "2023-10-11T17:02:33+02:00",
      "2023-10-11T17:02:33.1-07:30", "2024-02-29T00:00:00Z", "2023-02-29T00:00:00Z", "2023-13-01T00:00:00Z",
      "2023-00-01T00:00:00Z", "2023-01-32T00:00:00Z", "2023-04-31T00:00:00Z", "2023-01-01T24:00:00Z",
      "2023-01-01T00:60:00Z", "2023-01-01T00:00:60Z", "2023-01-01T00:00:00", "2023-01-01", "", "0000-01-01T00:00:00Z",
      "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "10000-01-01T00:00:00Z", "2023-01-01t00:00:00z",
      "2023-01-01 00:00:00Z", "2023-01-01T00:00:00,5Z", "2023-01-01T00:00:00.Z", "2023-01-01T00:00:00+24:00",
      "2023-01-01T00:00:00+23:60", "2023-01-01T00:00:00+00:00", "2023-01-01T00:00:00-00:00", "2023-1-01T00:00:00Z",
      "2023-01-1T00:00:00Z", "2023-01-01T0:00:00Z", "23-01-01T00:00:00Z", "2023-01-01T00:00:00+0200",
      "2023-01-01T00:00:00+02", "2023-01-01T00:00Z", "-2023-01-01T00:00:00Z", "+2023-01-01T00:00:00Z",
      "2023-01-01T00:00:00.1234567890123456789012345Z", "2023-01-01T00:00:00 Z", " 2023-01-01T00:00:00Z",
      "2023-01-01T00:00:00Z ", "2023-01-01T00:00:00ZZ", "2023-01-01T00:00:00UTC", "2023-01-01T00:00:00.5+01:00",
      "1900-02-29T00:00:00Z", "2000-02-29T00:00:00Z", "2023-06-31T12:00:00Z", "2023-01-01T99:00:00Z",
      "Mon Jan  2 15:04:05 2006", "2023-01-00T00:00:00Z", "2023-01-01T00:00:00+2:00", "2023-01-01T00:00:00+99:99",
      "2023-01-01T00:00:00.000000000Z", "2023-01-01T12:34:5Z", "2023-01-01T-1:00:00Z", "2023-01-01T00:00:00Z+01:00",
    ])
    if generator.chance(30), !text.isEmpty {
      var bytes = Array(text.utf8)
      let index = generator.index(bytes.count)
      switch generator.number(0...2) {
      case 0: bytes[index] = generator.pick(Array("0123456789TZ:-+.,tz _a".utf8))
      case 1: bytes.remove(at: index)
      default: bytes.insert(generator.pick(Array("0123456789TZ:-+.,tz ".utf8)), at: index)
      }
      text = String(decoding: bytes, as: UTF8.self)
    }
    if generator.chance(5) { text = text.replacing("Z", with: "\\u005a") }
    return "\"\(text)\""
  }

  private static func origin(_ generator: inout Generator) -> String {
    let names = ["VCS", "URL", "Subdir", "Hash", "TagPrefix", "TagSum", "Ref", "RepoSum", "Extra", "vcs", "url"]
    if generator.chance(15) { return value(&generator) }
    let members = (0..<generator.number(0...4)).map { _ in
      "\(key(generator.pick(names), &generator)):\(generator.chance(60) ? "\"git\"" : value(&generator))"
    }
    return "{" + members.joined(separator: ",") + "}"
  }

  private static func value(_ generator: inout Generator) -> String {
    switch generator.number(0...29) {
    case 0:
      let depth = generator.pick([100, 9_990, 9_998, 9_999, 10_000, 10_001])
      return String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    case 1:
      let depth = generator.pick([100, 9_999, 10_000])
      return String(repeating: "{\"a\":", count: depth) + "1" + String(repeating: "}", count: depth)
    case 2: return "\"" + String(repeating: "a", count: generator.pick([100, 70_000, 1_000_000])) + "\""
    default: return generator.pick(values)
    }
  }

  private static let values = [
    "null", "true", "false", "0", "-0", "1", "-1", "1.5", "1e5", "1E+5", "1e999", "-1e999", "01", "+1", ".5", "1.",
    "1e", "0x1", "NaN", "Infinity", "nul", "tru", "True", "\"\"", "\"a\"", "\"\\n\"", "\"\\u0041\"", "\"\\u00\"",
    "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "\"\\x41\"", "\"\\a\"", "\"\u{1}\"", "\"\t\"", "\"a", "'a'", "[]", "[1,2]",
    "[1,]", "[,1]", "[1 2]", "{}", "{\"a\":1}", "{\"a\":1,}", "{a:1}", "{\"a\" 1}", "{\"a\":}", "{\"a\":1 \"b\":2}",
    "[[[]]]", "{\"a\":{\"b\":[1,{\"c\":null}]}}", "", "undefined", "1 2", "12345678901234567890", "1e-999", "-",
    "--1", "1-1", "1..2", "1e+", "\"\\/\"", "\"\\\"", "\"\\u2028\"", "[\"a\",]", "[}", "{]", "nulll", "falsee",
  ]

  private static let whole = [
    "", " ", "null", "{}", "[]", "\"v1.0.0\"", "1", "true", "{", "}", "{\"Version\"", "{\"Version\":", "{\"Version\":\"v1.0.0\"",
    "<html><body>login</body></html>", "v1.0.0", "{\"Version\":\"v1.0.0\"}{\"Version\":\"v1.0.0\"}",
    "{\"Version\":\"v1.0.0\"}\n\n", "// comment\n{\"Version\":\"v1.0.0\"}", "{\"Version\":\"v1.0.0\",}",
    "{\"Version\":\"v1.0.0\" \"Time\":1}", "{\"version\":\"v1.0.1\",\"Version\":\"v1.0.0\"}", "\"", "nul", "not found",
    "{\"Version\":\"v1.0.0\",\"version\":\"v1.0.1\"}", "{\"Version\":\"v1.0.0\",\"VERSION\":null}",
    "{\"Version\":\"v1.0.0\",\"Version\":1}", "{\"Version\":1,\"Time\":1}", "{\"Time\":1,\"Version\":1}",
  ]
}
