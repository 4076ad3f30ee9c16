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
    let isPrivate = layers.resolved.isPrivate
    if program.options.json {
      try program.console.print(json: RankReport(ranking, isPrivate: isPrivate))
    } else {
      let text = RankText(console: program.console, ranking: ranking, isPrivate: isPrivate)
      program.console.print(text.lines)
    }
    return ranking.places.contains { $0.rank != nil } ? .served : .broken
  }
}

extension Program {
  /// Measures the mirrors that `layers` name, telling on stderr how far it is: the rounds that were asked for, or else
  /// as many as can be waited for.
  /// - Throws: where there is nobody to measure.
  func measure(_ layers: LayeredSettings, _ configuration: Configuration) throws -> Ranking {
    if layers.resolved.ranked.isEmpty { throw UsageError("no mirrors to measure") }
    let rules = options.rounds.map { Race.Rules(rounds: $0) } ?? .quick
    return try watch(layers, configuration, before: MeasurementProgress(rules: rules)).face.ranking
  }
}

/// Measures once. Where it stands is in a line of stderr that is overwritten; nothing is where that is no terminal.
private struct MeasurementProgress: Face {
  typealias Event = Never

  let rules: Race.Rules
  private let isShown = Console.errorsAreShown
  private(set) var ranking = Ranking([])

  init(rules: Race.Rules) { self.rules = rules }

  mutating func began(with watcher: inout Watcher, at now: Timestamp) {
    watcher.measure(rules)
  }

  mutating func newsCame(_ news: News, from watcher: inout Watcher, at now: Timestamp) {
    guard case .measured(let race) = news else { return }
    ranking = race.ranking
    if race.isFinished {
      show("")
      watcher.end()
    } else {
      show("\(race.measured) of \(race.lanes.count) mirrors measured")
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
    @Nullable var bytesPerSecondMin: Double?
    @Nullable var bytesPerSecondMax: Double?
    /// What these figures rest on.
    @Nullable var bytes: Int?
    @Nullable var scoreMs: Double?
    var confidence: String
    /// It is not put first by `use fastest`.
    var isPrivate: Bool
    /// How its newest failed request ended.
    @Nullable var failure: String?

    private enum CodingKeys: String, CodingKey {
      case name, url, rank, rounds, failures, coldMs, warmMs, tlsMs, bytesPerSecond
      case bytesPerSecondMin, bytesPerSecondMax, bytes, scoreMs, confidence, failure
      case isPrivate = "private"
    }

    init(_ place: Ranking.Place, isPrivate: Bool) {
      let contender = place.contender
      name = contender.mirror.name
      url = contender.mirror.url.redacted
      rank = place.rank
      rounds = contender.rounds
      failures = contender.failures
      coldMs = Percentiles(contender.cold)
      warmMs = Percentiles(contender.warm)
      tlsMs = Percentiles(contender.tls)
      let throughput = contender.throughput
      bytesPerSecond = throughput?.rate.rounded()
      bytesPerSecondMin = throughput?.range.lowerBound.rounded()
      bytesPerSecondMax = throughput?.range.upperBound.rounded()
      bytes = throughput?.bytes
      scoreMs = place.score?.roundedMilliseconds
      confidence = place.confidence.rawValue
      self.isPrivate = isPrivate
      failure = contender.lastFailure.map { Language.english.text($0) }
    }
  }

  var schema = 1
  var time = WallTime.rfc3339(SystemClock.now().wall)
  var mirrors: [RankedMirror]

  init(_ ranking: Ranking, isPrivate: (ProxyURL) -> Bool) {
    mirrors = ranking.places.map {
      RankedMirror($0, isPrivate: isPrivate($0.contender.mirror.url))
    }
  }
}

/// The table of `rank`.
private struct RankText {
  let console: Console
  let ranking: Ranking
  let isPrivate: (ProxyURL) -> Bool

  var lines: [String] {
    var table = TextTable()
    let head = [
      "#", console.say(.columnMirror), console.say(.columnScore), console.say(.columnCold), "p95",
      console.say(.columnWarm), "tls p50", console.say(.columnRate), console.say(.columnSpread),
      console.say(.columnBytes), console.say(.columnFailed), console.say(.columnConfidence),
    ]
    table.add(
      head.enumerated().map { TextTable.Cell($1, .dim, isNumber: $0 > 1 && $0 < head.count - 1) })
    let best = ranking.best(isPrivate: isPrivate)?.id
    for place in ranking.places { table.add(row(place, isBest: place.contender.mirror.id == best)) }
    return table.lines(on: console)
  }

  private func row(_ place: Ranking.Place, isBest: Bool) -> [TextTable.Cell] {
    let contender = place.contender
    let throughput = contender.throughput
    func number(_ text: String?) -> TextTable.Cell { TextTable.Cell(text ?? "-", isNumber: true) }
    func time(_ time: Duration?) -> TextTable.Cell { number(time.map(Format.latency)) }
    let name =
      isPrivate(contender.mirror.url)
      ? console.say(.reportPrivate, contender.mirror.name) : contender.mirror.name
    let failure = contender.lastFailure.map { console.language.text($0) } ?? ""
    return [
      TextTable.Cell(place.rank.map { "\($0)" } ?? "-"),
      TextTable.Cell(name, isBest ? .active : nil), time(place.score),
      time(contender.cold.percentile(50)), time(contender.cold.percentile(95)),
      time(contender.warm.percentile(50)), time(contender.tls.percentile(50)),
      number((throughput?.rate).map(Format.throughput)),
      number((throughput?.spread).map(Format.spread)),
      number((throughput?.bytes).map(Format.bytes)),
      TextTable.Cell(
        "\(contender.failures)/\(contender.rounds)", contender.failures > 0 ? .bad : nil,
        isNumber: true),
      TextTable.Cell(place.rank == nil ? failure : place.confidence.rawValue, .dim),
    ]
  }
}
