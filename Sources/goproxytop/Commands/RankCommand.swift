import GoRules
import Health
import Platform
import Probing
import Record
import Terminal
import Text

/// `rank`: measures all mirrors against each other.
struct RankCommand: Sendable {
  let program: Program

  func run() throws -> ExitCode {
    let configuration = try program.configuration()
    let settings = try program.monitorSettings(
      configuration, go: GoSettings(environment: program.environment))
    let ranking = try program.measure(settings, configuration)
    if program.options.json {
      try program.console.print(json: RankReport(ranking))
    } else {
      program.console.print(RankText(console: program.console, ranking: ranking).lines)
    }
    return ranking.rows.contains { $0.rank != nil } ? .served : .broken
  }
}

extension Program {
  /// Measures the mirrors of `settings`, telling on stderr how far it is.
  /// - Throws: where there is nobody to measure.
  func measure(_ settings: MonitorSettings, _ configuration: Configuration) throws -> Ranking {
    if settings.mirrors.isEmpty { throw UsageError("no mirrors to measure") }
    let pool = try makePool(configuration)
    let run = RankRun(
      mirrors: settings.mirrors, rounds: options.rounds ?? RankRun.standardRounds,
      timeout: settings.timeout, pool: pool)
    let progress = Progress(total: run.rounds)
    return MainThread().run {
      let ranking = await run.run { stage, _ in progress.show(stage) }
      progress.clear()
      await pool.close()
      return ranking
    }
  }
}

/// Where a measurement stands, in a line of stderr that is overwritten; nothing where that is no terminal.
struct Progress: Sendable {
  let total: Int
  private let isShown = Console.errorsAreShown

  func show(_ stage: RankRun.Stage) {
    guard isShown else { return }
    switch stage {
    case .latency(let done): write("round \(done) of \(total)")
    case .transfer(let mirror): write("downloading from \(mirror.name)")
    case .finished: break
    }
  }

  func clear() {
    if isShown { write("") }
  }

  private func write(_ text: String) { Console.writeError("\r\u{1B}[K\(text)") }
}

/// `rank --json`.
private struct RankReport: Encodable {
  struct Percentiles: Encodable {
    @Nullable var p50: Double?
    @Nullable var p95: Double?

    init(_ histogram: LatencyHistogram) {
      p50 = histogram.percentile(50)?.roundedMilliseconds
      p95 = histogram.percentile(95)?.roundedMilliseconds
    }
  }

  struct MirrorRow: Encodable {
    var name: String
    var url: String
    @Nullable var rank: Int?
    var rounds: Int
    var failures: Int
    var coldMs: Percentiles
    var warmMs: Percentiles
    var tlsMs: Percentiles
    @Nullable var bytesPerSecond: Double?
    @Nullable var scoreMs: Double?
    var confidence: String

    init(_ row: Ranking.Row) {
      let contender = row.contender
      name = contender.mirror.name
      url = contender.mirror.url.redacted
      rank = row.rank
      rounds = contender.rounds
      failures = contender.failures
      coldMs = Percentiles(contender.cold)
      warmMs = Percentiles(contender.warm)
      tlsMs = Percentiles(contender.tls)
      bytesPerSecond = contender.throughput?.rounded()
      scoreMs = row.score?.roundedMilliseconds
      confidence = row.confidence.rawValue
    }
  }

  var schema = 1
  var time = WallTime.rfc3339(SystemClock.now().wall)
  var mirrors: [MirrorRow]

  init(_ ranking: Ranking) { mirrors = ranking.rows.map(MirrorRow.init) }
}

/// The table of `rank`.
private struct RankText {
  let console: Console
  let ranking: Ranking

  var lines: [String] {
    var table = TextTable()
    let head = [
      "#", "mirror", "score", "cold p50", "p95", "warm p50", "tls p50", "MiB/s", "failed",
      "confidence",
    ]
    table.add(head.enumerated().map { TextTable.Cell($1, .dim, isNumber: $0 > 1 && $0 < 9) })
    for row in ranking.rows {
      let contender = row.contender
      table.add([
        TextTable.Cell(row.rank.map { "\($0)" } ?? "-"),
        TextTable.Cell(contender.mirror.name, row.rank == 1 ? .active : nil),
        number(row.score), number(contender.cold.percentile(50)),
        number(contender.cold.percentile(95)), number(contender.warm.percentile(50)),
        number(contender.tls.percentile(50)),
        TextTable.Cell(
          contender.throughput.map { "\(($0 / 104_857.6).rounded() / 10)" } ?? "-", isNumber: true),
        TextTable.Cell(
          "\(contender.failures)/\(contender.rounds)", contender.failures > 0 ? .bad : nil,
          isNumber: true),
        TextTable.Cell(row.rank == nil ? "" : row.confidence.rawValue, .dim),
      ])
    }
    return table.lines(on: console)
  }

  private func number(_ time: Duration?) -> TextTable.Cell {
    TextTable.Cell(time.map(Format.latency) ?? "-", isNumber: true)
  }
}
