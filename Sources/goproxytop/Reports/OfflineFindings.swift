import GoRules
import Health
import Watching

/// What is missing of go.sum, who has it, and what go would meet that asks for it.
struct OfflineFindings: Sendable {
  /// The raw value is the word of JSON.
  enum Verdict: String, Sendable {
    /// go needs no network.
    case complete
    /// With a network, go gets what is missing.
    case available
    /// go would fail, or wait forever.
    case unavailable
    /// The cache has something else than go.sum says: go refuses it.
    case altered
    /// go.mod requires what go.sum does not list: go refuses a build that has it.
    case unlisted
    /// Whoever decides was not asked or not reached.
    case unknown
    /// This machine has no network.
    case local

    var exitCode: ExitCode {
      switch self {
      case .complete: .served
      case .available: .fallback
      case .unavailable, .altered, .unlisted: .broken
      case .unknown: .unknown
      case .local: .local
      }
    }
  }

  /// A version of a module of which something is missing.
  struct Missing: Sendable {
    var module: ModuleVersion
    var kinds: [RequestKind]
    /// What go would meet for the worst of them.
    var walk: Walk?
    /// Those that have all that is missing.
    var having: [Mirror] = []
  }

  let inventory: ModuleInventory
  let settings: MonitorSettings
  let answers: ModuleInquiry.Answers
  let missing: [Missing]

  init(_ inventory: ModuleInventory, _ settings: MonitorSettings, _ answers: ModuleInquiry.Answers)
  {
    self.inventory = inventory
    self.settings = settings
    self.answers = answers
    var missing: [Missing] = []
    for need in inventory.missing {
      if missing.last?.module != need.module {
        missing.append(Missing(module: need.module, kinds: []))
      }
      missing[missing.count - 1].kinds.append(need.kind)
    }
    for index in missing.indices {
      let questions = missing[index].kinds.map { Question($0, missing[index].module) }
      missing[index].having = settings.proxies.filter { mirror in
        questions.allSatisfy { answers[mirror.id]?[$0]?.isServed == true }
      }
      var chain = settings.chain
      // A toolchain that is missing is a row of its own.
      chain?.isAskedFirst = true
      missing[index].walk = chain.flatMap { chain in
        questions.map { Self.walk(chain, $0, answers) }
          .max { $0.verdict.severity < $1.verdict.severity }
      }
    }
    self.missing = missing
  }

  private static func walk(
    _ chain: Chain, _ question: Question, _ answers: ModuleInquiry.Answers
  ) -> Walk {
    chain.walk(question) { index in
      guard let url = chain.entries[index].url, let result = answers[Mirror.ID(url)]?[question]
      else { return nil }
      var answer = Answer(result, of: url)
      if result.isServed { answer.outcome = .ok }
      return answer
    }
  }

  var verdict: Verdict {
    if !inventory.altered.isEmpty { return .altered }
    if !inventory.unlisted.isEmpty { return .unlisted }
    if missing.isEmpty { return .complete }
    let results = answers.values.flatMap(\.values)
    if !results.isEmpty,
      results.allSatisfy({ !$0.isServed && $0.outcome.failure?.cause.isLocal == true })
    {
      return .local
    }
    let verdicts = missing.map { $0.walk?.verdict ?? .unknown }
    if verdicts.contains(where: \.isBad) { return .unavailable }
    return verdicts.contains(.unknown) ? .unknown : .available
  }
}
