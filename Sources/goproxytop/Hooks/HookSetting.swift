import Health
import Text

/// What the configuration says of one hook.
struct HookSetting: Sendable, Equatable {
  enum Target: Sendable, Equatable {
    /// A program with its arguments.
    case command([String])
    case webhook(SecretText, WebhookFormat, signedWith: SecretText?)
    /// A notification on this desktop.
    case desktop
  }

  var name: String
  var on: [HookTrigger] = [.broken, .recovered]
  var target = Target.desktop
  var hold = Duration.seconds(30)
  var every = Duration.seconds(10)
  /// For each attempt.
  var timeout = Duration.seconds(10)
  /// nil: as the target has it.
  var retries: Int?

  var rules: HookRules {
    HookRules(on: Set(on), hold: hold, every: every, retries: retries ?? target.retries)
  }
}

extension HookSetting.Target {
  /// What a command has done before it failed is not known: it is run once.
  fileprivate var retries: Int { if case .webhook = self { 3 } else { 0 } }
}

/// How a webhook wants to be told.
enum WebhookFormat: String, Sendable, CaseIterable {
  /// As a command reads it.
  case json
  case slack, discord, feishu, dingtalk

  var canSign: Bool { self == .feishu || self == .dingtalk }
}

/// A text that may be secret: itself, or where to find it, `$VARIABLE` or `@FILE`.
struct SecretText: Sendable, Equatable {
  let written: String

  /// What may be shown: where it is found; nil where it stands in the configuration itself.
  var place: String? { written.hasPrefix("$") || written.hasPrefix("@") ? written : nil }

  /// The text, without blanks around it.
  /// - Throws: where there is none.
  func read(_ environment: [String: String]) throws(OperationError) -> String {
    guard let place else { return written }
    let name = String(place.dropFirst())
    let text: String
    if place.hasPrefix("$") {
      guard let value = environment[name], !value.isEmpty else {
        throw OperationError(Sentence(.hookUnset, .text(place)))
      }
      text = value
    } else {
      do { text = try TextFile.read(name, limit: 16 << 10) } catch {
        throw OperationError(error.message)
      }
    }
    let trimmed = text.trimmingBlanks
    if trimmed.isEmpty { throw OperationError(Sentence(.hookEmptyFile, .text(place))) }
    return trimmed
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
