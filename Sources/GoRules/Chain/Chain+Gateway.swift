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
}
