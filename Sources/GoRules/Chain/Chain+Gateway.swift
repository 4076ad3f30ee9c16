extension Chain {
  /// The two places of a gateway in a list, as `gateway --install` writes them.
  package struct GatewayPlaces: Sendable, Hashable {
    /// Indices of entries.
    package var first: Int
    package var again: Int
    /// Of the first place.
    package var url: ProxyURL
  }

  /// The first gateway of the list, known by how it is written: plain HTTP on this machine, and behind a `|` the same
  /// with `GatewayRequest.again`. nil where there is none.
  package var gateway: GatewayPlaces? {
    for (index, (entry, next)) in zip(entries, entries.dropFirst()).enumerated() {
      guard entry.fallsThroughOnAnyError, let url = entry.url, url.scheme == .http,
        url.isLoopback, url.path.isEmpty, url.query == nil, url.user == nil
      else { continue }
      var again = url
      again.path = GatewayRequest.again
      if next.url == again { return GatewayPlaces(first: index, again: index + 1, url: url) }
    }
    return nil
  }

  /// The list without its gateway; nil where there is none, or nobody else.
  package var behindGateway: Chain? {
    guard let places = gateway else { return nil }
    var chain = self
    chain.entries.removeSubrange(places.first...places.again)
    return chain.entries.contains { $0.target != .noproxy } ? chain : nil
  }

  /// Of these values of GOPROXY, without passwords, one is the other with a gateway in it: of two programs of one user the
  /// gateway watches the list without itself. What is on record of the one is not true of the other.
  package static func differByGateway(_ value: String, _ other: String) -> Bool {
    // Of the same length they are the same, or differ in more.
    let (short, long) = value.utf8.count < other.utf8.count ? (value, other) : (other, value)
    guard short.utf8.count < long.utf8.count, let list = try? Chain(parsing: long),
      let behind = list.behindGateway
    else { return false }
    return behind.redacted == short
  }
}
