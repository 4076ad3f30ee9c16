import GoRules
import Health
import Platform
import Probing
import Text
import Watching

/// `offline`: what of go.sum is in the module cache, and which mirrors have the rest.
struct OfflineCommand: Sendable {
  let program: Program

  func run() throws -> ExitCode {
    let configuration = try program.configuration()
    let go = GoSettings(environment: program.environment)
    let layers = program.layers(configuration, go)
    if let refusal = go.settings.refusal { throw UsageError(refusal) }
    let inventory = try ModuleInventory(in: program.invocation.operands.first ?? ".", go)
    let settings = layers.resolved
    if let error = settings.chainError, !inventory.missing.isEmpty { throw UsageError(error) }
    let parts = settings.proxies.map { mirror in
      ModuleInquiry.Part(
        mirror,
        inventory.missing.filter { settings.mayAsk(mirror, about: $0.module.module, layers.go) }
          .map { Question($0.kind, $0.module) })
    }
    let inquiry = ModuleInquiry(parts, timeout: settings.timeout)
    let answers = try ask(inquiry, layers, configuration)
    let findings = OfflineFindings(inventory, settings, answers)
    if program.options.json {
      try program.console.print(json: OfflineReport(findings, at: SystemClock.now().wall))
    } else {
      let isASCII =
        program.options.ascii || !Locale(environment: program.environment).isUTF8
      program.console.print(
        OfflineText(console: program.console, findings: findings, isASCII: isASCII).lines)
    }
    return findings.verdict.exitCode
  }

  private func ask(
    _ inquiry: ModuleInquiry, _ layers: LayeredSettings, _ configuration: Configuration
  ) throws -> ModuleInquiry.Answers {
    if inquiry.parts.isEmpty { return [:] }
    let pool = try program.makePool(layers.go, configuration, mirrors: inquiry.parts.count * 4) {
      Console.complain(Language.english.say($0))
    }
    let console = program.console
    let isShown = Console.errorsAreShown
    let all = inquiry.count
    return MainThread().run {
      let answers = await inquiry.run(pool) { count in
        if isShown {
          Console.overwriteError(
            count < all ? console.say(.offlinePending, "\(count)", "\(all)") : "")
        }
      }
      if isShown { Console.overwriteError("") }
      await pool.close()
      return answers
    }
  }
}
