/// What an entry of the chain answered to one request: the input of a walk.
package struct Answer: Sendable, Hashable {
  package var outcome: RequestOutcome
  /// How long one request took; nil where that is not known. The walk counts a request that go repeats.
  package var cost: Duration?
  /// What the server said on an error (text/plain), which go prints; nil for nothing.
  package var serverText: ServerText?
  /// The whole of what go prints after `go: m@v: `; nil where it is not known exactly.
  package var goText: ServerText?
  /// The peer as go prints it, `address:port`; nil where it is not known.
  package var peer: String?

  package init(
    _ outcome: RequestOutcome, cost: Duration? = nil, serverText: ServerText? = nil,
    goText: ServerText? = nil, peer: String? = nil
  ) {
    self.outcome = outcome
    self.cost = cost
    self.serverText = serverText
    self.goText = goText
    self.peer = peer
  }
}
