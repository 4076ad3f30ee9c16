import Glibc
import Platform

/// All cases of a run, several side by side.
final class DifferentialRun: Sendable {
  private struct Progress {
    var next = 0
    var verdicts = 0
    var texts = 0
    var known: [String: Int] = [:]
    var unstable = 0
    /// Agreements up to the mutated answer alone.
    var beginnings = 0
    /// How often go said an error.
    var errors = 0
    /// How often go gave each answer: a case counts with its first.
    var answers: [String: Int] = [:]
    var failure: (any Error)?
  }

  private let options: Options
  private let materials: Materials
  private let gate: Gate
  private let progress = Locked(Progress())
  /// Each case once with each separator.
  private let jobs: [(number: Int, separator: Separator)]

  init(options: Options, materials: Materials) {
    self.options = options
    self.materials = materials
    gate = Gate(places: options.sideBySide)
    let numbers = options.only.map { [$0] } ?? Array(0..<options.cases)
    jobs = numbers.flatMap { number in Separator.allCases.map { (number, $0) } }
  }

  /// Prints each disagreement and a last line.
  /// - Returns: whether there was none but the known ones.
  func run() throws -> Bool {
    // Most of those that hang only wait.
    let threads = try (0..<min(jobs.count, options.sideBySide * 40)).map { _ in
      try Threads.start { [self] in work() }
    }
    for thread in threads { pthread_join(thread, nil) }
    let end = progress.withLock { $0 }
    if let failure = end.failure { throw failure }
    for (name, count) in end.known.sorted(by: { $0.key < $1.key }) {
      print("known: \(name): \(count)")
    }
    print("errors that go printed: \(end.errors)")
    show(end.answers)
    if end.beginnings > 0 {
      print("agreed, but not on what came after on the connection: \(end.beginnings)")
    }
    if end.unstable > 0 { print("unstable, go itself has several answers: \(end.unstable)") }
    print(
      "\(jobs.count) cases, \(end.verdicts + end.texts) disagreements "
        + "(\(end.verdicts) verdicts, \(end.texts) texts)")
    return end.verdicts + end.texts == 0
  }

  private func print(_ text: String) { Descriptor.writeAll(Array((text + "\n").utf8), to: 1) }

  private func work() {
    while true {
      let job = progress.withLock { progress -> (number: Int, separator: Separator)? in
        guard progress.failure == nil, progress.next < jobs.count else { return nil }
        progress.next += 1
        return jobs[progress.next - 1]
      }
      guard let job else { return }
      let trial = Trial(
        kind: options.kind, seed: options.seed, number: job.number, separator: job.separator,
        materials: materials)
      do {
        let (result, testCase) = try trial.run(gate)
        note(result, testCase, trial)
      } catch {
        progress.withLock { $0.failure = error }
      }
    }
  }

  private func note(_ result: Trial.Result, _ testCase: TestCase, _ trial: Trial) {
    let known = KnownDifference.all.first { difference in
      difference.kinds.contains(trial.kind)
        && result.go.contains { difference.matches($0, result.ours, testCase) }
    }
    progress.withLock { progress in
      if result.go.count > 1 { progress.unstable += 1 }
      if result.go.contains(where: { $0.text != nil }) { progress.errors += 1 }
      for observation in result.go.prefix(1) {
        progress.answers[Self.line(observation, trial), default: 0] += 1
      }
      if result.isAgreement {
        if !result.isWhole { progress.beginnings += 1 }
        return
      }
      if let known {
        progress.known[known.name, default: 0] += 1
      } else if result.isVerdictGo {
        progress.texts += 1
      } else {
        progress.verdicts += 1
      }
    }
    if known == nil, !result.isAgreement {
      show(
        result.isVerdictGo ? "text" : "verdict", trial, testCase,
        result.go.map { ("go", $0) } + [("ours", result.ours)])
    }
  }

  private func show(_ answers: [String: Int]) {
    guard options.answers > 0 else { return }
    print("different answers of go: \(answers.count)")
    let order = answers.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for (answer, count) in order.prefix(options.answers) { print("\(count)\t\(answer)") }
  }

  /// Without the number of the case, by which its name server knows it.
  private static func line(_ observation: Observation, _ trial: Trial) -> String {
    let text = observation.text.map { "  " + Escaped.line($0) } ?? ""
    return observation.verdict
      + text.replacing("c\(trial.number)", with: "cN").replacing("C\(trial.number)", with: "CN")
  }

  private func show(
    _ what: String, _ trial: Trial, _ testCase: TestCase, _ sides: [(String, Observation)]
  ) {
    let head =
      "=== \(what): --kind \(trial.kind.rawValue) --seed \(trial.seed) --only \(trial.number), "
      + "GOPROXY=\(testCase.proxy)\(trial.separator.rawValue)SOUND"
    let lines = sides.flatMap { side in
      ["\(side.0): \(side.1.verdict)"] + (side.1.text.map { ["    \(Escaped.line($0))"] } ?? [])
    }
    print(([head, testCase.description] + lines).joined(separator: "\n"))
  }
}
