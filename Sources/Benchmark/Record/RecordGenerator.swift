import Glibc
import GoRules
import Health
import Record

/// Makes up what a monitor would record: mirrors that answer with their own delays and jitter, a few failures,
/// and an outage with its failovers now and then. The same seed gives the same record.
struct RecordGenerator {
  let mirrors: [Mirror.ID]
  let interval: Duration
  /// The moment of the next round.
  private(set) var now: Timestamp
  private var random: SplitMix64
  /// Of the whole answer without jitter.
  private let delays: [Duration]
  private var round = 0
  /// The mirror that is down, and the rounds until it is up again.
  private var down: (mirror: Int, rounds: Int)?

  init(mirrors count: Int, interval: Duration, from start: Timestamp, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    mirrors = (0..<count).map { Mirror.ID(rawValue: "https://mirror-\($0).example") }
    delays = (0..<count).map { _ in .microseconds(Int.random(in: 15_000...250_000, using: &random))
    }
    self.interval = interval
    self.random = random
    now = start
  }

  /// Who serves before anything failed.
  func opening() -> [HistoryRecord] {
    let first = mirrors.map {
      HistoryRecord.stateChange(
        StateChange(at: now, mirror: $0, from: .unknown, to: .up, failure: nil))
    }
    let chain = "https://mirror-0.example|https://mirror-1.example"
    return [.chain(chain, at: now)] + first + [
      .firstTarget(
        Failover(
          at: now, kind: .info, canary: .standard, from: .nowhere(.unknown, at: nil),
          to: place(0), cause: "first known"))
    ]
  }

  /// The next round of every mirror, its starts spread over the interval.
  mutating func nextRound() -> [HistoryRecord] {
    var records = outage()
    records.reserveCapacity(mirrors.count * 5)
    for index in mirrors.indices {
      let start = now.advanced(by: interval * Double(index) / Double(mirrors.count))
      add(.info, .idle, of: index, at: start, to: &records)
      add(.info, .cold, of: index, at: start.advanced(by: delays[index]), to: &records)
      add(.info, .warm, of: index, at: start.advanced(by: delays[index] * 2), to: &records)
      let turn = round + index
      if turn % 6 == 0 {
        for (place, kind) in [RequestKind.list, .mod, .sumdb].enumerated() {
          add(
            kind, .warm, of: index, at: start.advanced(by: delays[index] * (3 + place)),
            to: &records)
        }
      }
      if turn % 60 == 0 {
        add(.zip, .warm, of: index, at: start.advanced(by: delays[index] * 8), to: &records)
      }
    }
    round += 1
    now = now.advanced(by: interval)
    return records
  }

  /// Every 2,000 rounds on average a mirror goes down for up to 200 of them.
  private mutating func outage() -> [HistoryRecord] {
    if let (mirror, rounds) = down {
      down = rounds > 1 ? (mirror, rounds - 1) : nil
      return rounds > 1 ? [] : change(of: mirror, isDown: false)
    }
    guard Int.random(in: 0..<2_000, using: &random) == 0 else { return [] }
    let mirror = Int.random(in: mirrors.indices, using: &random)
    down = (mirror, Int.random(in: 5...200, using: &random))
    return change(of: mirror, isDown: true)
  }

  private func change(of mirror: Int, isDown: Bool) -> [HistoryRecord] {
    let state = HistoryRecord.stateChange(
      StateChange(
        at: now, mirror: mirrors[mirror], from: isDown ? .up : .down, to: isDown ? .down : .up,
        failure: isDown ? RequestFailure(.processing, .status(502)) : nil))
    guard mirror == 0, mirrors.count > 1 else { return [state] }
    return [
      state,
      .failover(
        Failover(
          at: now, kind: .info, canary: .standard, from: place(isDown ? 0 : 1),
          to: place(isDown ? 1 : 0), cause: isDown ? "status 502 (|)" : "recovered")),
    ]
  }

  private func place(_ mirror: Int) -> Failover.Place {
    .mirror(mirrors[mirror], name: "mirror-\(mirror).example")
  }

  private mutating func add(
    _ kind: RequestKind, _ use: ConnectionUse, of index: Int, at start: Timestamp,
    to records: inout [HistoryRecord]
  ) {
    var outcome = RequestOutcome.ok
    if down?.mirror == index || Int.random(in: 0..<2_000, using: &random) == 0 {
      outcome = .failure(RequestFailure(.processing, .status(502)))
    }
    var result = ProbeResult(
      mirror: mirrors[index], request: ProbeRequest(kind, canary: .standard, use: use),
      startedAt: start, outcome: outcome, status: outcome == .ok ? 200 : 502)
    let delay = delays[index]
    if use == .cold {
      result.timings.resolve = jittered(.microseconds(900))
      result.timings.connect = jittered(delay * 0.3)
      result.timings.tls = jittered(delay * 0.35)
    }
    result.timings.processing = jittered(delay * 0.3)
    result.timings.transfer = jittered(.microseconds(80))
    result.timings.local = .microseconds(400)
    result.timings.total =
      Phase.allCases.reduce(.zero) { $0 + (result.timings[$1] ?? .zero) } + .microseconds(400)
    result.connection.address = "203.0.113.\(index % 250)"
    result.connection.family = .ipv4
    result.connection.httpVersion = "2"
    result.bodyBytes = 64
    records.append(.sample(result))
  }

  /// Log-normal with a spread of 4 %, and one in a hundred three times as long.
  private mutating func jittered(_ duration: Duration) -> Duration {
    let uniform = { (random: inout SplitMix64) in Double.random(in: 1e-9..<1, using: &random) }
    let normal = (-2 * log(uniform(&random))).squareRoot() * cos(2 * .pi * uniform(&random))
    let tail = uniform(&random) < 0.01 ? 3.0 : 1.0
    return duration * (exp(0.04 * normal) * tail)
  }
}
