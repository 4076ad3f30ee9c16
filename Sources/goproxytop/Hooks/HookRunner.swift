import CLinux
import Glibc
import GoRules
import Health
import Platform
import Probing
import Text

/// Tells hooks what has happened, beside the loop: runs their commands and asks their webhooks.
final class HookRunner: Sendable {
  /// How it went.
  struct Result: Sendable, Hashable {
    var ending: HookEnding
    /// For people: `HTTP 200 OK`, `exit status 1: no such user`.
    var text: String
  }

  private let environment: [String: String]
  /// Of what is told.
  let language: Language
  /// Of how it went.
  private let ownLanguage: Language
  let host: String
  /// Made with the first webhook: it trusts whom the system trusts, since `cacert` is about mirrors.
  private let pool: Locked<ProbePool?> = Locked(nil)
  private let configuration: ProbePoolConfiguration

  /// `ownLanguage`: nil for the one of what is told.
  init(
    _ program: Program, _ go: GoEnvironment, _ language: Language, ownLanguage: Language? = nil
  ) {
    environment = program.environment
    self.language = language
    self.ownLanguage = ownLanguage ?? language
    host = Self.hostName
    var settings = program.poolConfiguration(go, Configuration())
    settings.certificateFile = nil
    settings.probers = 1
    configuration = settings
  }

  /// Ends when its task is cancelled, and with it what it has begun.
  func run(_ hook: HookSetting, _ report: HookReport) async -> Result {
    switch hook.target {
    case .command(let words):
      await run(words, input: report, within: hook.timeout)
    case .desktop:
      await run(
        [
          "notify-send", "--app-name=goproxytop",
          "--urgency=\(report.event == HookTrigger.recovered.rawValue ? "normal" : "critical")",
          "--", "goproxytop (\(report.host))", HookMessage.withoutMarkup(report.text),
        ], input: nil, within: hook.timeout)
    case .webhook(let url, let format, let secret):
      await send(report, to: url, as: format, signedWith: secret, within: hook.timeout)
    }
  }

  func close() async { await pool.withLock { $0.take() }?.close() }

  // MARK: - Commands

  private func run(
    _ words: [String], input: HookReport?, within limit: Duration
  ) async -> Result {
    guard let name = words.first, let path = find(name) else {
      return lasting(ownLanguage.say(.hookNotFound, words.first ?? ""))
    }
    if let error = Self.whyNotStarted(path) {
      return lasting("\(path): \(String(cString: strerror(error)))")
    }
    // Its parent is a shell, not this program: some scripts end their parent.
    var run = CommandRun(
      "/bin/sh", ["-c", "\"$@\"; exit $?", "sh", path] + words.dropFirst(),
      environment: commandEnvironment.merging(input?.variables ?? [:]) { $1 })
    run.input = input.flatMap { try? JSONOutput.line($0) }.map { Array("\($0)\n".utf8) }
    run.isInBackground = true
    run.limit = limit
    run.outputLimit = 4 << 10
    let stopper = Stopper()
    let result = await withTaskCancellationHandler {
      await Threads.run { [run] in run.run(stopper) }
    } onCancel: {
      stopper.stop()
    }
    let said = ServerText(Redaction.conservative(String(decoding: result.output, as: UTF8.self)))
    switch result.ending {
    case .exited(0):
      return Result(ending: .delivered, text: with(said, ownLanguage.say(.hookExited, "0")))
    case .exited(let status):
      return failed(with(said, ownLanguage.say(.hookExited, String(status))))
    case .notStarted(let code): return lasting("\(path): \(String(cString: strerror(code)))")
    case .outOfTime, .stopped, .tooMuchOutput, .wroteToTerminal:
      return failed(with(said, ownLanguage.say(.hookTookTooLong, limit.written)))
    }
  }

  /// The error number of execve(2) for a program started in `/`; nil where it may be started.
  private static func whyNotStarted(_ path: String) -> Int32? {
    let path = path.hasPrefix("/") ? path : "/" + path
    var facts = stat()
    guard stat(path, &facts) == 0 else { return errno }
    if facts.st_mode & S_IFMT != S_IFREG { return EACCES }
    return access(path, X_OK) == 0 ? nil : errno
  }

