import GoRules

extension Mirror {
  /// The mirror of an entry of `chain`. Both places of a gateway are named as what they are: hosts and ports would look like
  /// two mirrors that nobody knows.
  package init(url: ProxyURL, entry: Int, of chain: Chain, canary: ModuleVersion) {
    let gateway = chain.gateway
    let name: String? =
      switch entry {
      case gateway?.first: Self.gatewayName
      case gateway?.again: Self.gatewayName + GatewayRequest.again
      default: nil
      }
    self.init(name: name, url: url, entry: entry, canary: canary)
    isGateway = name != nil
  }

  private static let gatewayName = "gateway"
}
