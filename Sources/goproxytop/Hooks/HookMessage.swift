import GoRules
import Health
import Platform
import Text

/// What is sent to a webhook: nothing in it is markup to the chat, or calls somebody.
struct HookMessage {
  /// JSON.
  private(set) var body: [UInt8] = []
  /// To be added to the query of the URL; empty for nothing.
  private(set) var query = ""

  /// `secret`: with which it is signed; nil for none. `wall`: now.
  init(
    _ report: HookReport, as format: WebhookFormat, language: Language, secret: String?,
    at wall: Duration
  ) throws {
    let text = language.say(.hookOnHost, report.host, report.text)
    var message: [String: JSONValue]
    switch format {
    case .json:
      body = Array(try JSONOutput.line(report).utf8)
      return
    // Without `mrkdwn`, `*` and `_` are themselves.
    case .slack: message = ["text": .string(Self.withoutMarkup(text)), "mrkdwn": false]
    // SUPPRESS_EMBEDS: no pages are shown for what looks like a URL.
    case .discord:
      message = [
        "content": .string(Self.discord(text)), "allowed_mentions": ["parse": []], "flags": 4,
      ]
    case .feishu: message = ["msg_type": "text", "content": ["text": .string(Self.feishu(text))]]
    // Without `at` nobody is called, whatever the text has.
    case .dingtalk: message = ["msgtype": "text", "text": ["content": .string(text)]]
    }
    if let secret { sign(&message, as: format, with: secret, at: wall) }
    body = Array(try JSONOutput.line(JSONValue.object(message)).utf8)
  }

  private mutating func sign(
    _ message: inout [String: JSONValue], as format: WebhookFormat, with secret: String,
    at wall: Duration
  ) {
    switch format {
    // Feishu's own way: the key is what others sign, and nothing is signed.
    case .feishu:
      let time = String(wall.components.seconds)
      message["timestamp"] = .string(time)
      message["sign"] = .string(Self.signature(key: "\(time)\n\(secret)", ""))
    case .dingtalk:
      let time = String(wall.inNanoseconds / 1_000_000)
      let sign = Self.signature(key: secret, "\(time)\n\(secret)")
      query = "timestamp=\(time)&sign=\(Self.inQuery(sign))"
    case .json, .slack, .discord: break
    }
  }

  private static func signature(key: String, _ message: String) -> String {
    Base64.encoded(HMAC.sha256(key: Array(key.utf8), Array(message.utf8)))
  }

  // MARK: - What they would interpret

  /// What Slack and the desktop interpret.
  static func withoutMarkup(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// Markdown; 2,000 characters at most.
  private static func discord(_ text: String) -> String {
    var escaped = ""
    for character in text.prefix(900) {
      if "\\*_~`|<>#@:[]()-".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }

  /// `<at user_id="all">` calls everybody, and there is no way to escape it.
  private static func feishu(_ text: String) -> String {
    text.replacing("<", with: "\u{FF1C}").replacing(">", with: "\u{FF1E}")
  }

  /// Of Base64, whose other characters stand for themselves.
  private static func inQuery(_ base64: String) -> String {
    base64.replacing("+", with: "%2B").replacing("/", with: "%2F").replacing("=", with: "%3D")
  }
}
