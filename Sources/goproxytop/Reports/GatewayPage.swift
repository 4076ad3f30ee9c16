import Health

/// What a gateway tells of itself at `/gateway`, as `GatewayFigures` reads it.
struct GatewayPage: Encodable {
  /// Requests of go's a second.
  struct Rates: Encodable {
    var tenSeconds: Double
    var minute: Double
  }

  struct Answers: Encodable {
    @Nullable var entry: String?
    var result: String
    var count: Int
  }

  struct Asks: Encodable {
    var mirror: String
    var outcome: String
    var count: Int
  }

  var schema = 1
  var time: String
  var waiting: Int
  var perSecond: Rates
  /// Since the start.
  var requests: [Answers]
  /// The gateway's own questions.
  var asks: [Asks]
  var probes: Int
  /// Newest first.
  var recent: [GatewayReport]

  init(_ figures: GatewayFigures, at now: Timestamp) {
    time = WallTime.rfc3339(now.wall)
    waiting = figures.waiting
    perSecond = Rates(tenSeconds: figures.perTenSeconds, minute: figures.perMinute)
    requests = figures.answers.map {
      Answers(entry: $0.answered.entry, result: $0.answered.result.rawValue, count: $0.count)
    }
    asks = figures.asks.map {
      Asks(mirror: $0.asked.mirror, outcome: $0.asked.outcome.rawValue, count: $0.count)
    }
    probes = figures.probes
    recent = figures.recent.map { GatewayReport($0, at: now) }
  }
}
