import Glibc
import GoRules
import Health
import Testing

/// kill -9 at any moment: the file stays sound, and what was confirmed is in it.
@Suite(.ownThreads, .serialized) struct KillTests {
  @Test func aConfirmedFailoverSurvives45Kills() throws {
    let folder = try TemporaryFolder()
    var random = SplitMix64(seed: 5)
    var confirmed: Set<String> = []
    for round in 0..<45 {
      let writer = try WriterProcess(
        file: folder.history, mode: "failovers", prefix: "round \(round)")
      for _ in 0..<Int.random(in: 1...20, using: &random) {
        confirmed.insert(try #require(writer.nextLine()))
      }
      usleep(UInt32.random(in: 0...20_000, using: &random))
      writer.kill()
      while let line = writer.nextLine() { confirmed.insert(line) }
      let file = try Database(folder.history)
      #expect(try file.column("PRAGMA integrity_check") == ["ok"])
      let kept = Set(try file.column("SELECT cause FROM failover"))
      #expect(kept.isSuperset(of: confirmed))
      // A confirmed failover came after its fifty samples.
      let samples = try file.column("SELECT count(*) FROM sample")
      #expect((Int(samples[0]) ?? 0) >= confirmed.count * 50)
    }
    #expect(confirmed.count >= 45)
  }

  @Test(arguments: 0..<5) func atMostTheLastSecondOfSamplesIsLost(round: Int) throws {
    let folder = try TemporaryFolder()
    let writer = try WriterProcess(file: folder.history, mode: "samples", prefix: "")
    var numbers: [(number: Int, at: Int64)] = []
    func note(_ line: String) throws {
      let parts = line.split(separator: " ")
      numbers.append((try #require(Int(parts[0])), try #require(Int64(parts[1]))))
    }
    // Until it has handed samples over for longer than the second that may be lost.
    repeat {
      try note(try #require(writer.nextLine()))
    } while numbers[numbers.count - 1].at - numbers[0].at < 1_200_000_000 + Int64(round)
      * 37_000_000
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    writer.kill()
    while let line = writer.nextLine() { try note(line) }
    let killed = Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
    let mustBeKept = numbers.filter { $0.at < killed - 1_000_000_000 }.map { "\($0.number)" }
    #expect(!mustBeKept.isEmpty)
    let file = try Database(folder.history)
    #expect(try file.column("PRAGMA integrity_check") == ["ok"])
    let kept = Set(try file.column("SELECT body_bytes FROM sample"))
    #expect(kept.isSuperset(of: mustBeKept))
  }
}
