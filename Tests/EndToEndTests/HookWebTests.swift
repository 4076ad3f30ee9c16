import Foundation
import MirrorLab
import TestServers
import Testing
import Text

/// Webhooks, each in the words of its chat, as a receiver has them.
@Suite(.ownThreads, .timeLimit(.minutes(5))) struct HookWebTests {
  /// What somebody could call a mirror to call everybody.
  private static let nasty = "\"<!channel> <at user_id=\\\"all\\\"> @everyone & *b* `c`\""

  /// What the receiver got of a test of a hook in `format`.
  private func sent(
    _ format: String, _ more: String = "", _ environment: [String: String] = [:],
    answer: String = "{}"
  ) throws -> (request: WebReceiver.Request, body: [String: Any], result: CommandResult) {
    let server = try WebReceiver { _, _ in WebReceiver.Answer(200, answer) }
    defer { server.close() }
    let hook = HookBench.webhook("\(server.url)/robot/send?access_token=TOPSECRET", format, more)
    let result = try HookBench(hook, mirror: Self.nasty).test("h", environment)
    let request = try #require(server.requests.first, "\(result.errors)\(result.output)")
    #expect(server.requests.count == 1)
    #expect(request.method == "POST")
    #expect(request.headers["content-type"] == "application/json; charset=utf-8")
    #expect(!(result.output + result.errors).contains("TOPSECRET"))
    return (request, try HookBench.object(request.body), result)
  }

  private static let host = ProcessInfo.processInfo.hostName

  @Test func jsonIsTheReport() throws {
    let (request, body, result) = try sent("json")
    #expect(request.target == "/robot/send?access_token=TOPSECRET")
    #expect(result.code == 0)
    #expect(result.output.hasPrefix("hook h: delivered: http://127.0.0.1:"))
    #expect(result.output.hasSuffix(": HTTP 200 OK\n"))
    #expect(
      Set(body.keys) == [
        "schema", "event", "over", "test", "time", "host", "hook", "text", "mirror", "from", "to",
        "kinds", "cause", "since", "lasted_seconds", "certificate_not_after", "verdict", "goproxy",
        "attempt", "dropped",
      ])
    #expect(body["schema"] as? Int == 1)
    #expect(body["event"] as? String == "broken")
    #expect(body["test"] as? Bool == true)
    #expect(body["hook"] as? String == "h")
    #expect(body["cause"] as? String == "HTTP 502 Bad Gateway (,)")
    #expect(body["attempt"] as? Int == 1)
    #expect(body["goproxy"] as? String == "http://127.0.0.1:1/")
    let mirror = try #require(body["mirror"] as? [String: Any])
    #expect(mirror["name"] as? String == "<!channel> <at user_id=\"all\"> @everyone & *b* `c`")
    #expect(mirror["url"] as? String == "http://127.0.0.1:1")
    let time = try #require(body["time"] as? String)
    #expect(time.hasSuffix("Z") && time.contains("T"))
  }

  @Test func slack() throws {
    let (_, body, _) = try sent("slack", answer: "ok")
    #expect(Set(body.keys) == ["text", "mrkdwn"])
    #expect(body["mrkdwn"] as? Bool == false)
    let text = try #require(body["text"] as? String)
    #expect(text.hasPrefix("goproxytop on "))
    #expect(
      text.contains(
        "a test: go fails at &lt;!channel&gt; &lt;at user_id=\"all\"&gt; @everyone &amp; *b* `c`: "
          + "HTTP 502 Bad Gateway (,)"))
  }

  @Test func discord() throws {
    let (_, body, _) = try sent("discord")
    #expect(Set(body.keys) == ["content", "allowed_mentions", "flags"])
    #expect((body["allowed_mentions"] as? [String: [String]]) == ["parse": []])
    #expect(body["flags"] as? Int == 4)
    let text = try #require(body["content"] as? String)
    #expect(text.contains(#"\<\!channel"#) == false)
    #expect(text.contains(#"\<!channel\> "#))
    #expect(text.contains(#"\@everyone & \*b\* \`c\`"#))
  }

  /// Signed as the chat's own documents say, by another program's HMAC.
  private static func signature(key: String, message: String) throws -> String {
    let script = """
      import base64, hashlib, hmac, sys
      key, message = (text.replace('|', '\\n').encode() for text in sys.argv[1:])
      print(base64.b64encode(hmac.new(key, message, hashlib.sha256).digest()).decode(), end='')
      """
    return try CommandResult(
      "/usr/bin/env", ["python3", "-c", script, key, message],
      environment: ["PATH": "/usr/bin:/bin"]
    ).output
  }

  @Test func feishu() throws {
    let (_, body, result) = try sent(
      "feishu", "secret = \"$SECRET\"", ["SECRET": " s3cr3t \n"],
      answer: #"{"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"}"#)
    #expect(result.code == 0)
    #expect(Set(body.keys) == ["msg_type", "content", "timestamp", "sign"])
    #expect(body["msg_type"] as? String == "text")
    let text = try #require((body["content"] as? [String: String])?["text"])
    #expect(text.contains("go fails at ＜!channel＞ ＜at user_id=\"all\"＞"))
    #expect(!text.contains("<"))
    let time = try #require(body["timestamp"] as? String)
    #expect(abs((Double(time) ?? 0) - Date().timeIntervalSince1970) < 600)
    #expect(
      try body["sign"] as? String == Self.signature(key: "\(time)|s3cr3t", message: ""))
  }

  @Test func dingtalk() throws {
    let file = try ProgramBench().write("SECabc\n", to: "secret")
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try "SECabc\n".write(toFile: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (request, body, result) = try sent(
      "dingtalk", "secret = \"@\(file)\"", answer: #"{"errcode":0,"errmsg":"ok"}"#)
    #expect(result.code == 0)
    #expect(Set(body.keys) == ["msgtype", "text"])
    #expect(body["msgtype"] as? String == "text")
    #expect((body["text"] as? [String: String])?["content"]?.hasPrefix("goproxytop on ") == true)
    let url = try #require(URLComponents(string: request.target))
    let items = Dictionary(
      uniqueKeysWithValues: (url.queryItems ?? []).map { ($0.name, $0.value ?? "") })
    #expect(items["access_token"] == "TOPSECRET")
    let time = try #require(items["timestamp"])
    #expect(time.count == 13)
    #expect(
      try items["sign"] == Self.signature(key: "SECabc", message: "\(time)|SECabc"))
  }

  @Test func unsignedAndInChinese() throws {
    let server = try WebReceiver()
    defer { server.close() }
    let bench = try HookBench(HookBench.webhook(server.url, "feishu"))
    let result = try bench.bench.run(
      "hook", "test", "h", "--config", bench.configuration, "--lang", "zh")
    #expect(result.output.hasPrefix("钩子 h：已送达："))
    let body = try HookBench.object(try #require(server.requests.first).body)
    #expect(Set(body.keys) == ["msg_type", "content"])
    let text = (body["content"] as? [String: String])?["text"]
    #expect(text?.contains("go 在 one 处失败：HTTP 502 Bad Gateway (,)") == true)
  }

  // MARK: - What goes wrong

  @Test(arguments: [
    ("feishu", 200, #"{"code":19021,"msg":"sign match fail"}"#, "HTTP 200 OK: {\"code\":19021"),
    ("dingtalk", 200, #"{"errcode":310000,"errmsg":"no"}"#, "HTTP 200 OK: {\"errcode\":310000"),
    ("slack", 403, "invalid_token", "HTTP 403 Forbidden: invalid_token"),
    ("slack", 302, "", "HTTP 302 Found"),
    ("json", 500, "oops\u{1B}[2J", "HTTP 500 Internal Server Error: oops"),
    // Such pages repeat what was asked for.
    ("json", 404, "/hooks/T0000001/TOPSECRET9 is not here", "HTTP 404 Not Found\n"),
    ("json", 404, "no TOPSECRET9", "HTTP 404 Not Found\n"),
  ]) func aRefusalIsTold(format: String, status: Int, body: String, expected: String) throws {
    let server = try WebReceiver { _, _ in WebReceiver.Answer(status, body) }
    defer { server.close() }
    let hook = HookBench.webhook("\(server.url)/hooks/T0000001/TOPSECRET9", format)
    let result = try HookBench(hook).test("h")
    #expect(result.code == 1)
    #expect(result.output.contains(": \(expected)"), "\(result.output)")
    #expect(!result.output.contains("TOPSECRET") && !result.output.contains("T0000001"))
    #expect(!result.output.contains("\u{1B}"))
    #expect(server.requests.count == 1)
  }

  @Test func aServerThatIsSilentOrNotThere() throws {
    let silent = try WebReceiver { _, _ in
      var answer = WebReceiver.Answer()
      answer.isSilent = true
      return answer
    }
    defer { silent.close() }
    let url = "http://me:TOPSECRET@127.0.0.1"
    let waits = try HookBench(
      HookBench.webhook("\(url):\(silent.port)/TOPSECRET", "json", "timeout = \"300ms\"")
    ).test("h")
    #expect(waits.code == 1)
    #expect(
      waits.output == "hook h: failed: http://127.0.0.1:\(silent.port): ttfb: no response\n")
    let refused = try HookBench(HookBench.webhook("\(url):1/TOPSECRET", "json")).test("h")
    #expect(
      refused.output == "hook h: failed: http://127.0.0.1:1: tcp: connection refused\n")
  }

  @Test func https() throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let server = try WebReceiver(lab)
    defer { server.close() }
    let bench = try HookBench(HookBench.webhook("\(server.url)/x", "json"))
    let stranger = try bench.test("h")
    #expect(stranger.code == 1)
    #expect(stranger.output.contains("certificate"))
    let authority = try bench.bench.write(lab.certificateAuthorityPEM, to: "ca.pem")
    #expect(try bench.test("h", ["SSL_CERT_FILE": authority]).code == 0)
    #expect(server.requests.count == 1)
  }

  @Test(arguments: [
    ("$NOWHERE", "$NOWHERE is not set"), ("@/nonexistent/file", "/nonexistent/file: "),
    ("$NONSENSE", "$NONSENSE is not an http or https URL"),
  ]) func aSecretThatIsNotThere(url: String, expected: String) throws {
    let result = try HookBench(HookBench.webhook(url, "json")).test(
      "h", ["NONSENSE": "TOPSECRET"])
    #expect(result.code == 1)
    #expect(result.output.contains(expected), "\(result.output)")
    #expect(!result.output.contains("TOPSECRET"))
  }

  @Test func theListShowsNoSecret() throws {
    let bench = try HookBench(
      HookBench.webhook("https://me:TOPSECRET@chat.example:8443/TOPSECRET?k=TOPSECRET", "slack"))
    let list = try bench.bench.run("hook", "--config", bench.configuration)
    #expect(list.output == "h  broken,recovered  slack https://chat.example:8443\n")
    #expect(list.code == 0)
    let unknown = try bench.test("x")
    #expect(unknown.code == 2)
    #expect(unknown.errors == "goproxytop: hook test: no hook is named \"x\"; choose from h\n")
    let noName = try bench.bench.run("hook", "test", "--config", bench.configuration)
    #expect(noName.code == 2)
    #expect(noName.errors == "goproxytop: hook test: missing argument NAME\n")
    let other = try bench.bench.run("hook", "try", "--config", bench.configuration)
    #expect(other.code == 2)
  }
}
