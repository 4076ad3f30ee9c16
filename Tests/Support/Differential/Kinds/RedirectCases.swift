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
      let target = isLast ? location(file, &generator) : "/hop/\(hop + 1)"
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
      description: (scripts + ["/file: \(answers["/file"]?.description ?? "")"]).joined(separator: "\n"))
  }

  private static func status(_ generator: inout Generator, isLast: Bool) -> String {
    let usual = ["301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"]
    return isLast && generator.chance(10)
      ? generator.pick(["300 Multiple Choices", "304 Not Modified", "305 Use Proxy", "306 X", "309 X", "399 X", "201 Created", "302"])
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
    let ending = generator.pick([Script.Ending.hold, .hold, .hold, .close])
    switch generator.number(0...19) {
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

  private static let relative = [
    "/file", "/file", "/file", "file", "./file", "../../../file", "../../../../../../file", "/../file", "/./file",
    "/a/../file", "?x=y", "/file?x=y", "/file#part", "#part", "", " ", "/file ", " /file", "\t/file", "//127.0.0.1:{FAULT}/file",
    "//127.0.0.1:{SOUND}{SELF}", "///file", "////file", "/nowhere", "{SELF}", "a b", "/a b", "a%20b", "%zz", "/%zz", "/%",
    "/%2", "/file%3", "\u{e9}", "/\u{e9}", "%C3%A9", "a%2Fb", "/file\u{0}", "/file\u{1}", "/file\u{7f}", "/\"file\"", "/<file>",
    "/{file}", "/fi|le", "/fi\\le", "\\file", "/^", "/`", "x:", "x:y", "x:/y", ":", "://", "1:2", "a:b:c", "./a:b", "/a:b",
    ";x", "/;x", "/file;x=y", "*", "/*", "/file?a=%zz", "/file?a b", "/file?\u{e9}", "/file#%zz", "/file#a b", "/file?", "/file#",
    "//", "///", "/[x]", "/file&x", "/fi'le", "/(file)", "/file+x", "/file%2", "/file%00", "/%66ile", "/file\u{a0}",
  ]

  private static let absolute = [
    "http://127.0.0.1:{FAULT}/file", "http://127.0.0.1:{SOUND}{SELF}", "http://127.0.0.1:{SOUND}{SELF}", "HTTP://127.0.0.1:{SOUND}{SELF}",
    "http://127.0.0.1:{SOUND}/nowhere", "http://localhost:{SOUND}{SELF}", "http://LOCALHOST:{SOUND}{SELF}",
    "https://127.0.0.1:{FAULT}/file", "https://localhost:{FAULT}/file", "https://127.0.0.1:{SOUND}{SELF}", "http://127.0.0.1:{CLOSED}/file", "https://127.0.0.1:{CLOSED}/file",
    "http://user:password@127.0.0.1:{SOUND}{SELF}", "http://user@127.0.0.1:{SOUND}{SELF}", "http://:@127.0.0.1:{SOUND}{SELF}",
    "http://u%20s:p%40w@127.0.0.1:{SOUND}{SELF}", "http://us er@127.0.0.1:{SOUND}{SELF}", "http://a@b@127.0.0.1:{SOUND}{SELF}",
    "ftp://127.0.0.1:{SOUND}{SELF}", "file:///etc/hostname", "file:{SELF}", "mailto:a@b", "data:,x", "javascript:x", "gopher://127.0.0.1:{SOUND}/",
    "ws://127.0.0.1:{SOUND}{SELF}", "http:{SELF}", "http:/file", "http:///file", "http:file", "http://", "http:", "https:", "https://",
    "http://127.0.0.1:0/", "http://127.0.0.1:99999/", "http://127.0.0.1:65536/", "http://127.0.0.1:abc/", "http://127.0.0.1:/file",
    "http://127.0.0.1:-1/", "http://127.0.0.1: 80/", "http://[::1]:{SOUND}{SELF}", "http://[::1]:{CLOSED}/", "http://[::1", "http://::1]/",
    "http://[::ffff:127.0.0.1]:{SOUND}{SELF}", "http://[::1%25lo]:{SOUND}{SELF}", "http://[::1%lo]:{SOUND}{SELF}", "http://[127.0.0.1]:{SOUND}{SELF}",
    "http://127.0.0.1.:{SOUND}{SELF}", "http://127.1:{SOUND}{SELF}", "http://2130706433:{SOUND}{SELF}", "http://0177.0.0.1:{SOUND}{SELF}", "http://0x7f.1:{SOUND}{SELF}",
    "http://127.0.0.1%20:{SOUND}{SELF}", "http://127.0.0.1%2f:{SOUND}{SELF}", "http://127.0.0.1\\@x:{SOUND}{SELF}", "http://nowhere.test/file", "http://nowhere.test:{SOUND}/",
    "http://no where.test/", "http://nowhere_.test/", "http://-nowhere.test/", "http://..test/", "http://.test/", "http://nowhere..test/", "http://\u{4e2d}\u{6587}.test/", "http://b\u{fc}cher.test/",
    "http://xn--bcher-kva.test/", "http://xn--a.test/", "http://xn--/", "http://%6e.test/", "http://<>.test/", "http://a,b.test/", "http://a'b.test/", "http://a\"b.test/", "http://*.test/", "http://localhost.:{SOUND}{SELF}",
    "http://127.0.0.1:{SOUND}", "http://127.0.0.1:{SOUND}?x", "http://127.0.0.1:{SOUND}#x", "http://127.0.0.1:{SOUND}//file", "http://127.0.0.1:{SOUND}{SELF} ", "http://0.0.0.0:{SOUND}{SELF}", "http://[::]:{SOUND}{SELF}",
    "http://127.0.0.2:{SOUND}{SELF}", "http://255.255.255.255:{SOUND}/", "http://192.0.2.1/", "http://[2001:db8::1]/", "http://127.0.0.1:{FAULT}{SELF}", "http://127.0.0.1:{SOUND}{SELF}?go-get=1", "https://127.0.0.1:{FAULT}{SELF}",
    "https://user:password@127.0.0.1:{FAULT}/file", "https://localhost:{SOUND}{SELF}", "https://nowhere.test/", "http://127.0.0.1:{FAULT}/hop/1", "http+unix://x/y", "ht tp://x/", "1http://x/", "http//x/", "http;//x/",
  ]
}
