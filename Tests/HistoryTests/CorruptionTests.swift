import Foundation
import GoRules
import Health
import History
import Record
import Testing

/// Files that a failing disk or a foreign hand has spoilt: recording always begins, and what can be read goes on.
@Suite(.timeLimit(.minutes(5))) struct CorruptionTests {
  private static let page = 4096
  private static let failovers = 400
  /// Of them those that are told: not the few within the gap.
  private static let told = 395

  /// Opens the file as a dashboard does; how many of the old failovers it then knows, and whether it records.
  private func open(_ record: WholeRecord) async throws -> (known: Int, isRecording: Bool) {
    let store = HistoryStore(
      path: record.folder.history, clock: { time(WholeRecord.end + 100) })
    await store.flush()
    let failovers = (try? await store.failovers(since: origin)) ?? []
    let isRecording = store.status.mode == .recording
    await store.close()
    return (failovers.count, isRecording)
  }

  /// The first page spoilt in every way: the failovers lie on others.
  @Test(arguments: 0..<45) func aSpoiltFirstPageLosesNoFailover(seed: Int) async throws {
    let record = try await WholeRecord(failovers: Self.failovers)
    var bytes = try record.bytes
    var random = SplitMix64(seed: UInt64(seed))
    switch seed % 5 {
    case 0: for index in 0..<Self.page { bytes[index] = 0 }
    case 1:
      for index in 0..<Self.page { bytes[index] = UInt8.random(in: 0...255, using: &random) }
    case 2:
      for _ in 0..<64 {
        bytes[Int.random(in: 100..<Self.page, using: &random)] =
          UInt8.random(in: 0...255, using: &random)
      }
    case 3:
      for _ in 0..<8 {
        bytes[Int.random(in: 0..<100, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
    default:
      let start = Int.random(in: 0..<Self.page / 2, using: &random)
      for index in start..<start + Self.page / 2 { bytes[index] = 0xFF }
    }
    try record.put(bytes)
    let (known, isRecording) = try await open(record)
    // A header that names another program or a newer version is left alone, and so is a file that still reads well.
    if isRecording { #expect(known == Self.told, "seed \(seed)") }
    #expect(isRecording || seed % 5 == 3, "seed \(seed)")
  }

  @Test func aLostSessionAndLostMirrorsAreMadeUp() async throws {
    let record = try await WholeRecord(failovers: Self.failovers)
    var bytes = try record.bytes
    let pages: [Int]
    do {
      let file = try Database(record.folder.history)
      pages = try file.column(
        "SELECT rootpage FROM sqlite_schema WHERE name IN ('session', 'mirror')"
      ).compactMap(Int.init)
    }
    #expect(pages.count == 2)
    for page in pages {
      for index in 0..<Self.page { bytes[(page - 1) * Self.page + index] = 0xEE }
    }
    try record.put(bytes)
    let store = HistoryStore(
      path: record.folder.history, clock: { time(WholeRecord.end + 100) })
    await store.flush()
    #expect(try await store.failovers(since: origin).count == Self.told)
    #expect(try await store.outages(since: origin).contains { $0.subject == .mirror(mirrorA) })
    guard case .damaged(_, _, let records, let failovers)? = store.status.notice else {
      Issue.record("\(String(describing: store.status.notice))")
      return
    }
    #expect(failovers == Self.failovers + 1)
    #expect(records > 1_200)
    await store.close()
  }

  /// 500 spoilt files: bytes, pages, cuts, in the file or its log.
  @Test func fiveHundredCorruptionsAndItAlwaysStarts() async throws {
    let record = try await WholeRecord(failovers: 60)
    let sound = try record.bytes
    var random = SplitMix64(seed: 500)
    var known: [Int] = []
    for round in 0..<500 {
      var bytes = sound
      for _ in 0..<Int.random(in: 1...4, using: &random) { spoil(&bytes, &random) }
      try record.put(bytes)
      let (failovers, isRecording) = try await open(record)
      known.append(failovers)
      // Only of what says to be another's or a later version's hands are kept off.
      if !isRecording { #expect(bytes.prefix(100) != sound.prefix(100), "round \(round)") }
    }
    // Most files lose a few rows at most.
    #expect(known.count { $0 >= 55 } > 300, "\(known)")
  }

  private func spoil(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    guard bytes.count > Self.page else { return }
    let place = Int.random(in: 0..<bytes.count, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 2:
      let start = place / Self.page * Self.page
      let byte: UInt8 = Bool.random(using: &random) ? 0 : 0xFF
      for index in start..<min(bytes.count, start + Self.page) { bytes[index] = byte }
    case 3: bytes.removeLast(Int.random(in: 1..<bytes.count / 2, using: &random))
    case 4:
      // The head of a page: how many cells, and where.
      let start = place / Self.page * Self.page
      for index in start..<min(bytes.count, start + 16) {
        bytes[index] = UInt8.random(in: 0...255, using: &random)
      }
    default:
      let other = Int.random(in: 0..<bytes.count, using: &random) / Self.page * Self.page
      let start = place / Self.page * Self.page
      for index in 0..<Self.page where max(start, other) + index < bytes.count {
        bytes[start + index] = bytes[other + index]
      }
    }
  }
}
