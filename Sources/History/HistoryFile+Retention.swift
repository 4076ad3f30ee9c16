import Health

/// What is kept how long; what lasts (failovers, states, gaps, settings) is never dropped.
extension HistoryFile {
  /// Drops what is too old at `now`, then what is too much.
  func prune(at now: Timestamp, limits: HistoryLimits) throws(HistoryError) {
    let mayJudgeAge = try clockIsTrusted(at: now.wall)
    try connection.transaction(as: "prune") { () throws(HistoryError) in
      // A sample that is not rolled up yet stays, however old it seems.
      let rolled = try progress("minute") ?? 0
      try dropSamples(before: min(rolled, (now.wall - limits.samples).microseconds))
      guard mayJudgeAge else { return }
      // Whole hours, so that the hour rows take over where the minutes end.
      let rolledHours = try progress("hour") ?? 0
      let oldest = Resolution.hour.start(of: (now.wall - limits.minutes).microseconds)
      try drop(.minute, before: min(rolledHours, oldest))
      try drop(.hour, before: (now.wall - limits.hours).microseconds)
    }
    try keepWithin(limits.size)
  }

  /// False for a day after the clock has jumped ahead by more than a week since it was last looked at:
  /// a wrong clock is set right sooner, and would have made everything look old.
  private func clockIsTrusted(at now: Duration) throws(HistoryError) -> Bool {
    let previous = try progress("clock")
    let now = min(now, .microseconds(StoredRange.time.upperBound))
    try setProgress("clock", to: now.microseconds)
    if let previous, now - .microseconds(previous) > .seconds(7 * 86_400) {
      try setProgress("jump", to: now.microseconds)
      return false
    }
    guard let jump = try progress("jump") else { return true }
    let since = now - .microseconds(jump)
    if since >= .zero, since < .seconds(86_400) { return false }
    try setProgress("jump", to: nil)
    return true
  }

  /// Drops the oldest rollups, then the oldest samples, until the file has room again.
  private func keepWithin(_ size: Int) throws(HistoryError) {
    let pageSize = try connection.number("PRAGMA page_size", as: "prune")
    let limit = Int64(size) / max(1, pageSize)
    try connection.execute("PRAGMA max_page_count = \(limit)", as: "prune")
    if try usedPages() > limit * 95 / 100 {
      while try usedPages() > limit * 90 / 100, try dropOldest() {}
    }
    // Pages that are free are used again; the file shrinks only where the limit was lowered.
    if try connection.number("PRAGMA page_count", as: "prune") > limit {
      try connection.execute("PRAGMA incremental_vacuum", as: "prune")
    }
  }

  private func usedPages() throws(HistoryError) -> Int64 {
    try connection.number("PRAGMA page_count", as: "prune")
      - connection.number("PRAGMA freelist_count", as: "prune")
  }

  /// Drops one portion of the oldest that may go; false where nothing is left to drop.
  ///
  /// Minutes first, as their hours stay; then hours; then samples, whose minutes went before.
  private func dropOldest() throws(HistoryError) -> Bool {
    let hour = Resolution.hour
    if let first = try first(of: .minute), first < (try progress(hour.table) ?? 0) {
      try drop(.minute, before: hour.start(of: first) + hour.rawValue)
      return true
    }
    if let first = try first(of: .hour) {
      try drop(.hour, before: first + 24 * hour.rawValue)
      return true
    }
    let first = try connection.number(
      "SELECT coalesce(min(time), -1) FROM sample", in: -1...StoredRange.time.upperBound,
      as: "prune")
    guard first >= 0 else { return false }
    try dropSamples(before: first + 10 * Resolution.minute.rawValue)
    return true
  }

  /// The time of the oldest row; nil for none.
  func first(of resolution: Resolution) throws(HistoryError) -> Int64? {
    let slot = try connection.number(
      "SELECT coalesce(min(slot), -1) FROM \(resolution.table)",
      in: -1...resolution.slots.upperBound, as: "read")
    return slot < 0 ? nil : resolution.key(of: slot).time
  }

  private func drop(_ resolution: Resolution, before time: Int64) throws(HistoryError) {
    let delete = try connection.prepare(
      "DELETE FROM \(resolution.table) WHERE slot < ?", as: "prune")
    delete.bind(1, resolution.slot(from: time))
    try delete.run()
  }

  private func dropSamples(before time: Int64) throws(HistoryError) {
    let delete = try connection.prepare("DELETE FROM sample WHERE time < ?", as: "prune")
    delete.bind(1, time)
    try delete.run()
    if time > (try progress("sample") ?? 0) { try setProgress("sample", to: time) }
  }
}
