/// Bodies of `.info`, mutated as JSON and as bytes; the HTTP around them is sound.
enum InfoCases {
  static func make(_ generator: inout Generator) -> TestCase {
    var body = generator.chance(12) ? Array(generator.pick(whole).utf8) : object(&generator)
    if generator.chance(35) { HTTP1Cases.mutateBytes(&body, within: body.count, &generator) }
    if generator.chance(8) {
      body =
        Array(generator.pick(["\u{feff}", " ", "\n\t", "\0", "\u{c}", "\u{a0}", ","]).utf8) + body
    }
    if generator.chance(10) {
      body += Array(
        generator.pick([" ", "\n", "\r\n\t ", "x", "{}", "\0", "//", "null", ",", "\u{a0}", "]"])
          .utf8)
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
      "\"\(name.lowercased())\"", "\"\(name.uppercased())\"", "\"\(name) \"",
      "\"\(name.dropLast())\"",
      "\"\(name.replacing("s", with: "\u{17f}"))\"", "\"\(name.replacing("i", with: "\\u0069"))\"",
      "\(name)",
      "\"\(name.replacing("i", with: "\u{131}"))\"", "'\(name)'", "\"\(name)\\n\"",
      "\"\(name)\u{0}\"", "null", "1",
      "\"\(name.replacing("i", with: "\u{130}"))\"", "\"\(name.replacing("e", with: "\\u0065"))\"",
      "\"\(name.replacing("k", with: "\u{212a}"))\"",
      "\"\(name.lowercased().replacing("s", with: "\u{17f}"))\"",
    ])
  }

  private static func version(_ generator: inout Generator) -> String {
    if generator.chance(70) { return "\"v1.0.0\"" }
    return generator.pick(Words.list("info versions"))
  }

  private static func time(_ generator: inout Generator) -> String {
    if generator.chance(12) { return value(&generator) }
    var text = generator.pick(Words.list("info times"))
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
    let names = [
      "VCS", "URL", "Subdir", "Hash", "TagPrefix", "TagSum", "Ref", "RepoSum", "Extra", "vcs",
      "url",
    ]
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
    case 2:
      return "\"" + String(repeating: "a", count: generator.pick([100, 70_000, 1_000_000])) + "\""
    default: return generator.pick(values)
    }
  }

  private static let values = Words.list("info values")

  private static let whole = Words.list("info bodies")
}
