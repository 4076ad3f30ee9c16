import GoRules
import Health
import Platform
import Text

/// What is sent to a webhook: nothing in it is markup to the chat, or calls somebody.
struct HookMessage {
  /// JSON.
  let body: [UInt8]
  /// To be added to the query of the URL; empty for nothing.
  private(set) var query = ""

  /// `secret`: with which it is signed; nil for none. `wall`: now.
  init(
    _ report: HookReport, as format: WebhookFormat, language: Language, secret: String?,
    at wall: Duration
  ) throws {
    let text = language.say(.hookOnHost, report.host, report.text)
    switch format {
    case .json: body = Array(try JSONOutput.line(report).utf8)
    case .slack: body = Array(try JSONOutput.line(Slack(text: Self.slack(text))).utf8)
    case .discord: body = Array(try JSONOutput.line(Discord(content: Self.discord(text))).utf8)
    case .feishu:
      var message = Feishu(content: Feishu.Content(text: Self.feishu(text)))
      if let secret {
        let time = String(wall.components.seconds)
        message.timestamp = time
        // Feishu's own way: the key is what others sign, and nothing is signed.
        message.sign = Base64.encoded(HMAC.sha256(key: Array("\(time)\n\(secret)".utf8), []))
      }
      body = Array(try JSONOutput.line(message).utf8)
    case .dingtalk:
      body = Array(try JSONOutput.line(DingTalk(text: DingTalk.Content(content: text))).utf8)
      guard let secret else { break }
      let time = String(wall.inNanoseconds / 1_000_000)
      let sign = Base64.encoded(
        HMAC.sha256(key: Array(secret.utf8), Array("\(time)\n\(secret)".utf8)))
      query = "timestamp=\(time)&sign=\(Self.inQuery(sign))"
    }
  }

  // MARK: - Chats

  private struct Slack: Encodable {
    var text: String
    /// `*` and `_` are themselves.
    var mrkdwn = false
  }

  private struct Discord: Encodable {
    struct Mentions: Encodable { var parse: [String] = [] }

    var content: String
    var allowedMentions = Mentions()
    /// SUPPRESS_EMBEDS: no pages are shown for what looks like a URL.
    var flags = 4
  }

  private struct Feishu: Encodable {
    struct Content: Encodable { var text: String }

    var msgType = "text"
    var content: Content
    var timestamp: String?
    var sign: String?
  }

  /// Without `at` nobody is called, whatever the text has.
  private struct DingTalk: Encodable {
    struct Content: Encodable { var content: String }

    var msgtype = "text"
    var text: Content
  }

  // MARK: - What they would interpret

  /// Its three control characters.
  private static func slack(_ text: String) -> String {
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
