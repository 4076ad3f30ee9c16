import Health

/// What a pool of probers needs to know of this machine and of the user's wishes.
package struct ProbePoolConfiguration: Sendable {
  /// Probers, each with a thread of its own; at least 1. nil: one per core, at most 2.
  package var probers: Int?
  /// PEM file that replaces the system's trusted certificates (`--cacert`).
  package var certificateFile: String?
  /// `HOST:PORT:ADDRESS[,ADDRESS]` as curl's `--resolve`: these names are not looked up.
  package var resolveOverrides: [String]
  /// Only addresses of this family (`-4`, `-6`); nil for either.
  package var family: AddressFamily?
  /// Name servers as `ADDRESS[:PORT]`; nil for those of /etc/resolv.conf.
  package var nameServers: [String]?
  /// SSL_CERT_FILE, SSL_CERT_DIR, HTTP_PROXY, HTTPS_PROXY, NO_PROXY (either case), NETRC, HOME, GODEBUG and, as
  /// `GoEnvironment.effectiveVariables` has them, go's own settings are read from it.
  package var environment: [String: String]
  /// Mirrors of one prober up to which each keeps its connection between rounds; beyond, none does and no `idle`
  /// request is made. A kept connection takes about 0.1 MiB, a mirror without one about 0.05 MiB.
  package var keptConnections = 250
  /// How many rounds are made at a time; nil for any number. Fewer where descriptors are scarce.
  package var roundsAtATime: Int?
  /// The User-Agent of every request.
  package var userAgent: String
  /// Bytes of a segment of TCP at most, both ways; nil for what the system takes.
  package var largestSegment: Int?

  package init(
    probers: Int? = nil, certificateFile: String? = nil, resolveOverrides: [String] = [],
    family: AddressFamily? = nil, nameServers: [String]? = nil,
    environment: [String: String] = [:], userAgent: String = "goproxytop"
  ) {
    self.probers = probers
    self.certificateFile = certificateFile
    self.resolveOverrides = resolveOverrides
    self.family = family
    self.nameServers = nameServers
    self.environment = environment
    self.userAgent = userAgent
  }
}

/// Why there is no pool.
package enum ProbePoolError: Error, Sendable, Hashable {
  /// The process may open no more descriptors or threads.
  case noResources(errno: Int32)
  /// The file of `certificateFile` cannot be read or holds no certificate.
  case certificateFile(String, reason: String)
  /// An entry of `resolveOverrides` is not `HOST:PORT:ADDRESS`.
  case resolveOverride(String)
  /// An entry of `nameServers` is not `ADDRESS[:PORT]`.
  case nameServer(String)
  /// A C library could not be set up; its own words.
  case library(String)
}

extension ProbePoolError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noResources(let code): "no more descriptors or threads (errno \(code))"
    case .certificateFile(let file, let reason): "\(file): \(reason)"
    case .resolveOverride(let text): "\(text): not HOST:PORT:ADDRESS"
    case .nameServer(let text): "\(text): not ADDRESS[:PORT]"
    case .library(let text): text
    }
  }
}
