/// What GOAUTH has given so far: header fields by URL prefix (cmd/go/internal/auth/auth.go `credentialCache`).
package struct CredentialCache: Sendable, Hashable {
  private var fields: [[UInt8]: [HeaderField]] = [:]

  package init() {}

  /// Keeps the fields of a prefix; none take away what was kept (`storeCredential`).
  package mutating func store(_ new: [HeaderField], for prefix: some Sequence<UInt8>) {
    let key = Self.key(Array(prefix))
    fields[key] = new.isEmpty ? nil : new
  }

  /// All entries of a `.netrc`; of several for one machine the first counts.
  package mutating func store(_ file: NetrcFile) {
    for entry in file.entries.reversed() {
      store([.basic(login: entry.login, password: entry.password)], for: entry.machine)
    }
  }

  /// The fields for an https URL, those of its longest prefix that ends at a `/` (`loadCredential`).
  ///
  /// The URL is compared as `URL.String` writes it: with a port only where it names one, and with its userinfo, for
  /// which no entry of a `.netrc` fits.
  package func fields(for url: some Sequence<UInt8>) -> [HeaderField] {
    if fields.isEmpty { return [] }
    var prefix = Self.key(Array(url))[...]
    while true {
      if let found = fields[Array(prefix)] { return found }
      guard let slash = prefix.lastIndex(of: UInt8(ascii: "/")) else { return [] }
      prefix = prefix[..<slash]
    }
  }

  /// Without `https://` and one `/` at the end.
  private static func key(_ prefix: [UInt8]) -> [UInt8] {
    var key = prefix[...]
    if key.hasPrefix("https://".utf8) { key = key.dropFirst(8) }
    if key.last == UInt8(ascii: "/") { key = key.dropLast() }
    return Array(key)
  }
}
