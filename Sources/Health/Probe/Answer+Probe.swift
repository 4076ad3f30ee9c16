import GoRules

extension Answer {
  /// What a probe of the mirror at `url` found.
  package init(_ result: ProbeResult, of url: ProxyURL) {
    self.init(
      result.outcome, cost: result.timingsAreUnusable ? nil : result.timings.total,
      serverText: result.serverText, goText: result.goText)
    if let address = result.connection.address, result.connection.forwardProxy == nil {
      let port = url.portInUse
      let isIPv6 = address.utf8.contains(UInt8(ascii: ":"))
      peer = isIPv6 ? "[\(address)]:\(port)" : "\(address):\(port)"
    }
  }
}
