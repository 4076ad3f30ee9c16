import GoRules
import Health

/// What the probers of one pool share: the configuration, checked and read.
struct ProberSettings: Sendable {
  let userAgent: String
  let family: AddressFamily?
  let nameServers: [String]?
  let overrides: ResolveOverrides
  let keptConnections: Int
  /// See `ProbePoolConfiguration`.
  let largestSegment: Int?
  let forwardProxies: ForwardProxyRules
  let goSettings: GoSettingsInForce
  let sumMemories = SumMemories()
  let tls: TLSSettings
  let debug: GoDebug
  /// `GODEBUG=httplaxcontentlength=1`.
  let laxContentLength: Bool
  /// `GODEBUG=cmdgonetlimit=0`: the error that go returns instead of sending a request; nil where it sends them.
  let networkIsOff: String?

  init(_ configuration: ProbePoolConfiguration) throws(ProbePoolError) {
    let environment = configuration.environment
    userAgent = configuration.userAgent
    family = configuration.family
    keptConnections = configuration.keptConnections
    largestSegment = configuration.largestSegment
    nameServers = configuration.nameServers
    overrides = try ResolveOverrides(configuration.resolveOverrides)
    forwardProxies = ForwardProxyRules(environment: environment)
    goSettings = GoSettingsInForce(environment)
    debug = GoDebug(environment["GODEBUG"] ?? "")
    laxContentLength = debug["httplaxcontentlength"] == "1"
    let limit = debug["cmdgonetlimit"]
    networkIsOff = Int(limit) == 0 ? "network disabled by cmdgonetlimit=\(limit)" : nil
    let debug = debug
    let rules = CertificateRules { debug[$0].isEmpty ? nil : debug[$0] }
    tls = TLSSettings(
      ClientHello(debug, offersHTTP2: debug["http2client"] != "0"), rules,
      trust: try TrustStore(
        file: configuration.certificateFile, environment: environment, rules: rules))
  }
}

/// The names that are not looked up (`--resolve`).
struct ResolveOverrides: Sendable {
  private var addresses: [String: [SocketAddress]] = [:]

  /// Reads `HOST:PORT:ADDRESS[:PORT][,…]`; IPv6 addresses may stand in brackets, HOST may be `*`. The second port is
  /// connected to instead of the first.
  init(_ texts: [String]) throws(ProbePoolError) {
    for text in texts {
      let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3, !parts[0].isEmpty, let port = UInt16(parts[1]) else {
        throw .resolveOverride(text)
      }
      var values: [SocketAddress] = []
      for value in parts[2].split(separator: ",", omittingEmptySubsequences: false) {
        guard let address = Self.address(value, port: port) else { throw .resolveOverride(text) }
        values.append(address)
      }
      addresses["\(parts[0].lowercased()):\(port)"] = values
    }
  }

  private static func address(_ text: Substring, port: UInt16) -> SocketAddress? {
    if let address = SocketAddress(String(text), port: port) { return address }
    guard let (host, other) = HostPort.split(text) else { return nil }
    return SocketAddress(host, port: other.flatMap { UInt16(exactly: $0) } ?? port)
  }

  /// The addresses given for this host and port; nil where it is to be looked up.
  func addresses(of host: String, port: Int) -> [SocketAddress]? {
    addresses["\(host.lowercased()):\(port)"] ?? addresses["*:\(port)"]
  }
}
