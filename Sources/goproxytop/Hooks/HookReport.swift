import GoRules
import Health
import Text

/// What a hook is told: JSON on standard input of a command, and the body of a webhook in the format `json`.
struct HookReport: Encodable, Sendable {
  struct Named: Encodable, Sendable {
    var name: String
    /// Without a password.
    @Nullable var url: String?
  }

  var schema = 1
  /// A word of `on`.
  var event: String
  /// What is over; nil for other events than `recovered`.
  @Nullable var over: String?
  /// It is made up, for `hook test`.
  var test = false
  /// When it came about.
  var time: String
  /// Of this machine.
  var host: String
  var hook: String
  /// In words.
  var text: String
  /// The mirror that is meant, or stops go; nil where there is none.
  @Nullable var mirror: Named?
  /// Of a failover: who served before, and who does now.
  @Nullable var from: String?
  @Nullable var to: String?
  /// Of a failover.
  var kinds: [String] = []
  @Nullable var cause: String?
  /// Of what is over: since when it was so, and for how long.
  @Nullable var since: String?
  @Nullable var lastedSeconds: Double?
  @Nullable var certificateNotAfter: String?
  /// What go would meet now with GOPROXY as a whole, and that, without passwords.
  var verdict: String
  var goproxy: String
  /// From 1.
  var attempt: Int
  /// Events before this one that were dropped, since too many waited.
  var dropped: Int

  /// `snapshot`: now.
  init(
    _ run: HookRun, _ snapshot: Snapshot, host: String, language: Language, isTest: Bool = false
  ) {
    event = run.event.trigger.rawValue
    time = WallTime.rfc3339(run.event.at.wall)
    self.host = ServerText(host).text
    hook = run.hook
    let said = language.text(run.event, at: snapshot.now.wall)
    text = ServerText(isTest ? language.say(.hookTest, said) : said, limit: 600).text
    test = isTest
    verdict = snapshot.verdict.rawValue
    goproxy = ServerText(snapshot.setting.redactedValue, limit: 1000).text
    attempt = run.attempt
    dropped = run.dropped
    switch run.event {
    case .began(let fault): take(fault, snapshot)
    case .ended(let fault, let end):
      take(fault, snapshot)
      over = fault.subject.trigger.rawValue
      since = WallTime.rfc3339(fault.since.wall)
      lastedSeconds = (end.since(fault.since).seconds * 1000).rounded() / 1000
    case .failover(let group):
      from = Language.english.text(group.failover.from)
      to = Language.english.text(group.failover.to)
      kinds = group.kinds.map(\.rawValue)
      cause = group.failover.cause
    }
  }

  private mutating func take(_ fault: HookFault, _ snapshot: Snapshot) {
    cause = Language.english.cause(fault)
    if case .ends(let end) = fault.cause { certificateNotAfter = WallTime.rfc3339(end) }
    guard let name = fault.name else { return }
    let known =
      snapshot.mirrors.first { $0.id == fault.subject.mirror }
      ?? snapshot.mirrors.first { $0.mirror.name == name }
    mirror = Named(name: name, url: known.map { ServerText($0.id.rawValue, limit: 1000).text })
  }

  /// The most of it as variables, for scripts that read no JSON: one line each, without control characters.
  var variables: [String: String] {
    let values: [(String, String?)] = [
      ("EVENT", event), ("OVER", over), ("TEST", test ? "1" : nil), ("TIME", time), ("HOST", host),
      ("HOOK", hook), ("TEXT", text), ("MIRROR", mirror?.name), ("FROM", from), ("TO", to),
      ("KINDS", kinds.joined(separator: " ")), ("CAUSE", cause), ("SINCE", since),
      ("VERDICT", verdict), ("GOPROXY", goproxy),
    ]
    return Dictionary(
      uniqueKeysWithValues: values.map { name, value in
        ("GOPROXYTOP_\(name)", ServerText(value ?? "", limit: 2000).text)
      })
  }
}
