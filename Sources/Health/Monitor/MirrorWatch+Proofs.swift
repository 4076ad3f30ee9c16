import GoRules

/// How old the answers of a mirror are, and how often they are asked for.
extension MirrorWatch {
  func standing(of question: Question, at now: Timestamp) -> Cadence.Standing {
    guard let known = answers[question] else { return Cadence.Standing(.open, age: nil) }
    let doubt: Cadence.Standing.Doubt =
      known.confirmed.isUnconfirmed ? .open : known.newest.outcome.isAlive ? .none : .failing
    return Cadence.Standing(doubt, age: now.since(known.askedAt))
  }

  /// How old the answer to `question` is; nil where there is none.
  func proof(
    of question: Question, at now: Timestamp, settings: MonitorSettings
  ) -> (age: Duration, interval: Duration)? {
    guard let known = answers[question] else { return nil }
    let usual =
      known.newest.outcome.isAlive
      ? cadence.interval(of: question) : cadence.intervalOfFailures(of: question)
    var interval = max(settings.interval, usual)
    if mirror.service != .proxy { interval = max(settings.interval, Cadence.serviceInterval) }
    // An answer that did not come took that long.
    if known.newest.outcome.tookAllPatience { interval += settings.timeout }
    if failuresWhileDown != nil {
      // Asked less often, it is known to be down for longer.
      interval = max(interval, settings.interval * (settings.thresholds.maximumStretch + 1))
    }
    return (now.since(known.askedAt), interval)
  }
}
