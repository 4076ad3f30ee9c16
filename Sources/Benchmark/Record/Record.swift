import Glibc
import Health
import History
import Platform
import Synchronization

/// The history file: what recording takes, how large a month is, and how soon it answers.
struct Record {
  /// How much of 1,000 mirrors is recorded for the first figure.
  var minutes = 15
  /// How much of 10 mirrors is in the file for the others.
  var days = 30
  /// Each command is run so often; the median counts.
  var repetitions = 9

  /// The record ends about now, so that the commands find it.
  private let start = Timestamp(
    monotonic: .seconds(1_000), wall: SystemClock.now().wall - .seconds(30 * 86_400))

  func run() async throws -> Report {
    var report = Report("The history file")
    let share = try await recordingShare()
    report.figures.append(
      Figure(
        "recording 1,000 mirrors every 5 s", decimal(share * 100, 2) + " % of a core",
        target: "1 %"))
    let home = try RecordHome()
    try await fill(home.history)
    report.figures += [
      Figure(
        "\(days) days of 10 mirrors every 5 s", megabytes(try fileSize(home.history)),
        target: "80 MB"),
      Figure(
        "dashboard on it, first paint after exec",
        readable(try median { try home.firstPaint() }), target: "100 ms"),
      Figure(
        "the same, until its failovers are on the screen",
        readable(try median { try home.recordOnScreen() })),
      Figure(
        "history --since \(days)d",
        readable(try median { try home.run(["history", "--since", "\(days)d"]) }),
        target: "300 ms"),
      Figure(
        "history --what-if --since \(days)d, 5 mirrors in every order",
        readable(try median { try home.run(["history", "--what-if", "--since", "\(days)d"]) }),
        target: "2 s"),
    ]
    report.notes = [
      "The record is made up, with about 0.7 probes a second per mirror at 5 s."
        + " Commands from exec to exit, median of \(repetitions)."
    ]
    return report
  }

  private func median(_ measure: () throws -> Duration) throws -> Duration {
    var lengths: [Duration] = []
    for _ in 0..<repetitions { lengths.append(try measure()) }
    return percentile(0.5, of: lengths.sorted()) ?? .zero
  }

  /// CPU time of the program's side and of the store's thread, per second of the record. Making the record up is
  /// measured apart and taken off.
  private func recordingShare() async throws -> Double {
    let generating = measured { generate(minutes: minutes) { _ in } }
    let folder = try ScratchFolder()
    let clock = SteppedClock(start)
    let store = HistoryStore(path: folder.path + "/history.sqlite", clock: { clock.now })
    await store.flush()
    let before = ResourceUsage.ownCPU()
    var generator = RecordGenerator(
      mirrors: 1_000, interval: .seconds(5), from: start, seed: 1)
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
      mirrors: 1_000, interval: .seconds(5), from: start, seed: 1)
    for _ in 0..<(minutes * 12) { use(generator.nextRound()) }
  }

  /// Fills a file as the program would have, only faster.
  private func fill(_ path: String) async throws {
    let clock = SteppedClock(start)
    let store = HistoryStore(path: path, clock: { clock.now })
    var generator = RecordGenerator(
      mirrors: 10, interval: .seconds(5), from: start, seed: 2)
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

/// Bytes in MB, of which there are a million in one.
private func megabytes(_ bytes: Int) -> String { decimal(Double(bytes) / 1e6, 1) + " MB" }

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
