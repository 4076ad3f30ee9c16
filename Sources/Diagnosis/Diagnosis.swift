import GoRules
import Health

/// What follows from the facts: what has to be tried next, and what is found.
package struct Diagnosis: Sendable {
  package let facts: Facts
  /// Who does not serve, as go meets them.
  package let troubles: [Trouble]

  package init(_ facts: Facts) {
    self.facts = facts
    // What is beyond our limits and not go's is no trouble.
    let isServed = facts.referee?.rulings.allSatisfy { $0.go == .works } == true
    let all = facts.snapshot.isLocal ? [] : Trouble.all(facts.snapshot)
    troubles = all.filter { !(isServed && $0.has(.notMeasured)) }
  }

  /// Trials that would tell causes apart; empty where there are none, or no time is left.
  package var next: [Trial] {
    if facts.isComplete { return [] }
    return troubles.flatMap { trouble -> [Trial] in
      guard let mirror = trouble.mirror, mirror.service == .proxy, mirror.url.scheme != .file else {
        return []
      }
      let kinds = Cause.rows.filter { $0.fits(trouble, facts) }.compactMap(\.trial)
      return kinds.map { Trial($0, of: mirror.id, trouble.question) }
        .filter { facts.trials[$0] == nil }
    }
  }

  /// The most harmful and most certain first; empty where nothing is wrong.
  package var findings: [Finding] {
    let all = (whole + troubles.map(finding)).map(weighed) + beside
    let ranked = all.enumerated().sorted { one, other in
      let (left, right) = (one.element.rank, other.element.rank)
      return left == right ? one.offset < other.offset : left.lexicographicallyPrecedes(right)
    }
    return Self.together(ranked.map(\.element))
  }

  /// Told once, since no single mirror is to blame.
  private static let common: Set<Cause> = [.intercepted, .emptyTrustStore, .clock, .deadNameServer]

  private static func together(_ findings: [Finding]) -> [Finding] {
    var all: [Finding] = []
    for finding in findings {
      if common.contains(finding.cause), let trouble = finding.trouble,
        let known = all.firstIndex(where: {
          $0.cause == finding.cause && $0.subjects == finding.subjects
        })
      {
        all[known].others.append(trouble.name)
      } else {
        all.append(finding)
      }
    }
    return all
  }

  /// The real go does something else than the probes say.
  package var goDisagrees: Bool {
    facts.isContradicted || whole.contains { [.goFails, .goWaits].contains($0.cause) }
  }

  // MARK: - Of a failed request

  private func finding(_ trouble: Trouble) -> Finding {
    let shown = Cause.rows.first { row in
      guard row.fits(trouble, facts) else { return false }
      guard let kind = row.trial else { return true }
      // A change has mended something only where it fails again without.
      guard kind == .again || trial(.again, of: trouble)?.isAlive == false else { return false }
      return trial(kind, of: trouble).map(row.isShown) ?? false
    }
    var finding =
      if let shown {
        Finding(shown.cause, shown.side, shown.confidence, trouble: trouble)
      } else {
        plain(trouble)
      }
    finding.subjects = subjects(of: finding.cause, trouble)
    finding.advice = facts.snapshot.advice.first { $0.explains(finding.cause, at: trouble.entry) }
    finding.evidence = evidence(for: trouble)
    if let hint = hint(finding) { finding.evidence.append(.hint(hint)) }
    finding.fix = fix(finding)
    return finding
  }

  /// Nothing tells more of it than how it ended.
  private func plain(_ trouble: Trouble) -> Finding {
    guard !trouble.isHang, let cause = trouble.failure?.cause else {
      return Finding(.silent, .mirror, .low, trouble: trouble)
    }
    let side = Side(cause.row.side)
    // What came over TLS is the mirror's own; else something on the way may have said it.
    let isOverTLS =
      trouble.result?.connection.tls != nil
      || trouble.entry.flatMap { facts.asked[$0]?.url.hasPrefix("https:") } ?? false
    let isVouchedFor = isOverTLS || !trouble.isAnswer || side != .mirror
    let confidence: Confidence =
      switch cause.code {
      case .other, .notMeasured: .low
      case _ where Cause.ofUnknownSide.contains(cause.code) || !isVouchedFor: .medium
      default: .high
      }
    return Finding(.failure(cause.code), side, confidence, trouble: trouble)
  }

  private func trial(_ kind: Trial.Kind, of trouble: Trouble) -> RequestOutcome? {
    trouble.mirror.flatMap { facts.trials[Trial(kind, of: $0.id, trouble.question)]?.outcome }
  }

  private func subjects(of cause: Cause, _ trouble: Trouble) -> [String] {
    let names = facts.names.filter { $0.host == trouble.host }
    switch cause {
    case .addressOfNowhere: return [names.flatMap(\.addresses).first ?? ""]
    case .deadNameServer: return [names.first(where: \.isDeadServer)?.server ?? ""]
    case .hiddenName:
      return [
        names.first { $0.fault?.kind == .notFound }?.server ?? trouble.result?.connection.nameServer
          ?? "",
        names.first { !$0.addresses.isEmpty }?.server ?? "",
      ]
    case .intercepted: return [trouble.result?.connection.tls?.chain.last?.issuer.text ?? ""]
    case .moduleNotFound: return [trouble.question.canary.description]
    default: return []
    }
  }

  private func evidence(for trouble: Trouble) -> [Evidence] {
    var lines: [Evidence] = []
    let again = trial(.again, of: trouble)
    let times = again.map { Evidence.Times(failed: $0.isAlive ? 1 : 2, of: 2) }
    lines.append(.outcome(trouble.kinds, trouble.outcome, trouble.silence, times: times))
    for kind in Trial.Kind.allCases where kind != .again {
      if let outcome = trial(kind, of: trouble) { lines.append(.trial(kind, outcome)) }
    }
    if trouble.failure?.phase == .resolve {
      lines += facts.names.filter { $0.host == trouble.host }.map { .name($0) }
    }
    if let asked = trouble.entry.flatMap({ facts.asked[$0] }) { lines.append(.asked(asked)) }
    if let text = trouble.goText, trouble.stop != nil { lines.append(.goSays(text)) }
    if trouble.isHidden { lines.append(.goBlamesTheLast) }
    if isNextUntried(trouble) { lines.append(.untried(trouble.question.canary.description)) }
    return lines
  }

  /// The real go has the last word.
  private func weighed(_ finding: Finding) -> Finding {
    guard let ruling = facts.referee?.rulings.first else { return finding }
    var finding = finding
    if finding.stopsGo {
      let isSame = ruling.go == finding.trouble?.goText.map { .fails(ServerText(lines: $0)) }
      finding.evidence.append(isSame ? .goAgrees : .ruling(ruling))
    }
    // Without a list of versions go mod download does.
    let kinds = finding.trouble?.kinds ?? [.info]
    if facts.isContradicted, finding.stopsGo, kinds.contains(where: \.isDownloaded) {
      finding.confidence = .low
    }
    return finding
  }
}

extension NameFact {
  var server: String {
    switch source {
    case .hosts: "/etc/hosts"
    case .server(let address), .opinion(let address): address
    }
  }
}

extension Advice {
  /// It says more of what `cause` at an entry is.
  fileprivate func explains(_ cause: Cause, at entry: Int?) -> Bool {
    let explained: Code? =
      switch cause {
      case .credentials: .credentialsRefused
      case .failure(.intermediateMissing): .intermediateMissing
      case .failure(.forwardProxy): .forwardProxy
      case .intercepted, .emptyTrustStore: .untrustedIssuer
      case .clock: .clock
      case .disguisedFailure: .hidesFailure
      case .statusBeforeComma, .failure(.status): .retryAfter
      default: nil
      }
    return explained == code && (self.entry == nil || self.entry == entry)
  }
}

extension Finding {
  /// Findings are listed by it, the lowest first.
  fileprivate var rank: [Int] {
    // What failed first is the cause, whatever go came to after it.
    if trouble?.isHidden == true { return [0, -1] }
    let harm = stopsGo ? 0 : trouble?.isNeeded == true ? 1 : trouble == nil ? 2 : 3
    let doubt = Confidence.allCases.firstIndex(of: confidence) ?? 0
    return [harm, doubt]
  }
}
