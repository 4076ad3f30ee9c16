import Foundation
import GoRules
import Health
import History
import Record
import Testing

/// Numbers and texts in the file that cannot be: told as damage, and never a trap. A trap ends the whole test process.
@Suite(.timeLimit(.minutes(5))) struct RowFuzzTests {
  private static let numbers: [Int64] = [
    .min, .min + 1, -(1 << 40), -1, 0, 1, 2, 3, 1 << 20, 1 << 31, 1 << 32, 1 << 53,
    1_000_000_000_000_000_000, 1 << 62, .max - 1, .max,
  ]

  /// Opens the file as the dashboard does, asks it everything, records a failover, rolls up and closes; then opens it
  /// again.
  private func live(
    with record: WholeRecord, _ what: String, asksFirst: Bool
  ) async throws {
    let clock = TestClock(WholeRecord.end + 100)
    let store = HistoryStore(path: record.folder.history, clock: clock.read)
    if asksFirst { await WholeRecord.askAll(store) }
    store.append([.failover(failover(at: WholeRecord.end + 90, from: placeB, to: placeA))])
    await store.flush()
    clock.move(to: WholeRecord.end + 4_000)
    try? await store.maintain()
    await WholeRecord.askAll(store)
    await store.flush()
    if case .problem(let problem) = store.status.mode {
      switch problem.reason {
      case .ofNewerVersion, .ofAnotherProgram: break
      default: Issue.record("\(what): \(problem.reason)")
      }
    } else {
      let failovers = try await store.failovers(since: origin)
      #expect(failovers.contains { $0.at.wall == time(WholeRecord.end + 90).wall }, "\(what)")
    }
    await store.close()
    let again = HistoryStore(path: record.folder.history, clock: clock.read)
    await again.flush()
    await WholeRecord.askAll(again)
    // What is damaged is set aside once.
    #expect(again.status.notice == nil, "\(what)")
    await again.close()
  }

  @Test func aVersionBelowZeroIsDamage() async throws {
    let record = try await WholeRecord()
    do {
      let file = try Database(record.folder.history)
      try file.execute("PRAGMA user_version = -5")
    }
    let store = HistoryStore(path: record.folder.history, clock: { time(9_000) })
    await store.flush()
    #expect(store.status.mode == .recording)
    guard case .damaged(_, _, let records, failovers: 7)? = store.status.notice else {
      Issue.record("\(String(describing: store.status.notice))")
      return
    }
    #expect(records > 800)
    await store.close()
  }

  @Test(arguments: [
    "UPDATE sample SET time = 1000000000000000000 WHERE time = (SELECT max(time) FROM sample)",
    "UPDATE sample SET total = 9223372036854775807",
    "UPDATE progress SET value = 9223372036854775807",
    "UPDATE session SET until_at = -9223372036854775807",
    "UPDATE mirror SET id = 9223372036854775807 WHERE id = 1",
    "UPDATE minute SET slot = 9223372036854775807 WHERE slot = (SELECT max(slot) FROM minute)",
  ])
  func aNumberOutOfRangeIsDamage(sql: String) async throws {
    let record = try await WholeRecord()
    do {
      let file = try Database(record.folder.history)
      try file.execute(sql)
    }
    try await live(with: record, sql, asksFirst: true)
  }

  /// Who only reads sets nothing aside, and tells of what can be read.
  @Test func aReaderReadsWhatCanBeRead() async throws {
    let record = try await WholeRecord()
    do {
      let file = try Database(record.folder.history)
      try file.execute("UPDATE failover SET at = 1000000000000000000 WHERE id = 3")
    }
    let before = try record.bytes
    let store = HistoryStore(path: record.folder.history, role: .reader, clock: { time(9_000) })
    // Without the way back, the next change is none.
    #expect(try await store.failovers(since: origin).count == 4)
    guard case .readInPart? = store.status.notice else {
      Issue.record("\(String(describing: store.status.notice))")
      return
    }
    await store.close()
    #expect(try record.bytes == before)
  }

  /// Any column of any row with any value of any type, the header's numbers too.
  @Test func noValueIsATrap() async throws {
    let record = try await WholeRecord()
    var columns: [(table: String, column: String)] = []
    do {
      let file = try Database(record.folder.history)
      // Lets every column take every type.
      try file.execute(
        """
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET sql =
          replace(replace(sql, ') STRICT, WITHOUT', ') WITHOUT'), ') STRICT', ')');
        PRAGMA writable_schema = OFF; PRAGMA wal_checkpoint(TRUNCATE);
        """)
      for table in try file.column("SELECT name FROM sqlite_schema WHERE type = 'table'") {
        for column in try file.column("SELECT name FROM pragma_table_info('\(table)')") {
          columns.append((table, column))
        }
      }
    }
    let sound = try record.bytes
    var random = SplitMix64(seed: 12)
    for round in 0..<80 {
      try record.put(sound)
      let sql = mutation(round: round, columns, &random)
      do {
        let file = try Database(record.folder.history)
        // A value that a constraint refuses leaves the file as it is.
        try? file.execute(sql)
        try? file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
      }
      try await live(with: record, "round \(round): \(sql)", asksFirst: round % 2 == 0)
    }
  }

  private func mutation(
    round: Int, _ columns: [(table: String, column: String)], _ random: inout SplitMix64
  ) -> String {
    let number = Self.numbers[Int.random(in: 0..<Self.numbers.count, using: &random)]
    if round % 20 == 0 { return "PRAGMA user_version = \(Int32(truncatingIfNeeded: number))" }
    if round % 20 == 10 { return "PRAGMA application_id = \(Int32(truncatingIfNeeded: number))" }
    // Each column in turn, each time with another value.
    let (table, column) = columns[round * 7 % columns.count]
    let blob = (0..<Int.random(in: 0..<24, using: &random)).map { _ in
      let byte = UInt8.random(in: 0...255, using: &random)
      return (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
    let value =
      switch Int.random(in: 0..<8, using: &random) {
      case 0: "NULL"
      case 1: "'\u{1B}]0;x\u{7}'"
      case 2: "X'\(blob)'"
      case 3: "1e300"
      default: "\(number)"
      }
    let hasRows = table != "sample" && table != "progress"
    let place =
      hasRows && Bool.random(using: &random)
      ? " WHERE rowid = (SELECT max(rowid) FROM \(table))" : ""
    return "UPDATE OR IGNORE \(table) SET \(column) = \(value)" + place
  }
}
