import Glibc
import History
import ProxyHealth
import Synchronization

/// The history file: what recording takes, how large a month is, and how soon it answers.
struct Record {
  /// How much of 1,000 mirrors is recorded for the first figure.
  var minutes = 15
  /// How much of 10 mirrors is in the file for the others.
  var days = 30

  private static let start = Timestamp(monotonic: .seconds(1_000), wall: .seconds(1_795_255_200))

  func run() async throws -> Report {
    var report = Report("The history file")
    let share = try await recordingShare()
    report.figures.append(
      Figure(
        "recording 1,000 mirrors every 5 s", decimal(share * 100, 2) + " % of a core",
        target: "1 %"))
    let folder = try ScratchFolder()
    let path = folder.path + "/history.sqlite"
    let end = try await fill(path)
    let size = try fileSize(path)
    report.figures.append(
      Figure(
        "\(days) days of 10 mirrors every 5 s", mebibytes(size), target: "80 MB"))
    let opening = try await opening(path, at: end)
    report.figures.append(
      Figure("opening it, with the last state", readable(opening), target: "100 ms"))
    let history = try await reports(path, at: end)
    report.figures.append(
      Figure(
        "outages, failovers, availability and strip of all of it", readable(history),
        target: "300 ms"))
    report.notes = [
      "The record is made up, with about 0.7 probes a second per mirror at 5 s; its clock runs ahead."
    ]
    return report
  }

  /// CPU time of the program's side and of the store's thread, per second of the record. Making the record up is
  /// measured apart and taken off.
  private func recordingShare() async throws -> Double {
    let generating = measured { generate(minutes: minutes) { _ in } }
    let folder = try ScratchFolder()
    let clock = SteppedClock(Self.start)
    let store = HistoryStore(path: folder.path + "/history.sqlite", clock: { clock.now })
    await store.flush()
    let before = ResourceUsage.ownCPU()
    var generator = RecordGenerator(
      mirrors: 1_000, interval: .seconds(5), from: Self.start, seed: 1)
    store.append(generator.opening())
    for _ in 0..<(minutes * 12) {
      let round = generator.nextRound()
      // Five batches, one a second.
      let portion = (round.count + 4) / 5
      for first in stride(from: 0, to: round.count, by: portion) {
        clock.move(by: .seconds(1))
        store.append(Array(round[first..<min(first + portion, round.count)]))
        await store.flush()
      }
    }
    try await store.maintain()
    let spent = ResourceUsage.ownCPU() - before - generating
    await store.close()
    return spent / .seconds(minutes * 60)
  }

  private func generate(minutes: Int, _ use: ([HistoryRecord]) -> Void) {
    var generator = RecordGenerator(
      mirrors: 1_000, interval: .seconds(5), from: Self.start, seed: 1)
    for _ in 0..<(minutes * 12) { use(generator.nextRound()) }
  }

  /// Fills a file as the program would have, only faster; returns the moment of its end.
  private func fill(_ path: String) async throws -> Timestamp {
    let clock = SteppedClock(Self.start)
    let store = HistoryStore(path: path, clock: { clock.now })
    var generator = RecordGenerator(
      mirrors: 10, interval: .seconds(5), from: Self.start, seed: 2)
    store.append(generator.opening())
    for round in 1...(days * 17_280) {
      store.append(generator.nextRound())
      // Ten minutes in one batch.
      if round % 120 == 0 {
        clock.move(by: .seconds(600))
        await store.flush()
      }
    }
    try await store.maintain()
    await store.close()
    return clock.now
  }

  private func opening(_ path: String, at end: Timestamp) async throws -> Duration {
    let before = monotonicNow()
    let store = HistoryStore(path: path, clock: { end.advanced(by: .seconds(1)) })
    let period = try await store.period(
      from: end.wall - .seconds(86_400), until: end.wall + .seconds(2))
    let failovers = period.failovers()
    let length = monotonicNow() - before
    if period.sessions.isEmpty { throw BenchmarkError("no session, \(failovers.count) failovers") }
    await store.close()
    return length
  }

  private func reports(_ path: String, at end: Timestamp) async throws -> Duration {
    let before = monotonicNow()
    let store = HistoryStore(path: path, role: .reader, clock: { end.advanced(by: .seconds(1)) })
    let period = try await store.period(
      from: end.wall - .seconds(days * 86_400), until: end.wall + .seconds(2))
    let utc: UTCOffset = { _ in 0 }
    let cells = period.calendar(by: .day, offset: utc).reduce(0) { $0 + $1.cells.count }
    let rows =
      period.outages().count + period.failovers().count + period.availability().count
    let length = monotonicNow() - before
    if rows == 0 || cells == 0 { throw BenchmarkError("an empty report") }
    await store.close()
    return length
  }

  private func fileSize(_ path: String) throws(BenchmarkError) -> Int {
    var facts = stat()
    guard stat(path, &facts) == 0 else { throw .system(path) }
    return Int(facts.st_size)
  }

  private func measured(_ work: () -> Void) -> Duration {
    let before = ResourceUsage.ownCPU()
    work()
    return ResourceUsage.ownCPU() - before
  }
}

/// A clock that stands until it is moved.
private final class SteppedClock: Sendable {
  private let start: Timestamp
  private let seconds = Atomic<Int>(0)

  init(_ start: Timestamp) { self.start = start }

  func move(by duration: Duration) {
    seconds.add(Int(duration.components.seconds), ordering: .relaxed)
  }

  var now: Timestamp { start.advanced(by: .seconds(seconds.load(ordering: .relaxed))) }
}
