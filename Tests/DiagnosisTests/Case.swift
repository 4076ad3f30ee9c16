import Diagnosis
import GoRules
import Health

/// A chain whose entries answer as told, as the doctor gets to see it.
struct Case: Sendable {
  static let canary = ModuleVersion(module: "example.com/m", version: "v1.0.0")
  static let kinds: [RequestKind] = [.list, .latest, .info, .mod, .zip]
  static let now = Timestamp(monotonic: .seconds(1000), wall: .seconds(1_790_000_000))

  var goproxy = "https://a.example,https://b.example"
  var source = GoproxySetting.Source.goEnvFile
  /// By entry; what is not told is served.
  var outcomes: [Int: RequestOutcome] = [:]
  /// For these kinds alone; empty for all.
  var kinds: Set<RequestKind> = []
  /// Changes each result of an entry that fails.
  var result: @Sendable (inout ProbeResult) -> Void = { _ in }
  /// The same of one that serves.
  var served: @Sendable (inout ProbeResult) -> Void = { _ in }
  var environment: GoEnvironment?
  /// Of the first entry.
  var trials: [Trial.Kind: RequestOutcome] = [:]
  var more: @Sendable (inout Facts) -> Void = { _ in }

  var facts: Facts {
    get throws {
      var snapshot = Snapshot(
        now: Self.now, setting: GoproxySetting(value: goproxy, source: source), chain: nil,
        chainError: nil, interval: .seconds(5))
      do {
        let chain = try Chain(parsing: goproxy, checksumDatabase: .off)
        snapshot.chain = chain
        snapshot.mirrors = chain.entries.indices.compactMap { mirror(at: $0, of: chain) }
        snapshot.walks = Self.kinds.map { kind in
          chain.walk(Question(kind, Self.canary)) { index in
            chain.entries[index].url.flatMap { url in
              snapshot.mirror(ofEntry: index)?.latest[kind].map { Answer($0, of: url) }
            }
          }
        }
        snapshot.cure = Self.cure(snapshot, chain)
      } catch {
        snapshot.chainError = error.text
      }
      snapshot.advice = ChainLint(snapshot, environment: environment).advice
      var facts = Facts(snapshot: snapshot)
      facts.environment = environment
      facts.go = GoCommand(path: "/usr/bin/go", version: "go1.27.3")
      facts.isComplete = true
      if let first = snapshot.mirrors.first {
        for trouble in Diagnosis(facts).troubles where trouble.mirror == first.mirror {
          for (kind, outcome) in trials {
            let request = ProbeRequest(trouble.question.kind, canary: Self.canary, use: .cold)
            facts.trials[Trial(kind, of: first.id, trouble.question)] = .made(
              ProbeResult(
                mirror: first.id, request: request, startedAt: Self.now, outcome: outcome))
          }
        }
      }
      more(&facts)
      return facts
    }
  }

  var findings: [Finding] { get throws { Diagnosis(try facts).findings } }

  private func mirror(at index: Int, of chain: Chain) -> MirrorSnapshot? {
    guard let url = chain.entries[index].url else { return nil }
    let mirror = Mirror(url: url, entry: index, canary: Self.canary)
    var shown = MirrorSnapshot(mirror: mirror, state: .up)
    for kind in Self.kinds {
      let isOther = !kinds.isEmpty && !kinds.contains(kind)
      let outcome = isOther ? .ok : outcomes[index] ?? .ok
      var result = ProbeResult(
        mirror: mirror.id, request: ProbeRequest(kind, canary: Self.canary, use: .cold),
        startedAt: Self.now, outcome: outcome)
      if outcome == .ok { served(&result) } else { self.result(&result) }
      shown.latest[kind] = result
    }
    shown.lastCold = shown.latest[.info]
    return shown
  }

  private static func cure(_ snapshot: Snapshot, _ chain: Chain) -> CureFinding? {
    let entries = chain.entries.enumerated().map { index, entry in
      let mirror = snapshot.mirror(ofEntry: index)
      let answers = (mirror?.latest ?? [:]).map { kind, result in
        (
          Question(kind, canary),
          MeasuredAnswer(Answer(result.outcome, cost: .milliseconds(20)), age: .zero)
        )
      }
      return MeasuredEntry(
        entry.target, name: mirror?.mirror.name ?? entry.redacted, state: .up,
        answers: Dictionary(answers) { first, _ in first })
    }
    return CureSearch(
      chain: chain, walks: snapshot.walks, entries: entries, isPrivate: { _ in false }
    ).finding
  }
}

extension RequestOutcome {
  static func failed(_ phase: Phase, _ cause: FailureCause) -> RequestOutcome {
    .failure(RequestFailure(phase, cause))
  }
}
