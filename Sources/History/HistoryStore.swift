import ProxyHealth

/// The history on disk: takes records in without making anybody wait, and answers from what is kept.
///
/// It runs on a thread of its own. Several instances share one file: one records, the others read, and one of
/// them takes over within seconds when the recorder ends. What cannot be written waits in memory and is tried
/// again; the reason is in `status`.
package actor HistoryStore {
  package enum Role: Sendable {
    /// Records when no other instance does.
    case recorder
    /// Answers, and records changes of settings only.
    case reader
  }

  nonisolated private let thread = HistoryThread()
  nonisolated private let inbox: Inbox
  nonisolated private let limits: HistoryLimits
  private let path: String
  private let role: Role
  let clock: @Sendable () -> Timestamp

  var file: HistoryFile?
  private var lock: RecorderLock?
  var session: Session?
  private var pending: [HistoryRecord] = []
  private var notice: String?
  private var isClosed = false

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    thread.asUnownedSerialExecutor()
  }

  /// A store for the file at `path` (absolute), which is opened on the store's own thread;
  /// `clock` is read there for what is not a record's own time.
  package init(
    path: String, role: Role = .recorder, limits: HistoryLimits = HistoryLimits(),
    clock: (@Sendable () -> Timestamp)? = nil
  ) {
    self.path = path
    self.role = role
    self.limits = limits
    self.clock = clock ?? systemTime
    inbox = Inbox(capacity: limits.queue)
    thread.start(serving: self)
    thread.wake(by: .zero)
  }

  deinit { thread.stop() }

  /// Takes records in, from any thread, without waiting. A failover, a state, a gap or a setting goes to the
  /// disk at once, samples in batches.
  package nonisolated func append(_ records: [HistoryRecord]) {
    if records.isEmpty { return }
    inbox.add(records)
    let isUrgent = records.contains { $0.isLasting }
    thread.wake(by: isUrgent ? .zero : systemTime().monotonic + limits.batch)
  }

  /// How it fares now.
  package nonisolated var status: HistoryStatus { inbox.status }

  /// Every change of the status, from now on; for one listener.
  package nonisolated var statusUpdates: AsyncStream<HistoryStatus> { inbox.updates }

  /// Returns when all that was appended before is in the file, or could not be written (see `status`).
  package func flush() { serve() }

  /// Writes what waits, closes the file and lets another instance record.
  package func close() {
    if isClosed { return }
    serve()
    isClosed = true
    file?.connection.checkpoint()
    file = nil
    lock = nil
    session = nil
    inbox.show(.closed, notice: notice)
  }

  /// Does what is due; called on the store's thread.
  func serve() {
    if isClosed { return }
    pending += inbox.takeAll()
    do throws(HistoryError) {
      try write(at: clock())
      let mode = session == nil ? HistoryStatus.Mode.reading : .recording
      inbox.show(mode, notice: notice)
    } catch {
      inbox.show(.problem("history: \(error)"), notice: notice)
      trimPending()
      thread.wake(by: systemTime().monotonic + .seconds(1))
    }
    if role == .recorder, session == nil {
      thread.wake(by: systemTime().monotonic + .seconds(2))
    }
  }

  private func write(at now: Timestamp) throws(HistoryError) {
    let file = try openFile()
    if role == .recorder, lock == nil { lock = try RecorderLock(path: path + ".lock") }
    if lock != nil, session == nil { session = try file.beginSession(at: now) }
    if let session {
      if pending.isEmpty { return }
      try file.write(pending, in: session, until: now)
    } else {
      for case .settingChange(let change) in pending { try file.write(change) }
    }
    pending = []
  }

  func openFile() throws(HistoryError) -> HistoryFile {
    if let file { return file }
    let opened = try HistoryFile(path: path, limits: limits)
    file = opened
    return opened
  }

  /// Keeps what waits within its bound: the oldest samples go first, and are counted.
  private func trimPending() {
    var excess = pending.count - limits.queue
    if excess <= 0 { return }
    let before = pending.count
    pending.removeAll { record in
      if excess > 0, !record.isLasting {
        excess -= 1
        return true
      }
      return false
    }
    inbox.countDropped(before - pending.count)
  }
}
