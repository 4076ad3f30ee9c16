/// A URL that go printed, taken apart: whom it asks, and what for.
package struct RequestURL: Sendable, Hashable {
  /// The proxy, as an entry of GOPROXY has it, without user and password; of a page or a database its scheme and host.
  package var base: String
  /// What follows: `/golang.org/x/text/@v/v0.14.0.info`; empty for nothing.
  package var path: String

  package init(_ text: String) {
    // Some releases print `https:/host`.
    let isShort = text.contains(":/") && !text.contains("://")
    let url = Self.withoutUser(isShort ? text.replacing(":/", with: "://") : text)
    let start = url.firstRange(of: "://").map(\.upperBound) ?? url.startIndex
    let host = url[start...].firstIndex(of: "/") ?? url.endIndex
    let split = Self.endOfBase(url[host...]) ?? host
    base = String(url[..<split].trimmingSlash)
    path = String(url[split...])
  }

  /// What is asked; nil where that is no request of a proxy.
  package var kind: RequestKind? {
    let path = path.prefix { $0 != "?" }
    if path.hasPrefix("/sumdb/") || path.hasPrefix("/lookup/") || path.hasPrefix("/tile/") {
      return .sumdb
    }
    if path.hasSuffix("/@v/list") { return .list }
    if path.hasSuffix("/@latest") || path == "/latest" {
      return path == "/latest" ? .sumdb : .latest
    }
    guard path.contains("/@v/") else { return nil }
    return [.info, .mod, .zip].first { path.hasSuffix(".\($0.rawValue)") }
  }

  /// A page that is to name a repository.
  package var isPage: Bool { (base + path).contains("go-get=1") }

  /// The checksum database itself is asked.
  package var isDatabase: Bool {
    path.hasPrefix("/lookup/") || path.hasPrefix("/tile/") || path == "/latest"
  }

  /// `golang.org/x/text`, unescaped; nil where it names none.
  package var module: String? {
    let path = path.prefix { $0 != "?" }
    let end = path.firstRange(of: "/@")?.lowerBound ?? (isPage ? path.endIndex : nil)
    guard let end, path.hasPrefix("/"), kind != .sumdb else { return nil }
    let name = path[..<end].dropFirst()
    guard !name.isEmpty else { return nil }
    return isPage ? "\(base.split(at: "://").last ?? "")/\(name)" : Self.unescaped(name)
  }

  /// `golang.org/x/text@v0.14.0`; nil where it names no version.
  package var moduleVersion: String? {
    guard let module, let mark = path.firstRange(of: "/@v/"), let kind,
      [.info, .mod, .zip].contains(kind)
    else { return nil }
    let version = path[mark.upperBound...].prefix { $0 != "?" }
    return "\(module)@\(Self.unescaped(version.dropLast(kind.rawValue.utf8.count + 1)))"
  }

  /// A proxy with this URL is asked.
  package func isOf(_ proxy: ProxyURL) -> Bool {
    let own = Self.withoutUser(proxy.redacted)
    return base == own || (base + path).hasPrefix(own + "/")
  }

  // MARK: - Parts

  /// Where in a path the module begins, or the checksum database: behind the path of the proxy. The first element of a
  /// module's path has a dot; nil where none has.
  private static func endOfBase(_ path: Substring) -> String.Index? {
    if let sums = path.firstRange(of: "/sumdb/") { return sums.lowerBound }
    if ["/lookup/", "/tile/"].contains(where: path.hasPrefix) || path == "/latest" {
      return path.startIndex
    }
    guard path.contains("/@") else {
      return path.contains("go-get=1") ? path.startIndex : path.endIndex
    }
    var start = path.startIndex
    while start < path.endIndex {
      let element = path[start...].dropFirst().prefix { $0 != "/" }
      if element.hasPrefix("@") { return nil }
      if element.contains(".") { return start }
      start = element.endIndex
    }
    return nil
  }

  /// `!` and the lower-case letter stand for an upper-case one.
  static func unescaped(_ text: some StringProtocol) -> String {
    var result = ""
    var isUpper = false
    for character in text.replacing("%21", with: "!") {
      if character == "!" {
        isUpper = true
        continue
      }
      result += isUpper ? character.uppercased() : String(character)
      isUpper = false
    }
    return result
  }

  /// go prints them in two ways: `user:xxxxx@` and `user:***@`.
  private static func withoutUser(_ text: String) -> String {
    guard let start = text.firstRange(of: "://")?.upperBound else { return text }
    let authority = text[start...].prefix { $0 != "/" }
    guard let at = authority.lastIndex(of: "@") else { return text }
    return String(text[..<start] + text[text.index(after: at)...])
  }
}

extension Substring {
  fileprivate var trimmingSlash: Substring { hasSuffix("/") ? dropLast() : self }
}
