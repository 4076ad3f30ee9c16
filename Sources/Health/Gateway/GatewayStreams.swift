import GoRules

extension Gateway {
  /// A file that an entry is asked for, to be passed through.
  package struct Fetch: Sendable, Hashable {
    package let id: Int
    package var ticket: Ticket
    package var mirror: Mirror.ID
    package var url: ProxyURL
    package var request: GatewayRequest
    /// What the file is to an entry.
    package var question: Question
    /// Of a connection that has one fetch at a time.
    package var connection: Int
    /// go asks again, and has nobody after this one but its list: `Gateway.mostHeldAgain` of the answer are held.
    package var holdsMore: Bool
  }
}

/// The answers that pass through a gateway or are about to. Beyond `Gateway.mostPassing` of them, go is sent to the entry
/// or left to its list.
struct GatewayStreams: Sendable {
  struct Stream {
    var startedAt: Duration
    var hasBegun = false
    var holdsMore: Bool
  }

  private var open: [Int: Stream] = [:]
  /// The one used last is the next: it may still be open.
  private var freeConnections = Array((0..<Gateway.mostPassing).reversed())
  private var last = 0

  var count: Int { open.count }
  var hasRoom: Bool { !freeConnections.isEmpty }

  /// nil: there is no room.
  mutating func begin(
    _ source: GatewayRules.Source, _ question: Question, _ request: GatewayRequest,
    _ ticket: Gateway.Ticket, at now: Duration
  ) -> Gateway.Fetch? {
    guard let connection = freeConnections.popLast() else { return nil }
    last += 1
    let holdsMore =
      request.isAgain && open.values.count(where: \.holdsMore) < Gateway.mostHolding
    open[last] = Stream(startedAt: now, holdsMore: holdsMore)
    return Gateway.Fetch(
      id: last, ticket: ticket, mirror: source.mirror, url: source.url, request: request,
      question: question, connection: connection, holdsMore: holdsMore)
  }

  /// When it was asked for; nil if it is over.
  mutating func began(_ fetch: Gateway.Fetch) -> Duration? {
    open[fetch.id]?.hasBegun = true
    return open[fetch.id]?.startedAt
  }

  func state(of fetch: Gateway.Fetch) -> Stream? { open[fetch.id] }

  mutating func left(_ fetch: Gateway.Fetch) {
    if open.removeValue(forKey: fetch.id) != nil { freeConnections.append(fetch.connection) }
  }
}

extension GatewayRequest {
  /// A file of the checksum database other than the one that tells whether it is carried: only its carrier is asked for
  /// it, and what that says of it counts.
  var isOfCarrier: Bool {
    if case .database(_, let file) = subject { file != .supported } else { false }
  }
}
