/// The addresses in /etc/hosts, as go reads it (net/hosts.go).
package struct HostsFile: Sendable, Hashable {
  private var addresses: [String: [String]] = [:]

  package init(text: String) {
    for line in text.split(separator: "\n") {
      let words = line.prefix { $0 != "#" }.split { " \t\r\n".contains($0) }.map(String.init)
      guard words.count > 1, let address = IPAddress(parsing: words[0].utf8) else { continue }
      let zone = address.zone.map { "%" + String(decoding: $0, as: UTF8.self) } ?? ""
      let literal = IPAddress.text(address.octets) + zone
      for name in words.dropFirst() { addresses[Self.key(name), default: []].append(literal) }
    }
  }

  /// In the order of the file; empty for a name that it lacks.
  package func addresses(of host: String) -> [String] { addresses[Self.key(host)] ?? [] }

  /// `absDomainName`: a name with a dot in it is complete, and its final dot says nothing more.
  private static func key(_ name: String) -> String {
    let name = String(decoding: name.utf8.map(lowercased), as: UTF8.self)
    return name.contains(".") && !name.hasSuffix(".") ? name + "." : name
  }
}
