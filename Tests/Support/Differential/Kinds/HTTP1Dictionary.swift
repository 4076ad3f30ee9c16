/// Pieces of HTTP/1 that mean something, well and badly written.
enum HTTP1Dictionary {
  static func statusLine(_ generator: inout Generator) -> [UInt8] {
    let lines = Words.list("http1 status lines")
    if generator.chance(40) {
      let status =
        generator.chance(50)
        ? generator.number(100...999)
        : generator.pick([
          100, 101, 102, 103, 199, 201, 202, 203, 204, 205, 206, 304, 400, 401, 403, 404, 410, 418,
          429, 451, 500, 502, 503,
        ])
      return Array("HTTP/1.\(generator.number(0...1)) \(status) Some Words".utf8)
    }
    return Array(generator.pick(lines).utf8)
  }

  static func informational(_ generator: inout Generator) -> [UInt8] {
    let one = generator.pick(Words.list("http1 informational"))
    let count = generator.pick([1, 1, 1, 2, 5, 6, 7, 40])
    // The line's own end is the second of the blank line.
    return Array((Array(repeating: one, count: count).joined(separator: "\r\n")).utf8)
  }

  static func length(_ generator: inout Generator, _ count: Int) -> [UInt8] {
    let values = Words.list(
      "http1 lengths",
      [
        "count": "\(count)", "count+1": "\(count + 1)", "count-1": "\(count - 1)",
        "count+100": "\(count + 100)", "hex": String(count, radix: 16),
      ])
    let names = ["Content-Length", "content-length", "CONTENT-LENGTH", "Content-length"]
    return Array("\(generator.pick(names)): \(generator.pick(values))".utf8)
  }

  static func field(_ generator: inout Generator, length count: Int) -> [UInt8] {
    if generator.chance(20) { return length(&generator, count) }
    if generator.chance(4) {
      return Array(
        "X-Long: \(String(repeating: "a", count: generator.pick([4_000, 70_000, 130_000, 300_000, 1_100_000])))"
          .utf8)
    }
    if generator.chance(3) {
      let count = generator.pick([100, 1_000, 6_000])
      return Array((0..<count).map { "X-\($0): a" }.joined(separator: "\r\n").utf8)
    }
    return Array(generator.pick(fields).utf8)
  }

  private static let fields = Words.list("http1 fields")

  static func chunkSize(_ generator: inout Generator, _ size: String) -> String {
    generator.pick(Words.list("http1 chunk sizes", ["size": size]))
  }

  static func contentType(_ generator: inout Generator) -> String {
    "Content-Type: "
      + generator.pick(Words.list("http1 content types"))
  }

  static func errorBody(_ generator: inout Generator) -> [UInt8] {
    let line = String(repeating: "word ", count: generator.pick([1, 16, 20, 100, 140]))
    func lines(_ count: Int) -> String { (1...count).map { "line \($0)" }.joined(separator: "\n") }
    let bodies =
      Words.list("http1 error bodies") + [7, 8, 9, 12].map(lines) + [line, line + "\n" + line]
    let body = Array(generator.pick(bodies).utf8)
    return generator.chance(10) ? body + [0xC3] : body
  }
}
