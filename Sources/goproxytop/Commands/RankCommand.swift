import GoRules
import Health
import Platform
import Record
import Text
import Watching

/// `rank`: measures all mirrors against each other.
struct RankCommand: Sendable {
  let program: Program

  func run() throws -> ExitCode {
    let configuration = try program.configuration()
    let layers = program.layers(configuration, GoSettings(environment: program.environment))
    let ranking = try program.measure(layers, configuration)
    if program.options.json {
      try program.console.print(json: RankReport(ranking))
    } else {
      program.console.print(RankText(console: program.console, ranking: ranking).lines)
    }
    return ranking.places.contains { $0.rank != nil } ? .served : .broken
  }
}

extension Program {
  /// Measures the mirrors that `layers` name, telling on stderr how far it is.
  /// - Throws: where there is nobody to measure.
  func measure(_ layers: LayeredSettings, _ configuration: Configuration) throws -> Ranking {
    if layers.resolved.proxies.isEmpty { throw UsageError("no mirrors to measure") }
    let total = options.rounds ?? Measurement.standardRounds
    return try watch(layers, configuration, before: MeasurementProgress(total: total)).face.ranking
  }
}

/// Measures once. Where it stands is in a line of stderr that is overwritten; nothing is where that is no terminal.
private struct MeasurementProgress: Face {
  typealias Event = Never

  let total: Int
  private let isShown = Console.errorsAreShown
  private(set) var ranking = Ranking([])

  init(total: Int) { self.total = total }

  mutating func began(with watcher: inout Watcher, at now: Timestamp) {
    watcher.measure(rounds: total)
  }

  mutating func newsCame(_ news: News, from watcher: inout Watcher, at now: Timestamp) {
    guard case .measured(let stage, let ranking) = news else { return }
    self.ranking = ranking
    switch stage {
    case .latency(let done, let rounds): show("round \(done) of \(rounds)")
    case .transfer(let mirror): show("downloading from \(mirror.name)")
    case .finished:
      show("")
      watcher.end()
    }
  }

  private func show(_ text: String) {
    if isShown { Console.overwriteError(text) }
  }
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

  struct RankedMirror: Encodable {
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

    init(_ place: Ranking.Place) {
      let contender = place.contender
      name = contender.mirror.name
      url = contender.mirror.url.redacted
      rank = place.rank
      rounds = contender.rounds
      failures = contender.failures
      coldMs = Percentiles(contender.cold)
      warmMs = Percentiles(contender.warm)
      tlsMs = Percentiles(contender.tls)
      bytesPerSecond = contender.throughput?.rounded()
      scoreMs = place.score?.roundedMilliseconds
      confidence = place.confidence.rawValue
    }
  }

  var schema = 1
  var time = WallTime.rfc3339(SystemClock.now().wall)
  var mirrors: [RankedMirror]

  init(_ ranking: Ranking) { mirrors = ranking.places.map(RankedMirror.init) }
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
    for place in ranking.places {
      let contender = place.contender
      table.add([
        TextTable.Cell(place.rank.map { "\($0)" } ?? "-"),
        TextTable.Cell(contender.mirror.name, place.rank == 1 ? .active : nil),
        number(place.score), number(contender.cold.percentile(50)),
        number(contender.cold.percentile(95)), number(contender.warm.percentile(50)),
        number(contender.tls.percentile(50)),
        TextTable.Cell(
          contender.throughput.map { "\(($0 / 104_857.6).rounded() / 10)" } ?? "-", isNumber: true),
        TextTable.Cell(
          "\(contender.failures)/\(contender.rounds)", contender.failures > 0 ? .bad : nil,
          isNumber: true),
        TextTable.Cell(place.rank == nil ? "" : place.confidence.rawValue, .dim),
      ])
    }
    return table.lines(on: console)
  }

  private func number(_ time: Duration?) -> TextTable.Cell {
    TextTable.Cell(time.map(Format.latency) ?? "-", isNumber: true)
  }
}
