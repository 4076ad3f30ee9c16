import Health

/// What holds now: every mirror's state, every walk's active target, and the chain.
///
/// Two instances see one change at times that differ a little, and only one of them records. So whoever takes over
/// begins with what the file says, and writes of its own what changes that: what the last recorder had
/// written is not told again.
struct CarriedState {
  private var own = LastChanges()
  /// What the last recorder said later than this instance did, and otherwise: so it holds, until this one sees
  /// a change.
  private var said: [LastChanges.Subject: HistoryRecord] = [:]

  /// Another instance records these.
  mutating func note(_ records: some Sequence<HistoryRecord>) {
    for record in records { own.note(record) }
  }

  /// Those of `records` that are to be written, as they are to be written.
  mutating func admit(_ records: [HistoryRecord]) -> [HistoryRecord] {
    guard records.contains(where: \.isLasting) else { return records }
    note(records)
    if said.isEmpty { return records }
    return records.compactMap { record in
      guard let subject = record.subject, let last = said.removeValue(forKey: subject) else {
        return record
      }
      return record.following(last)
    }
  }

  /// The records with which a session begins at `start` where it does not begin with the program: a damaged
  /// file was set aside, or, with `last`, this instance takes over from another.
  ///
  /// Of two instances' last words about one subject the later one counts.
  mutating func opening(at start: Timestamp, after last: LastChanges? = nil) -> [HistoryRecord] {
    said = [:]
    var records: [HistoryRecord] = []
    if let chain = own.chain { records.append(.chain(chain, at: start)) }
    let isSameChain = last?.chain == own.chain
    for (subject, record) in own.known {
      // Another chain's active target says nothing about this one's.
      let isComparable = if case .walk = subject { isSameChain } else { true }
      guard isComparable, let other = last?[subject], let difference = record.following(other)
      else {
        records.append(record.first(at: start))
        continue
      }
      records.append(other.first(at: start))
      if other.at < record.at {
        records.append(difference.moved(to: max(start, record.at)))
      } else {
        said[subject] = other
      }
    }
    return records
  }

  /// What this instance still sees otherwise than the last recorder did; it is the one that records now.
  mutating func settle(at now: Timestamp) -> [HistoryRecord] {
    let open = said
    said = [:]
    return own.known.compactMap { subject, record in
      open[subject].flatMap { record.moved(to: now).following($0) }
    }
  }
}