  /// Without what is ours alone: systemd would take a hook's word for the agent's.
  private var commandEnvironment: [String: String] {
    environment.filter { !["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"].contains($0.key) }
  }

  private func find(_ name: String) -> String? {
    if name.contains("/") { return name }
    return GoSettings.find(name, in: environment["PATH", default: "/usr/bin:/bin"])
  }

  // MARK: - Webhooks

  private func send(
    _ report: HookReport, to url: SecretText, as format: WebhookFormat,
    signedWith secret: SecretText?, within limit: Duration
  ) async -> Result {
    do {
      let message = try HookMessage(
        report, as: format, language: language, secret: try secret?.read(environment),
        at: SystemClock.now().wall)
      var text = try url.read(environment)
      if !message.query.isEmpty { text += (text.contains("?") ? "&" : "?") + message.query }
      guard var request = WebRequest(text, limit: 16 << 10, timeout: limit) else {
        return lasting(ownLanguage.say(.hookNoURL, url.place ?? "url"))
      }
      request.setField("Content-Type", "application/json; charset=utf-8")
      request.body = message.body
      let answer = await WebClient(try readyPool()).send(request)
      return judge(answer, of: request, format, hiding: text)
    } catch {
      return lasting(
        (error as? OperationError).map { ownLanguage.say($0.sentence) } ?? "\(error)")
    }
  }

  private func judge(
    _ answer: WebAnswer?, of request: WebRequest, _ format: WebhookFormat, hiding url: String
  ) -> Result {
    switch answer {
    case nil: return failed(ownLanguage.say(.hookTookTooLong, request.timeout.written))
    case .failed(let outcome):
      return failed(ownLanguage.say(.hookSaid, request.origin, ownLanguage.text(outcome)))
    case .answered(let page):
      let said = String(decoding: page.body, as: UTF8.self)
      let status = "HTTP \(page.statusText.text)"
      let shown = ownLanguage.say(
        .hookSaid, request.origin, Self.shown(said, status, hiding: url, of: request.origin))
      guard (200..<300).contains(page.status) else {
        let isLasting = !(page.status >= 500 || [408, 425, 429].contains(page.status))
        return Result(
          ending: .failed(isLasting: isLasting, retryAfter: page.retryAfter), text: shown)
      }
      // These say no with HTTP 200.
      let isRefused = format.canSign && (HookAnswer.code(in: said) ?? 0) != 0
      return isRefused
        ? failed(shown) : Result(ending: .delivered, text: "\(request.origin): \(status)")
    }
  }

  /// The status, and what else was said where nothing of it stands in the URL: pages that find nothing often repeat that.
  private static func shown(
    _ body: String, _ status: String, hiding url: String, of origin: String
  ) -> String {
    func pieces(_ text: String) -> Set<Substring> {
      Set(text.split { !$0.isLetter && !$0.isNumber }.filter { $0.count >= 6 })
    }
    let text = ServerText(body, limit: 160).text
    let secrets = pieces(url).subtracting(pieces(origin))
    let mayBeShown = !text.isEmpty && !secrets.contains { body.contains(String($0)) }
    return mayBeShown ? "\(status): \(text)" : status
  }

  private func readyPool() throws(ProbePoolError) -> ProbePool {
    try pool.withLock { pool throws(ProbePoolError) in
      if let pool { return pool }
      let made = try ProbePool(configuration)
      pool = made
      return made
    }
  }

  // MARK: -

  private func failed(_ text: String) -> Result {
    Result(ending: .failed(isLasting: false, retryAfter: nil), text: text)
  }

  /// Trying again would be of no use.
  private func lasting(_ text: String) -> Result {
    Result(ending: .failed(isLasting: true, retryAfter: nil), text: text)
  }

  private func with(_ said: ServerText, _ text: String) -> String {
    said.text.isEmpty ? text : ownLanguage.say(.hookSaid, text, said.text)
  }

  private static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
