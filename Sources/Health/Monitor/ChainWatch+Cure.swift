import GoRules

/// What all entries answer, also those that go does not come to, and what follows for a chain that fails.
extension ChainWatch {
  /// A longer chain is shown and mended as far as this.
  private static let longest = 100

  /// For each entry its newest answers to the questions that are walked.
  func answers(
    at now: Timestamp, over list: WatchList, _ settings: MonitorSettings
  ) -> [[Question: MeasuredAnswer]] {
    let questions = questions
    return mirrors.prefix(Self.longest).map { mirror in
      mirror.map { list.measured($0.id, questions, at: now, settings) } ?? [:]
    }
  }

  /// What would help; nil where go does not fail, or where no separator and no order is to blame.
  func cure(
    at now: Timestamp, over list: WatchList, _ settings: MonitorSettings, walks: [Walk],
    answers: [[Question: MeasuredAnswer]]
  ) -> CureFinding? {
    guard let chain, chain.entries.count == answers.count,
      walks.contains(where: \.verdict.isBad)
    else { return nil }
    let questions = questions
    func entry(
      _ target: Chain.Entry.Target, _ mirror: Mirror, _ known: [Question: MeasuredAnswer]?
    ) -> MeasuredEntry {
      MeasuredEntry(
        target, name: mirror.name,
        state: list.index(of: mirror.id).map { list[$0].view.state }
          ?? .unknown,
        answers: known ?? list.measured(mirror.id, questions, at: now, settings))
    }
    var entries = chain.entries.indices.map { index in
      let target = chain.entries[index].target
      return mirrors[index].map { entry(target, $0, answers[index]) }
        ?? MeasuredEntry(target, name: chain.entries[index].redacted, state: .unknown)
    }
    for mirror in settings.mirrors where mirror.service == .proxy && !mirror.isInChain {
      entries.append(entry(.proxy(mirror.url), mirror, nil))
    }
    return CureSearch(
      chain: chain, walks: walks, entries: entries,
      database: database.map { entry(.direct, $0, nil) }, isPrivate: settings.isPrivate
    ).finding
  }
}

extension WatchList {
  /// The newest answers of a mirror to those of `questions` that it was asked.
  fileprivate func measured(
    _ mirror: Mirror.ID, _ questions: [Question], at now: Timestamp, _ settings: MonitorSettings
  ) -> [Question: MeasuredAnswer] {
    guard let index = index(of: mirror) else { return [:] }
    var measured: [Question: MeasuredAnswer] = [:]
    for question in questions {
      guard let known = answer(of: mirror, to: question),
        let proof = self[index].proof(of: question, at: now, settings: settings)
      else { continue }
      let rule = Walk.Proof(entry: 0, age: proof.age, interval: proof.interval)
      measured[question] = MeasuredAnswer(
        known.newest, age: proof.age, isStale: rule.isStale,
        isWaiting: self[index].isOverdue(question))
    }
    return measured
  }
}
