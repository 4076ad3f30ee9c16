import Glibc
import Health
import Platform

/// The history on disk: takes records in without making anybody wait, and answers from what is kept.
///
/// It runs on a thread of its own. Several instances share one file: one records, the others read, and one of
/// them takes over within seconds when the recorder ends. What cannot be written waits in memory and is tried
/// again; the reason is in `status`.
package actor HistoryStore {
  /// What this instance wants of the file.
  package enum Role: Sendable {
    /// Records when no other instance does.
    case recorder
    /// Answers, and records changes of settings only.
    case reader
  }

  nonisolated private let thread = HistoryThread()
  nonisolated private let inbox: Inbox
  nonisolated private let limits: HistoryLimits
  /// The file's, absolute.
  package nonisolated let path: String
  private let role: Role
  let clock: @Sendable () -> Timestamp

  private var file: HistoryFile?
  /// What can be read of a damaged file that another instance has to set aside, until it is looked at anew.
  private var copy: (file: HistoryFile, until: Duration)?
  private var lock: RecorderLock?
  private var session: Session?
  /// What is not in the file yet; while another instance records, what that one may miss when it ends.
  private var pending: [HistoryRecord] = []
  private var carried = CarriedState()
  /// Another instance was seen to record, and none has been since.
  private var isTakingOver = false
  /// The last word of the recorder before this one; what was probed until then is that one's to tell.
  private var takenOver: Timestamp?
  /// Since when this instance could see what happens.
  private let birth: Timestamp
  /// Nothing of the last recorder's is to be set right.
  private var isSettled = true
  private var notice: HistoryStatus.Notice?
  private var nextMaintenance: Duration?
  private var isClosed = false

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    thread.asUnownedSerialExecutor()
  }

  /// A store for the file at `place`; see the other initialiser.
  package init(
    place: HistoryPlace, role: Role = .recorder, limits: HistoryLimits = HistoryLimits()
  ) {
    self.init(path: place.path, notice: place.notice, role: role, limits: limits)
  }

  /// A store for the file at `path` (absolute), which is opened on the store's own thread;
  /// `notice` is shown with every status, `clock` is read there for what is not a record's own time.
  package init(
    path: String, notice: HistoryStatus.Notice? = nil, role: Role = .recorder,
    limits: HistoryLimits = HistoryLimits(),
    clock: (@Sendable () -> Timestamp)? = nil
  ) {
    self.path = path
    self.notice = notice
    self.role = role
    self.limits = limits
    self.clock = clock ?? SystemClock.now
    birth = self.clock()
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
    thread.wake(by: isUrgent ? .zero : SystemClock.now().monotonic + limits.batch)
  }

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
    // The end of what was observed, where nothing happened at last.
    if let session { try? file?.write([], in: session, until: clock()) }
    file?.connection.checkpoint()
    file = nil
    lock = nil
    session = nil
    inbox.show(.closed, notice: notice)
  }

  /// Rolls up and prunes now; it is done by itself once a minute while this instance records.
  package func maintain() throws(HistoryError) {
    guard session != nil else { return }
    let now = clock()
    let file = try openFile()
    try file.rollUp(at: now)
    try file.prune(at: now, limits: limits)
    file.undo?.prune(at: now.wall)
  }

  /// Does what is due; called on the store's thread.
  func serve() {
    if isClosed { return }
    inbox.takeAll(into: &pending)
    do throws(HistoryError) {
      do throws(HistoryError) {
        try write(at: clock())
      } catch {
        try recover(from: error)
        try write(at: clock())
      }
      inbox.show(session == nil ? .reading : .recording, notice: notice)
    } catch {
      inbox.show(
        .problem(HistoryStatus.Problem(reason: error.reason, waiting: pending.count)),
        notice: notice)
      trimPending()
      // Whoever can open the file may record.
      if file == nil { lock = nil }
      thread.wake(by: SystemClock.now().monotonic + .seconds(1))
    }
    if role == .recorder, session == nil {
      thread.wake(by: SystemClock.now().monotonic + Self.lookForRecorder)
    }
  }

  /// How often an instance that reads looks whether the recorder is still there.
  private static let lookForRecorder = Duration.seconds(2)
  /// How far back an instance that takes over adds what the last recorder may have missed.
  private static let overlap = Duration.seconds(10)
  /// By then this instance has seen what the last recorder saw, however slowly it asks a mirror that is down.
  private static let settling = Duration.seconds(60)

  private func write(at now: Timestamp) throws(HistoryError) {
    if isWithoutFile, !pending.contains(where: \.isSetting) { return }
    if role == .recorder, lock == nil {
      try HistoryFile.prepareFolder(of: path)
      lock = try RecorderLock(path: path + ".lock")
    }
    let file = try openFile()
    if lock == nil {
      try readAlong(file, at: now)
    } else if session == nil {
      try begin(file, at: now)
    } else if let session, !pending.isEmpty {
      if let takenOver {
        pending.removeAll { !$0.isLasting && $0.at <= takenOver }
        // What is found out now may have begun before: there another's word counts.
        pending = pending.map { $0.at < takenOver ? $0.moved(to: takenOver) : $0 }
      }
      var next = carried
      try file.write(next.admit(pending), in: session, until: now)
      carried = next
      pending.removeAll(keepingCapacity: true)
    }
    try maintainWhenDue(now)
  }

  /// Another instance records: settings are written all the same, of the rest the newest is kept in mind.
  private func readAlong(_ file: HistoryFile, at now: Timestamp) throws(HistoryError) {
    isTakingOver = true
    while let index = pending.firstIndex(where: { $0.isSetting }) {
      if case .settingChange(let change) = pending[index] { try file.write(change) }
      pending.remove(at: index)
    }
    let old = pending.prefix { now.since($0.at) > Self.overlap }
    carried.note(old)
    pending.removeFirst(old.count)
    trimPending()
    if role == .recorder, (try? FileIdentity(path: path)) != file.identity { self.file = nil }
  }

  /// Begins to record. After another instance's end (it ran in this boot of the machine, on the same monotonic
  /// clock) at its last word, with what came after that.
  private func begin(_ file: HistoryFile, at now: Timestamp) throws(HistoryError) {
    if isTakingOver { file.vocabulary = try Vocabulary(from: file.connection) }
    let last = isTakingOver ? try file.lastSession() : nil
    var start = now
    var next = carried
    var rest = pending
    var said: LastChanges?
    if let last, (birth...max(birth, now)).contains(last.until) {
      // A probe is handed over when it ends: not all are in the order in which they began.
      next.note(rest.filter { $0.at <= last.until })
      rest.removeAll { $0.at <= last.until && !$0.isSetting }
      start = last.until
      takenOver = start
      said = last.changes
    } else if let first = rest.lazy.map(\.at).min() {
      start = min(first, now)
    }
    let session = try file.beginSession(at: start)
    let opening = next.opening(at: start, after: said)
    try file.write(opening + next.admit(rest), in: session, until: now)
    carried = next
    pending = []
    isTakingOver = false
    self.session = session
    nextMaintenance = now.monotonic + .seconds(5)
    isSettled = last == nil
  }

  private func maintainWhenDue(_ now: Timestamp) throws(HistoryError) {
    guard session != nil, let due = nextMaintenance, now.monotonic >= due else { return }
    nextMaintenance = now.monotonic + .seconds(60)
    try settle(at: now)
    try maintain()
    // The file was removed or replaced under us: go on in a new one.
    if (try? FileIdentity(path: path)) != file?.identity {
      file = nil
      session = nil
    }
  }

  /// Some time after a take-over, what the last recorder said and this instance never saw is set right.
  private func settle(at now: Timestamp) throws(HistoryError) {
    guard !isSettled, let session, now.wall - session.start >= Self.settling else { return }
    var next = carried
    try openFile().write(next.settle(at: now), in: session, until: now)
    carried = next
    isSettled = true
  }

  /// Makes a second try worth while, or throws.
  private func recover(from error: HistoryError) throws(HistoryError) {
    if error.isDamage, lock != nil {
      file = nil
      session = nil
      let name = try SetAside.rename(path, at: clock().wall)
      notice = .damaged(error.message, keptAs: name, records: 0, failovers: 0)
      let saved = Salvage.copy(from: name, into: try openFile())
      try? openFile().hidePasswords(at: clock().wall)
      notice = .damaged(
        error.message, keptAs: name, records: saved.records, failovers: saved.failovers)
    } else if error.isFull, session != nil, let file {
      try file.prune(at: clock(), limits: limits)
    } else {
      throw error
    }
  }

  /// Who only reads makes no file: where there is none, nothing is on record.
  private var isWithoutFile: Bool {
    var facts = stat()
    return role == .reader && file == nil && stat(path, &facts) != 0
      && [ENOENT, ENOTDIR].contains(errno)
  }

  private func openFile() throws(HistoryError) -> HistoryFile {
    if let file { return file }
    let opened = try HistoryFile(path: path, limits: limits)
    do throws(HistoryError) {
      try opened.hidePasswords(at: clock().wall)
    } catch {
      // Where it cannot be written now, it is tried when it is opened again.
      if error.isDamage { throw error }
    }
    file = opened
    return opened
  }

  /// Puts a question to the file. Where it is found to be damaged, what can be read of it is asked: of the new file
  /// where this instance records, else of a copy.
  package func ask<Answer>(
    _ question: (HistoryFile) throws(HistoryError) -> Answer
  ) throws(HistoryError) -> Answer {
    do throws(HistoryError) {
      return try question(readableFile())
    } catch {
      guard error.isDamage else { throw error }
      if lock != nil {
        try recover(from: error)
        serve()
      } else {
        let copy = try HistoryFile()
        let saved = Salvage.copy(from: path, into: copy)
        self.copy = (copy, clock().monotonic + Self.copyHolds)
        notice = .readInPart(error.message, records: saved.records)
        inbox.show(status.mode, notice: notice)
      }
      return try question(readableFile())
    }
  }

  /// How long a copy of what can be read is read instead of the file.
  private static let copyHolds = Duration.seconds(60)

  /// The file to read from: also one that may not be written.
  private func readableFile() throws(HistoryError) -> HistoryFile {
    if let copy, session == nil, clock().monotonic < copy.until { return copy.file }
    copy = nil
    if isWithoutFile { return try HistoryFile() }
    do throws(HistoryError) {
      return try openFile()
    } catch {
      guard error.isRefusal else { throw error }
      return try HistoryFile(readingOnly: path)
    }
  }

  /// Some instance records now, this one or another.
  var isRecorded: Bool { session != nil || RecorderLock.isHeld(path: path + ".lock") }

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
    if !isTakingOver { inbox.countDropped(before - pending.count) }
  }
}

extension HistoryRecord {
  fileprivate var isSetting: Bool {
    if case .settingChange = self { true } else { false }
  }
}
