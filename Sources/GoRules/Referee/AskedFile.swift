/// What a URL that go asked for is: whose, and which file of which module. The inverse of `ProxyURL.redactedURL(of:)`.
package struct AskedFile: Sendable, Hashable {
  /// The entry of the chain; nil for the checksum database itself, and for what is no entry's.
  package var entry: Int?
  /// nil for what is no file of a proxy's: a module's own page.
  package var kind: RequestKind?
  /// As in go.mod; of a page what its URL has, which may be a part of the module's path and more.
  package var module: String?
  /// nil where the file is of none, or the checksum database's.
  package var version: String?
  /// What follows the base URL: the same of each entry.
  package var path: String
  /// Whom the URL names: without brackets; empty where it could not be read.
  package var host = ""
  package var port = 0
  /// The host is an address.
  package var isNumeric: Bool { IPAddress(parsing: host.utf8) != nil }

  /// - Parameter url: redacted, as go prints it.
  package init(_ url: String, in chain: Chain?) {
    if let read = try? ProxyURL(parsing: url, mayHoldPassword: true) {
      (host, port) = (read.host, read.portInUse)
    }
    let read = RequestURL(url)
    kind = read.kind
    module = read.module
    version = read.moduleVersion.flatMap { $0.split(at: "@").last.map(String.init) }
    path = read.path
    if kind == .sumdb, let lookup = path.firstRange(of: "/lookup/") {
      let parts = path[lookup.upperBound...].split(at: "@").map { RequestURL.unescaped($0) }
      (module, version) = (parts[0], parts.count == 2 ? parts[1] : nil)
    }
    if read.isPage {
      entry = chain?.entries.firstIndex { $0.isVersionControl }
    } else if !read.isDatabase {
      // The same host may have a shorter path in another entry.
      let own = (chain?.entries ?? []).indices.filter { index in
        chain?.entries[index].url.map(read.isOf) ?? false
      }
      entry = own.max { length($0, chain) < length($1, chain) }
    }
  }
}

/// Of the path of an entry's URL.
private func length(_ index: Int, _ chain: Chain?) -> Int {
  chain?.entries[index].url?.path.utf8.count ?? 0
}
