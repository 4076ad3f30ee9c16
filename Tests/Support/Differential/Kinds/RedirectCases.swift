/// Redirects of `.info` (now and then of another file): statuses, places to go to, chains and loops.
enum RedirectCases {
  static func make(_ generator: inout Generator, _ materials: Materials) throws -> TestCase {
    let kind = generator.pick(["info", "info", "info", "info", "zip", "mod"])
    let file = Module.requestPath(kind)
    let isSecure = generator.chance(35)
    let hops = generator.pick([1, 1, 1, 1, 1, 2, 3, 9, 10, 11, 12])
    var answers: [String: Script] = [:]
    for hop in 0..<hops {
      let path = hop == 0 ? file : "/hop/\(hop)"
      let isLast = hop == hops - 1
      let target = isLast ? location(file, &generator) : next(hop + 1, isSecure, &generator)
      answers[path] = answer(status(&generator, isLast: isLast), target, &generator)
    }
    let scripts = answers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.description)" }
    answers["/file"] = final(kind, &generator)
    answers["/hop/file"] = answers["/file"]
    let base = "/\(Module.path)/@v/"
    for place in ["file", "a%20b", "%C3%A9", "a%2Fb", "x"] where answers[base + place] == nil {
      answers[base + place] = answers["/file"]
    }
    let host = generator.chance(15) ? "localhost" : "127.0.0.1"
    return TestCase(
      proxy: "\(isSecure ? "https" : "http")://\(host):{FAULT}", answers: answers,
      tls: isSecure ? materials.identity : nil,
      authorities: materials.authority,
      description: (scripts + ["/file: \(answers["/file"]?.description ?? "")"]).joined(
        separator: "\n"))
  }

  /// Leads to the hop of this number.
  private static func next(_ hop: Int, _ isSecure: Bool, _ generator: inout Generator) -> String {
    let path = "/hop/\(hop)"
    if generator.chance(60) { return path }
    let scheme = isSecure ? "https:" : "http:"
    return generator.pick([
      "\(path)#part", "//127.0.0.1:{FAULT}\(path)", "//localhost:{FAULT}\(path)",
      "\(scheme)//127.0.0.1:{FAULT}\(path)", "\(scheme)//localhost:{FAULT}\(path)#a%20b",
      "\(scheme)//user:password@127.0.0.1:{FAULT}\(path)", "//u@localhost:{FAULT}\(path)",
      "\(scheme)//LOCALHOST:{FAULT}/x/..\(path)", "/./hop/../hop/./\(hop)",
      "../../../../../..\(path)", "\(scheme)\(path)", "/%68op/\(hop)", "\(path)?",
    ])
  }

  private static func status(_ generator: inout Generator, isLast: Bool) -> String {
    let usual = [
      "301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary Redirect",
      "308 Permanent Redirect",
    ]
    return isLast && generator.chance(10)
      ? generator.pick([
        "300 Multiple Choices", "304 Not Modified", "305 Use Proxy", "306 X", "309 X", "399 X",
        "201 Created", "302",
      ])
      : generator.pick(usual)
  }

  private static func answer(
    _ status: String, _ location: String?, _ generator: inout Generator
  ) -> Script {
    var head = "HTTP/1.1 \(status)\r\n"
    if let location {
      let name = generator.pick(["Location", "Location", "Location", "location", "LOCATION"])
      head += "\(name): \(location)\r\n"
      if generator.chance(3) { head += "Location: /file\r\n" }
    }
    let body = generator.chance(70) ? "" : generator.pick(["moved\n", "<a href=x>x</a>", "text"])
    var ending = generator.pick([Script.Ending.hold, .hold, .hold, .close])
    let shape = generator.number(0...19)
    // Both wait for a body that ends with the connection.
    if (1...2).contains(shape), generator.chance(80) { ending = .close }
    switch shape {
    case 0: head += "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    case 1: head += "Content-Length: \(body.utf8.count + 10)\r\n\r\n\(body)"
    case 2: head += "\r\n\(body)"
    case 3: head += "Content-Length: 100000\r\n\r\n" + String(repeating: "x", count: 100_000)
    case 4: head += "Content-Type: text/plain\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    case 5: head += "Connection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    default: head += "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
    return Script(Array(head.utf8), ending)
  }

  /// What stands at the place a sound redirect leads to.
  private static func final(_ kind: String, _ generator: inout Generator) -> Script {
    if generator.chance(70) { return .ok(Module.body(kind)) }
    let text = "Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nwords"
    return switch generator.number(0...6) {
    case 0: Script(Array("HTTP/1.1 404 Not Found\r\n\(text)".utf8))
    case 1: Script(Array("HTTP/1.1 410 Gone\r\n\(text)".utf8))
    case 2: Script(Array("HTTP/1.1 500 Internal Server Error\r\n\(text)".utf8))
    case 3: Script(Array("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort".utf8), .close)
    case 4: Script(Array("garbage\r\n\r\n".utf8), .close)
    case 5: Script([], .close)
    default: Script(Array("HTTP/1.1 403 Forbidden\r\n\(text)".utf8))
    }
  }

  /// nil for an answer without.
  private static func location(_ file: String, _ generator: inout Generator) -> String? {
    if generator.chance(4) { return nil }
    var text = generator.pick(relative + absolute)
    if generator.chance(30) {
      var bytes = Array(text.utf8)
      HTTP1Cases.mutateBytes(&bytes, within: bytes.count, &generator)
      // Only the ports that are ours are named with braces; a line break would be another header line.
      bytes.removeAll { $0 == 10 || $0 == 13 }
      text = String(decoding: bytes, as: UTF8.self)
    }
    return text.replacing("{SELF}", with: file)
  }

  private static let relative = Words.list("redirect relative")

  private static let absolute = Words.list("redirect absolute")
}
