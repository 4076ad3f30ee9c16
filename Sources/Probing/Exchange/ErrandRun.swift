import GoRules
import Health
import Platform

/// An errand under way: its present exchange, and what bounds all of them together.
struct ErrandRun {
  /// Exchanges that one errand may take.
  private static let mostExchanges = 64
  /// Bytes of all bodies together.
  private static let mostBytes = 16 << 20

  private var errand: any Errand
  /// The exchange under way; nil before the first and after the last.
  private(set) var request: ErrandRequest?
  private var exchanges = 0
  private(set) var bytes = 0
  /// No exchange begins later.
  private let end: Int64

  /// Each exchange may take `timeout`, all together three times that and one more.
  init(_ errand: any Errand, at now: Int64, timeout: Duration) {
    self.errand = errand
    end = now + 3 * timeout.inNanoseconds
  }

  var isUnderWay: Bool { request != nil }

  /// See `Errand`.
  var sums: SumErrand.Sums? { errand.sums }

  /// The present exchange may go out on a kept connection; the first one of a `cold` request may not.
  func mayReuseConnection(_ use: ConnectionUse) -> Bool {
    (exchanges > 1 || use != .cold) && request?.isOnNewConnection == false
  }

  /// What comes after `answer`; nil: nothing has been asked yet.
  mutating func next(after answer: ErrandAnswer?, at now: Int64) -> ErrandStep {
    if case .answered(let page) = answer { bytes += page.body.count }
    let step = bounded(errand.next(after: answer), at: now)
    if case .ask(let request) = step {
      self.request = request
      exchanges += 1
    } else {
      request = nil
    }
    return step
  }

  private func bounded(_ step: ErrandStep, at now: Int64) -> ErrandStep {
    guard case .ask = step else { return step }
    if exchanges == Self.mostExchanges {
      return .notMeasured("more requests than goproxytop makes")
    }
    if bytes > Self.mostBytes { return .notMeasured("more data than goproxytop reads") }
    return exchanges > 0 && now >= end ? .notMeasured("it takes longer than the timeout") : step
  }
}

extension ProberSettings {
  /// The errand that `request` is; nil for a single request.
  func errand(_ request: ProbeRequest, in round: ProbeRound) -> (any Errand)? {
    switch round.service {
    case .direct:
      DirectErrand(
        request.canary, goSettings.versionControl, checksSums: round.database.key != nil)
    case .checksumDatabase: errand(about: request, in: round, through: nil)
    case .proxy where request.kind == .sumdb && request.trial != .carriage:
      errand(about: request, in: round, through: round.url)
    case .proxy: nil
    }
  }

  private func errand(
    about request: ProbeRequest, in round: ProbeRound, through proxy: ProxyURL?
  ) -> DatabaseErrand? {
    let place = SumMemories.Place(
      mirror: round.mirror, canary: request.canary, database: round.database)
    return DatabaseErrand(
      request.canary, of: round.database, through: proxy,
      memory: sumMemories.memory(of: place, anew: request.provesAnew),
      latest: goSettings.latestTree(of: round.database), verify: Ed25519.verify
    ) { [sumMemories] in sumMemories.keep($0, of: place) }
  }
}
