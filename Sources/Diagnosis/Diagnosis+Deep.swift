import GoRules
import Health

/// What only idle connections and many requests at once show.
extension Diagnosis {
  /// One cause of what a connection shows that was idle; the first row that fits names it. What go gets along with has none.
  private struct IdleRow: Sendable {
    let cause: Cause
    let side: Side
    let confidence: Confidence
    let fix: String?
    let fits: @Sendable (IdleFact.End) -> Bool
  }

  private static let idleRows: [IdleRow] = [
    IdleRow(
      // The kernel then gives a connection up after some 100 s, the least that RFC 1122 allows, and not after 900.
      cause: .idleForgotten, side: .path, confidence: .high,
      fix: "sudo sysctl -w net.ipv4.tcp_retries2=8"
    ) { if case .lost = $0 { true } else { false } },
    IdleRow(cause: .idleSilent, side: .mirror, confidence: .high, fix: nil) { $0 == .silent },
    // Who resets cannot be seen.
    IdleRow(
      cause: .idleCutOff, side: .path, confidence: .medium, fix: "GODEBUG=http2client=0 go ..."
    ) { $0 == .cutOff },
  ]

  /// The same of many requests at once.
  private struct BurstRow: Sendable {
    let confidence: Confidence
    let fits: @Sendable (BurstFact) -> Bool
  }

  private static let burstRows: [BurstRow] = [
    // It says so itself.
    BurstRow(confidence: .high) { $0.failures.contains { $0.failure?.cause == .status(429) } },
    BurstRow(confidence: .medium) { !$0.failures.isEmpty && $0.answersAfterwards == true },
  ]

  var deep: [Finding] { idle + bursts }

  private var idle: [Finding] {
    examinedDeeply.compactMap { mirror in
      let known = facts.idles.filter { $0.mirror == mirror.id }
      guard let bad = known.first(where: { row(for: $0) != nil }), let row = row(for: bad) else {
        return nil
      }
      let before = known.filter { $0.gap < bad.gap }.map(\.gap).max() ?? .zero
      var finding = Finding(
        row.cause, row.side, row.confidence,
        subjects: [mirror.mirror.name, before.written, bad.gap.written],
        evidence: [.idle(known)], fix: row.fix.map(Fix.command))
      finding.entry = mirror.mirror.entry
      return finding
    }
  }

  /// Where a new connection has no answer either, it was not the idleness.
  private func row(for fact: IdleFact) -> IdleRow? {
    guard fact.answersAnew == true else { return nil }
    return Self.idleRows.first { $0.fits(fact.end) }
  }

  private var bursts: [Finding] {
    examinedDeeply.compactMap { mirror in
      guard let burst = facts.bursts.first(where: { $0.mirror == mirror.id }),
        let row = Self.burstRows.first(where: { $0.fits(burst) })
      else { return nil }
      var finding = Finding(
        .burstLimit, .mirror, row.confidence,
        subjects: [mirror.mirror.name, String(burst.width)], evidence: [.burst(burst)],
        fix: burst.width > 1 ? .command("GOMAXPROCS=\(max(1, burst.width / 4)) go ...") : nil)
      finding.entry = mirror.mirror.entry
      return finding
    }
  }

  private var examinedDeeply: [MirrorSnapshot] {
    facts.snapshot.mirrors.filter { mirror in
      facts.idles.contains { $0.mirror == mirror.id }
        || facts.bursts.contains { $0.mirror == mirror.id }
    }
  }

  // MARK: - Steps

  func deepSteps(_ mirror: MirrorSnapshot) -> [Step] {
    guard facts.isDeep, mirror.mirror.service == .proxy else { return [] }
    let name = mirror.mirror.name
    let idles = facts.idles.filter { $0.mirror == mirror.id }
    let burst = facts.bursts.first { $0.mirror == mirror.id }
    let isUnknown = idles.contains { idle in
      switch idle.end {
      case .answered, .closed: false
      case .cutOff, .lost, .silent, .unknown: true
      }
    }
    return [
      burst.map { burst in
        Step(.burst, name, burst.failures.isEmpty ? .pass : .fail, .burst(burst))
      } ?? Step(.burst, name, .skip),
      idles.isEmpty
        ? Step(.idle, name, .skip)
        : Step(
          .idle, name, idles.contains { row(for: $0) != nil } ? .fail : isUnknown ? .warn : .pass,
          .idle(idles)),
    ]
  }
}
