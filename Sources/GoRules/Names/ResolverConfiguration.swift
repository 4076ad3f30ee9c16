/// What /etc/resolv.conf says, read as go reads it (net/dnsconfig_unix.go).
package struct ResolverConfiguration: Sendable, Hashable {
  /// `address:port`; the first 3 of the file, or the 2 of loopback where it has none.
  package var servers: [String] = []
  /// Suffixes, each with a final dot.
  package private(set) var search: [String] = []
  /// A name with fewer dots is tried with the suffixes first; up to 15.
  package private(set) var dots = 1
  /// For one answer of one name server; at least 1 s.
  package private(set) var timeout = Duration.seconds(5)
  /// How often each name server is asked; at least 1.
  package private(set) var attempts = 2
  /// The name servers take turns at being asked first.
  package private(set) var rotates = false
  /// One address family is asked for after the other.
  package private(set) var asksOneByOne = false
  package private(set) var usesTCP = false
  /// Answers say whether DNSSEC has vouched for them.
  package private(set) var trustsAuthentication = false

  private static let standardServers = ["127.0.0.1:53", "[::1]:53"]

  /// The defaults, with these name servers (`address:port`).
  package init(servers: [String]) { self.servers = servers }

  /// `text`: nil where the file cannot be read. `hostName`: of this machine, for the search list where the file has none.
  package init(text: String?, hostName: String) {
    for line in (text ?? "").split(separator: "\n") where line.first != ";" && line.first != "#" {
      take(line.split { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\n" }.map(String.init))
    }
    if servers.isEmpty { servers = Self.standardServers }
    if search.isEmpty, let domain = hostName.cut(at: ".").after, !domain.isEmpty {
      search = [Self.rooted(domain)]
    }
  }

  private mutating func take(_ words: [String]) {
    switch words.first {
    case "nameserver":
      guard words.count > 1, servers.count < 3, IPAddress(parsing: words[1].utf8) != nil else {
        return
      }
      servers.append(words[1].contains(":") ? "[\(words[1])]:53" : words[1] + ":53")
    case "domain": if words.count > 1 { search = [Self.rooted(words[1])] }
    case "search": search = words.dropFirst().map(Self.rooted).filter { $0 != "." }
    case "options": for word in words.dropFirst() { takeOption(word) }
    default: break
    }
  }

  private mutating func takeOption(_ word: String) {
    let (name, value) = word.cut(at: ":")
    switch (name, value) {
    case ("ndots", let value?): dots = min(15, Self.number(value))
    case ("timeout", let value?): timeout = .seconds(max(1, Self.number(value)))
    case ("attempts", let value?): attempts = max(1, Self.number(value))
    case ("rotate", nil): rotates = true
    case ("single-request", nil), ("single-request-reopen", nil): asksOneByOne = true
    case ("use-vc", nil), ("usevc", nil), ("tcp", nil): usesTCP = true
    case ("trust-ad", nil): trustsAuthentication = true
    default: break
    }
  }

  /// The digits at the beginning, up to a thousand; 0 for none (net `dtoi`).
  private static func number(_ text: String) -> Int {
    text.utf8.prefix { (0x30...0x39) ~= $0 }.reduce(0) { min(1000, $0 * 10 + Int($1) - 0x30) }
  }

  private static func rooted(_ name: String) -> String { name.hasSuffix(".") ? name : name + "." }

  /// How long go waits before it says that a lookup timed out.
  package var patience: Duration { timeout * (attempts * max(1, servers.count)) }

  /// The names that are asked for one after another, each with a final dot (`nameList`).
  package func names(for host: String) -> [String] {
    let isRooted = host.hasSuffix(".")
    if host.utf8.count > 254 || (host.utf8.count == 254 && !isRooted) { return [] }
    if isRooted { return HostName.isOnion(host) ? [] : [host] }
    let name = host + "."
    let comesFirst = host.utf8.filter { $0 == UInt8(ascii: ".") }.count >= dots
    var names = search.map { name + $0 }.filter { $0.utf8.count <= 254 && !HostName.isOnion($0) }
    if !HostName.isOnion(name) { names.insert(name, at: comesFirst ? 0 : names.count) }
    return names
  }
}
