import GoRules

/// When which hook is told what: fed with what the monitor records, and with the ends of what it had run.
package struct HookSchedule: Sendable {
  /// Whose business it is to tell.
  package enum Duty: Sendable, Hashable {
    case ours
    /// Another instance records, and tells.
    case anothers
    /// Not known yet.
    case unknown
  }

  private struct Hook: Sendable {
    let name: String
    var rules: HookRules
    var track = HookTrack()
    var queue = HookQueue()
  }

  private var hooks: [Hook] = []
  private var facts = HookFacts()
  /// Something has happened since `due` was called.
  private var isDirty = true
  /// On the monotonic clock; nil: nothing is due until something happens.
  package private(set) var nextTime: Duration?

  /// `rules` by the names of the hooks, in the order of the configuration.
  package init(_ rules: [(name: String, rules: HookRules)]) { replace(with: rules) }

  /// Hooks that keep their names go on where they are.
  package mutating func replace(with rules: [(name: String, rules: HookRules)]) {
    hooks = rules.map { name, rules in
      var hook = hooks.first { $0.name == name } ?? Hook(name: name, rules: rules)
      hook.rules = rules
      return hook
    }
    isDirty = true
  }

  package mutating func take(_ record: HistoryRecord) {
    if facts.take(record) { isDirty = true }
  }

  /// `due` is worth a call.
  package func isDue(at now: Timestamp) -> Bool {
    isDirty || nextTime.map { $0 <= now.monotonic } ?? false
  }

  /// What is to be run now. `settings`: what is watched now.
  package mutating func due(
    _ settings: MonitorSettings, _ duty: Duty, at now: Timestamp
  ) -> [HookRun] {
    if duty == .unknown {
      nextTime = nil
      return []
    }
    isDirty = false
    facts.keep(settings, at: now)
    var runs: [HookRun] = []
    var times: [Duration] = []
    for index in hooks.indices {
      let rules = hooks[index].rules
      let found = hooks[index].track.due(facts, rules, at: now)
      if duty == .anothers {
        hooks[index].queue.clear()
      } else {
        for event in found.events { hooks[index].queue.add(event) }
      }
      if let run = hooks[index].queue.next(
        of: hooks[index].name, every: rules.every, at: now.monotonic)
      {
        runs.append(run)
      }
      times += [found.next, hooks[index].queue.nextTime(every: rules.every)].compactMap(\.self)
    }
    nextTime = times.min()
    return runs
  }

  /// A run of `hook` has ended.
  /// - Returns: what becomes of its event; nil where there is no such hook any more.
  package mutating func ended(
    _ hook: String, _ ending: HookEnding, at now: Timestamp
  ) -> HookOutcome? {
    guard let index = hooks.firstIndex(where: { $0.name == hook }) else { return nil }
    isDirty = true
    return hooks[index].queue.ended(
      ending, retries: hooks[index].rules.retries, at: now.monotonic)
  }
}
